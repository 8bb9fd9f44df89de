import { type Kysely, sql } from 'kysely'
import type { Database } from '../../schema.ts'
import { emptyCounts } from './apply-slice.ts'
import type { SliceCounts } from './prepared.ts'

/**
 * What a file's import has written so far, read back from the books: an import that a power cut stopped goes on
 * with its sums, and gives out the stock of what it brought before. Lines it left as they were are not known any more.
 */
export async function writtenBefore(db: Kysely<Database>, importFileId: number): Promise<SliceCounts> {
  const counts = emptyCounts()
  const orders = await sql<{ id: number; change: 'added' | 'updated' | 'unchanged' }>`
    WITH file AS (SELECT id, shop_id, applied_to FROM import_file WHERE id = ${importFileId}),
    changed AS (
      SELECT o.id FROM import_command i JOIN audit a ON a.command_id = i.command_id AND a.table_name = 'orders'
        JOIN orders o ON o.id BETWEEN a.row_id AND a.last_row_id
      WHERE i.import_file_id = ${importFileId}
      UNION
      SELECT l.order_id FROM import_command i JOIN audit a ON a.command_id = i.command_id AND a.table_name = 'order_line'
        JOIN order_line l ON l.id BETWEEN a.row_id AND a.last_row_id
      WHERE i.import_file_id = ${importFileId})
    SELECT DISTINCT o.id, CASE WHEN o.import_file_id = file.id THEN 'added'
      WHEN o.id IN (SELECT id FROM changed) THEN 'updated' ELSE 'unchanged' END AS change
    FROM file JOIN import_row r ON r.import_file_id = file.id AND r.order_number <= file.applied_to
    JOIN orders o ON o.shop_id = file.shop_id AND o.order_number = r.order_number`.execute(db)
  for (const { id, change } of orders.rows) counts.orders.set(id, change)
  const lines = await sql<{ id: number; added: 0 | 1; sku_id: number | null; unmatched: 0 | 1 }>`
    SELECT DISTINCT l.id, l.command_id = a.command_id AS added, l.sku_id,
      l.sku_id IS NULL AND l.sku_source IS NULL AS unmatched
    FROM import_command i JOIN audit a ON a.command_id = i.command_id AND a.table_name = 'order_line'
    JOIN order_line l ON l.id BETWEEN a.row_id AND a.last_row_id
    WHERE i.import_file_id = ${importFileId}`.execute(db)
  for (const line of lines.rows) {
    counts.lines[line.added ? 'added' : 'updated'] += 1
    counts.unmatchedLines += line.added && line.unmatched
  }
  // Also of orders whose head alone changed: a closed one frees its pieces.
  const skus = await sql<{ sku_id: number }>`
    SELECT DISTINCT sku_id FROM order_line WHERE sku_id IS NOT NULL AND order_id IN (
      SELECT value FROM json_each(${JSON.stringify(
        orders.rows.filter(({ change }) => change !== 'unchanged').map(({ id }) => id),
      )}))`.execute(db)
  for (const { sku_id } of skus.rows) counts.touchedSkus.add(sku_id)
  const differs = await sql<{ n: number }>`
    SELECT count(*) AS n FROM import_command i JOIN audit a ON a.command_id = i.command_id AND a.table_name = 'orders'
    JOIN orders o ON o.id = a.row_id AND o.address_differs = 1
    WHERE i.import_file_id = ${importFileId} AND a.action = 'update'`.execute(db)
  counts.addressDiffers = differs.rows[0]!.n
  return counts
}
