import { type Kysely, sql } from 'kysely'
import type { Database } from '../schema.ts'

/**
 * Of the given photos (content hashes), those that no row names, with the instant at which a row last did; null:
 * none ever did (a picture taken in for a style that was then not saved). A copy of the store made before that
 * instant may still name it.
 */
export async function unusedPhotos(
  db: Kysely<Database>,
  hashes: readonly string[],
): Promise<{ hash: string; usedUntil: number | null }[]> {
  const unused = await sql<{ hash: string }>`
    SELECT value AS hash FROM json_each(${JSON.stringify(hashes)})
    WHERE value NOT IN (
      SELECT content_hash FROM style_photo UNION SELECT picture_hash FROM order_line WHERE picture_hash <> ''
      UNION SELECT photo_hash FROM inspection_defect WHERE photo_hash <> ''
      UNION SELECT photo_hash FROM worker WHERE photo_hash <> '')`.execute(db)
  if (unused.rows.length === 0) return []
  const said = (column: 'before' | 'after', table: string, name: string) => sql`
    SELECT ${sql.ref(`a.${column}`)} ->> ${name} AS hash, c.at FROM audit a JOIN command c ON c.id = a.command_id
    WHERE a.table_name = ${table} AND ${sql.ref(`a.${column}`)} LIKE ${`%${name}%`}`
  // One pass over what was ever said of pictures: reads much, so that it belongs into a worker.
  const named = await sql<{ hash: string; at: number }>`
    SELECT hash, max(at) AS at FROM (
      ${said('before', 'style_photo', 'content_hash')} UNION ALL ${said('after', 'style_photo', 'content_hash')}
      UNION ALL ${said('before', 'order_line', 'picture_hash')}
      UNION ALL ${said('after', 'order_line', 'picture_hash')}
      UNION ALL ${said('after', 'inspection_defect', 'photo_hash')}
      UNION ALL ${said('before', 'worker', 'photo_hash')} UNION ALL ${said('after', 'worker', 'photo_hash')})
    WHERE hash <> '' GROUP BY hash`.execute(db)
  const lastNamed = new Map(named.rows.map((row) => [row.hash, row.at]))
  return unused.rows.map(({ hash }) => ({ hash, usedUntil: lastNamed.get(hash) ?? null }))
}
