import { type Kysely, sql } from 'kysely'
import { YifangError } from '../../../shared/errors.ts'
import type { CommandScope } from '../../command.ts'
import type { Database } from '../../schema.ts'
import { addToSearch, removeFromSearch } from '../search-index.ts'
import { searchWords } from '../search-words.ts'
import { forgetTaughtNames } from './shop-names.ts'

/** What stands in the way of taking an import back. */
async function blockers(
  db: Kysely<Database>,
  importFileId: number,
): Promise<{ orders: number; reason: string; numbers: string } | null> {
  const checks = [
    [
      'parcel',
      sql`SELECT o.id FROM orders o JOIN parcel_order p ON p.order_id = o.id WHERE o.import_file_id = ${importFileId}`,
    ],
    [
      'picking',
      sql`SELECT o.id FROM orders o JOIN wave_order w ON w.order_id = o.id WHERE o.import_file_id = ${importFileId}`,
    ],
    [
      'return',
      sql`SELECT o.id FROM orders o JOIN return_case r ON r.order_id = o.id WHERE o.import_file_id = ${importFileId}`,
    ],
    [
      'account',
      sql`SELECT o.id FROM orders o JOIN customer_entry c ON c.order_id = o.id WHERE o.import_file_id = ${importFileId}`,
    ],
    ['changed-since', changedSince(importFileId)],
  ] as const
  for (const [reason, query] of checks) {
    const found = await sql<{ number: string }>`
      SELECT order_number AS number FROM orders WHERE id IN (${query}) ORDER BY id`.execute(db)
    const numbers = found.rows.map((row) => row.number)
    if (numbers.length > 0) return { orders: numbers.length, reason, numbers: numbers.slice(0, 3).join(', ') }
  }
  return null
}

/**
 * Orders that somebody changed after the import. Goods that were matched since do not stand in the way: they are
 * matched again when the file comes again. Nor does a later import that was itself taken back.
 */
function changedSince(importFileId: number) {
  const by = (table: 'orders' | 'order_line', order: string) => sql`
    SELECT ${sql.ref(order)} AS id FROM import_command i JOIN audit a ON a.command_id = i.command_id
    JOIN ${sql.table(table)} AS t ON a.table_name = ${table} AND t.id BETWEEN a.row_id AND a.last_row_id
    WHERE i.import_file_id = ${importFileId} AND t.command_id NOT IN (
      SELECT command_id FROM import_command WHERE import_file_id = ${importFileId})
    AND EXISTS (
      SELECT 1 FROM audit later JOIN command c ON c.id = later.command_id
      WHERE later.table_name = ${table} AND later.row_id = t.id AND later.command_id > a.command_id
        AND c.name NOT LIKE 'catalog.%' AND c.name <> 'orders.imports.undo'
        AND c.id NOT IN (SELECT command_id FROM import_command WHERE import_file_id = ${importFileId})
        AND c.id NOT IN (SELECT ic.command_id FROM import_command ic JOIN import_file f ON f.id = ic.import_file_id
          WHERE f.state = 'undone'))`
  return sql`${by('orders', 't.id')} UNION ${by('order_line', 't.order_id')}`
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
  await reckonExportTimes(scope, file)
  await forgetTaughtNames(scope, importFileId)
  await scope.trx
    .updateTable('import_file')
    .set({ state: 'undone', finished_at: scope.at })
    .where('id', '=', importFileId)
    .execute()
  scope.touch('import_file')
  return { removed, orders: [...touched], items: items.rows.map((row) => row.id) }
}

/** When its orders' facts were last told, by the files that stay: a wrong export time must not outlive its file. */
async function reckonExportTimes(
  scope: CommandScope,
  file: { readonly id: number; readonly shop_id: number | null; readonly exported_at: number },
): Promise<void> {
  for (const column of ['head_as_of', 'lines_as_of'])
    await sql`
      UPDATE orders SET ${sql.ref(column)} = coalesce((
        SELECT max(f.exported_at) FROM import_row r JOIN import_file f ON f.id = r.import_file_id
        WHERE f.shop_id = orders.shop_id AND f.state = 'done' AND f.id <> ${file.id}
          AND r.order_number = orders.order_number), 0)
      WHERE shop_id = ${file.shop_id} AND ${sql.ref(column)} = ${file.exported_at} AND order_number IN (
        SELECT order_number FROM import_row WHERE import_file_id = ${file.id})`.execute(scope.trx)
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
