import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkParcels, checkShippedLines } from '../../../db/shipping/check.ts'
import {
  handOver,
  listManifests,
  readManifest,
  readyToHandOver,
  unship,
  voidManifest,
} from '../../../db/shipping/manifests.ts'
import { now } from '../inventory/books.ts'
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
  snapshot,
  stageOf,
  stock,
  today,
  type Workshop,
} from './support.ts'

const numbers = ['73610555582881', '73610555582882', '73610555582883'] as const
let shop: Workshop
beforeEach(async () => {
  shop = await openWorkshop()
})
afterEach(() => shop.close())

const shippedOf = (lineId: number) =>
  shop.store.writer
    .selectFrom('order_line')
    .select('shipped')
    .where('id', '=', lineId)
    .executeTakeFirstOrThrow()

describe('handing over', () => {
  it('moves the goods of sets as parts, counts lines, uses up allocations, leaves the rest alone', async () => {
    await stock(shop, shop.suit110, 5)
    await stock(shop, shop.band, 5)
    const one = await order(shop, { lines: [{ skuId: shop.set110, quantity: 2 }] })
    const other = await order(shop, { lines: [{ skuId: shop.suit110, quantity: 3 }] })
    const parcel = await pack(shop, one.number, ['R110', 'R110', 'EAR', 'EAR', 'EAR', 'EAR'], numbers[0])
    const done = await handTo(shop, [parcel])
    expect(done).toMatchObject({ parcels: 1, pieces: 6 })
    expect(await onHand(shop, shop.suit110)).toEqual({ quantity: 3, value: 6000 })
    expect(await onHand(shop, shop.band)).toEqual({ quantity: 1, value: 2000 })
    expect(await shippedOf(one.lineIds[0]!)).toEqual({ shipped: 2 })
    expect(await stageOf(shop, one.id)).toBe('shipped')
    expect(await stageOf(shop, other.id)).toBe('open')
    const promised = await shop.store.writer.selectFrom('allocation').selectAll().execute()
    expect(promised).toMatchObject([{ order_line_id: other.lineIds[0], item_id: shop.suit110, quantity: 3 }])
    expect(await readManifest(shop.store.writer, done.id)).toMatchObject({
      parcels: 1,
      pieces: 6,
      rows: [{ id: parcel, state: 'shipped' }],
    })
    expect(await refusal(handTo(shop, [parcel]))).toMatchObject({
      code: 'parcel-state',
      data: { state: 'shipped' },
    })
    await expectSound(shop)
  })

  it('fails whole where one order is no longer allowed, names it, and goes on without it', async () => {
    await stock(shop, shop.suit110, 3)
    const parcels: number[] = []
    const orders: Awaited<ReturnType<typeof order>>[] = []
    for (const number of numbers) {
      const added = await order(shop, { lines: [{ skuId: shop.suit110, quantity: 1 }] })
      orders.push(added)
      parcels.push(await pack(shop, added.number, ['R110'], number))
    }
    await change(shop, orders[1]!.id, { after_sale: 'requested' })
    await run(shop.store, (scope) => scope.update('order_line', orders[2]!.lineIds[0]!, { cancelled: 1 }))
    const before = await snapshot(shop)
    expect(await refusal(handTo(shop, parcels))).toEqual({
      code: 'hand-over-refused',
      data: {
        count: 2,
        orders: `${orders[1]!.number}, ${orders[2]!.number}`,
        refused: [
          { parcelId: parcels[1], orderNumber: orders[1]!.number, reason: 'after-sale' },
          { parcelId: parcels[2], orderNumber: orders[2]!.number, reason: 'cancelled' },
        ],
      },
    })
    expect(await snapshot(shop)).toEqual(before)
    await handTo(shop, [parcels[0]!])
    expect([await stageOf(shop, orders[0]!.id), await stageOf(shop, orders[1]!.id)]).toEqual([
      'shipped',
      'packed',
    ])
  })

  it('asks for a fresh order file after two hours, unless told that it is known', async () => {
    await stock(shop, shop.suit110, 1)
    const one = await order(shop, { lines: [{ skuId: shop.suit110, quantity: 1 }] })
    const parcel = await pack(shop, one.number, ['R110'], numbers[0])
    const exported = (at: number) =>
      run(shop.store, (scope) =>
        scope.trx
          .insertInto('import_file')
          .values({
            batch: 'b',
            shop_id: shop.shopId,
            file_name: 'f',
            content_hash: String(at),
            byte_count: 1,
            format: 'taobao',
            header: '[]',
            exported_at: at,
            export_source: 'name',
            state: 'done',
            staged_at: at,
          })
          .execute()
          .then(() => null),
      )
    const hand = (acknowledgeStale: boolean) =>
      run(shop.store, (scope) =>
        handOver(
          scope,
          { carrierId: 1, parcelIds: [parcel], courierName: '', acknowledgeStale, shortageReason: '' },
          today,
        ),
      )
    expect(await refusal(hand(false))).toEqual({ code: 'manifest-stale-orders', data: { shops: '衣坊小店' } })
    await exported(now - 3 * 3_600_000)
    expect(await refusal(hand(false))).toMatchObject({ code: 'manifest-stale-orders' })
    expect((await readyToHandOver(shop.store.reader, now)).shops).toMatchObject([
      { stale: true, newestExportAt: now - 3 * 3_600_000, parcels: 1 },
    ])
    await exported(now - 3_600_000)
    expect((await readyToHandOver(shop.store.reader, now)).shops).toMatchObject([{ stale: false }])
    expect(await hand(false)).toMatchObject({ parcels: 1 })
  })

  it('lets packed goods that the books lost leave only with a reason, kept as a shortage', async () => {
    await stock(shop, shop.suit110, 1)
    const one = await order(shop, { lines: [{ skuId: shop.suit110, quantity: 1 }] })
    const parcel = await pack(shop, one.number, ['R110'], numbers[0])
    await stock(shop, shop.suit110, -1)
    expect(await refusal(handTo(shop, [parcel]))).toMatchObject({ code: 'stock-below-zero' })
    await run(shop.store, (scope) =>
      handOver(
        scope,
        {
          carrierId: 1,
          parcelIds: [parcel],
          courierName: '',
          acknowledgeStale: true,
          shortageReason: '盘点时已装箱',
        },
        today,
      ),
    )
    expect(await onHand(shop, shop.suit110)).toMatchObject({ quantity: -1 })
    await expectSound(shop)
  })
})

