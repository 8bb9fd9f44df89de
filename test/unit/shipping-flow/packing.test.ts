import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { codeStamp } from '../../../db/printed-code.ts'
import { closeParcel } from '../../../db/shipping/close-parcel.ts'
import { relabel, takeOut, unpack, voidParcel } from '../../../db/shipping/undo-packing.ts'
import { encodeCode } from '../../../shared/barcode.ts'
import {
  beep,
  change,
  expectSound,
  openWorkshop,
  order,
  pack,
  refusal,
  run,
  snapshot,
  stageOf,
  stock,
  type Workshop,
} from './support.ts'

const ZTO = '73610555582883'
const YTO = 'YT8962646785389'
let shop: Workshop
beforeEach(async () => {
  shop = await openWorkshop()
})
afterEach(() => shop.close())

const addWaybill = (orderId: number, number: string, carrier = '') =>
  run(shop.store, (scope) =>
    scope.insert('waybill', {
      order_id: orderId,
      tracking_number: number,
      carrier_name: carrier,
      source: 'order-file',
    }),
  )

describe('opening a parcel by scan', () => {
  it('opens by a waybill printed elsewhere, takes its carrier, closes by scanning it again', async () => {
    await stock(shop, shop.suit110, 2)
    const one = await order(shop, { lines: [{ skuId: shop.suit110, quantity: 2 }] })
    await addWaybill(one.id, YTO, '圆通速递')
    const opened = await beep(shop, ` ${YTO.toLowerCase()} `)
    expect(opened).toMatchObject({
      did: 'opened',
      parcel: { trackingNumber: YTO, carrierCode: 'YTO', missing: 2, pieces: 0 },
    })
    expect(await stageOf(shop, one.id)).toBe('picking')
    await beep(shop, 'R110', opened.parcel.id)
    const early = await snapshot(shop)
    expect(await refusal(beep(shop, YTO, opened.parcel.id))).toEqual({
      code: 'parcel-incomplete',
      data: { missing: 1 },
    })
    expect(await snapshot(shop)).toEqual(early)
    const counted = await beep(shop, 'r110', opened.parcel.id)
    expect(counted).toMatchObject({ did: 'counted', itemId: shop.suit110, parcel: { missing: 0, pieces: 2 } })
    // The label of another order that lies beside it: the number the platform gave is not replaced by it.
    expect(await refusal(beep(shop, 'YT8962646785390', opened.parcel.id))).toEqual({
      code: 'waybill-differs',
      data: { known: YTO, trackingNumber: 'YT8962646785390' },
    })
    expect(await beep(shop, YTO, opened.parcel.id)).toMatchObject({
      did: 'closed',
      parcel: { state: 'packed', unusualNumber: false },
    })
    expect(await stageOf(shop, one.id)).toBe('packed')
    await expectSound(shop)
  })

  it('opens the most urgent ready order of one SKU by the piece itself: a near performance first', async () => {
    await stock(shop, shop.suit110, 5)
    const soon = await order(shop, { shipBy: 100, lines: [{ skuId: shop.suit110, quantity: 1 }] })
    const show = await order(shop, {
      shipBy: 900,
      performanceDate: '2026-05-20',
      lines: [{ skuId: shop.suit110, quantity: 1 }],
    })
    const held = await order(shop, { shipBy: 1, hold: true, lines: [{ skuId: shop.suit110, quantity: 1 }] })
    await order(shop, {
      shipBy: 2,
      lines: [
        { skuId: shop.suit110, quantity: 1 },
        { skuId: shop.suit120, quantity: 1 },
      ],
    })
    const first = await beep(shop, 'R110')
    expect(first).toMatchObject({
      did: 'opened',
      itemId: shop.suit110,
      parcel: { orders: [{ orderId: show.id }], pieces: 1, missing: 0 },
    })
    const second = await beep(shop, 'R110')
    expect(second.parcel.orders[0]?.orderId).toBe(soon.id)
    expect(await refusal(beep(shop, 'R110'))).toMatchObject({ code: 'scan-nobody-waits' })
    expect(await stageOf(shop, held.id)).toBe('open')
  })

  it('resumes an open parcel, shows a packed one, and asks which shop where a number is in two', async () => {
    await stock(shop, shop.suit110, 3)
    const one = await order(shop, { lines: [{ skuId: shop.suit110, quantity: 1 }] })
    const opened = await beep(shop, one.number)
    expect(await beep(shop, one.number)).toMatchObject({ did: 'resumed', parcel: { id: opened.parcel.id } })
    await beep(shop, 'R110', opened.parcel.id)
    await beep(shop, ZTO, opened.parcel.id)
    expect(await beep(shop, one.number)).toMatchObject({
      did: 'shown',
      parcel: { id: opened.parcel.id, state: 'packed' },
    })
    const { mark } = await codeStamp(shop.store.writer)
    const code = encodeCode({ kind: 'parcel', epoch: 1, id: opened.parcel.id, mark })
    expect(await beep(shop, code)).toMatchObject({ did: 'shown', parcel: { id: opened.parcel.id } })
    expect(await refusal(beep(shop, encodeCode({ kind: 'parcel', epoch: 2, id: 1, mark })))).toMatchObject({
      code: 'code-old-epoch',
    })
    expect(await refusal(beep(shop, 'NOTHING-99'))).toMatchObject({ code: 'code-unknown' })
    const other = await run(shop.store, (scope) =>
      scope.insert('shop', {
        platform: 'pinduoduo',
        name: '二店',
        currency: 'CNY',
        time_zone: 'Asia/Shanghai',
      }),
    )
    const twin = await order(shop, { lines: [{ skuId: shop.suit110, quantity: 1 }] })
    await change(shop, twin.id, { shop_id: other, order_number: one.number })
    expect(await refusal(beep(shop, one.number))).toMatchObject({
      code: 'scan-which-order',
      data: { orders: [{ orderId: one.id }, { orderId: twin.id, shopName: '二店' }] },
    })
    expect(await beep(shop, one.number, null, { orderId: twin.id })).toMatchObject({ did: 'opened' })
  })

  it('packs an order whose waybill was reported before it was packed here, from free stock', async () => {
    const one = await order(shop, { lines: [{ skuId: shop.suit110, quantity: 1 }], stage: 'shipped' })
    await stock(shop, shop.suit110, 1)
    await addWaybill(one.id, YTO)
    const opened = await beep(shop, YTO)
    await beep(shop, 'R110', opened.parcel.id)
    expect(await stageOf(shop, one.id)).toBe('picking')
    await beep(shop, YTO, opened.parcel.id)
    expect(await stageOf(shop, one.id)).toBe('packed')
    await expectSound(shop)
  })
})

