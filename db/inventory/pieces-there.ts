import { type Kysely, sql } from 'kysely'
import type { Database } from '../schema.ts'
import { returnedOf, sumOf } from './returned.ts'

/** Pieces (or 1/1000 of a material's unit) that came in by one move. */
interface CameIn {
  readonly moveId: number
  readonly quantity: number
}

/** So many moves are read at a time: as a rule what is on hand came in by the last few. */
const chunk = 500

/**
 * How many of the pieces of each booking of one item are still there: what came in first has left first, so that what
 * the item has by now is made up of what came in last. Goods that only came back (taken back, returned by a customer,
 * given back by a batch) or were carried are what they were, and did not come in later. What went back to its supplier is
 * gone from what it was of, and from nothing else. One reading for all bookings, newest first, that ends once the pieces
 * on hand are accounted for.
 */
export async function piecesThere<Booking extends CameIn>(
  db: Kysely<Database>,
  itemId: number,
  bookings: readonly Booking[],
): Promise<ReadonlyMap<Booking, number>> {
  const there = new Map<Booking, number>(bookings.map((booking) => [booking, 0]))
  const onHand = await piecesOnHand(db, itemId)
  const returned = await returnedOf(db, itemId)
  // The newest at the end.
  const waiting = bookings.toSorted((a, b) => a.moveId - b.moveId)
  let later = 0
  // A count too high and the next one that puts it right, or pieces lost and found: nothing came in.
  let counted = 0
  let before = Number.MAX_SAFE_INTEGER
  const settle = (upTo: number) => {
    while (waiting.length > 0 && waiting.at(-1)!.moveId >= upTo) {
      const booking = waiting.pop()!
      const kept = booking.quantity - sumOf(returned.get(booking.moveId))
      there.set(booking, Math.max(0, Math.min(kept, onHand - later - Math.max(0, counted))))
    }
  }
  while (waiting.length > 0 && later < onHand) {
    const moves = await movesIn(db, itemId, waiting[0]!.moveId, before)
    for (const { id, quantity, isCount } of moves) {
      settle(id)
      if (isCount) counted += quantity
      else later += quantity - sumOf(returned.get(id))
      before = id
    }
    if (moves.length < chunk) settle(0)
  }
  return there
}

async function piecesOnHand(db: Kysely<Database>, itemId: number): Promise<number> {
  const { rows } = await sql<{ quantity: number }>`
    SELECT coalesce(sum(quantity), 0) AS quantity FROM stock_level
    WHERE item_id = ${itemId} AND quantity > 0`.execute(db)
  return rows[0]!.quantity
}

/**
 * Moves that brought pieces in and stand, and all counts, newest first. A transfer brings in what was another item
 * before (seconds that are sold as goods); a return what left before the program was used.
 */
async function movesIn(
  db: Kysely<Database>,
  itemId: number,
  after: number,
  before: number,
): Promise<readonly { id: number; quantity: number; isCount: number }[]> {
  const { rows } = await sql<{ id: number; quantity: number; isCount: number }>`
    SELECT m.id, m.quantity, m.reason = 'count' AS isCount FROM stock_move m
    WHERE m.item_id = ${itemId} AND m.id > ${after} AND m.id < ${before} AND m.reverses_id IS NULL
      AND CASE m.reason
        WHEN 'count' THEN 1
        WHEN 'unshipped' THEN 0
        WHEN 'issued' THEN 0
        WHEN 'returned' THEN m.quantity > 0 AND m.reference_kind = 'return-line'
          AND EXISTS (SELECT 1 FROM return_line l WHERE l.id = m.reference_id AND l.earlier = 1)
        WHEN 'transfer' THEN m.quantity > 0 AND m.reference_kind = 'move'
          AND EXISTS (SELECT 1 FROM stock_move o WHERE o.id = m.reference_id AND o.item_id <> m.item_id)
        ELSE m.quantity > 0 END
      AND NOT EXISTS (SELECT 1 FROM stock_move r WHERE r.reverses_id = m.id)
    ORDER BY m.id DESC LIMIT ${chunk}`.execute(db)
  return rows
}
