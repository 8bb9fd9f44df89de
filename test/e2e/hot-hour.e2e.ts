import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { checkStore } from '../../db/check/index.ts'
import { openReader } from '../../db/open.ts'
import type { Batch, BatchRow } from '../../shared/production/contract.ts'
import type { Parcel } from '../../shared/shipping/pack-contract.ts'
import type { Worker } from '../../shared/workers/contract.ts'
import { carriedTickets, openDoor, pairDevice } from '../support/paired-device.ts'
import { Workshop } from './hot-month/workshop.ts'
import { launchBrowser, scanKeys } from './pages.ts'

/**
 * An hour of the hot season in short: the owner at her PC, a packer's and a recorder's tablet, all at work at once, and the
 * link that is gone in the middle of it.
 */
let browser: Browser
let owner: Workshop
let packer: Page
let recorder: Page
let address: string
let packedBefore: number

beforeAll(async () => {
  browser = await launchBrowser()
  owner = await Workshop.open(browser, 500)
  const { app } = owner
  address = await openDoor(app)
  packer = (await pairDevice({ app, browser, address }, { name: '打包台 1', role: 'packer' })).page
  recorder = (await pairDevice({ app, browser, address }, { name: '记工平板', role: 'recorder' })).page
})
afterAll(async () => {
  await browser?.close()
  await owner?.close()
})

const call = <T>(path: string, input: unknown = {}) => owner.app.call<T>(path, input)
const parcels = async (state: string) =>
  (await call<{ total: number }>('shipping.pack.list', { state })).total
const entries = async () => (await call<{ total: number }>('production.work.list', {})).total
const says = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor()

/** Numbers of orders of which all is in stock. */
async function readyOrders(): Promise<string[]> {
  const { rows } = await call<{ rows: { orderNumber: string }[] }>('orders.list', {
    flag: 'ready',
    limit: 50,
  })
  return rows.map(({ orderNumber }) => orderNumber)
}

/** The pieces of the parcel that is open, as codes to scan one by one. */
async function codesInHand(): Promise<string[]> {
  const { open } = await call<{ open: { id: number }[] }>('shipping.pack.table')
  const parcel = await call<Parcel>('shipping.pack.get', { id: open[0]!.id })
  return parcel.items.flatMap(({ sku, wanted }) =>
    Array.from({ length: wanted }, () => sku.sellerCode || sku.barcode),
  )
}

async function openParcel(page: Page, orderNumber: string): Promise<void> {
  await scanKeys(page, orderNumber)
  await says(page, '开箱：扫货品')
}

let waybill = 73600316240001
async function fillAndClose(page: Page): Promise<void> {
  for (const code of await codesInHand()) await scanKeys(page, code)
  await says(page, '齐了。扫面单封箱')
  waybill += 13
  await scanKeys(page, String(waybill))
  await says(page, '封箱完成')
}

it('packs, records and looks on at three places at once', async () => {
  await packer.goto(`${address}#/pack`)
  await recorder.goto(`${address}#/floor`)
  await owner.go('/pack')
  for (const page of [packer, owner.page])
    await page.getByPlaceholder('扫面单 / 拣货单 / 订单号 / 货品').waitFor()
  await recorder.getByText('扫一张菲票', { exact: true }).waitFor()
  packedBefore = await parcels('packed')
  const [first, second] = await readyOrders()
  await openParcel(packer, first!)
  // The owner takes the same order in hand: she is told who has it, and nothing is packed twice.
  await owner.says('打包台 1 正在打')
  await scanKeys(owner.page, first!)
  await owner.says('有人在打')
  // Taken over, it is off the packer's table without a scan of hers; she takes it back the same way.
  const takeOver = (page: Page) => page.getByRole('button', { name: '我来接着打' })
  await takeOver(owner.page).click()
  await owner.says('接着打包')
  await takeOver(packer).click()
  await says(packer, '接着打包')
  await takeOver(owner.page).waitFor()
  await fillAndClose(packer)
  await openParcel(packer, second!)
  await fillAndClose(packer)
  expect(await parcels('packed')).toBe(packedBefore + 2)
})

it('goes on without a link: work is kept, packing says that it waits', async () => {
  const workers = await call<Worker[]>('workers.list')
  const before = await entries()
  const { rows } = await call<{ rows: BatchRow[] }>('production.batches.list', {})
  const open = await Promise.all(rows.map(({ id }) => call<Batch>('production.batches.get', { id })))
  const live = open.flatMap(({ bundles }) => bundles.filter(({ state }) => state === 'live'))
  await expect.poll(() => recorder.evaluate(carriedTickets)).toBe(live.length)
  // Of what is all in the house.
  const here = open.filter(({ out }) => out.length === 0).flatMap(({ bundles }) => bundles)
  const tickets = here.filter(({ state }) => state === 'live')
  for (const page of [packer, recorder]) await page.context().setOffline(true)
  const [third] = await readyOrders()
  await scanKeys(packer, third!)
  await says(packer, '连不上衣坊主程序')
  let kept = 0
  for (const ticket of tickets) {
    await scanKeys(recorder, ticket.code)
    await recorder.getByText(String(ticket.bundleNumber), { exact: true }).first().waitFor()
    const pieces = recorder.getByRole('spinbutton', { name: '好件' })
    await pieces.waitFor()
    // Some are all done already: the next one.
    if ((await pieces.inputValue()) === '0') continue
    await scanKeys(recorder, workers[kept % workers.length]!.code)
    kept += 1
    await says(recorder, `已记在这台设备上 ${kept} 条`)
    if (kept === 4) break
  }
  expect(kept).toBe(4)
  expect(await entries()).toBe(before)
  for (const page of [packer, recorder]) await page.context().setOffline(false)
  await expect.poll(entries).toBe(before + 4)
  await openParcel(packer, third!)
  await fillAndClose(packer)
  expect(await parcels('packed')).toBe(packedBefore + 3)
})

it('keeps every rule', async () => {
  const db = openReader(owner.app.dataDir)
  try {
    expect((await checkStore(db)).flatMap(({ violations }) => violations)).toEqual([])
  } finally {
    await db.destroy()
  }
  expect(owner.opened.complaints).toEqual([])
})
