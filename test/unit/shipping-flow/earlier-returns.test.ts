import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { reindexOrder } from '../../../db/orders/edit.ts'
import { checkShippedLines } from '../../../db/shipping/check.ts'
import { findReturn } from '../../../db/shipping/find-return.ts'
import { type ReturnedGoods, receiveReturn } from '../../../db/shipping/receive-return.ts'
import { listReturns, readReturn, readReturnable } from '../../../db/shipping/return-view.ts'
import { inspectReturn, voidReturn } from '../../../db/shipping/returns.ts'
import {
  change,
  expectSound,
  handTo,
  onHand,
  openWorkshop,
  order,
  pack,
  refusal,
  run,
  stock,
  type Workshop,
} from './support.ts'

let shop: Workshop
beforeEach(async () => {
  shop = await openWorkshop()
})
afterEach(() => shop.close())

const receive = (orderId: number | null, lines: readonly ReturnedGoods[], trackingNumber = '') =>
  run(shop.store, (scope) => receiveReturn(scope, { orderId, trackingNumber, reason: '', lines }))
const goods = (orderLineId: number | null, quantity: number, itemId = shop.suit110): ReturnedGoods => ({
  orderLineId,
  itemId,
  quantity,
})
const list = async (search: string) =>
  (await listReturns(shop.store.writer, { state: null, search, limit: 20, offset: 0 })).rows.map(
    (row) => row.id,
  )
const lineOf = (id: number) =>
  shop.store.writer.selectFrom('order_line').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

describe('goods that left before the program was used', () => {
  it('come back by their order, up to what was ordered, and count against no shipped piece', async () => {
    await stock(shop, shop.suit110, 1)
    const old = await order(shop, { stage: 'shipped', lines: [{ skuId: shop.suit110, quantity: 3 }] })
    const lineId = old.lineIds[0]!
    expect(await readReturnable(shop.store.writer, old.id)).toMatchObject({
      hasLeft: true,
      shippedAt: null,
      lines: [{ shipped: 0, returned: 0, earlier: 3 }],
    })
    const { id } = await receive(old.id, [goods(lineId, 2)], 'YT8962646785389')
    expect(await onHand(shop, shop.suit110, shop.unchecked)).toEqual({ quantity: 2, value: 4000 })
    expect(await lineOf(lineId)).toMatchObject({ shipped: 0, returned: 0 })
    expect(await refusal(receive(old.id, [goods(lineId, 2)]))).toMatchObject({
      code: 'return-too-many',
      data: { left: 1 },
    })
    const view = await readReturn(shop.store.writer, id)
    expect(view.lines).toMatchObject([{ orderLineId: lineId, earlier: true, quantity: 2 }])
    await run(shop.store, (scope) =>
      inspectReturn(scope, {
        returnLineId: view.lines[0]!.id,
        restock: 1,
        seconds: 1,
        scrap: 0,
        locationId: null,
      }),
    )
    expect(await onHand(shop, shop.suit110)).toMatchObject({ quantity: 2 })
    expect(await readReturn(shop.store.writer, id)).toMatchObject({ state: 'done' })
    await expectSound(shop)
  })

  it('a set comes back as its parts; taken back, its place is free again', async () => {
    const old = await order(shop, { stage: 'ended', lines: [{ skuId: shop.set110, quantity: 1 }] })
    const lineId = old.lineIds[0]!
    expect((await readReturnable(shop.store.writer, old.id)).lines).toMatchObject([
      { itemId: shop.suit110, earlier: 1 },
      { itemId: shop.band, earlier: 2 },
    ])
    const { id } = await receive(old.id, [goods(lineId, 1), goods(lineId, 2, shop.band)])
    await run(shop.store, (scope) => voidReturn(scope, id))
    await receive(old.id, [goods(lineId, 2, shop.band)])
    await expectSound(shop)
  })

  it('do not come back of an order that still lies here, nor of one that left in our parcels beyond these', async () => {
    await stock(shop, shop.suit110, 5)
    const waiting = await order(shop, { lines: [{ skuId: shop.suit110, quantity: 2 }] })
    expect(await refusal(receive(waiting.id, [goods(waiting.lineIds[0]!, 1)]))).toMatchObject({
      code: 'return-not-left',
    })
    const sent = await order(shop, { lines: [{ skuId: shop.suit110, quantity: 1 }] })
    await handTo(shop, [await pack(shop, sent.number, ['R110'], '73610555582883')])
    expect(await refusal(receive(sent.id, [goods(sent.lineIds[0]!, 2)]))).toMatchObject({
      code: 'return-too-many',
      data: { left: 1 },
    })
    await expectSound(shop)
  })

  it('a check names a line of which more came back than was ordered', async () => {
    const old = await order(shop, { stage: 'shipped', lines: [{ skuId: shop.suit110, quantity: 1 }] })
    await receive(old.id, [goods(old.lineIds[0]!, 1)])
    await sql`UPDATE return_line SET quantity = 2`.execute(shop.store.writer)
    expect(await checkShippedLines(shop.store.writer, 9)).toEqual([
      { detail: expect.stringContaining('came back as sent earlier') },
    ])
  })
})

