import { type Kysely, sql } from 'kysely'
import { takeFrom } from '../../shared/shipping/taken-from.ts'
import type { CommandScope } from '../command.ts'
import { postMove } from '../inventory/ledger.ts'
import { placesOf } from '../inventory/packed.ts'
import type { Database } from '../schema.ts'

/** Pieces of an item in sellable places that nobody has been promised. */
export async function freePieces(db: Kysely<Database>, itemId: number): Promise<number> {
  const found = await sql<{ free: number }>`
    SELECT max(0, coalesce((SELECT sum(v.quantity) FROM stock_level v JOIN location p ON p.id = v.location_id
        AND p.kind = 'sellable' WHERE v.item_id = ${itemId}), 0))
      - coalesce((SELECT sum(quantity) FROM allocation WHERE item_id = ${itemId}), 0) AS free`.execute(db)
  return Math.max(0, found.rows[0]?.free ?? 0)
}

/** Promises pieces on hand to an order line, beside what it has. The caller has seen that they are free. */
export async function claim(
  scope: CommandScope,
  orderLineId: number,
  itemId: number,
  quantity: number,
): Promise<void> {
  if (quantity <= 0) return
  await sql`
    INSERT INTO allocation (order_line_id, item_id, quantity) VALUES (${orderLineId}, ${itemId}, ${quantity})
    ON CONFLICT (order_line_id, item_id) DO UPDATE SET quantity = quantity + excluded.quantity`.execute(
    scope.trx,
  )
  scope.touch('allocation')
}

/** Where each item is fetched from: the sellable place with its pieces that comes first in the walk. */
export async function pickLocations(
  db: Kysely<Database>,
  itemIds: Iterable<number>,
): Promise<ReadonlyMap<number, string>> {
  const found = await sql<{ item: number; code: string }>`
    SELECT v.item_id AS item, min(p.code) AS code FROM stock_level v
    JOIN location p ON p.id = v.location_id AND p.kind = 'sellable'
    WHERE v.item_id IN (SELECT value FROM json_each(${JSON.stringify([...new Set(itemIds)])})) AND v.quantity > 0
    GROUP BY v.item_id`.execute(db)
  return new Map(found.rows.map((row) => [row.item, row.code]))
}

/**
 * Takes a parcel's pieces of one item out of stock, place by place in the order of the walk. What the books do
 * not have goes below zero at the first place, named by `shortageReason`; without one raises stock-below-zero.
 */
export async function issueForParcel(
  scope: CommandScope,
  parcelId: number,
  itemId: number,
  quantity: number,
  shortageReason: string,
): Promise<void> {
  const places = await placesOf(scope.trx, [itemId])
  for (const step of takeFrom(places.get(itemId) ?? [], quantity)) {
    await postMove(scope, {
      itemId,
      locationId: step.locationId,
      quantity: -step.quantity,
      reason: 'shipped',
      reference: { kind: 'parcel', id: parcelId },
      ...(shortageReason !== '' && { shortageReason }),
    })
  }
}
