import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readToday } from '../../../db/settings/today.ts'
import { endOfDay, hourMs, startOfDay } from '../../../shared/dates.ts'
import type { OrderFilter } from '../../../shared/orders/contract.ts'
import { id, type TestHost, testHost } from '../../support/host.ts'

/** Noon of a business day in Shanghai. */
const now = startOfDay('2026-05-28') + 12 * hourMs

let host: TestHost
beforeEach(async () => {
  host = await testHost({ clock: () => now })
})
afterEach(async () => {
  await host.close()
})

const recipient = {
  name: '王小明',
  phone: '13800000000',
  province: '',
  city: '',
  district: '',
  address: '丁楼村12号',
  postcode: '',
  country: '',
}

async function addOrder(
  shopId: number,
  shipBy: number | null,
  performanceDate: string | null = null,
): Promise<number> {
  const line = {
    id: null,
    title: '儿童演出服小白兔',
    attributes: '白色;110',
    skuId: null,
    quantity: 2,
    unitPrice: 6800,
    customText: '',
    wearer: '',
    measurements: '',
    pictureHash: '',
  }
  const order = await host.client().orders.create({
    commandId: id(),
    shopId,
    orderNumber: '',
    customerId: null,
    recipient,
    performanceDate,
    shipBy,
    postageAmount: null,
    discountAmount: null,
    invoiceTitle: '',
    note: '',
    lines: [line],
  })
  return order.id
}

describe('today', () => {
  it('is all zero in a new workshop, and knows that everything is still to come', async () => {
    const today = await readToday(host.host.services.store.reader, now)
    expect(today.date).toBe('2026-05-28')
    expect([today.hasShops, today.hasOrders, today.hasSkus, today.hasStock]).toEqual([
      false,
      false,
      false,
      false,
    ])
    expect(Object.values(today).filter((value) => typeof value === 'number' && value !== 0)).toEqual([])
    expect(today.jobNotes).toEqual([])
  })

  it('counts what the linked lists show', async () => {
    const client = host.client()
    const shop = await client.settings.shops.save({
      commandId: id(),
      id: null,
      platform: 'direct',
      name: '直接客户',
      promiseHours: null,
    })
    await addOrder(shop.id, now - hourMs)
    await addOrder(shop.id, now + hourMs)
    await addOrder(shop.id, endOfDay('2026-05-28'))
    await addOrder(shop.id, endOfDay('2026-05-28') + 1)
    await addOrder(shop.id, endOfDay('2026-05-29') + 1, '2026-06-01')
    const held = await addOrder(shop.id, null, '2026-07-01')
    await client.orders.hold({ commandId: id(), ids: [held], reason: '等颜色确认' })
    const gone = await addOrder(shop.id, now - hourMs)
    await client.orders.cancel({ commandId: id(), id: gone, reason: '不要了' })

    const today = await client.settings.today()
    expect(today).toMatchObject({
      overdue: 1,
      dueToday: 2,
      dueTomorrow: 1,
      noDate: 1,
      performanceSoon: 1,
      onHold: 1,
    })
    expect(today).toMatchObject({ hasShops: true, hasOrders: true, unmatchedListings: 1, unmatchedOrders: 6 })

    const unshipped = ['open', 'picking', 'packed'] as const
    const lists: readonly (readonly [number, Partial<OrderFilter>])[] = [
      [today.overdue, { due: 'overdue', stage: [...unshipped] }],
      [today.dueToday, { due: 'today', stage: [...unshipped] }],
      [today.dueTomorrow, { due: 'tomorrow', stage: [...unshipped] }],
      [today.noDate, { due: 'none', stage: [...unshipped] }],
      [today.performanceSoon, { flag: 'performance' }],
      [today.onHold, { flag: 'hold', stage: [...unshipped] }],
      [today.ready, { flag: 'ready' }],
      [today.afterSale, { flag: 'after-sale', stage: [...unshipped] }],
      [today.addressDiffers, { flag: 'address-differs', stage: [...unshipped] }],
    ]
    for (const [count, filter] of lists) {
      const { total } = await client.orders.list({ limit: 50, ...filter })
      expect(total, JSON.stringify(filter)).toBe(count)
    }
  })

  it('stops counting at 10,000', async () => {
    const { services } = host.host
    await host.client().settings.shops.save({
      commandId: id(),
      id: null,
      platform: 'taobao',
      name: 'a',
      promiseHours: 48,
    })
    const command = await services.store.reader.selectFrom('command').select('id').executeTakeFirstOrThrow()
    await sql`INSERT INTO orders (shop_id, order_number, status, currency, ship_by, ship_by_source, stage, command_id)
      WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 12000)
      SELECT 1, i, 'paid', 'CNY', ${now - hourMs}, 'promise', 'open', ${command.id} FROM n`.execute(
      services.store.writer,
    )
    expect((await readToday(services.store.reader, now)).overdue).toBe(10_000)
  })
})
