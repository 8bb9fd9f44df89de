import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { checkStore } from '../../../db/check/index.ts'
import { reallocate } from '../../../db/inventory/allocate.ts'
import { postMove } from '../../../db/inventory/ledger.ts'
import type { LineInput } from '../../../shared/orders/contract.ts'
import { id, type TestHost, testHost } from '../../support/host.ts'
import { addSku, addStyle, run } from '../inventory/books.ts'

const now = Date.UTC(2026, 4, 18, 2)
let opened: TestHost
let client: ReturnType<TestHost['client']>
let shopId: number
let suit110: number
let suit120: number

beforeEach(async () => {
  opened = await testHost({ clock: () => now })
  client = opened.client()
  const shop = { commandId: id(), id: null, platform: 'direct' as const, name: '自己的店', promiseHours: 48 }
  shopId = (await client.settings.shops.save(shop)).id
  await run(opened.host.services.store, async (scope) => {
    const style = await addStyle(scope, 'DY-001', '小兔')
    suit110 = await addSku(scope, style, '110', { code: 'R110' })
    suit120 = await addSku(scope, style, '120', { code: 'R120' })
    const place = await scope.trx
      .selectFrom('location')
      .select('id')
      .where('kind', '=', 'sellable')
      .executeTakeFirstOrThrow()
    for (const itemId of [suit110, suit120])
      await postMove(scope, {
        itemId,
        locationId: place.id,
        quantity: 60,
        reason: 'adjust',
        reference: null,
        cost: { kind: 'value', value: 60_000 },
      })
    return reallocate(scope, [suit110, suit120])
  })
})

afterEach(async () => {
  const rules = await checkStore(opened.host.services.store.reader)
  await opened.close()
  expect(rules.filter((rule) => rule.violations.length > 0)).toEqual([])
})

const recipient = {
  name: '李老师',
  phone: '13900001234',
  province: '',
  city: '',
  district: '',
  address: '实验小学',
  postcode: '',
  country: '',
}
const line = (skuId: number | null, quantity: number, more: Partial<LineInput> = {}): LineInput => ({
  id: null,
  title: '小兔 白色',
  attributes: '',
  skuId,
  quantity,
  unitPrice: 8000,
  customText: '',
  wearer: '',
  measurements: '',
  pictureHash: '',
  ...more,
})

async function newOrder(lines: readonly LineInput[], customerId: number | null = null): Promise<number> {
  const order = await client.orders.create({
    commandId: id(),
    shopId,
    orderNumber: '',
    customerId,
    recipient,
    performanceDate: null,
    shipBy: null,
    postageAmount: 1000,
    discountAmount: null,
    invoiceTitle: '',
    note: '',
    lines: [...lines],
  })
  return order.id
}
const newCustomer = async () =>
  (
    await client.orders.customers.save({
      commandId: id(),
      id: null,
      name: '实验小学',
      kind: 'direct',
      phone: '',
      note: '',
    })
  ).id
const get = (orderId: number) => client.orders.get({ id: orderId })
const save = (orderId: number, lines: readonly LineInput[], removed: readonly number[] = []) =>
  client.orders.saveLines({ commandId: id(), id: orderId, lines: [...lines], removed: [...removed] })
const lineIds = async (orderId: number) => (await get(orderId)).lines.map((row) => row.id)

/** Packs all of an order at the table. */
async function pack(orderId: number, code: string, pieces: number): Promise<number> {
  const { orderNumber } = await get(orderId)
  const { parcel } = await client.shipping.pack.scan({ commandId: id(), code: orderNumber, parcelId: null })
  for (let piece = 0; piece < pieces; piece += 1)
    await client.shipping.pack.scan({ commandId: id(), code, parcelId: parcel.id })
  await client.shipping.pack.scan({ commandId: id(), code: 'YT8962646785389', parcelId: parcel.id })
  return parcel.id
}