describe('what may not be packed', () => {
  const refusals = [
    ['hold', { hold_reason: '等客户确认' }],
    ['closed', { status: 'closed' }],
    ['completed', { status: 'completed' }],
    ['unpaid', { status: 'unpaid' }],
    ['after-sale', { after_sale: 'requested' }],
    ['after-sale', { after_sale: 'refunded' }],
    ['address-differs', { address_differs: 1 }],
  ] as const
  it.each(refusals)('%s: refused at the first scan, at each item and at the close', async (reason, patch) => {
    await stock(shop, shop.suit110, 4)
    const [one, two] = [
      await order(shop, { lines: [{ skuId: shop.suit110, quantity: 1 }] }),
      await order(shop, { lines: [{ skuId: shop.suit110, quantity: 2 }] }),
    ]
    await change(shop, one.id, patch)
    const before = await snapshot(shop)
    expect(await refusal(beep(shop, one.number))).toEqual({
      code: 'parcel-refused',
      data: { orderNumber: one.number, reason },
    })
    expect(await snapshot(shop)).toEqual(before)
    const opened = await beep(shop, two.number)
    await beep(shop, 'R110', opened.parcel.id)
    await change(shop, two.id, patch)
    const half = await snapshot(shop)
    expect(await refusal(beep(shop, 'R110', opened.parcel.id))).toMatchObject({ data: { reason } })
    expect(await refusal(beep(shop, ZTO, opened.parcel.id))).toMatchObject({ data: { reason } })
    expect(await snapshot(shop)).toEqual(half)
  })

  it('a cancelled order, and a line cut down after it was scanned', async () => {
    await stock(shop, shop.suit110, 4)
    const one = await order(shop, { lines: [{ skuId: shop.suit110, quantity: 2, cancelled: 2 }] })
    expect(await refusal(beep(shop, one.number))).toMatchObject({ data: { reason: 'cancelled' } })
    const two = await order(shop, { lines: [{ skuId: shop.suit110, quantity: 2 }] })
    const opened = await beep(shop, two.number)
    await beep(shop, 'R110', opened.parcel.id, { quantity: 2 })
    await run(shop.store, (scope) => scope.update('order_line', two.lineIds[0]!, { cancelled: 1 }))
    expect(await refusal(beep(shop, ZTO, opened.parcel.id))).toMatchObject({
      data: { reason: 'quantity-changed' },
    })
  })

  it('wrong, surplus, a set by its own code, pieces promised to others, another order', async () => {
    await stock(shop, shop.suit110, 3)
    await stock(shop, shop.band, 4)
    const one = await order(shop, { shipBy: 1, lines: [{ skuId: shop.set110, quantity: 1 }] })
    const other = await order(shop, { shipBy: 2, lines: [{ skuId: shop.suit110, quantity: 2 }] })
    const short = await order(shop, { shipBy: 3, lines: [{ skuId: shop.suit110, quantity: 2 }] })
    const opened = await beep(shop, one.number)
    expect(opened.parcel.items.map((item) => [item.itemId, item.wanted])).toEqual([
      [shop.suit110, 1],
      [shop.band, 2],
    ])
    const id = opened.parcel.id
    const before = await snapshot(shop)
    expect(await refusal(beep(shop, 'R120', id))).toMatchObject({ code: 'scan-wrong' })
    expect(await refusal(beep(shop, 'SET110', id))).toMatchObject({ code: 'scan-set' })
    expect(await refusal(beep(shop, 'EAR', id, { quantity: 3 }))).toMatchObject({
      code: 'scan-surplus',
      data: { needed: 2 },
    })
    expect(await refusal(beep(shop, other.number, id))).toMatchObject({
      code: 'scan-other-order',
      data: { orderNumber: other.number },
    })
    expect(await refusal(beep(shop, 'NOTHING', id))).toMatchObject({ code: 'code-unknown' })
    expect(await snapshot(shop)).toEqual(before)
    const third = await beep(shop, short.number)
    expect(await refusal(beep(shop, 'R110', third.parcel.id))).toMatchObject({
      code: 'scan-not-in-stock',
      data: { available: 0 },
    })
    await stock(shop, shop.suit110, 1)
    await beep(shop, 'R110', third.parcel.id)
    await expectSound(shop)
  })
})

