import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Instant } from '../../shared/dates.ts'
import { YifangError } from '../../shared/errors.ts'
import type { WorkEntry, WorkSheet } from '../../shared/production/work-contract.ts'
import { totalCap } from '../../shared/rpc.ts'
import type { Database } from '../schema.ts'
import { countTogether } from './written-together.ts'

type EntryRow = Omit<WorkEntry, 'rateMissing' | 'voided' | 'together'> & {
  readonly rateMissing: number
  readonly voided: number
}

type SheetRow = Omit<WorkSheet, 'workers' | 'operations' | 'batches' | 'voided' | 'first'> & {
  readonly workers: string
  readonly operations: string
  readonly batches: string
  readonly live: number
  readonly firstId: number
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

/**
 * What was written for a day, a sheet, share or scan at a time: entries of one moment are one command's. The newest first,
 * those of which nothing is live below; all, or those that a worker stands on. `withRates`: whether the caller may see piece rates.
 */
export async function listSheets(
  db: Kysely<Database>,
  input: {
    readonly workDate: string
    readonly workerId?: number | null
    readonly offset: number
    readonly limit: number
  },
  withRates: boolean,
): Promise<{ rows: WorkSheet[]; total: number; more: boolean }> {
  const workerId = input.workerId ?? null
  const where = sql`work_date = ${input.workDate} AND (${workerId} IS NULL OR at IN (
    SELECT at FROM work_entry WHERE worker_id = ${workerId} AND work_date = ${input.workDate}))`
  const { rows } = await sql<SheetRow>`
    WITH sheet AS (
      SELECT at, count(*) AS entries, sum(voided_at IS NULL) AS live,
        coalesce(min(id) FILTER (WHERE voided_at IS NULL), min(id)) AS firstId,
        coalesce(sum(good) FILTER (WHERE voided_at IS NULL), sum(good)) AS good,
        coalesce(sum(rework) FILTER (WHERE voided_at IS NULL), sum(rework)) AS rework,
        coalesce(sum(scrap) FILTER (WHERE voided_at IS NULL), sum(scrap)) AS scrap,
        count(*) FILTER (WHERE voided_at IS NULL AND rate IS NULL AND basis = 'piece') AS ratesMissing
      FROM work_entry WHERE ${where}
      GROUP BY at ORDER BY live = 0, at DESC LIMIT ${input.limit} OFFSET ${input.offset})
    SELECT s.*, json_group_array(DISTINCT worker.name) AS workers, json_group_array(DISTINCT operation.name) AS operations,
      json_group_array(DISTINCT batch_number) AS batches
    FROM sheet s JOIN work_entry e ON e.work_date = ${input.workDate} AND e.at = s.at
      AND (e.voided_at IS NULL OR s.live = 0)
    JOIN worker ON worker.id = e.worker_id JOIN operation ON operation.id = e.operation_id
    JOIN bundle ON bundle.id = e.bundle_id JOIN batch ON batch.id = bundle.batch_id
    GROUP BY s.at ORDER BY s.live = 0, s.at DESC`.execute(db)
  const firsts = await entriesWhere(
    db,
    sql`work_entry.id IN (SELECT value FROM json_each(${JSON.stringify(rows.map(({ firstId }) => firstId))}))`,
    { offset: 0, limit: rows.length },
  )
  const first = new Map(
    (await withTogether(db, firsts)).map(({ row, together }) => [row.id, toEntry(row, withRates, together)]),
  )
  const counted = await sql<{ total: number }>`
    SELECT count(DISTINCT at) AS total FROM work_entry WHERE ${where}`.execute(db)
  const total = counted.rows[0]!.total
  return {
    rows: rows.map(({ firstId, live, ...row }) => ({
      ...row,
      workers: JSON.parse(row.workers) as string[],
      operations: JSON.parse(row.operations) as string[],
      batches: JSON.parse(row.batches) as string[],
      voided: live === 0,
      first: first.get(firstId)!,
    })),
    total: Math.min(total, totalCap),
    more: total > totalCap,
  }
}

function entriesWhere(
  db: Kysely<Database>,
  where: RawBuilder<unknown>,
  page: { readonly offset: number; readonly limit: number },
): Promise<readonly EntryRow[]> {
  return sql<EntryRow>`
    SELECT ${entryColumns} FROM ${entryTables}
    WHERE ${where} ORDER BY work_entry.id DESC LIMIT ${page.limit} OFFSET ${page.offset}`
    .execute(db)
    .then(({ rows }) => rows)
}

/** Each entry with how many live ones can be taken back with it; none with a voided one. */
async function withTogether(db: Kysely<Database>, rows: readonly EntryRow[]) {
  const counts = await countTogether(
    db,
    rows.filter(({ voided }) => voided === 0).map(({ id }) => id),
  )
  return rows.map((row) => ({ row, together: counts.get(row.id) ?? 0 }))
}

/** Work entries, the newest first; voided ones too. `withRates`: whether the caller may see piece rates. */
export async function listWork(
  db: Kysely<Database>,
  input: {
    readonly workDate: string | null
    readonly at?: Instant | null
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
    ...((input.at ?? null) === null ? [] : [sql`at = ${input.at}`]),
    ...(input.workerId === null ? [] : [sql`worker_id = ${input.workerId}`]),
    ...(input.batchId === null
      ? []
      : [sql`bundle_id IN (SELECT id FROM bundle WHERE batch_id = ${input.batchId})`]),
  ]
  const where = sql.join(conditions, sql` AND `)
  const rows = await entriesWhere(db, where, input)
  const counted = await sql<{ total: number }>`
    SELECT count(*) AS total FROM (SELECT 1 FROM work_entry WHERE ${where} LIMIT ${totalCap + 1})`.execute(db)
  const total = counted.rows[0]!.total
  return {
    rows: (await withTogether(db, rows)).map(({ row, together }) => toEntry(row, withRates, together)),
    total: Math.min(total, totalCap),
    more: total > totalCap,
  }
}