describe('the lines of an order by hand', () => {
  test('are changed, added and taken off; stock, sums and search follow', async () => {
    const orderId = await newOrder([line(suit110, 40), line(suit120, 5)])
    const [first, second] = await lineIds(orderId)
    await save(
      orderId,
      [
        line(suit120, 45, { id: first!, title: '小兔 120', customText: '绣校名', measurements: '胸围 70' }),
        line(null, 2, { title: '兔耳发箍', unitPrice: 500 }),
      ],
      [second!],
    )
    const order = await get(orderId)
    expect(order.manual).toBe(true)
    expect(order.lines.map((row) => [row.skuId, row.quantity, row.cancelled, row.allocated])).toEqual([
      [suit120, 45, 0, 45],
      [suit120, 5, 5, 0],
      [null, 2, 0, 0],
    ])
    expect(order).toMatchObject({ pieceCount: 47, unmatchedCount: 1, titles: '小兔 120，兔耳发箍' })
    expect(order.goodsAmount).toBe(45 * 8000 + 2 * 500)
    expect(order.paidAmount).toBe(45 * 8000 + 2 * 500 + 1000)
    expect(order.history.filter((entry) => entry.command === 'orders.saveLines').length).toBeGreaterThan(2)
    const found = await client.orders.list({ search: '绣校名', offset: 0, limit: 10 })
    expect(found.rows.map((row) => row.id)).toEqual([orderId])
  })

  test('give what they free to the next order', async () => {
    const orderId = await newOrder([line(suit110, 60)])
    const next = await newOrder([line(suit110, 10)])
    expect((await get(next)).shortCount).toBe(10)
    const [first] = await lineIds(orderId)
    await save(orderId, [line(suit110, 55, { id: first! })])
    expect((await get(next)).shortCount).toBe(5)
    await save(orderId, [line(suit120, 55, { id: first! })])
    expect((await get(next)).shortCount).toBe(0)
    expect((await get(orderId)).shortCount).toBe(0)
  })

  test('change what the customer owes by the difference', async () => {
    const customerId = await newCustomer()
    const orderId = await newOrder([line(suit110, 10)], customerId)
    const [first] = await lineIds(orderId)
    expect((await get(orderId)).account?.due).toBe(81_000)
    await save(orderId, [line(suit110, 10, { id: first!, unitPrice: 9000 })])
    expect((await get(orderId)).account?.due).toBe(91_000)
    await save(orderId, [line(suit110, 4, { id: first!, unitPrice: 9000 })])
    expect((await get(orderId)).account?.due).toBe(37_000)
  })

  test('that were charged by hand before they had prices are charged once', async () => {
    const customerId = await newCustomer()
    const orderId = await newOrder([line(suit110, 10, { unitPrice: null })])
    await client.orders.customers.assignOrder({ commandId: id(), orderId, customerId, amount: 70_000 })
    const [first] = await lineIds(orderId)
    await save(orderId, [line(suit110, 11, { id: first!, unitPrice: null })])
    expect((await get(orderId)).account?.due).toBe(70_000)
    await save(orderId, [line(suit110, 11, { id: first! })])
    expect((await get(orderId)).account?.due).toBe(89_000)
  })

  test('are left alone in a pick list, a parcel, or once sent', async () => {
    const orderId = await newOrder([line(suit110, 2)])
    const [first] = await lineIds(orderId)
    const refused = () => save(orderId, [line(suit110, 3, { id: first! })])
    const wave = await client.shipping.waves.create({ commandId: id(), groups: [[orderId]] })
    expect((await get(orderId)).lines[0]!.lock).toBe('picking')
    await expect(refused()).rejects.toMatchObject({ code: 'line-locked', data: { state: 'picking' } })
    await expect(save(orderId, [line(suit120, 1)])).rejects.toMatchObject({ code: 'line-locked' })
    await client.shipping.waves.finish({ commandId: id(), id: wave.id!, cancel: true })
    const parcelId = await pack(orderId, 'R110', 2)
    await expect(refused()).rejects.toMatchObject({ code: 'line-locked', data: { state: 'packed' } })
    // What is packed stays; something more can still be added.
    await save(orderId, [line(suit120, 1)])
    expect((await get(orderId)).lines.map((row) => row.lock)).toEqual(['packed', null])
    await client.shipping.manifests.handOver({
      commandId: id(),
      carrierId: 2,
      parcelIds: [parcelId],
      courierName: '',
      acknowledgeStale: true,
    })
    await expect(refused()).rejects.toMatchObject({ code: 'line-locked', data: { state: 'shipped' } })
  })

  test('may not all go, and are not those of another order', async () => {
    const orderId = await newOrder([line(suit110, 2)])
    const other = await newOrder([line(suit110, 2)])
    const [first] = await lineIds(orderId)
    await expect(save(orderId, [], [first!])).rejects.toMatchObject({ code: 'order-no-lines' })
    await expect(save(other, [], [first!])).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('a cancelled order', () => {
  test('is taken up again as it was', async () => {
    const customerId = await newCustomer()
    const orderId = await newOrder([line(suit110, 2), line(suit120, 3)], customerId)
    const [first] = await lineIds(orderId)
    await save(orderId, [], [first!])
    await client.orders.hold({ commandId: id(), ids: [orderId], reason: '等尺寸' })
    const before = await get(orderId)
    await client.orders.cancel({ commandId: id(), id: orderId, reason: '点错了' })
    const cancelled = await get(orderId)
    expect(cancelled).toMatchObject({ stage: 'ended', canReopen: true, note: '点错了', holdReason: null })
    expect(cancelled.account?.due).toBe(0)
    await client.orders.reopen({ commandId: id(), id: orderId })
    const { history: _then, ...now_ } = await get(orderId)
    const { history: _before, ...was } = before
    expect(now_).toEqual(was)
    await client.orders.release({ commandId: id(), ids: [orderId] })
    expect((await get(orderId)).shortCount).toBe(0)
  })

  test('stays cancelled once its lines were touched since', async () => {
    const orderId = await newOrder([line(suit110, 2)])
    await expect(client.orders.reopen({ commandId: id(), id: orderId })).rejects.toMatchObject({
      code: 'order-not-reopenable',
    })
    await client.orders.cancel({ commandId: id(), id: orderId, reason: '不要了' })
    const [first] = await lineIds(orderId)
    const texts = { customText: '', wearer: '王', measurements: '', pictureHash: '', note: '' }
    await client.orders.update({ commandId: id(), id: orderId, lines: [{ id: first!, ...texts }] })
    expect((await get(orderId)).canReopen).toBe(false)
    await expect(client.orders.reopen({ commandId: id(), id: orderId })).rejects.toMatchObject({
      code: 'order-not-reopenable',
    })
  })
})

test('an order that nobody is named on is marked, and found by its mark', async () => {
  const named = await newOrder([line(suit110, 1)])
  const { id: nobody } = await client.orders.create({
    commandId: id(),
    shopId,
    orderNumber: '',
    customerId: null,
    recipient: { ...recipient, name: '', phone: '', province: '广东省', address: '' },
    performanceDate: null,
    shipBy: null,
    postageAmount: null,
    discountAmount: null,
    invoiceTitle: '',
    note: '',
    lines: [line(suit110, 1)],
  })
  expect((await get(named)).noRecipient).toBe(false)
  expect((await get(nobody)).noRecipient).toBe(true)
  const found = await client.orders.list({ flag: 'no-recipient', offset: 0, limit: 10 })
  expect(found.rows.map((row) => row.id)).toEqual([nobody])
  await client.orders.cancel({ commandId: id(), id: nobody, reason: '不要了' })
  expect((await get(nobody)).noRecipient).toBe(false)
})
