import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type ServedApp, startApp } from '../support/app.ts'
import { launchBrowser, openPage } from './pages.ts'

/** What an owner sees of bad files among good ones, and what becomes of a preview that she leaves. */
let app: ServedApp
let browser: Browser
let page: Page
let folder: string
let orderList: string

beforeAll(async () => {
  app = await startApp()
  browser = await launchBrowser()
  folder = mkdtempSync(join(tmpdir(), 'yifang-dropped-'))
  const shop = { commandId: v7(), id: null, platform: 'taobao', name: '示例演出服饰厂', promiseHours: 48 }
  await app.call('settings/shops/save', shop)
  orderList = join('/work/shared/samples', 'taobao_ExportOrderList_2017.gbk.csv')
  page = (await openPage(browser, app.link)).page
})
afterAll(async () => {
  await browser?.close()
  await app?.close()
  rmSync(folder, { recursive: true, force: true })
})

const made = (name: string, content: string | Uint8Array) => {
  writeFileSync(join(folder, name), content)
  return join(folder, name)
}
const drop = async (...files: string[]) => {
  await page.goto(`${app.url}#/orders/import`)
  await page.setInputFiles('input[type=file]', files)
}
const waiting = async () =>
  (await app.call<{ total: number }>('orders/imports/list', { waiting: true })).total
const importButton = () => page.getByRole('button', { name: '导入 5 个订单' })

it('names every bad file with what to do, and previews the good ones', async () => {
  const bytes = readFileSync(orderList)
  await drop(
    made('发票.pdf', '%PDF-1.4'),
    orderList,
    made('表头.csv', bytes.subarray(0, bytes.indexOf('\n') + 1)),
    made('单号.csv', '订单号,快递公司,快递单号\n35153131473297777,中通快递,73600316240001\n'),
  )
  await importButton().waitFor()
  const refused = page.getByRole('alert')
  expect(await refused.getByRole('listitem').allInnerTexts()).toEqual([
    expect.stringContaining('发票.pdf'),
    expect.stringContaining('没有订单'),
    expect.stringContaining('打包 → 单号'),
  ])
})

it('throws a preview away when its screen is left', async () => {
  expect(await waiting()).toBe(1)
  await page.goto(`${app.url}#/orders`)
  await expect.poll(waiting).toBe(0)
})

it('takes a file of tracking numbers to where it belongs, already read', async () => {
  await drop(join(folder, '单号.csv'))
  await page.getByRole('button', { name: '去「打包 → 单号」' }).click()
  await page.getByRole('cell', { name: '73600316240001' }).waitFor()
  expect(page.url()).toContain('/pack/tracking')
})

it('asks when a file was exported by the clock of China, whatever zone the PC is set to', async () => {
  const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'America/New_York' })
  page = await context.newPage()
  await page.goto(await app.newLink())
  const itemList = join('/work/shared/samples', 'taobao_ExportOrderDetailList_2017.gbk.csv')
  await drop(made('宝贝.csv', readFileSync(itemList)))
  const time = page.getByLabel('导出时间')
  await time.fill('2026-05-20 09:30')
  await time.press('Enter')
  await page.getByRole('button', { name: '继续' }).click()
  await page.getByText('你填的时间').waitFor()
  const { rows } = await app.call<{ rows: { exportedAt: number }[] }>('orders/imports/list', {})
  expect(new Date(rows[0]!.exportedAt).toISOString()).toBe('2026-05-20T01:30:00.000Z')
  await context.close()
  page = (await openPage(browser, await app.newLink())).page
  await app.call('orders/imports/discard', { commandId: v7(), batch: null })
})

it('lists what a closed window left behind: opened and imported, or discarded', async () => {
  for (let time = 0; time < 2; time += 1) {
    await drop(orderList)
    await importButton().waitFor()
    // As a window that is closed: nothing is said to anybody.
    await page.goto('about:blank')
    await page.goto(await app.newLink())
  }
  expect(await waiting()).toBe(2)
  await page.goto(`${app.url}#/orders/imports?waiting=true`)
  await page.getByRole('button', { name: '丢掉', exact: true }).first().click()
  await expect.poll(() => page.getByRole('button', { name: '打开预览' }).count()).toBe(1)
  await page.getByRole('button', { name: '打开预览' }).click()
  await importButton().waitFor()
  await page.goBack()
  expect(await waiting()).toBe(1)
  await page.getByRole('button', { name: '打开预览' }).click()
  await importButton().click()
  await page.getByText('导入完成').waitFor()
  await page.goto(`${app.url}#/orders/imports?waiting=true`)
  await page.getByText('没有看过预览却没导入的文件').waitFor()
})
