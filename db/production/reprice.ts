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

interface RepriceInput {
  readonly operationId: number
  readonly from: string
}

/** So many entries are looked at in one transaction: nobody waits longer for a write (DESIGN §3). */
export const repriceSlice = 1000

interface Looked {
  readonly found: readonly Repriced[]
  /** The last entry looked at; null: there are no more. */
  readonly last: number | null
}

/** Piece-paid entries of an operation since a work date whose rate is not that of the price lists of now. */
async function findRepriced(
  db: Kysely<Database>,
  input: RepriceInput,
  slice: { readonly after: number; readonly limit: number },
): Promise<Looked> {
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
      AND voided_at IS NULL AND work_entry.id > ${slice.after}
      AND NOT EXISTS (SELECT 1 FROM payslip_entry WHERE work_entry_id = work_entry.id)
    ORDER BY work_entry.id LIMIT ${slice.limit}`.execute(db)
  return {
    found: entries.rows.flatMap(({ id, good, size, day, rate }) => {
      const after = rateOn(rows, size, day)
      return after === null || after === rate ? [] : [{ id, pieces: good, before: rate, after }]
    }),
    last: entries.rows.length < slice.limit ? null : entries.rows.at(-1)!.id,
  }
}

/** Previews `reprice`. Reads only. */
export async function previewReprice(db: Kysely<Database>, input: RepriceInput): Promise<RepricePreview> {
  const { found } = await findRepriced(db, input, { after: 0, limit: 10_000_000 })
  return {
    entries: found.length,
    missing: found.filter(({ before }) => before === null).length,
    before: found.reduce((sum, { pieces, before }) => sum + pieces * (before ?? 0), 0),
    after: found.reduce((sum, { pieces, after }) => sum + pieces * after, 0),
  }
}

/**
 * Gives an operation's entries since a work date the rates of the price lists of now, a slice of them; each change is
 * audited. What has no rate on its day keeps none. `last`: where the next slice goes on; null: all is done.
 * Entries that a closed payroll run paid keep the rate they were paid at.
 */
export async function reprice(
  scope: CommandScope,
  input: RepriceInput & { readonly after: number },
): Promise<{ entries: number; last: number | null }> {
  const { found, last } = await findRepriced(scope.trx, input, { after: input.after, limit: repriceSlice })
  for (const { id, before, after } of found) {
    scope.bulk.run('UPDATE work_entry SET rate = ?, command_id = ? WHERE id = ?', [
      after,
      scope.commandId,
      id,
    ])
    await scope.recordUpdated('work_entry', id, { rate: before }, { rate: after })
  }
  return { entries: found.length, last }
}
