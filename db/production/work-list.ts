import { type Kysely, sql } from 'kysely'
import { YifangError } from '../../shared/errors.ts'
import type { WorkEntry } from '../../shared/production/work-contract.ts'
import { totalCap } from '../../shared/rpc.ts'
import type { Database } from '../schema.ts'
import { countTogether } from './written-together.ts'

type EntryRow = Omit<WorkEntry, 'rateMissing' | 'voided' | 'together'> & {
  readonly rateMissing: number
  readonly voided: number
}

/** SQL: an entry with the names of all it names, without how many were written with it. */
const entryColumns = sql`
  work_entry.id, worker_id AS workerId, worker.name AS workerName, operation_id AS operationId,
  operation.name AS operationName, bundle_id AS bundleId, bundle_number AS bundleNumber,
  batch.id AS batchId, batch_number AS batchNumber, style_number AS styleNumber, sku.colour, sku.size,
  good, rework, scrap, reason, basis, work_date AS workDate, rate, rate IS NULL AND basis = 'piece' AS rateMissing,
  at, voided_at IS NOT NULL AS voided`
const entryTables = sql`
  work_entry JOIN worker ON worker.id = worker_id JOIN operation ON operation.id = operation_id
    JOIN bundle ON bundle.id = bundle_id JOIN batch ON batch.id = bundle.batch_id
    JOIN style ON style.id = batch.style_id JOIN sku ON sku.id = bundle.sku_id`

function toEntry(row: EntryRow, withRates: boolean, together: number): WorkEntry {
  return {
    ...row,
    together,
    rate: withRates ? row.rate : null,
    rateMissing: row.rateMissing === 1,
    voided: row.voided === 1,
  }
}

/** One entry that was written alone. Raises not-found. */
export async function readEntry(db: Kysely<Database>, id: number, withRates: boolean): Promise<WorkEntry> {
  const { rows } = await sql<EntryRow>`
    SELECT ${entryColumns} FROM ${entryTables} WHERE work_entry.id = ${id}`.execute(db)
  if (!rows[0]) throw new YifangError('not-found', { what: 'entry', id })
  return toEntry(rows[0], withRates, 1)
}

/** Work entries, the newest first; voided ones too. `withRates`: whether the caller may see piece rates. */
export async function listWork(
  db: Kysely<Database>,
  input: {
    readonly workDate: string | null
    readonly workerId: number | null
    readonly batchId: number | null
    readonly offset: number
    readonly limit: number
  },
  withRates: boolean,
): Promise<{ rows: WorkEntry[]; total: number; more: boolean }> {
  const conditions = [
    sql`1 = 1`,
    ...(input.workDate === null ? [] : [sql`work_date = ${input.workDate}`]),
    ...(input.workerId === null ? [] : [sql`worker_id = ${input.workerId}`]),
    ...(input.batchId === null
      ? []
      : [sql`bundle_id IN (SELECT id FROM bundle WHERE batch_id = ${input.batchId})`]),
  ]
  const where = sql.join(conditions, sql` AND `)
  const { rows } = await sql<EntryRow>`
    SELECT ${entryColumns} FROM ${entryTables}
    WHERE ${where} ORDER BY work_entry.id DESC LIMIT ${input.limit} OFFSET ${input.offset}`.execute(db)
  const counted = await sql<{ total: number }>`
    SELECT count(*) AS total FROM (SELECT 1 FROM work_entry WHERE ${where} LIMIT ${totalCap + 1})`.execute(db)
  const total = counted.rows[0]!.total
  const together = await countTogether(
    db,
    rows.filter(({ voided }) => voided === 0).map(({ id }) => id),
  )
  return {
    rows: rows.map((row) => toEntry(row, withRates, together.get(row.id) ?? 0)),
    total: Math.min(total, totalCap),
    more: total > totalCap,
  }
}
