import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { waveCandidates } from '../../../db/shipping/wave-candidates.ts'
import { readWave } from '../../../db/shipping/wave-view.ts'
import { createWave, finishWave, listWaves, removeFromWave } from '../../../db/shipping/waves.ts'
import { now } from '../inventory/books.ts'
import {
  beep,
  change,
  expectSound,
  openWorkshop,
  order,
  refusal,
  run,
  snapshot,
  stageOf,
  stock,
  today,
  type Workshop,
} from './support.ts'

let shop: Workshop
beforeEach(async () => {
  shop = await openWorkshop()
})
afterEach(() => shop.close())

const candidates = (more: object = {}) =>
  waveCandidates(
    shop.store.writer,
    { shopId: null, due: 'any', performanceNear: false, carrierId: null, single: false, limit: 300, ...more },
    now,
    today,
  )
const begin = (groups: readonly (readonly number[])[]) =>
  run(shop.store, (scope) => createWave(scope, groups))
const address = { recipient_name: '王小梅', recipient_phone: '13800001111', recipient_address: '建设路 8 号' }

describe('choosing orders', () => {
  it('offers the ready ones, the near performance first, and says why the others are left out', async () => {
    await stock(shop, shop.suit110, 9)
    const line = { skuId: shop.suit110, quantity: 1 }
    const late = await order(shop, { shipBy: 900, lines: [line] })
    const show = await order(shop, { shipBy: 999, performanceDate: '2026-05-25', lines: [line] })
    const far = await order(shop, { shipBy: 500, performanceDate: '2026-07-01', lines: [line] })
    const hold = await order(shop, { lines: [line] })
    await change(shop, hold.id, { hold_reason: '等' })
    const refund = await order(shop, { lines: [line] })
    await change(shop, refund.id, { after_sale: 'requested' })
    const differs = await order(shop, { lines: [line] })
    await change(shop, differs.id, { address_differs: 1 })
    const unmatched = await order(shop, { lines: [line] })
    await change(shop, unmatched.id, { unmatched_count: 1 })
    await order(shop, { shipBy: 9999, lines: [{ skuId: shop.suit120, quantity: 1 }] })
    const found = await candidates()
    expect(found.rows.slice(0, 3).map((row) => row.orderId)).toEqual([show.id, far.id, late.id])
    expect(found.ready).toBe(3)
    expect(new Map(found.excluded.map((row) => [row.reason, row.orders]))).toEqual(
      new Map([
        ['hold', 1],
        ['after-sale', 1],
        ['address-differs', 1],
        ['unmatched', 1],
        ['short', 1],
      ]),
    )
    expect((await candidates({ performanceNear: true })).rows.map((row) => row.orderId)).toEqual([show.id])
    const before = await snapshot(shop)
    expect(await begin([[hold.id], [refund.id]])).toMatchObject({
      id: null,
      orders: 0,
      leftOut: [{ reason: 'hold' }, { reason: 'after-sale' }],
    })
    expect((await snapshot(shop)).wave_order).toEqual(before.wave_order)
  })

  it('suggests merging the same full recipient or the same buyer at one address, never hidden values alone', async () => {
    await stock(shop, shop.suit110, 9)
    const add = async (patch: object) => {
      const added = await order(shop, { lines: [{ skuId: shop.suit110, quantity: 1 }] })
      await change(shop, added.id, patch)
      return added.id
    }
    const masked = {
      recipient_name: '王**',
      recipient_phone: '138****1111',
      recipient_address: '建设路****',
      masked: 1 as const,
    }
    const a = await add(address)
    const b = await add({ ...address, recipient_phone: ' 138 0000 1111 ' })
    await add({ ...address, recipient_phone: '13900002222' })
    await add(masked)
    await add(masked)
    const c = await add({ ...masked, buyer_id: 'tb_wang' })
    const d = await add({ ...masked, buyer_id: 'tb_wang' })
    await add({ ...masked, buyer_id: 't***g' })
    await add({ ...masked, buyer_id: 't***g' })
    expect((await candidates()).suggestions).toEqual([
      { orderIds: [a, b], reason: 'recipient' },
      { orderIds: [c, d], reason: 'buyer' },
    ])
  })
})