describe('a parcel of nobody known', () => {
  it('is taken in by its SKUs, found by number, style and code, and looked at as any other', async () => {
    await stock(shop, shop.suit110, 1)
    const { id } = await receive(null, [goods(null, 2), goods(null, 1, shop.band)], 'JT5123456789012')
    const view = await readReturn(shop.store.writer, id)
    expect(view).toMatchObject({
      orderId: null,
      orderNumber: '',
      state: 'unchecked',
      lines: [
        { orderLineId: null, earlier: true, quantity: 2 },
        { orderLineId: null, quantity: 1 },
      ],
    })
    for (const text of ['jt5123456789012', view.code])
      expect(await findReturn(shop.store.writer, text)).toMatchObject({ returnCaseId: id })
    expect(await findReturn(shop.store.writer, 'R110')).toMatchObject({
      sku: { id: shop.suit110 },
      waiting: [{ id, orderNumber: '', pieces: 2 }],
    })
    expect(await list('DY-001')).toEqual([id])
    expect(await list(view.code)).toEqual([id])
    await run(shop.store, (scope) =>
      inspectReturn(scope, {
        returnLineId: view.lines[0]!.id,
        restock: 0,
        seconds: 0,
        scrap: 2,
        locationId: null,
      }),
    )
    await run(shop.store, (scope) =>
      inspectReturn(scope, {
        returnLineId: view.lines[1]!.id,
        restock: 1,
        seconds: 0,
        scrap: 0,
        locationId: null,
      }),
    )
    expect(await readReturn(shop.store.writer, id)).toMatchObject({ state: 'done' })
    await expectSound(shop)
  })

  it('a set has no stock and is not taken in as such', async () => {
    expect(await refusal(receive(null, [goods(null, 1, shop.set110)]))).toMatchObject({
      code: 'set-has-no-stock',
    })
    await expectSound(shop)
  })
})

describe('looking a return up', () => {
  it('finds orders that left by buyer, phone and its last four; orders still here are not offered', async () => {
    const buyer = { recipient_name: '王小梅', recipient_phone: '13800001111' }
    const old = await order(shop, { stage: 'shipped', lines: [{ skuId: shop.suit110, quantity: 1 }] })
    const open = await order(shop, { lines: [{ skuId: shop.suit110, quantity: 1 }] })
    for (const one of [old, open]) {
      await change(shop, one.id, buyer)
      await run(shop.store, (scope) => reindexOrder(scope, one.id).then(() => null))
    }
    for (const text of ['王小梅', '王小', '13800001111', '+86 13800001111', '1111'])
      expect((await findReturn(shop.store.writer, text)).orders.map((found) => found.orderId)).toEqual([
        old.id,
      ])
    expect(await refusal(findReturn(shop.store.writer, '李四光'))).toMatchObject({ code: 'code-unknown' })
    const { id } = await receive(old.id, [goods(old.lineIds[0]!, 1)], 'YT8962646785389')
    for (const text of ['王小梅', '1111', old.number, '6785389', String(id)])
      expect(await list(text)).toEqual([id])
    expect(await list('100%')).toEqual([])
    await expectSound(shop)
  })
})
