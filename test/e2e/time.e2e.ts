import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { readSheet } from 'read-excel-file/node'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { checkStore } from '../../db/check/index.ts'
import { openReader } from '../../db/open.ts'
import { addDays, businessDate } from '../../shared/dates.ts'
import type { DaySheet } from '../../shared/payroll/time/contract.ts'
import type { Worker } from '../../shared/workers/contract.ts'
import { type ServedApp, startApp } from '../support/app.ts'
import { launchBrowser, type OpenedPage, openPage, scanKeys } from './pages.ts'

/** A morning at the door, and the office's day and month, by scanner and by keyboard alone. */
let app: ServedApp
let browser: Browser
let opened: OpenedPage
let page: Page
let workers: Worker[]
const today = businessDate(Date.now())
const before = addDays(today, -2)

const write = (path: string, input: object) => app.call(path, { commandId: v7(), ...input })
const go = (hash: string) => page.goto(`${app.url}#${hash}`)
const badge = (name: string) => workers.find((worker) => worker.name === name)!.code
const dayOf = async (name: string, workDate = today) => {
  const sheet = (await app.call('payroll.time.day', { workDate })) as DaySheet
  return sheet.rows.find((row) => row.name === name)!
}
const row = (name: string) => page.getByRole('listitem', { name })

beforeAll(async () => {
  app = await startApp()
  for (const name of ['王秀英', '李桂兰', '赵小妹'])
    await write('workers.save', { id: null, name, kind: 'piece', note: '', archived: false })
  workers = (await app.call('workers.list', {})) as Worker[]
  const [{ id }] = [workers.find(({ name }) => name === '赵小妹')!]
  await write('payroll.time.addPunch', { workerId: id, workDate: before, way: 'in', minute: 478 })
  browser = await launchBrowser()
  opened = await openPage(browser, app.link)
  page = opened.page
})
afterAll(async () => {
  await browser?.close()
  await app?.close()
})

it('tells whoever scans that she has come, a second time that it was written, and a stranger that it was not', async () => {
  await go('/people/attendance/scan')
  await page.getByText('请扫工牌').waitFor()
  const status = page.getByRole('status')
  await scanKeys(page, badge('王秀英'))
  await status.getByText(/上班 \d\d:\d\d/).waitFor()
  expect(await status.textContent()).toContain('王秀英')
  await scanKeys(page, badge('王秀英'))
  await status.getByText('上班已经记好了，一分钟里再刷不算。').waitFor()
  // The other station knows as well.
  const second = await openPage(browser, await app.newLink())
  await second.page.goto(`${app.url}#/people/attendance/scan`)
  await second.page.getByText('请扫工牌').waitFor()
  await scanKeys(second.page, badge('王秀英'))
  await second.page
    .getByRole('status')
    .getByText(/刚刷过/)
    .waitFor()
  await second.context.close()
  expect((await dayOf('王秀英')).punches).toHaveLength(1)
  await scanKeys(page, '690123456789')
  await page.getByRole('alert').waitFor()
  await status.waitFor({ state: 'hidden' })
})

it('asks about the day on which nobody scanned out, and goes on with the next badge', async () => {
  await scanKeys(page, badge('赵小妹'))
  await page.getByText(`赵小妹 ${before} 07:58 上班，没刷下班。那天几点走的？`).waitFor()
  await page.getByRole('button', { name: '18:30 下班时走的' }).click()
  await page.getByText(`${before} 的下班补好了`).waitFor()
  expect(await dayOf('赵小妹', before)).toMatchObject({
    hours: { normal: 480, overtime: 60, outMissing: false },
  })
  await scanKeys(page, badge('李桂兰'))
  await page.getByRole('status').getByText('李桂兰').waitFor()
})

it('ticks, corrects and undoes days by keyboard', async () => {
  await go(`/people/attendance?day=${addDays(today, -1)}`)
  await row('王秀英').waitFor()
  await page.getByRole('searchbox', { name: '找人（首字母）' }).fill('wxy')
  await row('李桂兰').waitFor({ state: 'hidden' })
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('2')
  await row('王秀英').getByRole('button', { name: '半天', pressed: true }).waitFor()
  await row('王秀英').getByText('4.5 小时').waitFor()
  await page.keyboard.press('+')
  await row('王秀英').getByText('另加 0.5').waitFor()
  await page.keyboard.press('5')
  await row('王秀英').getByRole('button', { name: '请假', pressed: true }).waitFor()
  await page.keyboard.press('0')
  await row('王秀英').getByRole('button', { name: '请假', pressed: false }).waitFor()
  await page.keyboard.press('1')
  await row('王秀英').getByRole('button', { name: '来了', pressed: true }).waitFor()
  // The office knows better.
  await page.keyboard.press('Enter')
  await page.getByRole('spinbutton', { name: '正常小时' }).fill('6')
  await page.getByRole('spinbutton', { name: '加班小时' }).fill('2')
  await page.getByRole('button', { name: /^改\s*定$/ }).click()
  await page.getByText('现在是改定的工时，考勤不算数。').waitFor()
  await page.keyboard.press('Escape')
  expect((await dayOf('王秀英', addDays(today, -1))).hours).toMatchObject({ normal: 360, overtime: 120 })
})

it('opens the month at today with the names in sight, and leads from a cell to that day of hers', async () => {
  // Narrower than any month.
  await page.setViewportSize({ width: 800, height: 700 })
  await go('/people/attendance/month')
  const box = (await page.getByRole('region', { name: '月表' }).boundingBox())!
  const header = (await page.locator('th[aria-current="date"]').boundingBox())!
  const name = (await page.getByRole('rowheader', { name: '李桂兰' }).boundingBox())!
  expect(header.x).toBeGreaterThan(name.x + name.width - 1)
  expect(header.x + header.width).toBeLessThanOrEqual(box.x + box.width)
  expect(name.x - box.x).toBeLessThan(3)
  await page
    .getByRole('row', { name: '李桂兰' })
    .locator('td')
    .nth(7 + Number(today.slice(8)))
    .dblclick()
  await page.getByRole('dialog').getByText(`李桂兰 · ${today}`).waitFor()
  await page.setViewportSize({ width: 1366, height: 768 })
  await go(`/people/attendance?day=${addDays(today, -1)}`)
})

it('gives the rest a whole day at once, and hands the month out as a sheet', async () => {
  await page.getByRole('searchbox', { name: '找人（首字母）' }).fill('')
  await page.getByRole('button', { name: '没记的 2 人都来了' }).click()
  await page.getByRole('button', { name: '记 2 人来了' }).click()
  await row('李桂兰').getByRole('button', { name: '来了', pressed: true }).waitFor()
  const month = addDays(today, -1).slice(0, 7)
  await go(`/people/attendance/month?month=${month}`)
  await page.getByRole('rowheader', { name: '李桂兰' }).waitFor()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: '导出 Excel' }).click()
  const file = await download
  expect(file.suggestedFilename()).toBe(`考勤-${month}.xlsx`)
  const rows = await readSheet(await readFile(await file.path()))
  const day = Number(addDays(today, -1).slice(8))
  const hers = (name: string) => rows.find(([first]) => first === name)!
  expect(hers('王秀英')[day]).toBe(8)
  expect(hers('李桂兰')[day]).toBe(9)
  expect(opened.complaints).toEqual([])
  const db = openReader(app.dataDir)
  const broken = (await checkStore(db)).filter(({ violations }) => violations.length > 0)
  await db.destroy()
  expect(broken).toEqual([])
})
