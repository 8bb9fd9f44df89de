import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { checkStore } from '../../../db/check/index.ts'
import type { ImportSummary } from '../../../shared/orders/imports-contract.ts'
import { id, importFiles, jobEnd, type TestHost, testHost } from '../../support/host.ts'
import { itemFile, line } from './item-file.ts'

const samples = join(import.meta.dirname, '../../samples')
const sample = (name: string) => new File([readFileSync(join(samples, name))], name)
const orderList = 'taobao_ExportOrderList_2017.gbk.csv'
const itemList = 'taobao_ExportOrderDetailList_2017.gbk.csv'

let test_: TestHost
let client: ReturnType<TestHost['client']>
let shopId: number

beforeEach(async () => {
  test_ = await testHost()
  client = test_.client()
  const shop = await client.settings.shops.save({
    commandId: id(),
    id: null,
    platform: 'taobao',
    name: '示例',
    promiseHours: 48,
  })
  shopId = shop.id
})

afterEach(async () => {
  // Whatever a test did, no rule of the books is broken.
  const rules = await checkStore(test_.host.services.store.reader)
  await test_.close()
  expect(rules.filter((rule) => rule.violations.length > 0)).toEqual([])
})

async function summaryOf(files: File[], shop = shopId): Promise<ImportSummary> {
  const { job } = await importFiles(client, shop, files)
  return job.result as ImportSummary
}

const allOrders = async () => (await client.orders.list({ all: true })).rows

describe('the Taobao pair', () => {
  test.each([[[orderList, itemList]], [[itemList, orderList]]])(
    'is joined whichever comes first: %s',
    async (names) => {
      const sums = await summaryOf(names.map(sample))
      expect(sums.orders).toEqual({ added: 5, updated: 0, unchanged: 0 })
      expect(sums.lines.added).toBe(6)
      const order = await client.orders.get({
        id: (await client.orders.list({ search: '35082869905640002' })).rows[0]!.id,
      })
      expect(order.recipient).toMatchObject({ name: '示例乙', province: '四川省', city: '成都市' })
      expect(order.lines.map((one) => one.quantity)).toEqual([2, 1])
      expect(order.sourceRows).toHaveLength(3)
    },
  )

  test('in two imports, days apart, is the same', async () => {
    await summaryOf([sample(orderList)])
    const staged = await client.orders.imports.stage({
      batch: 'later',
      files: [sample(itemList)],
      shopId,
      exportedAt: Date.parse('2017-05-19T00:00:00Z'),
    })
    expect(staged.questions).toEqual([])
    const preview = await client.orders.imports.preview({ batch: 'later' })
    expect(preview.summary.orders).toEqual({ added: 0, updated: 5, unchanged: 0 })
    expect((await allOrders()).map((order) => order.pieceCount)).toEqual([4, 1, 5, 3, 8])
  })

  test('the same files again change nothing', async () => {
    await summaryOf([sample(orderList), sample(itemList)])
    const before = await allOrders()
    const sums = await summaryOf([sample(orderList), sample(itemList)])
    expect(sums.orders).toEqual({ added: 0, updated: 0, unchanged: 5 })
    expect(sums.lines).toEqual({ added: 0, updated: 0, unchanged: 6 })
    expect(await allOrders()).toEqual(before)
  })

  test('is previewed without a change, and can be given up', async () => {
    await client.orders.imports.stage({ batch: 'b', files: [sample(orderList)], shopId, exportedAt: null })
    const preview = await client.orders.imports.preview({ batch: 'b' })
    expect(preview.summary.orders.added).toBe(5)
    expect(await allOrders()).toEqual([])
    await client.orders.imports.discard({ commandId: id(), batch: 'b' })
    expect((await client.orders.imports.list({})).rows).toEqual([])
  })
})

