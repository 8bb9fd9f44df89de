import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { reallocate } from '../../../db/inventory/allocate.ts'
import { postMove } from '../../../db/inventory/ledger.ts'
import { needTables } from '../../../db/inventory/needs.ts'
import { pinLine } from '../../../db/inventory/pin.ts'
import { allocate, type Demand } from '../../../shared/inventory/allocation.ts'
import { addOrder, addSku, addStyle, allocations, type Books, openBooks, run } from './books.ts'

let books: Books
let sku: number[]
let set: number

beforeAll(async () => {
  books = await openBooks()
  await run(books.store, async (scope) => {
    const style = await addStyle(scope, 'T01', '白天鹅')
    sku = [
      await addSku(scope, style, '110'),
      await addSku(scope, style, '120'),
      await addSku(scope, style, '130'),
    ]
    set = await addSku(scope, style, '套装', {
      parts: [
        [sku[0]!, 1],
        [sku[1]!, 2],
      ],
    })
    return null
  })
})
afterAll(() => books.close())

const receive = (itemId: number, quantity: number) =>
  run(books.store, async (scope) => {
    await postMove(scope, {
      itemId,
      locationId: books.sellable,
      quantity,
      reason: 'adjust',
      reference: null,
      shortageReason: '先发后补',
    })
    return reallocate(scope, [itemId])
  })

/** Empties the books of orders and stock between cases, leaving the catalog. */
async function clear() {
  for (const table of [
    'allocation',
    'parcel_line',
    'parcel_order',
    'parcel',
    'order_line',
    'orders',
    'stock_move',
    'stock_level',
    'stock_shortage',
  ])
    await sql`DELETE FROM ${sql.table(table)}`.execute(books.store.writer)
}

