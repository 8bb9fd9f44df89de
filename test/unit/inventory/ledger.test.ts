import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { reallocate } from '../../../db/inventory/allocate.ts'
import { checkInventory } from '../../../db/inventory/check.ts'
import { type MoveInput, postMove, postTransfer, reverseMoves } from '../../../db/inventory/ledger.ts'
import { addOrder, addSku, addStyle, type Books, openBooks, run } from './books.ts'

let books: Books
let sku: number
let set: number

beforeAll(async () => {
  books = await openBooks()
  await run(books.store, async (scope) => {
    const style = await addStyle(scope, 'T02')
    sku = await addSku(scope, style, '110')
    set = await addSku(scope, style, '套', { parts: [[sku, 1]] })
    return null
  })
})
afterAll(() => books.close())
beforeEach(async () => {
  for (const table of ['allocation', 'stock_move', 'stock_level', 'stock_shortage', 'order_line', 'orders'])
    await sql`DELETE FROM ${sql.table(table)}`.execute(books.store.writer)
})

const post = (quantity: number, more: Partial<MoveInput> = {}) =>
  run(books.store, (scope) =>
    postMove(scope, {
      itemId: sku,
      locationId: books.sellable,
      quantity,
      reason: 'adjust',
      reference: null,
      ...more,
    }),
  )
const level = (locationId = books.sellable) =>
  books.store.writer
    .selectFrom('stock_level')
    .select(['quantity', 'value'])
    .where('item_id', '=', sku)
    .where('location_id', '=', locationId)
    .executeTakeFirst()
const shortages = () =>
  books.store.writer.selectFrom('stock_shortage').select(['quantity', 'reason', 'closed_at']).execute()

