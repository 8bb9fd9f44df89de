import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findReturn } from '../../../db/shipping/find-return.ts'
import { voidManifest } from '../../../db/shipping/manifests.ts'
import { receiveReturn } from '../../../db/shipping/receive-return.ts'
import { answerLine, cancelAnswer } from '../../../db/shipping/return-answers.ts'
import { listReturns, readReturn } from '../../../db/shipping/return-view.ts'
import { inspectReturn, voidReturn } from '../../../db/shipping/returns.ts'
import { waveCandidates } from '../../../db/shipping/wave-candidates.ts'
import { now } from '../inventory/books.ts'
import {
  beep,
  change,
  expectSound,
  handTo,
  onHand,
  openWorkshop,
  order,
  pack,
  refusal,
  run,
  snapshot,
  stageOf,
  stock,
  today,
  type Workshop,
} from './support.ts'

const ZTO = '73610555582883'
let shop: Workshop
beforeEach(async () => {
  shop = await openWorkshop()
})
afterEach(() => shop.close())

/** Three suits at 20 yuan shipped to one buyer, the manifest's id. */
async function ship(quantity = 3) {
  await stock(shop, shop.suit110, quantity)
  const one = await order(shop, { lines: [{ skuId: shop.suit110, quantity }] })
  const parcel = await pack(
    shop,
    one.number,
    Array.from({ length: quantity }, () => 'R110'),
    ZTO,
  )
  const { id: manifest } = await handTo(shop, [parcel])
  return { ...one, parcel, manifest, line: one.lineIds[0]! }
}
const receive = (orderId: number, orderLineId: number, quantity: number, trackingNumber = '') =>
  run(shop.store, (scope) =>
    receiveReturn(scope, {
      orderId,
      trackingNumber,
      reason: '尺码小',
      lines: [{ orderLineId, itemId: shop.suit110, quantity }],
    }),
  )
const inspect = (returnLineId: number, restock: number, seconds: number, scrap: number) =>
  run(shop.store, (scope) =>
    inspectReturn(scope, { returnLineId, restock, seconds, scrap, locationId: null }),
  )

describe('goods that come back', () => {
  it('wait unchecked at what they left at, then go to the shelf, to seconds or to scrap', async () => {
    const one = await ship()
    const { id } = await receive(one.id, one.line, 2, 'YT 8962646785389')
    expect(await onHand(shop, shop.suit110, shop.unchecked)).toEqual({ quantity: 2, value: 4000 })
    expect(await onHand(shop, shop.suit110)).toEqual({ quantity: 0, value: 0 })
    const view = await readReturn(shop.store.writer, id)
    expect(view).toMatchObject({
      state: 'unchecked',
      trackingNumber: 'YT8962646785389',
      lines: [{ quantity: 2 }],
    })
    expect(await refusal(inspect(view.lines[0]!.id, 2, 1, 0))).toMatchObject({
      code: 'return-too-many',
      data: { left: 2 },
    })
    // Scanned again, the number finds the case.
    expect(await findReturn(shop.store.writer, 'yt8962646785389')).toMatchObject({ returnCaseId: id })
    expect(await findReturn(shop.store.writer, view.code)).toMatchObject({ returnCaseId: id })
    await inspect(view.lines[0]!.id, 1, 0, 0)
    expect(
      (await listReturns(shop.store.writer, { state: 'unchecked', search: '', limit: 5, offset: 0 })).rows,
    ).toMatchObject([{ unchecked: 1, pieces: 2 }])
    await inspect(view.lines[0]!.id, 0, 1, 0)
    expect(await onHand(shop, shop.suit110)).toEqual({ quantity: 1, value: 2000 })
    expect(await onHand(shop, shop.suit110, shop.seconds)).toEqual({ quantity: 1, value: 2000 })
    expect(await onHand(shop, shop.suit110, shop.unchecked)).toEqual({ quantity: 0, value: 0 })
    expect(await readReturn(shop.store.writer, id)).toMatchObject({ state: 'done' })
    expect(await refusal(run(shop.store, (scope) => voidReturn(scope, id)))).toMatchObject({
      code: 'return-checked',
    })
    await expectSound(shop)
  })

  it('are found by order, parcel and tracking number, never more than left, and keep the hand-over standing', async () => {
    const one = await ship()
    for (const text of [one.number, ZTO]) {
      expect((await findReturn(shop.store.writer, text)).orders).toMatchObject([
        { orderId: one.id, lines: [{ orderLineId: one.line, shipped: 3, returned: 0 }] },
      ])
    }
    expect(await findReturn(shop.store.writer, 'SF1385628716739')).toMatchObject({
      orders: [],
      asTracking: 'SF1385628716739',
    })
    await receive(one.id, one.line, 2)
    const before = await snapshot(shop)
    expect(await refusal(receive(one.id, one.line, 2))).toMatchObject({
      code: 'return-too-many',
      data: { left: 1 },
    })
    expect(await refusal(run(shop.store, (scope) => voidManifest(scope, one.manifest)))).toMatchObject({
      code: 'goods-returned',
    })
    expect(await snapshot(shop)).toEqual(before)
  })

  it('can be taken back before anybody looked, and return to their value exactly', async () => {
    await stock(shop, shop.suit110, 1)
    const one = await ship(3)
    const first = await receive(one.id, one.line, 1)
    const second = await receive(one.id, one.line, 2)
    await run(shop.store, (scope) => voidReturn(scope, first.id))
    expect(await onHand(shop, shop.suit110, shop.unchecked)).toEqual({ quantity: 2, value: 4000 })
    await receive(one.id, one.line, 1)
    expect(await onHand(shop, shop.suit110, shop.unchecked)).toEqual({ quantity: 3, value: 6000 })
    expect((await readReturn(shop.store.writer, second.id)).lines).toHaveLength(1)
    await expectSound(shop)
  })
})

