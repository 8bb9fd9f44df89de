import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { checkStore } from '../../../db/check/index.ts'
import type { ImportSummary } from '../../../shared/orders/imports-contract.ts'
import { id, importFiles, jobEnd, type TestHost, testHost } from '../../support/host.ts'
import { itemFile, line } from './item-file.ts'

/** Files that come after others: older, newer, taken back, with a row that was refused. */
let test_: TestHost
let client: ReturnType<TestHost['client']>
let shopId: number

beforeEach(async () => {
  test_ = await testHost()
  client = test_.client()
  const shop = { commandId: id(), id: null, platform: 'taobao' as const, name: '示例', promiseHours: 48 }
  shopId = (await client.settings.shops.save(shop)).id
})

afterEach(async () => {
  const rules = await checkStore(test_.host.services.store.reader)
  await test_.close()
  expect(rules.filter((rule) => rule.violations.length > 0)).toEqual([])
})

async function summaryOf(files: File[]): Promise<ImportSummary> {
  return (await importFiles(client, shopId, files)).job.result as ImportSummary
}
const allOrders = async () => (await client.orders.list({ all: true })).rows
const shipped = '卖家已发货，等待买家确认'
const undoNewest = async () =>
  client.orders.imports.undo({
    commandId: id(),
    importId: (await client.orders.imports.list({})).rows.find((row) => row.state === 'done')!.id,
  })

describe('an older file', () => {
  test('changes nothing that a newer one confirmed without changing it', async () => {
    await summaryOf([itemFile(18, line({ status: shipped }))])
    await summaryOf([itemFile(22, line({ status: shipped }))])
    const sums = await summaryOf([itemFile(20, line({ status: '交易关闭', quantity: '9' }))])
    expect(sums).toMatchObject({ orders: { updated: 0, unchanged: 1 }, lines: { updated: 0, unchanged: 1 } })
    expect((await allOrders())[0]).toMatchObject({ status: 'shipped', pieceCount: 2 })
  })

  test('is told as older, and what it says otherwise is counted apart from what it only repeats', async () => {
    const repeated = line({ number: '1000000000000000027' })
    await summaryOf([itemFile(18, line({}), repeated)])
    await summaryOf([itemFile(22, line({ status: shipped }), repeated)])
    const files = [itemFile(20, line({ status: '交易关闭', quantity: '9' }), repeated)]
    await client.orders.imports.stage({ batch: 'old', files, shopId, exportedAt: null })
    const preview = await client.orders.imports.preview({ batch: 'old' })
    const newest = Date.parse('2026-05-22T12:00:00+08:00')
    expect(preview.files).toMatchObject([{ newerAt: newest }])
    const told = { orders: { added: 0, updated: 0, unchanged: 2 }, overtaken: 1 }
    expect(preview.summary).toMatchObject(told)
    expect(preview.samples).toMatchObject([
      { change: 'overtaken', changes: expect.arrayContaining(['status', 'lines']) },
      { change: 'unchanged', changes: [] },
    ])
    const { jobId } = await client.orders.imports.commit({ commandId: id(), batch: 'old' })
    expect((await jobEnd(client, jobId)).result).toMatchObject(told)
    // A newer file is none, however much it says otherwise.
    await client.orders.imports.stage({
      batch: 'new',
      files: [itemFile(23, repeated)],
      shopId,
      exportedAt: null,
    })
    const newer = await client.orders.imports.preview({ batch: 'new' })
    expect([newer.files[0]!.newerAt, newer.summary.overtaken]).toEqual([null, 0])
  })

  test('tells again once the newer one was taken back', async () => {
    await summaryOf([itemFile(18, line({}))])
    await summaryOf([itemFile(22, line({}))])
    await undoNewest()
    await summaryOf([itemFile(20, line({ status: shipped }))])
    expect((await allOrders())[0]!.status).toBe('shipped')
  })
})

describe('an address that the user changed', () => {
  const orderFile = (day: number, address: string) => {
    const header = '订单编号,买家会员名,订单状态,收货人姓名,收货地址,联系手机,订单创建时间,宝贝标题'
    const row = `1000000000000000017,示例买家,买家已付款，等待卖家发货,示例甲,${address},13800000000,2026-05-17 10:00:00,兔子`
    const quoted = row.replace('买家已付款，等待卖家发货', '"买家已付款，等待卖家发货"')
    return new File([`${header}\n${quoted}\n`], `ExportOrderList202605${day}1200.csv`)
  }
  const look = async (file: File) => {
    const batch = id()
    await client.orders.imports.stage({ batch, files: [file], shopId, exportedAt: null })
    return (await client.orders.imports.preview({ batch })).summary
  }

  test('is told of once, by the preview as by the import, and no more when it is settled', async () => {
    await summaryOf([orderFile(18, '浙江省 杭州市 余杭区 一号')])
    const { id: orderId } = (await allOrders())[0]!
    const { recipient } = await client.orders.get({ id: orderId })
    const mine = { ...recipient, address: '二号' }
    const { name, phone, province, city, district, address, postcode, country } = mine
    await client.orders.update({
      commandId: id(),
      id: orderId,
      recipient: { name, phone, province, city, district, address, postcode, country },
    })
    expect(await look(orderFile(19, '浙江省 杭州市 余杭区 一号'))).toMatchObject({
      orders: { updated: 0, unchanged: 1 },
      addressDiffers: 0,
    })
    const moved = '浙江省 杭州市 余杭区 三号'
    const told = { orders: { updated: 1, unchanged: 0 }, addressDiffers: 1 }
    expect(await look(orderFile(20, moved))).toMatchObject(told)
    expect(await summaryOf([orderFile(20, moved)])).toMatchObject(told)
    await client.orders.resolveAddress({ commandId: id(), id: orderId, take: 'user' })
    const settled = { orders: { updated: 0, unchanged: 1 }, addressDiffers: 0 }
    expect(await look(orderFile(21, moved))).toMatchObject(settled)
    expect(await summaryOf([orderFile(21, moved)])).toMatchObject(settled)
  })
})