describe('a wave', () => {
  it('lists by place then SKU with sets as parts, opens merged orders by one slip, ends when all is packed', async () => {
    await stock(shop, shop.suit110, 4)
    await stock(shop, shop.band, 4)
    const one = await order(shop, { lines: [{ skuId: shop.set110, quantity: 1 }] })
    const two = await order(shop, { lines: [{ skuId: shop.suit110, quantity: 1 }] })
    const three = await order(shop, { lines: [{ skuId: shop.suit110, quantity: 2 }] })
    const wave = await begin([
      [one.id, two.id],
      [three.id, one.id],
    ])
    expect(wave).toMatchObject({ orders: 3, leftOut: [] })
    expect(await stageOf(shop, one.id)).toBe('picking')
    const view = await readWave(shop.store.writer, wave.id!)
    expect(view.pickRows.map((row) => [row.itemId, row.quantity, row.location, row.orders])).toEqual([
      [
        shop.suit110,
        4,
        'A',
        [
          { mark: '1', quantity: 2 },
          { mark: '2', quantity: 2 },
        ],
      ],
      [shop.band, 2, 'A', [{ mark: '1', quantity: 2 }]],
    ])
    expect(view.slips.map((slip) => slip.orders.map((row) => row.orderId))).toEqual([
      [one.id, two.id],
      [three.id],
    ])
    // Neither a second wave nor a more urgent order takes them.
    expect(await begin([[one.id]])).toMatchObject({ id: null, leftOut: [{ reason: 'picking' }] })
    await order(shop, { shipBy: 1, lines: [{ skuId: shop.suit110, quantity: 4 }] })
    const opened = await beep(shop, view.slips[0]!.code)
    expect(opened.parcel.orders.map((row) => row.orderId)).toEqual([one.id, two.id])
    await beep(shop, 'R110', opened.parcel.id, { quantity: 2 })
    await beep(shop, 'EAR', opened.parcel.id, { quantity: 2 })
    await beep(shop, 'YT8962646785389', opened.parcel.id)
    expect((await readWave(shop.store.writer, wave.id!)).slips.map((slip) => slip.state)).toEqual([
      'packed',
      'waiting',
    ])
    // The piece itself opens the single-SKU order of the wave.
    const second = await beep(shop, 'R110', null, { quantity: 2 })
    expect(second.parcel).toMatchObject({ orders: [{ orderId: three.id }], missing: 0 })
    await beep(shop, 'YT8962646785390', second.parcel.id)
    expect((await listWaves(shop.store.writer, { limit: 5, offset: 0 })).rows).toMatchObject([
      { state: 'done', orders: 3, done: 3 },
    ])
    await expectSound(shop)
  })

  it('lets orders go: taken out or cancelled, their stock goes to the more urgent again', async () => {
    await stock(shop, shop.suit110, 2)
    const [one, two] = [
      await order(shop, { shipBy: 900, lines: [{ skuId: shop.suit110, quantity: 1 }] }),
      await order(shop, { shipBy: 901, lines: [{ skuId: shop.suit110, quantity: 1 }] }),
    ]
    const wave = await begin([[one.id], [two.id]])
    const urgent = await order(shop, { shipBy: 1, lines: [{ skuId: shop.suit110, quantity: 1 }] })
    const shortOf = async (id: number) =>
      (
        await shop.store.writer
          .selectFrom('orders')
          .select('short_count')
          .where('id', '=', id)
          .executeTakeFirstOrThrow()
      ).short_count
    expect(await shortOf(urgent.id)).toBe(1)
    expect(await run(shop.store, (scope) => removeFromWave(scope, wave.id!, [two.id]))).toEqual({
      removed: 1,
    })
    expect([await shortOf(urgent.id), await shortOf(two.id), await shortOf(one.id)]).toEqual([0, 1, 0])
    expect(await run(shop.store, (scope) => finishWave(scope, wave.id!, true))).toEqual({ open: 1 })
    expect(await stageOf(shop, one.id)).toBe('open')
    expect(await refusal(run(shop.store, (scope) => finishWave(scope, wave.id!, true)))).toMatchObject({
      code: 'wave-over',
    })
    await expectSound(shop)
  })
})
