import { type Kysely, type SqlBool, sql } from 'kysely'
import { filePlatform } from '../../../shared/orders/file-shops.ts'
import type { UserMapping } from '../../../shared/orders/files/mapping.ts'
import { type ImportFile, importSummarySchema } from '../../../shared/orders/imports-contract.ts'
import type { Database } from '../../schema.ts'

export type ImportFileFilter =
  | { readonly batch: string }
  | { readonly id: number }
  | { readonly offset: number; readonly limit: number; readonly waiting: boolean }

/** Import files, newest first, without those that are still being read; those of one batch oldest first. */
export async function readImportFiles(db: Kysely<Database>, filter: ImportFileFilter): Promise<ImportFile[]> {
  let query = db
    .selectFrom('import_file')
    .leftJoin('shop', 'shop.id', 'import_file.shop_id')
    .selectAll('import_file')
    .select([
      'shop.name as shop_name',
      sql<number | null>`(SELECT max(other.finished_at) FROM import_file other
        WHERE other.content_hash = import_file.content_hash AND other.id <> import_file.id
          AND other.state = 'done' AND other.batch <> import_file.batch)`.as('same_as_at'),
      sql<number | null>`CASE WHEN import_file.state = 'staged' THEN
        (SELECT max(other.exported_at) FROM import_file other
        WHERE other.shop_id = import_file.shop_id AND other.exported_at > import_file.exported_at
          AND other.state = 'done') END`.as('newer_at'),
    ])
  if ('batch' in filter) query = query.where('import_file.batch', '=', filter.batch).orderBy('import_file.id')
  else if ('id' in filter) query = query.where('import_file.id', '=', filter.id)
  else
    query = query
      .where(listed(filter.waiting))
      .orderBy('import_file.id', 'desc')
      .offset(filter.offset)
      .limit(filter.limit)
  const rows = await query.execute()
  return rows.map((row) => ({
    id: row.id,
    batch: row.batch,
    fileName: row.file_name,
    format: row.format,
    platform: filePlatform({
      format: row.format,
      mapping: row.mapping === null ? null : (JSON.parse(row.mapping) as UserMapping),
    }),
    shopId: row.shop_id,
    shopName: row.shop_name,
    state: row.state,
    rowCount: row.row_count,
    orderCount: row.order_count,
    exportedAt: row.exported_at,
    exportSource: row.export_source,
    unknownColumns: [],
    summary: row.summary === null ? null : importSummarySchema.parse(JSON.parse(row.summary)),
    stagedAt: row.staged_at,
    finishedAt: row.finished_at,
    sameAsAt: row.same_as_at,
    newerAt: row.newer_at,
  }))
}

/** Of one that is being read its shop is not known yet. */
const listed = (waiting: boolean) =>
  waiting
    ? sql<SqlBool>`import_file.state = 'staged' AND import_file.shop_id IS NOT NULL`
    : sql<SqlBool>`NOT (import_file.state = 'staged' AND import_file.shop_id IS NULL)`

/** How many files the list has. */
export async function countImportFiles(db: Kysely<Database>, waiting: boolean): Promise<number> {
  const { n } = await db
    .selectFrom('import_file')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where(listed(waiting))
    .executeTakeFirstOrThrow()
  return n
}

export interface ProblemRecord {
  readonly file: string
  readonly row: number
  readonly code: string
  readonly column: string | null
  readonly value: string
  readonly kept: boolean
}

/** Problems of import files, by file and row. */
export async function readProblems(
  db: Kysely<Database>,
  importFileIds: readonly number[],
  page: { readonly offset: number; readonly limit: number },
): Promise<ProblemRecord[]> {
  const rows = await db
    .selectFrom('import_problem')
    .innerJoin('import_file', 'import_file.id', 'import_problem.import_file_id')
    .select(['file_name', 'row', 'code', 'column_name', 'value', 'kept'])
    .where('import_file_id', 'in', [...importFileIds])
    .orderBy('import_file_id')
    .orderBy('row')
    .offset(page.offset)
    .limit(page.limit)
    .execute()
  return rows.map((row) => ({
    file: row.file_name,
    row: row.row,
    code: row.code,
    column: row.column_name,
    value: row.value,
    kept: row.kept === 1,
  }))
}

/** How many problems files have, and how many rows they kept out. */
export async function countProblems(
  db: Kysely<Database>,
  importFileIds: readonly number[],
): Promise<{ readonly all: number; readonly rowsLeftOut: number }> {
  const row = await db
    .selectFrom('import_problem')
    .select([
      sql<number>`count(*)`.as('all'),
      sql<number>`count(DISTINCT CASE WHEN kept = 0 THEN import_file_id || ':' || row END)`.as(
        'rows_left_out',
      ),
    ])
    .where('import_file_id', 'in', [...importFileIds])
    .executeTakeFirstOrThrow()
  return { all: row.all, rowsLeftOut: row.rows_left_out }
}

/** How many of these orders hide their recipient. */
export async function countMasked(db: Kysely<Database>, orderIds: readonly number[]): Promise<number> {
  const found = await sql<{ n: number }>`
    SELECT count(*) AS n FROM json_each(${JSON.stringify(orderIds)}) JOIN orders ON orders.id = value
    WHERE masked = 1`.execute(db)
  return found.rows[0]!.n
}
