import { type RawBuilder, sql } from 'kysely'

/**
 * SQL: lines of receipts or returns with the move that each posted (`moveId`): an account's lines of one item and their
 * moves were written in the same order. `lines`: a SELECT of all lines of their accounts with at least `id`, `account`
 * and `itemId`.
 */
export function withMoves(
  kind: 'receipt' | 'supplier-return',
  lines: RawBuilder<unknown>,
): RawBuilder<unknown> {
  return sql`(
    WITH line AS (
      SELECT *, row_number() OVER (PARTITION BY account, itemId ORDER BY id) AS place FROM (${lines})),
    move AS (
      SELECT id, reference_id, item_id, row_number() OVER (PARTITION BY reference_id, item_id ORDER BY id) AS place
      FROM stock_move
      WHERE reference_kind = ${kind} AND reference_id IN (SELECT account FROM line) AND quantity <> 0
        AND reverses_id IS NULL)
    SELECT line.*, move.id AS moveId FROM line
    JOIN move ON move.reference_id = line.account AND move.item_id = line.itemId AND move.place = line.place)`
}