describe('taking a hand-over back', () => {
  it('reverses the moves at their value, packs again, promises again; the same parcel can go anew', async () => {
    await stock(shop, shop.suit110, 2)
    const one = await order(shop, { shipBy: 900, lines: [{ skuId: shop.suit110, quantity: 1 }] })
    const two = await order(shop, { shipBy: 901, lines: [{ skuId: shop.suit110, quantity: 1 }] })
    const parcels = [
      await pack(shop, one.number, ['R110'], numbers[0]),
      await pack(shop, two.number, ['R110'], numbers[1]),
    ]
    const { id } = await handTo(shop, parcels)
    // More urgent, and hungry for what comes back.
    const urgent = await order(shop, { shipBy: 1, lines: [{ skuId: shop.suit110, quantity: 2 }] })
    await run(shop.store, (scope) => unship(scope, parcels[0]!))
    expect(await onHand(shop, shop.suit110)).toEqual({ quantity: 1, value: 2000 })
    expect(await shippedOf(one.lineIds[0]!)).toEqual({ shipped: 0 })
    expect([await stageOf(shop, one.id), await stageOf(shop, two.id)]).toEqual(['packed', 'shipped'])
    expect(await shop.store.writer.selectFrom('allocation').selectAll().execute()).toMatchObject([
      { order_line_id: one.lineIds[0], quantity: 1 },
    ])
    expect(await run(shop.store, (scope) => voidManifest(scope, id))).toEqual({ parcels: 1 })
    expect(await refusal(run(shop.store, (scope) => voidManifest(scope, id)))).toMatchObject({
      code: 'parcel-state',
    })
    expect(await onHand(shop, shop.suit110)).toEqual({ quantity: 2, value: 4000 })
    await expectSound(shop)
    await handTo(shop, parcels)
    expect(await stageOf(shop, urgent.id)).toBe('open')
    expect(
      (await listManifests(shop.store.writer, { limit: 9, offset: 0 })).rows.map((row) => [
        row.voided,
        row.parcels,
      ]),
    ).toEqual([
      [false, 2],
      [true, 0],
    ])
    await expectSound(shop)
  })
})

describe('the check names what bare SQL breaks', () => {
  const breakages = [
    ['UPDATE parcel SET shipped_at = NULL', /without a hand-over/, 3],
    ['UPDATE manifest SET voided_at = 1', /without a hand-over/, 3],
    ['UPDATE parcel SET packed_at = NULL', /no packing time/, 3],
    ['DELETE FROM parcel_order', /not of its orders/, 3],
    ["UPDATE parcel_line SET item_id = (SELECT id FROM sku WHERE seller_code = 'EAR')", /not of line/, 3],
    ['UPDATE order_line SET shipped = 0', /says shipped 0, its parcels hold 1/, 2],
    ['UPDATE order_line SET quantity = 0', /more than ordered/, 2],
    [
      "INSERT INTO return_case (order_id, state, received_at, command_id) VALUES (1, 'unchecked', 1, 1); INSERT INTO return_line (return_case_id, order_line_id, item_id, quantity, command_id) SELECT 1, order_line_id, item_id, 2, 1 FROM parcel_line",
      /2 of item \d+ came back/,
      2,
    ],
  ] as const
  it.each(breakages)('%s', async (statements, detail, rule) => {
    await stock(shop, shop.suit110, 1)
    const one = await order(shop, { lines: [{ skuId: shop.suit110, quantity: 1 }] })
    await handTo(shop, [await pack(shop, one.number, ['R110'], numbers[0])])
    await expectSound(shop)
    for (const statement of statements.split(';')) await sql.raw(statement).execute(shop.store.writer)
    const found = await (rule === 3 ? checkParcels : checkShippedLines)(shop.store.writer, 10)
    expect(found.map((one) => one.detail).join('\n')).toMatch(detail)
  })
})
