import { sql } from 'kysely'
import { shareOf } from '../../shared/inventory/valuation.ts'
import type { CommandScope } from '../command.ts'
import { type MoveReference, postCost } from './ledger.ts'

/**
 * Posts a correction of what `pieces` of an item cost where they lie: where they came in first, then wherever the item
 * is. Gives the fen that were posted.
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
  return posted
}
