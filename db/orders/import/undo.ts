import { type Kysely, sql } from 'kysely'
import { YifangError } from '../../../shared/errors.ts'
import type { CommandScope } from '../../command.ts'
import type { Database } from '../../schema.ts'
import { addToSearch, removeFromSearch } from '../search-index.ts'
import { searchWords } from '../search-words.ts'

/** What stands in the way of taking an import back. */
async function blockers(
  db: Kysely<Database>,
  importFileId: number,
): Promise<{ orders: number; reason: string } | null> {
  const checks = [
    [
      'parcel',
      sql`SELECT count(DISTINCT o.id) AS n FROM orders o JOIN parcel_order p ON p.order_id = o.id WHERE o.import_file_id = ${importFileId}`,
    ],
    [
      'picking',
      sql`SELECT count(DISTINCT o.id) AS n FROM orders o JOIN wave_order w ON w.order_id = o.id WHERE o.import_file_id = ${importFileId}`,
    ],
    [
      'return',
      sql`SELECT count(DISTINCT o.id) AS n FROM orders o JOIN return_case r ON r.order_id = o.id WHERE o.import_file_id = ${importFileId}`,
    ],
    [
      'account',
      sql`SELECT count(DISTINCT o.id) AS n FROM orders o JOIN customer_entry c ON c.order_id = o.id WHERE o.import_file_id = ${importFileId}`,
    ],
    [
      'changed-since',
      sql`
      SELECT count(*) AS n FROM (
        SELECT o.id FROM import_command i JOIN audit a ON a.command_id = i.command_id
        JOIN orders o ON a.table_name = 'orders' AND o.id BETWEEN a.row_id AND a.last_row_id
        WHERE i.import_file_id = ${importFileId} AND o.command_id NOT IN (
          SELECT command_id FROM import_command WHERE import_file_id = ${importFileId})
        UNION
        SELECT l.order_id FROM import_command i JOIN audit a ON a.command_id = i.command_id
        JOIN order_line l ON a.table_name = 'order_line' AND l.id BETWEEN a.row_id AND a.last_row_id
        WHERE i.import_file_id = ${importFileId} AND l.sku_source IS NOT 'alias' AND l.command_id NOT IN (
          SELECT command_id FROM import_command WHERE import_file_id = ${importFileId}))`,
    ],
  ] as const
  for (const [reason, query] of checks) {
    const found = await sql<{ n: number }>`${query}`.execute(db)
    if (found.rows[0]!.n > 0) return { orders: found.rows[0]!.n, reason }
  }
  return null
}

interface AuditRecord {
  table_name: 'orders' | 'order_line' | 'waybill' | 'order_edit'
  row_id: number
  last_row_id: number
  action: 'insert' | 'update' | 'delete'
  before: string | null
}

/**
 * Takes a finished import back as one: orders and lines it added go, facts it changed become what they
 * were. Refused with import-in-use once something hangs on it: a parcel, a wave, a return, money, or a later
 * change. Gives the orders touched, the items whose stock is free again, and how many orders went.
 */
export async function undoImport(
  scope: CommandScope,
  importFileId: number,
): Promise<{ readonly removed: number; readonly orders: number[]; readonly items: number[] }> {
  const file = await scope.trx
    .selectFrom('import_file')
    .selectAll()
    .where('id', '=', importFileId)
    .executeTakeFirst()
  if (!file) throw new YifangError('not-found', { what: 'import', id: importFileId })
  if (file.state !== 'done') throw new YifangError('import-not-staged', { importId: String(importFileId) })
  const blocked = await blockers(scope.trx, importFileId)
  if (blocked) throw new YifangError('import-in-use', { file: file.file_name, ...blocked })
  const records = await sql<AuditRecord>`
    SELECT a.table_name, a.row_id, a.last_row_id, a.action, a.before FROM import_command i
    JOIN audit a ON a.command_id = i.command_id
    WHERE i.import_file_id = ${importFileId} AND a.table_name IN ('orders', 'order_line', 'waybill', 'order_edit')
    ORDER BY a.id DESC`.execute(scope.trx)
  const items = await sql<{ id: number }>`
    SELECT DISTINCT al.item_id AS id FROM import_command i JOIN audit a ON a.command_id = i.command_id
    JOIN order_line l ON a.table_name = 'order_line' AND l.id BETWEEN a.row_id AND a.last_row_id
    JOIN allocation al ON al.order_line_id = l.id
    WHERE i.import_file_id = ${importFileId}`.execute(scope.trx)
  const touched = new Set<number>()
  let removed = 0
  for (const record of records.rows) {
    if (record.action === 'insert') removed += await takeBackInserted(scope, record)
    else if (record.action === 'update') await takeBackUpdated(scope, record, touched)
  }
  for (const id of touched) {
    const still = await scope.trx.selectFrom('orders').select('id').where('id', '=', id).executeTakeFirst()
    if (!still) {
      touched.delete(id)
      continue
    }
    removeFromSearch(scope.bulk, id)
    const { terms, text } = await searchWords(scope.trx, id)
    addToSearch(scope.bulk, id, terms, text)
  }
  await scope.trx
    .updateTable('import_file')
    .set({ state: 'undone', finished_at: scope.at })
    .where('id', '=', importFileId)
    .execute()
  scope.touch('import_file')
  return { removed, orders: [...touched], items: items.rows.map((row) => row.id) }
}

async function takeBackInserted(scope: CommandScope, record: AuditRecord): Promise<number> {
  const { table_name: table, row_id: first, last_row_id: last } = record
  if (table === 'order_line')
    await sql`DELETE FROM allocation WHERE order_line_id BETWEEN ${first} AND ${last}`.execute(scope.trx)
  if (table === 'orders') {
    await sql`DELETE FROM order_term WHERE order_id BETWEEN ${first} AND ${last}`.execute(scope.trx)
    await sql`DELETE FROM order_text WHERE rowid BETWEEN ${first} AND ${last}`.execute(scope.trx)
  }
  await sql`DELETE FROM ${sql.table(table)} WHERE id BETWEEN ${first} AND ${last}`.execute(scope.trx)
  await scope.recordDeleted(table, first, last)
  return table === 'orders' ? last - first + 1 : 0
}

async function takeBackUpdated(
  scope: CommandScope,
  record: AuditRecord,
  touched: Set<number>,
): Promise<void> {
  const before = JSON.parse(record.before ?? '{}') as Record<string, string | number | null>
  const row = await scope.update(record.table_name, record.row_id, before)
  if (record.table_name === 'orders') touched.add(record.row_id)
  else if ('order_id' in row) touched.add(Number(row.order_id))
}