describe('later and earlier files', () => {
  test('a later file moves a status on; an earlier one does not take it back', async () => {
    await summaryOf([itemFile(18, line({}))])
    await summaryOf([itemFile(20, line({ status: '卖家已发货，等待买家确认' }))])
    expect((await allOrders())[0]!.status).toBe('shipped')
    const sums = await summaryOf([itemFile(19, line({ status: '等待买家付款' }))])
    expect(sums.orders.unchanged).toBe(1)
    expect((await allOrders())[0]!.status).toBe('shipped')
  })

  test('a later file that takes a status back is told', async () => {
    await summaryOf([itemFile(18, line({ status: '卖家已发货，等待买家确认' }))])
    const batch = id()
    await importFiles(client, shopId, [itemFile(20, line({}))], batch)
    expect((await allOrders())[0]!.status).toBe('paid')
    const problems = await client.orders.imports.problems({ batch })
    expect(problems.rows).toMatchObject([{ code: 'status-backwards', row: 2, kept: true }])
  })

  test('lines are added, never taken away', async () => {
    await summaryOf([itemFile(18, line({ line: '1' }), line({ line: '2', quantity: '5' }))])
    const sums = await summaryOf([itemFile(19, line({ line: '2', quantity: '6' }), line({ line: '3' }))])
    expect(sums.lines).toEqual({ added: 1, updated: 1, unchanged: 0 })
    expect((await allOrders())[0]!.pieceCount).toBe(2 + 6 + 2)
  })
})

test('an order whose waybill was printed in the platform’s tool is still packed here, if its goods are here', async () => {
  await summaryOf([itemFile(18, line({}))])
  await inStock(5)
  expect((await allOrders())[0]).toMatchObject({ stage: 'open', shortCount: 0 })
  await summaryOf([itemFile(19, line({ status: '卖家已发货，等待买家确认' }))])
  expect((await allOrders())[0]).toMatchObject({ stage: 'open', status: 'shipped', shortCount: 0 })
  // Without goods of ours it left by another way, and is over for us.
  await summaryOf([
    itemFile(19, line({ number: '1000000000000000027', quantity: '9', status: '卖家已发货，等待买家确认' })),
  ])
  const other = (await allOrders()).find((order) => order.orderNumber === '1000000000000000027')
  expect(other?.stage).toBe('shipped')
})

/** Puts pieces of the file's SKU on the shelf. */
async function inStock(quantity: number): Promise<void> {
  const file = new File(['款号,款名,颜色,尺码,商家编码\nDY,小白兔,白色,110,DY-TZ-110\n'], '款式.csv')
  const { jobId } = await client.catalog.sheet.commit({ commandId: id(), file })
  await jobEnd(client, jobId)
  const sku = await client.catalog.skus.find({ code: 'DY-TZ-110' })
  await client.inventory.receipts.create({
    commandId: id(),
    source: 'own',
    supplierId: null,
    businessDate: '2026-05-18',
    note: '',
    paidNow: 0,
    lines: [{ itemId: sku.id, locationId: 1, quantity, amount: 0 }],
  })
}

describe('what the user edited', () => {
  const head = (address: string) =>
    `订单编号,买家会员名,买家应付货款,订单状态,收货人姓名,收货地址 ,联系手机,订单创建时间\n1000000000000000017,b,10.00,买家已付款，等待卖家发货,示例甲,${address},'13800000001,2026-05-17 10:00:00`
  const orderFile = (day: number, address: string) =>
    new File([head(address)], `ExportOrderList202605${day}1200.csv`)

  test('her address stands, a difference is shown and blocks packing until it is settled', async () => {
    await summaryOf([orderFile(18, '广东省 广州市 越秀区 示例路1号(510180)')])
    const order = (await allOrders())[0]!
    const detail = await client.orders.get({ id: order.id })
    const mine = { ...detail.recipient, address: '示例路9号' }
    await client.orders.update({ commandId: id(), id: order.id, recipient: mine })

    const same = await summaryOf([orderFile(19, '广东省 广州市 越秀区 示例路1号(510180)')])
    expect(same.addressDiffers).toBe(0)
    const sums = await summaryOf([orderFile(20, '广东省 广州市 越秀区 示例路77号(510180)')])
    expect(sums.addressDiffers).toBe(1)
    const after = await client.orders.get({ id: order.id })
    expect(after.recipient.address).toBe('示例路9号')
    expect(after.platformRecipient?.address).toBe('示例路77号')
    expect(after.addressDiffers).toBe(true)

    await client.orders.resolveAddress({ commandId: id(), id: order.id, take: 'platform' })
    const settled = await client.orders.get({ id: order.id })
    expect(settled.recipient.address).toBe('示例路77号')
    expect(settled.addressDiffers).toBe(false)
  })

  test('a hidden recipient does not replace a known one', async () => {
    await summaryOf([orderFile(18, '广东省 广州市 越秀区 示例路1号(510180)')])
    await summaryOf([orderFile(19, '广东省 广州市 越秀区 ****')])
    const order = await client.orders.get({ id: (await allOrders())[0]!.id })
    expect(order.recipient.address).toBe('示例路1号')
    expect(order.masked).toBe(false)
  })
})

