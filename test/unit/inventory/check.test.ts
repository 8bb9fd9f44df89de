import { type RawBuilder, sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { reallocate } from '../../../db/inventory/allocate.ts'
import { checkInventory } from '../../../db/inventory/check.ts'
import { postMove } from '../../../db/inventory/ledger.ts'
import { addOrder, addSku, addStyle, type Books, openBooks, run } from './books.ts'

let books: Books

beforeEach(async () => {
  books = await openBooks()
  await run(books.store, async (scope) => {
    const style = await addStyle(scope, 'T03')
    const sku = await addSku(scope, style, '110')
    const other = await addSku(scope, style, '120')
    await addSku(scope, style, '套', {
      parts: [
        [sku, 1],
        [other, 1],
      ],
    })
    const order = await addOrder(scope, books.shopId, { lines: [{ skuId: sku, quantity: 3 }] })
    await postMove(scope, {
      itemId: sku,
      locationId: books.sellable,
      quantity: 3,
      reason: 'opening',
      reference: null,
      cost: { kind: 'value', value: 300 },
    })
    await postMove(scope, {
      itemId: other,
      locationId: books.sellable,
      quantity: -1,
      reason: 'adjust',
      reference: null,
      shortageReason: '先发',
    })
    return reallocate(scope, [sku, other], { changedOrders: [order.id] })
  })
})
afterEach(() => books.close())

const breaks: readonly (readonly [name: string, rule: number, statement: RawBuilder<unknown>])[] = [
  ['a level that is not its moves', 1, sql`UPDATE stock_level SET quantity = quantity + 1 WHERE item_id = 1`],
  ['a value that is not its moves', 1, sql`UPDATE stock_level SET value = value - 1 WHERE item_id = 1`],
  ['a level that vanished', 1, sql`DELETE FROM stock_level WHERE item_id = 1`],
  ['a level without moves', 1, sql`INSERT INTO stock_level VALUES (2, 3, 4, 0)`],
  ['a shortage that was closed too early', 1, sql`UPDATE stock_shortage SET closed_at = 1`],
  ['a shortage of another size', 1, sql`UPDATE stock_shortage SET quantity = 2`],
  ['a shortage nobody named', 1, sql`UPDATE stock_shortage SET reason = ' '`],
  ['stock of a set', 1, sql`INSERT INTO stock_level VALUES (3, 1, 0, 5)`],
  ['a promise of more than is there', 2, sql`UPDATE order_line SET quantity = 9`],
  ['a line that shipped more than was ordered', 2, sql`UPDATE order_line SET shipped = 2, cancelled = 2`],
  ['a line that came back more often than it left', 2, sql`UPDATE order_line SET returned = 1`],
  ['a promise on top of what was shipped', 2, sql`UPDATE order_line SET shipped = 1`],
  ['a promise of another SKU', 2, sql`UPDATE allocation SET item_id = 2`],
  [
    'a promise on stock below zero',
    2,
    sql`INSERT INTO allocation (order_line_id, item_id, quantity) VALUES (1, 2, 1)`,
  ],
]

describe('the check of stock and promises', () => {
  it('finds nothing on books that were kept', async () => {
    expect(await checkInventory(books.store.reader)).toEqual([])
  })

  it.each(breaks)('names the rule that %s breaks', async (name, rule, statement) => {
    if (name === 'a promise of more than is there') {
      await statement.execute(books.store.writer)
      await sql`UPDATE allocation SET quantity = 4`.execute(books.store.writer)
    } else await statement.execute(books.store.writer)
    const found = await checkInventory(books.store.reader)
    expect(found.length).toBeGreaterThan(0)
    expect(new Set(found.map((violation) => violation.rule))).toEqual(new Set([rule]))
  })

  it('names a reversal that is not the opposite of its move', async () => {
    await sql`INSERT INTO stock_move (item_id, location_id, quantity, value, reason, reverses_id, at, command_id)
      VALUES (1, 1, -1, -100, 'opening', 1, 1, 1)`.execute(books.store.writer)
    await sql`UPDATE stock_level SET quantity = 2, value = 200 WHERE item_id = 1`.execute(books.store.writer)
    await sql`UPDATE allocation SET quantity = 2`.execute(books.store.writer)
    expect(await checkInventory(books.store.reader)).toEqual([
      { rule: 1, detail: 'stock_move 3 does not reverse 1' },
    ])
  })
})
