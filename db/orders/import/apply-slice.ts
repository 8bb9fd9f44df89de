import { sql } from 'kysely'
import type { CommandScope } from '../../command.ts'
import { insertOrder } from './insert-order.ts'
import { findByNumbers, linesOf } from './known-orders.ts'
import { mergeOrder } from './merge-order.ts'
import type { ImportTarget, PreparedSlice, SliceCounts } from './prepared.ts'
import { type SliceContext, sliceContext } from './slice-context.ts'

/** New sums for one import: one object for all its slices, so that an order counts once. */
export function emptyCounts(): SliceCounts {
  return {
    orders: new Map(),
    lines: { added: 0, updated: 0, unchanged: 0 },
    overtaken: new Set(),
    unmatchedLines: 0,
    addressDiffers: 0,
    problems: [],
    touchedSkus: new Set(),
  }
}

/**
 * Writes one slice of a staged file, each order whole: new orders in bulk, known ones merged field by
 * field. Rows of an order that another shop of the platform has become problems. Gives the ids of the
 * known orders, whose sums must be refreshed; those of new orders are right already.
 */
export async function applySlice(
  scope: CommandScope,
  target: ImportTarget,
  slice: PreparedSlice,
  counts: SliceCounts,
): Promise<number[]> {
  const context = sliceContext(scope, target, counts, slice.problems)
  scope.bulk.run('INSERT OR IGNORE INTO import_command (import_file_id, command_id) VALUES (?, ?)', [
    target.importFileId,
    scope.commandId,
  ])
  const { numbers } = slice
  const found = await findByNumbers(scope.trx, target.shop.platform, numbers)
  const isOurs = (row: { readonly shop_id: number }) => row.shop_id === target.shop.id
  const known = new Map(found.filter(isOurs).map((row) => [row.order_number, row]))
  const elsewhere = new Set(found.filter((row) => !isOurs(row)).map((row) => row.order_number))
  const knownIds = [...known.values()].map((row) => row.id)
  const lines = await linesOf(scope.trx, knownIds)
  const changed: number[] = []
  for (const order of slice.orders) {
    const { orderNumber, rows } = order.parsed
    const row = known.get(orderNumber)
    if (!row && elsewhere.has(orderNumber)) {
      for (const source of rows)
        context.problems.push({
          row: source,
          code: 'other-shop',
          column: null,
          value: orderNumber,
          kept: false,
        })
      continue
    }
    if (row) changed.push(await mergeOrder(context, order, row, lines.get(row.id) ?? []))
    else await insertOrder(context, order)
  }
  const last = numbers.reduce((greatest, number) => (number > greatest ? number : greatest), '')
  scope.bulk.run('UPDATE import_file SET applied_to = max(applied_to, ?) WHERE id = ?', [
    last,
    target.importFileId,
  ])
  await finishSlice(context)
  return changed
}

async function finishSlice(context: SliceContext): Promise<void> {
  const { scope, target, counts } = context
  for (const rows of [context.orders, context.lines, context.waybills]) await rows.record(scope)
  // When facts were last confirmed is no change of theirs, and not audited; an undo reckons it anew.
  if (context.headConfirmed.length > 0)
    await sql`
      UPDATE orders SET head_as_of = ${target.exportedAt}
      WHERE id IN (SELECT value FROM json_each(${JSON.stringify(context.headConfirmed)}))`.execute(scope.trx)
  if (context.linesTold.length > 0)
    await sql`
      UPDATE orders SET lines_as_of = ${target.exportedAt}
      WHERE id IN (SELECT value FROM json_each(${JSON.stringify(context.linesTold)}))`.execute(scope.trx)
  for (const problem of context.problems) {
    const added = scope.bulk.run(
      'INSERT OR IGNORE INTO import_problem (import_file_id, row, code, column_name, value, kept) VALUES (?, ?, ?, ?, ?, ?)',
      [target.importFileId, problem.row, problem.code, problem.column, problem.value, problem.kept ? 1 : 0],
    )
    if (added.changes > 0) counts.problems.push(problem)
  }
}
