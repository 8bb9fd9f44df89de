import { type Kysely, sql } from 'kysely'
import type { RowProblem } from '../../../shared/orders/files/types.ts'
import type { Store } from '../../open.ts'
import type { Database } from '../../schema.ts'

export interface StagedRow {
  readonly row: number
  readonly orderNumber: string | null
  readonly shopName: string | null
  /** JSON array of the row's cells. */
  readonly cells: string
}

export interface NewImportFile {
  readonly batch: string
  readonly fileName: string
  readonly contentHash: string
  readonly byteCount: number
  readonly format: string
  readonly header: readonly string[]
  readonly mapping: unknown
  readonly stagedAt: number
}

/**
 * Staged rows belong to nobody's books until their file is committed: they are written without a command
 * and nothing but the import reads them.
 */
export async function beginStaging(store: Store, file: NewImportFile): Promise<number> {
  const { id } = await store.writer
    .insertInto('import_file')
    .values({
      batch: file.batch,
      file_name: file.fileName,
      content_hash: file.contentHash,
      byte_count: file.byteCount,
      format: file.format,
      header: JSON.stringify(file.header),
      mapping: file.mapping === null ? null : JSON.stringify(file.mapping),
      exported_at: 0,
      export_source: 'user',
      state: 'staged',
      staged_at: file.stagedAt,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Writes a slice of rows and the problems found while reading them, in one transaction. */
export async function stageRows(
  store: Store,
  importFileId: number,
  rows: Iterable<StagedRow>,
  problems: readonly RowProblem[],
): Promise<void> {
  await store.repeatable((writer) =>
    writer.transaction().execute(async () => {
      for (const row of rows)
        store.bulk.run(
          'INSERT INTO import_row (import_file_id, row, order_number, shop_name, cells) VALUES (?, ?, ?, ?, ?)',
          [importFileId, row.row, row.orderNumber, row.shopName, row.cells],
        )
      addProblems(store, importFileId, problems)
    }),
  )
}

/** Problems found by a preview: shown with those found while reading. */
export async function stageProblems(
  store: Store,
  importFileId: number,
  problems: readonly RowProblem[],
): Promise<void> {
  if (problems.length === 0) return
  await store.writer.transaction().execute(async () => addProblems(store, importFileId, problems))
}

function addProblems(store: Store, importFileId: number, problems: readonly RowProblem[]): void {
  for (const problem of problems)
    store.bulk.run(
      'INSERT OR IGNORE INTO import_problem (import_file_id, row, code, column_name, value, kept) VALUES (?, ?, ?, ?, ?, ?)',
      [importFileId, problem.row, problem.code, problem.column, problem.value, problem.kept ? 1 : 0],
    )
}

/**
 * Ends staging: the file's export time, and its shop. Rows of other shops (a file with a shop column) move to import
 * files of their own; those of a shop that nobody has are left out as problems. Gives the ids of all of them.
 */
export async function finishStaging(
  store: Store,
  importFileId: number,
  facts: {
    readonly exportedAt: number
    readonly exportSource: 'name' | 'content' | 'user'
    readonly rowCount: number
    /** Shop id of each shop name in the file; '' for rows that name none. */
    readonly shops: ReadonlyMap<string, number>
    /** Shop names whose rows are left out. */
    readonly unknownShops: readonly string[]
    /** Header of the column that names the shop. */
    readonly shopColumn: string | null
  },
): Promise<number[]> {
  return store.writer.transaction().execute(async (trx) => {
    if (facts.unknownShops.length > 0) await leaveOut(trx, importFileId, facts)
    const names = new Map<number, string[]>()
    for (const [name, shopId] of facts.shops) names.set(shopId, [...(names.get(shopId) ?? []), name])
    const ids: number[] = []
    for (const [index, [shopId, shopNames]] of [...names].entries()) {
      let id = importFileId
      if (index > 0) {
        const copy = await sql<{ id: number }>`
          INSERT INTO import_file (batch, file_name, content_hash, byte_count, format, header, mapping, exported_at,
            export_source, state, staged_at)
          SELECT batch, file_name, content_hash, byte_count, format, header, mapping, 0, 'user', 'staged', staged_at
          FROM import_file WHERE id = ${importFileId} RETURNING id`.execute(trx)
        id = copy.rows[0]!.id
        await sql`
          UPDATE import_row SET import_file_id = ${id}
          WHERE import_file_id = ${importFileId}
            AND coalesce(shop_name, '') IN (SELECT value FROM json_each(${JSON.stringify(shopNames)}))`.execute(
          trx,
        )
        await sql`
          UPDATE import_problem SET import_file_id = ${id} WHERE import_file_id = ${importFileId}
            AND row IN (SELECT row FROM import_row WHERE import_file_id = ${id})`.execute(trx)
      }
      ids.push(id)
      await trx
        .updateTable('import_file')
        .set({
          shop_id: shopId,
          shop_names: JSON.stringify(shopNames.filter((name) => name !== '')),
          exported_at: facts.exportedAt,
          export_source: facts.exportSource,
        })
        .where('id', '=', id)
        .execute()
    }
    for (const id of ids)
      await sql`
        UPDATE import_file SET
          row_count = (SELECT count(*) FROM import_row WHERE import_file_id = ${id}),
          order_count = (SELECT count(DISTINCT order_number) FROM import_row WHERE import_file_id = ${id})
        WHERE id = ${id}`.execute(trx)
    return ids
  })
}

/** Rows that belong to no order any more: what other rows of their order say is of a shop that nobody has, too. */
async function leaveOut(
  trx: Kysely<Database>,
  importFileId: number,
  facts: { readonly unknownShops: readonly string[]; readonly shopColumn: string | null },
): Promise<void> {
  const rows = sql`import_file_id = ${importFileId} AND order_number IS NOT NULL
    AND shop_name IN (SELECT value FROM json_each(${JSON.stringify(facts.unknownShops)}))`
  await sql`
    INSERT OR IGNORE INTO import_problem (import_file_id, row, code, column_name, value, kept)
    SELECT import_file_id, row, 'shop-unknown', ${facts.shopColumn}, substr(shop_name, 1, 60), 0
    FROM import_row WHERE ${rows}`.execute(trx)
  await sql`UPDATE import_row SET order_number = NULL WHERE ${rows}`.execute(trx)
}

/** Takes staged files away with their rows. Files that were applied stay. */
export async function discardStaged(db: Kysely<Database>, importFileIds: readonly number[]): Promise<void> {
  for (const id of importFileIds) {
    const file = await db.selectFrom('import_file').select('state').where('id', '=', id).executeTakeFirst()
    if (file?.state !== 'staged') continue
    await db.deleteFrom('import_problem').where('import_file_id', '=', id).execute()
    await db.deleteFrom('import_row').where('import_file_id', '=', id).execute()
    await db.deleteFrom('import_file').where('id', '=', id).execute()
  }
}

/**
 * The staged files that nobody is taking over just now: of a batch, or (null) all that have been read. A commit makes
 * a backup before it begins to write, and its files are staged as long.
 */
export async function waitingFiles(db: Kysely<Database>, batch: string | null): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    SELECT id FROM import_file
    WHERE state = 'staged' AND ${batch === null ? sql`shop_id IS NOT NULL` : sql`batch = ${batch}`}
      AND batch NOT IN (SELECT taken.batch FROM job JOIN import_file taken ON taken.id = job.subject_id
        WHERE job.kind = 'import' AND job.state = 'running')`.execute(db)
  return rows.map((row) => row.id)
}
