import { type Kysely, sql } from 'kysely'
import type { SkuLabel } from '../../shared/catalog/sku-label.ts'
import { YifangError } from '../../shared/errors.ts'
import type { Database } from '../schema.ts'
import { findSku, skuLabels } from './lookups.ts'

/**
 * SKUs for a picker, archived ones left out. Each word must be found in the style's number, name or initials, the
 * colour, the size, or the seller code; a code that means one SKU puts it first.
 */
export async function searchSkus(
  db: Kysely<Database>,
  search: string,
  options: { readonly withSets: boolean; readonly limit: number },
): Promise<SkuLabel[]> {
  const words = search.normalize('NFKC').trim().split(/\s+/).filter(Boolean).slice(0, 6)
  // Words of the style narrow by the small table first; a size such as 110 is compared from its beginning.
  const conditions = words.map((word) => {
    const escaped = word.replace(/[\\%_]/g, (sign) => `\\${sign}`)
    return sql`(style.style_number LIKE ${`%${escaped}%`} ESCAPE '\\' OR style.name LIKE ${`%${escaped}%`} ESCAPE '\\'
      OR style.name_initials LIKE ${`${escaped}%`} ESCAPE '\\' OR sku.colour LIKE ${`%${escaped}%`} ESCAPE '\\'
      OR sku.size LIKE ${`${escaped}%`} ESCAPE '\\' OR sku.seller_code LIKE ${`${escaped}%`} ESCAPE '\\')`
  })
  conditions.push(sql`sku.archived_at IS NULL AND style.archived_at IS NULL`)
  if (!options.withSets) conditions.push(sql`sku.is_set = 0`)
  const found = await sql<{ id: number }>`
    SELECT sku.id FROM style JOIN sku ON sku.style_id = style.id
    WHERE ${sql.join(conditions, sql` AND `)}
    ORDER BY style.style_number, sku.id LIMIT ${options.limit}`.execute(db)
  const exact = await findSku(db, search).catch((error: unknown) => {
    // A label from before a restore finds nothing; the words may.
    if (error instanceof YifangError) return null
    throw error
  })
  const ids = new Set(found.rows.map((row) => row.id))
  const labels = await skuLabels(db, ids)
  const rows = [...ids].map((id) => labels.get(id)!)
  if (exact === null || exact.archived || (exact.isSet && !options.withSets)) return rows
  return [exact, ...rows.filter((row) => row.id !== exact.id)]
}
