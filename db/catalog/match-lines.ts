import { sql } from 'kysely'
import type { MatchResult } from '../../shared/catalog/listings-contract.ts'
import type { CommandScope } from '../command.ts'
import { reallocate } from '../inventory/allocate.ts'
import type { LineMatch } from './waiting-matches.ts'

export const nothingMatched: MatchResult = { lines: 0, orders: 0, kept: 0, losses: [] }

/**
 * Gives order lines what they mean, all in a few statements, names each in the audit, shares the stock of all
 * SKUs that gained or lost lines, and refreshes the orders. Its time grows with the lines: some hundreds at a time.
 */
export async function writeMatches(scope: CommandScope, matches: readonly LineMatch[]): Promise<MatchResult> {
  if (matches.length === 0) return nothingMatched
  const rows = JSON.stringify(
    matches.map((line) => [line.id, line.to, line.source, line.sku_id, line.sku_source]),
  )
  await sql`
    UPDATE order_line SET sku_id = value ->> 1, sku_source = value ->> 2, command_id = ${scope.commandId}
    FROM json_each(${rows}) WHERE order_line.id = value ->> 0`.execute(scope.trx)
  await sql`
    INSERT INTO audit (command_id, table_name, row_id, last_row_id, action, before, after)
    SELECT ${scope.commandId}, 'order_line', value ->> 0, value ->> 0, 'update',
      json_object('sku_id', value ->> 3, 'sku_source', value ->> 4),
      json_object('sku_id', value ->> 1, 'sku_source', value ->> 2) FROM json_each(${rows})`.execute(
    scope.trx,
  )
  scope.touch('order_line')
  const items = new Set(matches.flatMap((line) => [line.sku_id, line.to]).filter((id) => id !== null))
  const orders = [...new Set(matches.map((line) => line.order_id))]
  const losses = await reallocate(scope, [...items], { changedOrders: orders })
  return { lines: matches.length, orders: orders.length, kept: 0, losses }
}