describe('rows that cannot be taken', () => {
  test('are listed with row and reason; the others go in; mended they come back', async () => {
    const batch = id()
    const bad = itemFile(
      18,
      line({ number: '5.11861E+18' }),
      line({ number: '1000000000000000017', quantity: '1.5' }),
      line({ number: '1000000000000000027', price: '二十' }),
      line({ number: '1000000000000000037' }),
    )
    const { job } = await importFiles(client, shopId, [bad], batch)
    expect(job.result).toMatchObject({ orders: { added: 1 }, problemRows: 3 })
    const problems = await client.orders.imports.problems({ batch })
    expect(problems.rows.map((problem) => [problem.row, problem.code])).toEqual([
      [2, 'order-number-mangled'],
      [3, 'quantity-not-whole'],
      [4, 'money-not-a-number'],
    ])
    const importId = (await client.orders.imports.list({})).rows[0]!.id
    const { file } = await client.orders.imports.exportProblems({ importId })
    const text = await file.text()
    expect(text).toContain('"=""1000000000000000017"""')
    const mended = text.replace('1.5', '3').replace('二十', '20')
    const again = await summaryOf([new File([mended], 'ExportOrderDetailList202605181300.csv')])
    expect(again.orders.added).toBe(2)
    expect(again.problemRows).toBe(1)
  })

  test('an order number of another shop of the platform is a problem, not a second order', async () => {
    await summaryOf([itemFile(18, line({}))])
    const other = await client.settings.shops.save({
      commandId: id(),
      id: null,
      platform: 'tmall',
      name: '旗舰店',
      promiseHours: null,
    })
    const sums = await summaryOf([itemFile(19, line({}), line({ number: '1000000000000000027' }))], other.id)
    expect(sums).toMatchObject({ orders: { added: 1 }, problemRows: 1 })
    expect(await allOrders()).toHaveLength(2)
  })

  test('an unknown table asks which column is what, and remembers', async () => {
    const table = () => new File(['单号,东西,几个,人\nA-1,兔子服,3,张三\n'], '表.csv')
    const first = await client.orders.imports.stage({ batch: 'm', files: [table()], shopId, exportedAt: 1 })
    const question = first.questions[0]!
    expect(question.kind).toBe('mapping')
    if (question.kind !== 'mapping') return
    await client.orders.imports.saveMapping({
      commandId: id(),
      signature: question.signature,
      mapping: {
        platform: 'taobao',
        columns: { orderNumber: '单号', title: '东西', quantity: '几个', name: '人' },
      },
    })
    const second = await client.orders.imports.stage({ batch: 'm', files: [table()], shopId, exportedAt: 1 })
    expect(second.questions).toEqual([])
    expect((await client.orders.imports.preview({ batch: 'm' })).summary).toMatchObject({
      orders: { added: 1 },
      lines: { added: 1 },
    })
  })
})

test('an import that was cut off by a power failure is finished at the next start', async () => {
  await client.orders.imports.stage({
    batch: 'cut',
    files: [sample(orderList), sample(itemList)],
    shopId,
    exportedAt: null,
  })
  await test_.host.services.store.writer.updateTable('import_file').set({ state: 'applying' }).execute()
  await test_.close()
  test_ = await testHost({ dir: test_.dir })
  client = test_.client()
  await expect
    .poll(async () => (await client.settings.jobs.list())[0]?.state, { timeout: 10_000 })
    .toBe('done')
  expect((await allOrders()).map((order) => order.pieceCount)).toEqual([4, 1, 5, 3, 8])
})

test('a repeated call is answered with the first answer and changes nothing', async () => {
  await summaryOf([itemFile(18, line({}))])
  const order = (await allOrders())[0]!
  const commandId = id()
  const first = await client.orders.hold({ commandId, ids: [order.id], reason: '等客户' })
  await client.orders.release({ commandId: id(), ids: [order.id] })
  expect(await client.orders.hold({ commandId, ids: [order.id], reason: '等客户' })).toEqual(first)
  expect((await allOrders())[0]!.holdReason).toBeNull()
  await expect(client.orders.hold({ commandId, ids: [order.id], reason: '别的' })).rejects.toMatchObject({
    code: 'command-differs',
  })
})