describe('exchange and resend', () => {
  it('makes a linked line that is picked although the platform has closed the order, first when the show is near', async () => {
    const one = await ship(1)
    await stock(shop, shop.suit120, 2)
    const rival = await order(shop, {
      shipBy: 1,
      performanceDate: '2026-05-20',
      lines: [{ skuId: shop.suit120, quantity: 1 }],
    })
    await receive(one.id, one.line, 1)
    await change(shop, one.id, { status: 'completed', after_sale: 'requested' })
    const { orderLineId } = await run(shop.store, (scope) =>
      answerLine(scope, {
        orderLineId: one.line,
        kind: 'exchange',
        skuId: shop.suit120,
        quantity: 1,
        performanceDate: '2026-05-20',
      }),
    )
    expect(await stageOf(shop, one.id)).toBe('open')
    const first = await shop.store.writer
      .selectFrom('order_line')
      .selectAll()
      .where('id', '=', one.line)
      .executeTakeFirstOrThrow()
    expect(first).toMatchObject({ quantity: 1, shipped: 1, returned: 1, cancelled: 0 })
    const offered = await waveCandidates(
      shop.store.writer,
      { shopId: null, due: 'any', performanceNear: false, carrierId: null, single: false, limit: 9 },
      now,
      today,
    )
    expect(offered.rows.map((row) => [row.orderId, row.refusal])).toEqual([
      [one.id, null],
      [rival.id, null],
    ])
    const opened = await beep(shop, one.number)
    expect(opened.parcel.items).toMatchObject([{ itemId: shop.suit120, wanted: 1 }])
    await beep(shop, 'R120', opened.parcel.id)
    await beep(shop, 'YT8962646785389', opened.parcel.id)
    expect(await refusal(run(shop.store, (scope) => cancelAnswer(scope, orderLineId)))).toMatchObject({
      code: 'line-shipped',
    })
    await handTo(shop, [opened.parcel.id])
    expect(await stageOf(shop, one.id)).toBe('ended')
    await expectSound(shop)
  })

  it('can be taken back while nothing of it is packed; answers only what left', async () => {
    const one = await ship(1)
    await stock(shop, shop.suit110, 1)
    const { orderLineId } = await run(shop.store, (scope) =>
      answerLine(scope, { orderLineId: one.line, kind: 'resend', skuId: shop.suit110, quantity: 1 }),
    )
    await run(shop.store, (scope) => cancelAnswer(scope, orderLineId))
    expect(await stageOf(shop, one.id)).toBe('shipped')
    expect(await shop.store.writer.selectFrom('allocation').selectAll().execute()).toEqual([])
    const two = await order(shop, { lines: [{ skuId: shop.suit110, quantity: 1 }] })
    const resend = run(shop.store, (scope) =>
      answerLine(scope, { orderLineId: two.lineIds[0]!, kind: 'resend', skuId: shop.suit110, quantity: 1 }),
    )
    expect(await refusal(resend)).toMatchObject({ code: 'line-shipped' })
    await expectSound(shop)
  })
})