describe('the stock ledger', () => {
  it('keeps quantity and value by moving average', async () => {
    await post(100, { cost: { kind: 'value', value: 125_000 } })
    await post(50, { cost: { kind: 'value', value: 65_500 } })
    expect(await post(-120)).toMatchObject({ value: -152_400 })
    expect(await level()).toEqual({ quantity: 30, value: 38_100 })
    expect(await post(-30)).toMatchObject({ value: -38_100 })
    expect(await level()).toEqual({ quantity: 0, value: 0 })
  })

  it('refuses to go below zero without a reason and changes nothing', async () => {
    await post(2, { cost: { kind: 'value', value: 1000 } })
    await expect(post(-3)).rejects.toMatchObject({ code: 'stock-below-zero', data: { onHand: 2, wanted: 3 } })
    await expect(post(-3, { shortageReason: '  ' })).rejects.toMatchObject({ code: 'stock-below-zero' })
    expect(await level()).toEqual({ quantity: 2, value: 1000 })
  })

  it('keeps a named shortage open until more comes in, and then corrects what it cost', async () => {
    await post(2, { cost: { kind: 'value', value: 2000 } })
    await post(-5, { shortageReason: '刚做好没入账' })
    await post(-2, { shortageReason: '急单' })
    expect(await shortages()).toEqual([{ quantity: 5, reason: '刚做好没入账; 急单', closed_at: null }])
    expect(await level()).toEqual({ quantity: -5, value: -5000 })
    await post(2, { cost: { kind: 'value', value: 2400 } })
    expect(await shortages()).toMatchObject([{ quantity: 3, closed_at: null }])
    expect(await level()).toEqual({ quantity: -3, value: -3000 })
    await post(8, { cost: { kind: 'value', value: 9600 } })
    expect((await shortages())[0]!.closed_at).not.toBeNull()
    expect(await level()).toEqual({ quantity: 5, value: 6000 })
    const corrections = await books.store.writer
      .selectFrom('stock_move')
      .select(['quantity', 'value'])
      .where('reason', '=', 'cost')
      .execute()
    expect(corrections).toEqual([
      { quantity: 0, value: -400 },
      { quantity: 0, value: -600 },
    ])
    expect(await checkInventory(books.store.writer)).toEqual([])
  })

  it('refuses stock of a set', async () => {
    await expect(post(1, { itemId: set })).rejects.toMatchObject({ code: 'set-has-no-stock' })
  })

  it('takes a customer return in at what the pieces cost when they went out', async () => {
    await post(10, { cost: { kind: 'value', value: 10_000 } })
    await post(-4, { reason: 'shipped', reference: { kind: 'parcel', id: 7 } })
    await post(10, { cost: { kind: 'value', value: 30_000 } })
    await post(2, {
      locationId: books.unchecked,
      reason: 'returned',
      reference: { kind: 'return', id: 1 },
      cost: { kind: 'as-issued', reference: { kind: 'parcel', id: 7 } },
    })
    expect(await level(books.unchecked)).toEqual({ quantity: 2, value: 2000 })
  })

  it('moves what pieces are worth from place to place', async () => {
    await post(3, { cost: { kind: 'value', value: 1000 } })
    await run(books.store, (scope) =>
      postTransfer(scope, {
        itemId: sku,
        quantity: 1,
        fromLocationId: books.sellable,
        toLocationId: books.seconds,
        reference: null,
      }),
    )
    expect(await level()).toEqual({ quantity: 2, value: 667 })
    expect(await level(books.seconds)).toEqual({ quantity: 1, value: 333 })
  })

  it('takes an account back once, by rows of its own, and never what is gone', async () => {
    const parcel = { kind: 'parcel', id: 9 }
    await post(3, { cost: { kind: 'value', value: 1000 } })
    await post(-2, { reason: 'shipped', reference: parcel })
    await run(books.store, (scope) => reverseMoves(scope, parcel, { reason: 'unshipped' }))
    expect(await level()).toEqual({ quantity: 3, value: 1000 })
    expect(await run(books.store, (scope) => reverseMoves(scope, parcel))).toEqual([])
    const receipt = { kind: 'receipt', id: 1 }
    await post(4, { cost: { kind: 'value', value: 4000 }, reason: 'receipt', reference: receipt })
    await post(-5)
    await expect(run(books.store, (scope) => reverseMoves(scope, receipt))).rejects.toMatchObject({
      code: 'stock-below-zero',
    })
    expect(await checkInventory(books.store.writer)).toEqual([])
  })

  it('holds rules 1 and 2 after any run of moves, shipments and reversals', async () => {
    const step = fc.oneof(
      fc.record({
        kind: fc.constant('in' as const),
        quantity: fc.integer({ min: 1, max: 9 }),
        value: fc.integer({ min: 0, max: 999 }),
      }),
      fc.record({
        kind: fc.constant('out' as const),
        quantity: fc.integer({ min: 1, max: 9 }),
        value: fc.constant(0),
      }),
      fc.record({
        kind: fc.constant('undo' as const),
        quantity: fc.integer({ min: 1, max: 9 }),
        value: fc.constant(0),
      }),
      fc.record({
        kind: fc.constant('found' as const),
        quantity: fc.integer({ min: 1, max: 9 }),
        value: fc.constant(0),
      }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 15 }), async (steps) => {
        for (const table of [
          'allocation',
          'stock_move',
          'stock_level',
          'stock_shortage',
          'order_line',
          'orders',
        ])
          await sql`DELETE FROM ${sql.table(table)}`.execute(books.store.writer)
        await run(books.store, (scope) =>
          addOrder(scope, books.shopId, { lines: [{ skuId: sku, quantity: 6 }] }),
        )
        for (const [index, { kind, quantity, value }] of steps.entries())
          await run(books.store, async (scope) => {
            const common = {
              itemId: sku,
              locationId: books.sellable,
              reference: { kind: 'parcel', id: index % 4 },
            }
            if (kind === 'in')
              await postMove(scope, {
                ...common,
                quantity,
                cost: { kind: 'value', value },
                reason: 'receipt',
              })
            else if (kind === 'found') await postMove(scope, { ...common, quantity, reason: 'count' })
            else if (kind === 'out')
              await postMove(scope, {
                ...common,
                quantity: -quantity,
                reason: 'shipped',
                shortageReason: '先发',
              })
            else await reverseMoves(scope, common.reference)
            return reallocate(scope, [sku])
          }).catch((error: unknown) => expect(error).toMatchObject({ code: 'stock-below-zero' }))
        expect(await checkInventory(books.store.writer)).toEqual([])
        const found = (await level()) ?? { quantity: 0, value: 0 }
        if (found.quantity === 0) expect(found.value).toBe(0)
        else expect(Math.sign(found.value) * Math.sign(found.quantity)).toBeGreaterThanOrEqual(0)
      }),
      { numRuns: 60 },
    )
  })
})