describe('closing', () => {
  it('asks for a number only where there is none, warns of an odd one, refuses somebody else’s', async () => {
    await stock(shop, shop.suit110, 9)
    const [one, two, three] = [
      await order(shop, { lines: [{ skuId: shop.suit110, quantity: 1 }] }),
      await order(shop, { lines: [{ skuId: shop.suit110, quantity: 1 }] }),
      await order(shop, { lines: [{ skuId: shop.suit110, quantity: 1 }] }),
    ]
    const close = (parcelId: number, more: object) =>
      run(shop.store, (scope) =>
        closeParcel(scope, {
          parcelId,
          trackingNumber: '',
          carrierId: null,
          noWaybillReason: null,
          weightGrams: null,
          partial: false,
          ...more,
        }),
      )
    const first = (await beep(shop, one.number)).parcel.id
    expect(await refusal(close(first, {}))).toMatchObject({ code: 'parcel-incomplete' })
    await beep(shop, 'R110', first)
    expect(await refusal(close(first, {}))).toMatchObject({ code: 'waybill-missing' })
    expect(await close(first, { trackingNumber: 'ABC1', carrierId: 1 })).toMatchObject({
      parcel: { trackingNumber: 'ABC1', unusualNumber: true },
    })
    const second = (await beep(shop, two.number)).parcel.id
    await beep(shop, 'R110', second)
    expect(await refusal(close(second, { trackingNumber: 'ABC1' }))).toMatchObject({ code: 'waybill-used' })
    expect(await close(second, { noWaybillReason: 'picked-up' })).toMatchObject({
      parcel: { noWaybillReason: 'picked-up', carrierId: null },
    })
    await addWaybill(three.id, ZTO)
    const relabelTo = (trackingNumber: string) =>
      run(shop.store, (scope) =>
        relabel(scope, {
          parcelId: second,
          trackingNumber,
          carrierId: null,
          noWaybillReason: null,
          weightGrams: 900,
        }),
      )
    expect(await refusal(relabelTo(ZTO))).toMatchObject({ code: 'waybill-used' })
    expect(await relabelTo(YTO)).toMatchObject({
      trackingNumber: YTO,
      carrierCode: 'YTO',
      noWaybillReason: '',
      weightGrams: 900,
    })
    // Its only waybill is taken at once: Enter closes it.
    const third = await beep(shop, three.number)
    await beep(shop, 'R110', third.parcel.id)
    expect(await close(third.parcel.id, {})).toMatchObject({
      parcel: { trackingNumber: ZTO, carrierCode: 'ZTO' },
    })
  })

  it('several parcels for one order, also under one number; parts of sets counted as whole sets', async () => {
    await stock(shop, shop.suit110, 2)
    await stock(shop, shop.band, 4)
    const one = await order(shop, { lines: [{ skuId: shop.set110, quantity: 2 }] })
    const first = (await beep(shop, one.number)).parcel.id
    await beep(shop, 'R110', first, { quantity: 2 })
    await run(shop.store, (scope) =>
      closeParcel(scope, {
        parcelId: first,
        trackingNumber: ZTO,
        carrierId: null,
        noWaybillReason: null,
        weightGrams: null,
        partial: true,
      }),
    )
    expect(await stageOf(shop, one.id)).toBe('picking')
    // The number of the first carton opens the second one.
    const second = await beep(shop, ZTO)
    expect(second).toMatchObject({
      did: 'opened',
      parcel: { trackingNumber: ZTO, missing: 4, part: { index: 2, count: 2 } },
    })
    await beep(shop, 'EAR', second.parcel.id, { quantity: 4 })
    await beep(shop, ZTO, second.parcel.id)
    expect(await stageOf(shop, one.id)).toBe('packed')
    await expectSound(shop)
  })

  it('several orders in one parcel; one of which nothing got in is dropped', async () => {
    await stock(shop, shop.suit110, 3)
    await stock(shop, shop.suit120, 1)
    const [one, two, three] = [
      await order(shop, { lines: [{ skuId: shop.suit110, quantity: 1 }] }),
      await order(shop, { lines: [{ skuId: shop.suit110, quantity: 1 }] }),
      await order(shop, { lines: [{ skuId: shop.suit120, quantity: 1 }] }),
    ]
    const id = (await beep(shop, one.number)).parcel.id
    await beep(shop, two.number, id, { addOrder: true })
    expect(await beep(shop, three.number, id, { addOrder: true })).toMatchObject({
      did: 'order-added',
      parcel: { missing: 3 },
    })
    await beep(shop, 'R110', id, { quantity: 2 })
    const closed = await run(shop.store, (scope) =>
      closeParcel(scope, {
        parcelId: id,
        trackingNumber: ZTO,
        carrierId: null,
        noWaybillReason: null,
        weightGrams: null,
        partial: true,
      }),
    )
    expect(closed.parcel.orders.map((row) => row.orderId)).toEqual([one.id, two.id])
    expect([await stageOf(shop, one.id), await stageOf(shop, two.id), await stageOf(shop, three.id)]).toEqual(
      ['packed', 'packed', 'open'],
    )
    await expectSound(shop)
  })
})

