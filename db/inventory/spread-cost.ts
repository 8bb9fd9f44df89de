import { sql } from 'kysely'
import { shareOf } from '../../shared/inventory/valuation.ts'
import type { CommandScope } from '../command.ts'
import { postCost } from './ledger.ts'
import type { MoveReference } from './move-cost.ts'

/**
 * Posts a correction of what `pieces` of an item cost where they lie: where they came in first, then wherever the item
 * is. What a place is not worth (its value was carried elsewhere by an average) is taken from the others. Gives the fen
 * that were posted.
 */
export async function spreadCost(
  scope: CommandScope,
  input: {
    readonly itemId: number
    /** Where they came in. */
    readonly locationId: number
    readonly pieces: number
    readonly value: number
    readonly reference: MoveReference
  },
): Promise<number> {
  const { itemId, pieces, value, reference } = input
  const { rows: places } = await sql<{ locationId: number; quantity: number }>`
    SELECT location_id AS locationId, quantity FROM stock_level
    WHERE item_id = ${itemId} AND quantity > 0
    ORDER BY location_id = ${input.locationId} DESC, location_id`.execute(scope.trx)
  let before = 0
  let posted = 0
  for (const { locationId, quantity } of places) {
    if (before === pieces) break
    const upTo = Math.min(pieces, before + quantity)
    posted += await postCost(scope, {
      itemId,
      locationId,
      value: shareOf(value, upTo, pieces) - shareOf(value, before, pieces),
      reference,
    })
    before = upTo
  }
  if (pieces > 0)
    for (const { locationId } of places) {
      if (posted === value) break
      posted += await postCost(scope, { itemId, locationId, value: value - posted, reference })
    }
  return posted
}

/**
 * Takes a correction of an item out again, before what the account brought in is reversed: where it was posted first,
 * then where the goods are by now, since what was carried took it along. What the reversal itself takes from a place is
 * left there. Gives the fen taken back: less than `value` only where the goods are worth no more.
 */
export async function takeBackCost(
  scope: CommandScope,
  input: {
    readonly itemId: number
    /** Where it was posted. */
    readonly locationId: number
    /** Fen, signed as it was posted. */
    readonly value: number
    readonly reference: MoveReference
    /** The account whose moves are reversed next. */
    readonly account: MoveReference
  },
): Promise<number> {
  const { itemId, reference, account } = input
  const { rows: places } = await sql<{ locationId: number; value: number; leaves: number }>`
    SELECT l.location_id AS locationId, l.value, (
      SELECT coalesce(sum(m.value), 0) FROM stock_move m
      WHERE m.reference_kind = ${account.kind} AND m.reference_id = ${account.id} AND m.item_id = l.item_id
        AND m.location_id = l.location_id AND m.quantity > 0 AND m.reverses_id IS NULL) AS leaves
    FROM stock_level l WHERE l.item_id = ${itemId} AND l.quantity > 0
    ORDER BY l.location_id = ${input.locationId} DESC, leaves DESC, l.location_id`.execute(scope.trx)
  let left = input.value
  for (const { locationId, value, leaves } of places) {
    if (left === 0) break
    const taken = Math.min(left, Math.max(0, value - leaves))
    if (taken !== 0) left += await postCost(scope, { itemId, locationId, value: 0 - taken, reference })
  }
  return input.value - left
}
