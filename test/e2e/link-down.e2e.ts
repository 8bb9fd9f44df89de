import type { Browser, Page } from 'playwright-core'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { checkStore } from '../../db/check/index.ts'
import { openReader } from '../../db/open.ts'
import type { Batch } from '../../shared/production/contract.ts'
import type { WorkEntry } from '../../shared/production/work-contract.ts'
import type { Worker } from '../../shared/workers/contract.ts'
import { type ServedApp, startApp } from '../support/app.ts'
import { carriedTickets, openDoor, pairDevice, trustingFlag, untilCarried } from '../support/paired-device.ts'
import { beginPlainBatch, cutPlain, savePlainSteps } from '../support/plain-batch.ts'
import { savePlainStyle } from '../support/plain-style.ts'
import { launchBrowser, scanKeys } from './pages.ts'

/** A recorder's tablet goes on while its link is down. */
let app: ServedApp
let browser: Browser
let tablet: Page
let address: string
let batchId: number
let workers: Worker[]

const write = (path: string, input: object) => app.call(path, { commandId: v7(), ...input })
const tickets = async () => ((await app.call('production.batches.get', { id: batchId })) as Batch).bundles
const entries = async () =>
  ((await app.call('production.work.list', { limit: 500 })) as { rows: WorkEntry[] }).rows.filter(
    (row) => !row.voided,
  )
const badgeOf = (worker: string) => workers.find(({ name }) => name === worker)!.code
const cut = (isCut: boolean) => tablet.context().setOffline(isCut)
async function record(ticket: string, worker: string): Promise<void> {
  await scanKeys(tablet, ticket)
  await tablet.getByRole('spinbutton', { name: '好件' }).waitFor()
  await scanKeys(tablet, badgeOf(worker))
  await tablet
    .getByRole('status')
    .filter({ hasText: `${worker}，` })
    .waitFor()
}

beforeAll(async () => {
  app = await startApp()
  const styleId = await savePlainStyle(app)
  for (const name of ['王秀英', '李桂兰'])
    await write('workers.save', { id: null, name, kind: 'piece', note: '', archived: false })
  workers = (await app.call('workers.list', {})) as Worker[]
  await savePlainSteps(app, styleId, 60)
  batchId = await beginPlainBatch(app, styleId, { 110: 80 })
  await cutPlain(app, batchId, 80, { pieces: 20 })
  browser = await launchBrowser()
  address = await openDoor(app)
  tablet = (await pairDevice({ app, browser, address }, { name: '记工平板', role: 'recorder' })).page
  await tablet.goto(`${address}#/floor`)
  await tablet.getByText('扫一张菲票', { exact: true }).waitFor()
})
afterAll(async () => {
  await browser?.close()
  await app?.close()
})

it('carries the tickets of the floor', async () => {
  await expect.poll(() => tablet.evaluate(carriedTickets)).toBe(4)
})

it('keeps what is recorded without a link, and sends it in order once it is back', async () => {
  const [first, second] = await tickets()
  await cut(true)
  await record(first!.code, '王秀英')
  await tablet.getByText('已记在这台设备上，连上后自动发送').waitFor()
  await record(first!.code, '李桂兰')
  await record(second!.code, '李桂兰')
  await tablet.getByText('已记在这台设备上 3 条').waitFor()
  expect(await entries()).toEqual([])
  // Each is there to be read, and can be taken back before it is sent.
  await tablet.getByRole('button', { name: '看看…' }).click()
  await tablet
    .getByRole('article')
    .nth(2)
    .getByRole('button', { name: /^撤\s*回$/ })
    .waitFor()
  await tablet.getByLabel('Close').click()
  await cut(false)
  await expect.poll(async () => (await entries()).length).toBe(3)
  await tablet.getByText('连不上老板的电脑').waitFor({ state: 'hidden' })
  const written = (await entries()).reverse()
  expect(written.map(({ workerName, bundleNumber }) => [workerName, bundleNumber])).toEqual([
    ['王秀英', 1],
    ['李桂兰', 1],
    ['李桂兰', 2],
  ])
})