describe('allocation on the books', () => {
  it('serves the undated order first, then ship-by, then payment; says who lost and to whom', async () => {
    await clear()
    const [late, dated, undated] = await run(
      books.store,
      async (scope) =>
        [
          await addOrder(scope, books.shopId, {
            shipBy: 900,
            paidAt: 1,
            lines: [{ skuId: sku[0]!, quantity: 3 }],
          }),
          await addOrder(scope, books.shopId, {
            shipBy: 500,
            paidAt: 9,
            lines: [{ skuId: sku[0]!, quantity: 3 }],
          }),
          await addOrder(scope, books.shopId, {
            shipBy: null,
            hold: true,
            lines: [{ skuId: sku[0]!, quantity: 2 }],
          }),
        ] as const,
    )
    expect(await receive(sku[0]!, 5)).toEqual([])
    expect(await allocations(books.store)).toEqual(
      new Map([
        [`${dated.lineIds[0]}:${sku[0]}`, 3],
        [`${late.lineIds[0]}:${sku[0]}`, 2],
      ]),
    )
    const losses = await run(books.store, async (scope) => {
      await scope.update('orders', undated.id, { hold_reason: null })
      return reallocate(scope, [sku[0]!], { changedOrders: [undated.id] })
    })
    expect(losses).toMatchObject([
      {
        orderId: late.id,
        quantity: 2,
        toOrderId: undated.id,
        reason: 'order-first',
        skuText: 'T01 白天鹅 · 白 · 110',
      },
    ])
    const short = await books.store.writer
      .selectFrom('orders')
      .select(['id', 'short_count'])
      .orderBy('id')
      .execute()
    expect(short.map((row) => row.short_count)).toEqual([3, 0, 0])
  })

  it('does not take from an order that is being picked, nor from a pinned one, and frees the latest first', async () => {
    await clear()
    const [picking, early, pinned] = await run(
      books.store,
      async (scope) =>
        [
          await addOrder(scope, books.shopId, {
            shipBy: 900,
            stage: 'picking',
            lines: [{ skuId: sku[0]!, quantity: 2 }],
          }),
          await addOrder(scope, books.shopId, { shipBy: 100, lines: [{ skuId: sku[0]!, quantity: 4 }] }),
          await addOrder(scope, books.shopId, { shipBy: 800, lines: [{ skuId: sku[0]!, quantity: 2 }] }),
        ] as const,
    )
    await receive(sku[0]!, 8)
    await run(books.store, (scope) => pinLine(scope, pinned.lineIds[0]!, true))
    const losses = await receive(sku[0]!, -5)
    expect(losses).toMatchObject([
      { orderId: early.id, quantity: 4, toOrderId: null, reason: 'stock-gone' },
      { orderId: pinned.id, quantity: 1 },
    ])
    expect(await allocations(books.store)).toEqual(
      new Map([
        [`${picking.lineIds[0]}:${sku[0]}`, 2],
        [`${pinned.lineIds[0]}:${sku[0]}`, 1],
      ]),
    )
  })

  it('gives a pinned line the pieces of a more urgent one, and names both', async () => {
    await clear()
    const [early, late] = await run(
      books.store,
      async (scope) =>
        [
          await addOrder(scope, books.shopId, { shipBy: 100, lines: [{ skuId: sku[0]!, quantity: 3 }] }),
          await addOrder(scope, books.shopId, { shipBy: 800, lines: [{ skuId: sku[0]!, quantity: 2 }] }),
        ] as const,
    )
    await receive(sku[0]!, 3)
    const losses = await run(books.store, (scope) => pinLine(scope, late.lineIds[0]!, true))
    expect(losses).toMatchObject([{ orderId: early.id, quantity: 2, toOrderId: late.id }])
    // Stays so when the SKU is touched again, until the owner lets go of it.
    expect(await run(books.store, (scope) => reallocate(scope, [sku[0]!]))).toEqual([])
    const back = await run(books.store, (scope) => pinLine(scope, late.lineIds[0]!, false))
    expect(back).toMatchObject([{ orderId: late.id, quantity: 2, toOrderId: early.id }])
  })

  it('shares a set as its parts and frees what a shipped, cancelled or refunded order held', async () => {
    await clear()
    const order = await run(books.store, (scope) =>
      addOrder(scope, books.shopId, { shipBy: 1, lines: [{ skuId: set, quantity: 2 }] }),
    )
    await receive(sku[0]!, 5)
    await receive(sku[1]!, 3)
    const line = order.lineIds[0]
    expect(await allocations(books.store)).toEqual(
      new Map([
        [`${line}:${sku[0]}`, 2],
        [`${line}:${sku[1]}`, 3],
      ]),
    )
    expect(await books.store.writer.selectFrom('orders').select('short_count').executeTakeFirst()).toEqual({
      short_count: 1,
    })
    await run(books.store, async (scope) => {
      await scope.update('order_line', line!, { cancelled: 1 })
      return reallocate(scope, [set], { changedOrders: [order.id] })
    })
    expect(await allocations(books.store)).toEqual(
      new Map([
        [`${line}:${sku[0]}`, 1],
        [`${line}:${sku[1]}`, 2],
      ]),
    )
    await run(books.store, async (scope) => {
      await scope.update('orders', order.id, { after_sale: 'refunded' })
      return reallocate(scope, [set], { changedOrders: [order.id] })
    })
    expect(await allocations(books.store)).toEqual(new Map())
  })

  it('counts the parts of a set that left in different parcels one by one', async () => {
    await clear()
    const order = await run(books.store, async (scope) => {
      const made = await addOrder(scope, books.shopId, { shipBy: 1, lines: [{ skuId: set, quantity: 2 }] })
      const parcel = await scope.insert('parcel', { state: 'shipped', opened_at: 1 })
      await scope.insert('parcel_line', {
        parcel_id: parcel,
        order_line_id: made.lineIds[0]!,
        item_id: sku[1]!,
        quantity: 3,
      })
      return made
    })
    await receive(sku[0]!, 5)
    await receive(sku[1]!, 5)
    expect(await allocations(books.store)).toEqual(
      new Map([
        [`${order.lineIds[0]}:${sku[0]}`, 2],
        [`${order.lineIds[0]}:${sku[1]}`, 1],
      ]),
    )
  })

  it('decides as the pure rule does, from either end, on random books', async () => {
    const order = fc.record({
      shipBy: fc.option(fc.integer({ min: 1, max: 3 })),
      paidAt: fc.option(fc.integer({ min: 1, max: 3 })),
      hold: fc.boolean(),
      afterSale: fc.constantFrom('none', 'none', 'none', 'requested', 'rejected', 'refunded'),
      stage: fc.constantFrom('waiting', 'open', 'open', 'open', 'picking', 'shipped', 'ended'),
      lines: fc.array(
        fc.record({
          sku: fc.integer({ min: 0, max: 3 }),
          quantity: fc.integer({ min: 1, max: 6 }),
          shipped: fc.integer({ min: 0, max: 1 }),
        }),
        { minLength: 1, maxLength: 3 },
      ),
      had: fc.integer({ min: 0, max: 5 }),
      pinned: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(order, { maxLength: 8 }),
        fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 3, maxLength: 3 }),
        async (orders, stock) => {
          await clear()
          await run(books.store, async (scope) => {
            for (const facts of orders) {
              const made = await addOrder(scope, books.shopId, {
                ...facts,
                afterSale: facts.afterSale as 'none',
                stage: facts.stage as 'open',
                lines: facts.lines.map((line) => ({ ...line, skuId: [...sku, set][line.sku]! })),
              })
              for (const [index, line] of facts.lines.entries())
                if (facts.had > 0)
                  await scope.trx
                    .insertInto('allocation')
                    .values({
                      order_line_id: made.lineIds[index]!,
                      item_id: sku[line.sku % 3]!,
                      quantity: facts.had,
                      pinned: facts.pinned ? 1 : 0,
                    })
                    .execute()
            }
            for (const [index, quantity] of stock.entries())
              await postMove(scope, {
                itemId: sku[index]!,
                locationId: books.sellable,
                quantity,
                reason: 'opening',
                reference: null,
              })
            return null
          })
          const expected = new Map<string, number>()
          const facts = await readDemands()
          for (const [index, itemId] of sku.entries())
            for (const share of allocate(stock[index]!, facts.get(itemId) ?? []))
              if (share.quantity > 0) expected.set(`${share.orderLineId}:${itemId}`, share.quantity)
          for (const driver of ['items', 'orders'] as const) {
            const rows = await sql<{
              n: number
            }>`WITH ${needTables(sku, driver)} SELECT count(*) AS n FROM need`.execute(books.store.writer)
            expect(rows.rows[0]!.n).toBe([...facts.values()].flat().length)
          }
          await run(books.store, (scope) => reallocate(scope, [...sku, set]))
          expect(await allocations(books.store)).toEqual(expected)
          expect(await run(books.store, (scope) => reallocate(scope, sku))).toEqual([])
          expect(await allocations(books.store)).toEqual(expected)
        },
      ),
      { numRuns: 60 },
    )
  })
})