describe('a row that was refused', () => {
  const whole = line({ line: '1' })
  const broken = line({ line: '2', quantity: '1.5' })

  test('holds its order, which would else be packed without it, until it comes in whole', async () => {
    await summaryOf([itemFile(18, whole, broken)])
    expect((await allOrders())[0]!.holdReason).toMatch(/第 3 行.*Row 3/)
    await summaryOf([itemFile(19, whole, line({ line: '2', quantity: '15' }))])
    expect((await allOrders())[0]).toMatchObject({ holdReason: null, pieceCount: 17 })
  })

  test('leaves a hold of the user alone', async () => {
    await summaryOf([itemFile(18, whole)])
    const order = (await allOrders())[0]!
    await client.orders.hold({ commandId: id(), ids: [order.id], reason: '等客户' })
    await summaryOf([itemFile(19, whole, broken)])
    await summaryOf([itemFile(20, whole, line({ line: '2', quantity: '1' }))])
    expect((await allOrders())[0]!.holdReason).toBe('等客户')
  })
})

describe('undo', () => {
  test('takes a finished import back as one', async () => {
    await summaryOf([itemFile(18, line({}))])
    const before = await allOrders()
    await summaryOf([
      itemFile(
        20,
        line({ status: '卖家已发货，等待买家确认', quantity: '4' }),
        line({ number: '1000000000000000027' }),
      ),
    ])
    const importId = (await client.orders.imports.list({})).rows[0]!.id
    expect(await client.orders.imports.undo({ commandId: id(), importId })).toEqual({ orders: 1 })
    expect(await allOrders()).toEqual(before)
    expect((await client.orders.list({ search: '1000000000000000027' })).rows).toEqual([])
  })

  test('is refused once an order was changed since', async () => {
    await summaryOf([itemFile(18, line({}))])
    const order = (await allOrders())[0]!
    await client.orders.hold({ commandId: id(), ids: [order.id], reason: '等客户' })
    const importId = (await client.orders.imports.list({})).rows[0]!.id
    await expect(client.orders.imports.undo({ commandId: id(), importId })).rejects.toMatchObject({
      code: 'import-in-use',
      data: { reason: 'changed-since' },
    })
    expect(await allOrders()).toHaveLength(1)
  })

  test('is not hindered by goods that were matched since', async () => {
    await summaryOf([itemFile(18, line({}))])
    const sheet = new File(['款号,款名,颜色,尺码,商家编码\nDY,兔子,白色,110,DY-TZ-110\n'], '款式.csv')
    const { jobId } = await client.catalog.sheet.commit({ commandId: id(), file: sheet })
    await jobEnd(client, jobId)
    expect((await allOrders())[0]!.unmatchedCount).toBe(0)
    await undoNewest()
    expect(await allOrders()).toEqual([])
  })

  test('of one import after the other, newest first', async () => {
    await summaryOf([itemFile(18, line({}))])
    await summaryOf([itemFile(20, line({ status: shipped, quantity: '4' }))])
    await undoNewest()
    await undoNewest()
    expect(await allOrders()).toEqual([])
  })
})

test('a backup is made before the first file that could spoil something, and once an hour', async () => {
  const reasons = async () =>
    (await client.settings.backup.list()).flatMap(({ manifest }) => (manifest ? [manifest.reason] : []))
  await summaryOf([itemFile(18, line({}))])
  expect(await reasons()).not.toContain('import')
  await summaryOf([itemFile(20, line({ status: shipped }))])
  await summaryOf([itemFile(22, line({ status: shipped, quantity: '3' }))])
  expect((await reasons()).filter((reason) => reason === 'import')).toHaveLength(1)
})

test('the orders of a file are all that it speaks of, whichever file brought them first', async () => {
  await summaryOf([itemFile(18, line({}))])
  await summaryOf([itemFile(20, line({ status: shipped }), line({ number: '1000000000000000035' }))])
  const [second, first] = (await client.orders.imports.list({})).rows
  const of = async (importId: number) => (await client.orders.list({ importId })).total
  expect([await of(first!.id), await of(second!.id)]).toEqual([1, 2])
  expect(await client.orders.imports.list({ id: first!.id })).toMatchObject({
    rows: [{ id: first!.id }],
    total: 1,
  })
})