it('loses nothing when its page is closed meanwhile, and explains what can no longer be done', async () => {
  const [, , third] = await tickets()
  await cut(true)
  await record(third!.code, '王秀英')
  const context = tablet.context()
  // At the owner's PC the same step is recorded for somebody else meanwhile.
  const found = (await app.call('production.work.scan', { code: third!.code })) as {
    bundle: { id: number; steps: { operationId: number; recorded: boolean; remaining: number }[] }
  }
  const step = found.bundle.steps.findLast(({ recorded, remaining }) => recorded && remaining > 0)!
  await write('production.work.record', {
    bundleId: found.bundle.id,
    operationId: step.operationId,
    workerId: workers.find(({ name }) => name === '李桂兰')!.id,
    good: 20,
    rework: 0,
    scrap: 0,
    reason: '',
    basis: 'piece',
    workDate: (await entries())[0]!.workDate,
  })
  await tablet.close()
  await context.setOffline(false)
  tablet = await context.newPage()
  await tablet.goto(`${address}#/floor`)
  await tablet.getByText('有 1 条记录没能写进账本').waitFor()
  await tablet.getByRole('button', { name: '看看…' }).click()
  const refused = tablet.getByRole('article').first()
  expect(await refused.textContent()).toContain('王秀英')
  expect((await entries()).length).toBe(4)
  await refused.getByRole('button', { name: '不要了' }).click()
  await tablet.getByRole('dialog').last().getByRole('button', { name: '不要了' }).click()
  await tablet.getByText('没能写进账本').first().waitFor({ state: 'hidden' })
})

it('opens its page and records while nobody answers, where the certificate is trusted', async () => {
  const trusting = await launchBrowser([trustingFlag(app)])
  const station = { name: '二楼平板', role: 'recorder' } as const
  const { page } = await pairDevice({ app, browser: trusting, address }, station, {
    ignoreHTTPSErrors: false,
  })
  const { port } = new URL(address)
  const share = (on: boolean) =>
    write('stations.share', { on, address: '127.0.0.1', port: Number(port), keepAwake: false })
  await page.goto(`${address}#/floor`)
  await page.getByText('扫一张菲票', { exact: true }).waitFor()
  await untilCarried(page, 4)
  const before = (await entries()).length
  await share(false)
  await page.reload()
  await page.getByText('扫一张菲票', { exact: true }).waitFor()
  const ticket = (await tickets())[3]
  await scanKeys(page, ticket!.code)
  await page.getByRole('spinbutton', { name: '好件' }).waitFor()
  await scanKeys(page, badgeOf('王秀英'))
  await page.getByText('已记在这台设备上 1 条').waitFor()
  // The battery is empty; it is charged when the link is back.
  await page.reload()
  await page.getByText('已记在这台设备上 1 条').waitFor()
  await share(true)
  await expect.poll(async () => (await entries()).length).toBe(before + 1)
  await trusting.close()
})

it('comes in again by itself where its page is loaded by a host that was started anew', async () => {
  // Such a host knows the device's key, and none of its sessions.
  await tablet.context().clearCookies()
  await tablet.reload()
  await tablet.getByText('扫一张菲票', { exact: true }).waitFor()
})

it('carries nothing any more once it was shut out, and sends what it had kept when it is paired anew', async () => {
  const before = (await entries()).length
  await tablet.reload()
  await tablet.getByText('扫一张菲票', { exact: true }).waitFor()
  await cut(true)
  await scanKeys(tablet, (await tickets())[3]!.code)
  // The first step of it was recorded on the other tablet.
  await tablet.getByRole('button', { name: /^2 整烫/ }).click()
  await scanKeys(tablet, badgeOf('李桂兰'))
  await tablet.getByText('已记在这台设备上 1 条').waitFor()
  const [station] = (await app.call<{ id: number; name: string }[]>('stations.list')).filter(
    ({ name }) => name === '记工平板',
  )
  await write('stations.revoke', { id: station!.id })
  await cut(false)
  await tablet.getByText('这台设备已被停用').waitFor()
  expect(await tablet.evaluate(carriedTickets)).toBe(-1)
  expect((await entries()).length).toBe(before)
  await tablet.getByRole('button', { name: '重新配对' }).click()
  const code = await tablet.locator('[data-code]').getAttribute('data-code')
  const [request] = await app.call<{ id: string }[]>('stations.requests')
  const use = { name: '记工平板', place: '', role: 'recorder', kiosk: null, userId: null }
  await write('stations.pair', { requestId: request!.id, code, ...use })
  await expect.poll(async () => (await entries()).length).toBe(before + 1)
})

it('leaves books in which every rule holds', async () => {
  const db = openReader(app.dataDir)
  try {
    expect((await checkStore(db)).filter(({ violations }) => violations.length > 0)).toEqual([])
  } finally {
    await db.destroy()
  }
})