/** The demands of every item, gathered row by row in TypeScript: a second opinion on the SQL. */
async function readDemands(): Promise<Map<number, Demand[]>> {
  const db = books.store.writer
  const lines = await db
    .selectFrom('order_line as l')
    .innerJoin('orders as o', 'o.id', 'l.order_id')
    .selectAll('l')
    .select(['o.stage', 'o.after_sale as order_after_sale', 'o.hold_reason', 'o.ship_by', 'o.paid_at'])
    .execute()
  const held = await db.selectFrom('allocation').selectAll().execute()
  const demands = new Map<number, Demand[]>()
  for (const line of lines) {
    if (line.stage !== 'open' && line.stage !== 'picking' && line.stage !== 'packed') continue
    const parts =
      line.sku_id === set
        ? ([
            [sku[0]!, 1],
            [sku[1]!, 2],
          ] as const)
        : ([[line.sku_id!, 1]] as const)
    for (const [itemId, per] of parts) {
      const has = held.find((row) => row.order_line_id === line.id && row.item_id === itemId)
      const wished = line.order_after_sale === 'none' || line.order_after_sale === 'rejected'
      const ofItem = demands.get(itemId) ?? []
      ofItem.push({
        orderLineId: line.id,
        orderId: line.order_id,
        need: (line.quantity - line.cancelled - line.shipped) * per,
        allocated: has?.quantity ?? 0,
        keeps: line.stage !== 'open' ? 'picked' : has?.pinned === 1 && wished ? 'pinned' : 'nothing',
        open: wished && line.hold_reason === null,
        shipBy: line.ship_by,
        paidAt: line.paid_at ?? 0,
      })
      demands.set(itemId, ofItem)
    }
  }
  return demands
}
