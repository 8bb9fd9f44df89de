import type { Browser, BrowserContext, Page } from 'playwright-core'
import { v7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { checkStore } from '../../db/check/index.ts'
import { openReader } from '../../db/open.ts'
import { businessDate, dayMs } from '../../shared/dates.ts'
import type { Batch } from '../../shared/production/contract.ts'
import type { WorkEntry } from '../../shared/production/work-contract.ts'
import type { AuditRow } from '../../shared/settings/audit-contract.ts'
import type { Station } from '../../shared/stations/contract.ts'
import type { PutAway } from '../../shared/stations/put-away.ts'
import type { Worker } from '../../shared/workers/contract.ts'
import { type ServedApp, startApp } from '../support/app.ts'
import { openDoor, pairDevice, trustingFlag, untilCarried } from '../support/paired-device.ts'
import { beginPlainBatch, cutPlain, savePlainSteps } from '../support/plain-batch.ts'
import { savePlainStyle } from '../support/plain-style.ts'
import { LockPage, launchBrowser, openPage, Shell, scanKeys } from './pages.ts'

/* Whose a record is, what a locked screen shows, and what a wall shows, while the host is away. */
const pin = '24681357'
let app: ServedApp
let browser: Browser
let tablet: Page
let context: BrowserContext
let address: string
let batchId: number
let workers: Worker[]

const write = <A>(path: string, input: object) => app.call<A>(path, { commandId: v7(), ...input })
const tickets = async () => (await app.call<Batch>('production.batches.get', { id: batchId })).bundles
const entries = async () =>
  (await app.call<{ rows: WorkEntry[] }>('production.work.list', { limit: 500 })).rows
const share = (on: boolean) =>
  write('stations.share', {
    on,
    address: '127.0.0.1',
    port: Number(new URL(address).port),
    keepAwake: false,
  })
const lockScreen = () => tablet.getByText(/请输入密码|你是谁？/)
const scanField = () => tablet.locator('[data-scan]')
async function unlock(name: string): Promise<void> {
  const person = tablet.getByRole('button', { name: new RegExp(`^${name}`) })
  await lockScreen().waitFor()
  if (await tablet.getByText('请输入密码').isVisible())
    await tablet.getByRole('button', { name: '不是我，换人' }).click()
  await person.click()
  await new LockPage(tablet).type(pin)
  await scanField().waitFor()
}
async function record(ticket: string, worker: string): Promise<void> {
  await scanKeys(tablet, ticket)
  await tablet.getByRole('spinbutton', { name: '好件' }).waitFor()
  await scanKeys(tablet, workers.find(({ name }) => name === worker)!.code)
  await tablet
    .getByRole('status')
    .filter({ hasText: `${worker}，` })
    .waitFor()
}
/** The browser is closed and opened again; `before` runs in its page first. */
async function reopen(before?: () => void): Promise<void> {
  await tablet.close()
  tablet = await context.newPage()
  if (before) await tablet.addInitScript(before)
  await tablet.goto(`${address}#/floor`)
}

beforeAll(async () => {
  app = await startApp({ inOneSession: true })
  const styleId = await savePlainStyle(app)
  for (const name of ['张三', '李四'])
    await write('workers.save', { id: null, name, kind: 'piece', note: '', archived: false })
  workers = await app.call<Worker[]>('workers.list', {})
  await savePlainSteps(app, styleId, 60)
  batchId = await beginPlainBatch(app, styleId, { 110: 80 })
  await cutPlain(app, batchId, 80, { pieces: 20 })
  const people: number[] = []
  for (const name of ['王秀英', '李桂兰'])
    people.push((await write<{ id: number }>('settings.users.save', { id: null, name, role: 'recorder' })).id)
  for (const userId of [1, ...people]) await write('settings.users.setPin', { userId, pin })
  address = await openDoor(app)
  browser = await launchBrowser([trustingFlag(app)])
  const station = { name: '记工平板', role: 'recorder', userId: people[0]! } as const
  tablet = (await pairDevice({ app, browser, address }, station, { ignoreHTTPSErrors: false })).page
  context = tablet.context()
  await unlock('王秀英')
  await tablet.goto(`${address}#/floor`)
  await untilCarried(tablet, 4)
})
beforeEach(() => share(true))
afterAll(async () => {
  await browser?.close()
  await app?.close()
})

it('keeps a locked screen locked, also when it is opened again, and enters what was kept in her name who kept it', async () => {
  await share(false)
  await record((await tickets())[0]!.code, '张三')
  await tablet.getByText('已记在这台设备上 1 条').waitFor()
  // Not due yet: the battery alone locks nobody out.
  await reopen()
  await scanField().waitFor()
  await new Shell(tablet).openUserMenu('王秀英', '锁屏')
  await lockScreen().waitFor()
  await reopen()
  await lockScreen().waitFor()
  await tablet.getByText(/起连不上老板的电脑/).waitFor()
  expect(await scanField().count()).toBe(0)
  await share(true)
  await tablet.getByText(/起连不上老板的电脑/).waitFor({ state: 'hidden' })
  await lockScreen().waitFor()
  expect(await entries()).toEqual([])
  await unlock('李桂兰')
  await expect.poll(async () => (await entries()).length).toBe(1)
  const { rows } = await app.call<{ rows: AuditRow[] }>('settings.audit.list', {
    command: 'production.work.record',
  })
  expect(rows[0]).toMatchObject({
    userName: '王秀英',
    station: '记工平板',
    kept: { unprovenBy: null, sentBy: '李桂兰' },
  })
})

it('begins locked where the lock was due while it was closed', async () => {
  await share(false)
  await reopen(() => localStorage.setItem('yifang-touched', String(Date.now() - 3_600_000)))
  await lockScreen().waitFor()
  expect(await scanField().count()).toBe(0)
  // Nor does it open by being opened once more.
  await reopen()
  await lockScreen().waitFor()
})

it('dates by the PC where its own clock is a day behind, and the owner sees that it is', async () => {
  await reopen(() => {
    const real = Date.now
    Date.now = () => real() - 86_400_000
  })
  await unlock('李桂兰')
  await expect
    .poll(async () => (await app.call<Station[]>('stations.list'))[0]!.clockOff)
    .toBeLessThan(-24 * 60 + 2)
  await context.setOffline(true)
  await record((await tickets())[1]!.code, '李四')
  await tablet.getByText('已记在这台设备上 1 条').waitFor()
  await context.setOffline(false)
  await expect.poll(async () => (await entries()).length).toBe(2)
  expect((await entries())[0]!.workDate).toBe(businessDate(Date.now()))
})

it('asks for the day of what it kept by a clock that jumped ahead meanwhile', async () => {
  await reopen()
  await unlock('李桂兰')
  await context.setOffline(true)
  // Whatever was answered before was heard before.
  await scanKeys(tablet, (await tickets())[2]!.code)
  await tablet.getByText('连不上老板的电脑').waitFor()
  await tablet.evaluate(() => {
    const real = Date.now
    Date.now = () => real() + 86_400_000
  })
  await record((await tickets())[2]!.code, '李四')
  await tablet.getByText('已记在这台设备上 1 条').waitFor()
  await context.setOffline(false)
  await tablet.getByText('有 1 条记录没能写进账本').waitFor()
  await tablet.getByRole('button', { name: '看看…' }).click()
  const refused = tablet.getByRole('article').first()
  await refused.getByText('这台设备的时钟不对').waitFor()
  await refused.getByText('李桂兰').waitFor()
  expect(await refused.getByLabel('哪天做的').inputValue()).toBe(businessDate(Date.now()))
  await refused.getByLabel('哪天做的').fill(businessDate(Date.now() - dayMs))
  await refused.getByRole('button', { name: '重新发送' }).click()
  await expect.poll(async () => (await entries()).length).toBe(3)
  expect((await entries())[0]!.workDate).toBe(businessDate(Date.now() - dayMs))
  await tablet.getByRole('button', { name: '关闭' }).click()
})

it('tells the owner of a record that could not be written and was dropped on the device', async () => {
  await context.setOffline(true)
  const ticket = (await tickets())[3]!
  await record(ticket.code, '张三')
  const bundle = { bundleId: ticket.id, workerId: workers[1]!.id, good: 20, rework: 0, scrap: 0 }
  const batch = await app.call<Batch>('production.batches.get', { id: batchId })
  const operationId = batch.operations[0]!.id
  const workDate = businessDate(Date.now())
  await write('production.work.record', { ...bundle, operationId, reason: '', basis: 'piece', workDate })
  await context.setOffline(false)
  await tablet.getByText('有 1 条记录没能写进账本').waitFor()
  await context.setOffline(true)
  // Dropped without a link as well: it is told when there is one.
  await tablet.getByRole('button', { name: '看看…' }).click()
  await tablet.getByRole('article').first().getByRole('button', { name: '不要了' }).click()
  await tablet.getByRole('dialog').last().getByRole('button', { name: '不要了' }).click()
  await tablet.getByText('没能写进账本').first().waitFor({ state: 'hidden' })
  await context.setOffline(false)
  await expect.poll(async () => (await app.call<PutAway[]>('stations.putAways')).length).toBe(1)
  const { page } = await openPage(browser, await app.newLink())
  await new LockPage(page).page.getByRole('button', { name: /^老板/ }).click()
  await new LockPage(page).type(pin)
  await page.getByText('有 1 条记录没能写进账本，已在设备上不要了').waitFor()
  await page.getByRole('button', { name: '看看…' }).click()
  const row = page.getByRole('region', { name: '设备上不要了的记录' }).getByRole('row').nth(1)
  for (const text of ['张三', '批次', '李桂兰', '记工平板', '已经做完了'])
    await row.getByText(text).first().waitFor()
  await page.getByRole('button', { name: '这 1 条都看过了' }).click()
  await row.getByText('新', { exact: true }).waitFor({ state: 'hidden' })
  await page.goto(`${app.url}#/settings/audit`)
  await page
    .getByText(/记在「记工平板」上，连上后由 李桂兰 发送/)
    .first()
    .waitFor()
  await page.context().close()
})

it('shows a wall what it last had, since when, at once, and goes on by itself', async () => {
  const wall = await pairDevice(
    { app, browser, address },
    { name: '大屏', role: 'worker', kiosk: 'wall' },
    {
      ignoreHTTPSErrors: false,
    },
  )
  await wall.page.getByText('张三').waitFor()
  await wall.page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  await share(false)
  await wall.page.reload()
  await wall.page.getByText('张三').waitFor({ timeout: 3000 })
  await wall.page.getByText(/起连不上老板的电脑/).waitFor({ timeout: 3000 })
  await share(true)
  await wall.page.getByText(/起连不上老板的电脑/).waitFor({ state: 'hidden' })
  await wall.page.context().close()
})

it('leaves books in which every rule holds', async () => {
  const db = openReader(app.dataDir)
  try {
    expect((await checkStore(db)).filter(({ violations }) => violations.length > 0)).toEqual([])
  } finally {
    await db.destroy()
  }
})
