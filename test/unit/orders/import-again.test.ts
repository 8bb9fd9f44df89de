import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { checkStore } from '../../../db/check/index.ts'
import type { ImportSummary } from '../../../shared/orders/contract.ts'
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

  test('tells again once the newer one was taken back', async () => {
    await summaryOf([itemFile(18, line({}))])
    await summaryOf([itemFile(22, line({}))])
    await undoNewest()
    await summaryOf([itemFile(20, line({ status: shipped }))])
    expect((await allOrders())[0]!.status).toBe('shipped')
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
