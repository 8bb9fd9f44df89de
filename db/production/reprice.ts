import { type Kysely, sql } from 'kysely'
import { rateOn } from '../../shared/production/piece-rates.ts'
import type { CommandScope } from '../command.ts'
import type { Database } from '../schema.ts'

interface Repriced {
  readonly id: number
  readonly pieces: number
  readonly before: number | null
  readonly after: number
}

/** What the price lists of now would change in an operation's entries since a day. Amounts: 1/1,000,000 yuan. */
export interface RepricePreview {
  readonly entries: number
  /** Of them, those that had no rate. */
  readonly missing: number
  readonly before: number
  readonly after: number
}

/** Piece-paid entries of an operation since a work date whose rate is not that of the price lists of now. */
async function findRepriced(
  db: Kysely<Database>,
  input: { readonly operationId: number; readonly from: string },
): Promise<Repriced[]> {
  const rates = await db
    .selectFrom('piece_rate')
    .select(['valid_from', 'size', 'rate'])
    .where('operation_id', '=', input.operationId)
    .execute()
  const rows = rates.map((row) => ({ validFrom: row.valid_from, size: row.size, rate: row.rate }))
  const entries = await sql<{ id: number; good: number; size: string; day: string; rate: number | null }>`
    SELECT work_entry.id, good, sku.size, work_date AS day, rate FROM work_entry
    JOIN bundle ON bundle.id = bundle_id JOIN sku ON sku.id = bundle.sku_id
    WHERE operation_id = ${input.operationId} AND work_date >= ${input.from} AND basis = 'piece'
      AND voided_at IS NULL`.execute(db)
  return entries.rows.flatMap(({ id, good, size, day, rate }) => {
    const after = rateOn(rows, size, day)
    return after === null || after === rate ? [] : [{ id, pieces: good, before: rate, after }]
  })
}

/** Previews `reprice`. Reads only. */
export async function previewReprice(
  db: Kysely<Database>,
  input: { readonly operationId: number; readonly from: string },
): Promise<RepricePreview> {
  const found = await findRepriced(db, input)
  return {
    entries: found.length,
    missing: found.filter(({ before }) => before === null).length,
    before: found.reduce((sum, { pieces, before }) => sum + pieces * (before ?? 0), 0),
    after: found.reduce((sum, { pieces, after }) => sum + pieces * after, 0),
  }
}

/**
 * Gives an operation's entries since a work date the rates of the price lists of now; each change is audited.
 * What has no rate on its day keeps none. Entries of a closed payroll run must be left out once there are runs.
 */
export async function reprice(
  scope: CommandScope,
  input: { readonly operationId: number; readonly from: string },
): Promise<{ entries: number }> {
  const found = await findRepriced(scope.trx, input)
  for (const { id, after } of found) await scope.update('work_entry', id, { rate: after })
  return { entries: found.length }
}