describe('taking back', () => {
  it('takes pieces out, unpacks, voids; a voided parcel frees its number and its order', async () => {
    await stock(shop, shop.suit110, 2)
    const one = await order(shop, { lines: [{ skuId: shop.suit110, quantity: 2 }] })
    const id = (await beep(shop, one.number)).parcel.id
    await beep(shop, 'R110', id, { quantity: 2 })
    const out = await run(shop.store, (scope) =>
      takeOut(scope, { parcelId: id, itemId: shop.suit110, quantity: 1 }),
    )
    expect(out).toMatchObject({ pieces: 1, missing: 1 })
    await beep(shop, 'R110', id)
    await beep(shop, ZTO, id)
    expect(await refusal(beep(shop, 'R110', id))).toMatchObject({
      code: 'parcel-state',
      data: { state: 'packed' },
    })
    expect(await run(shop.store, (scope) => unpack(scope, id))).toMatchObject({
      state: 'open',
      pieces: 2,
      trackingNumber: ZTO,
    })
    expect(await stageOf(shop, one.id)).toBe('picking')
    await run(shop.store, (scope) => voidParcel(scope, id))
    expect(await stageOf(shop, one.id)).toBe('open')
    expect(await refusal(run(shop.store, (scope) => voidParcel(scope, id)))).toMatchObject({
      code: 'parcel-state',
    })
    await pack(shop, one.number, ['R110', 'R110'], ZTO)
    await expectSound(shop)
  })
})
