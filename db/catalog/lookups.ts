import { type Kysely, sql } from 'kysely'
import type { SkuLabel } from '../../shared/catalog/sku-label.ts'
import { readCode, rowOfCode } from '../printed-code.ts'
import type { Database } from '../schema.ts'

interface LabelRow {
  id: number
  style_id: number
  style_number: string
  style_name: string
  colour: string
  size: string
  seller_code: string
  barcode: string
  is_set: number
  archived: number
  photo_hash: string | null
  swatch: string
}

/** The columns of a SkuLabel, of `sku` joined with `style`. A colour's own photo is shown before the style's. */
export const labelColumns = sql<LabelRow>`
  sku.id, sku.style_id, style.style_number, style.name AS style_name, sku.colour, sku.size, sku.seller_code,
  sku.barcode, sku.is_set, sku.archived_at IS NOT NULL OR style.archived_at IS NOT NULL AS archived,
  (SELECT content_hash FROM style_photo WHERE style_photo.style_id = sku.style_id
    ORDER BY style_photo.colour = sku.colour DESC, style_photo.colour = '' DESC, position, id LIMIT 1) AS photo_hash,
  coalesce((SELECT swatch FROM style_colour WHERE style_colour.style_id = sku.style_id
    AND style_colour.name = sku.colour), '') AS swatch`

export function toSkuLabel(row: LabelRow): SkuLabel {
  return {
    id: row.id,
    styleId: row.style_id,
    styleNumber: row.style_number,
    styleName: row.style_name,
    colour: row.colour,
    size: row.size,
    sellerCode: row.seller_code,
    barcode: row.barcode,
    isSet: row.is_set === 1,
    archived: row.archived === 1,
    photoHash: row.photo_hash,
    swatch: row.swatch,
  }
}

/** How SKUs are shown, by id. Ids that are no SKU's are left out. */
export async function skuLabels(
  db: Kysely<Database>,
  ids: Iterable<number>,
): Promise<ReadonlyMap<number, SkuLabel>> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return new Map()
  const found = await sql<LabelRow>`
    SELECT ${labelColumns} FROM sku JOIN style ON style.id = sku.style_id
    WHERE sku.id IN (SELECT value FROM json_each(${JSON.stringify(wanted)}))`.execute(db)
  return new Map(found.rows.map((row) => [row.id, toSkuLabel(row)]))
}

/**
 * The SKU that a scanned or typed text means: our own printed code, else a barcode, else a seller code.
 * Null where it means none. Raises code-old-epoch as `rowOfCode` says.
 */
export async function findSku(db: Kysely<Database>, text: string): Promise<SkuLabel | null> {
  const typed = text.normalize('NFKC').trim()
  if (typed === '') return null
  const code = await readCode(db, typed)
  if (code !== null) {
    if (code.kind !== 'sku') return null
    const id = await rowOfCode(db, code, typed)
    return id === null ? null : ((await skuLabels(db, [id])).get(id) ?? null)
  }
  // "Not empty" is what the indexes of codes hold: without it SQLite reads every SKU.
  const found = await sql<{ id: number }>`
    SELECT id FROM sku WHERE barcode = ${typed} AND barcode <> ''
    UNION ALL SELECT id FROM sku WHERE seller_code = ${typed} AND seller_code <> '' LIMIT 1`.execute(db)
  const row = found.rows[0]
  return row ? ((await skuLabels(db, [row.id])).get(row.id) ?? null) : null
}

export interface SkuPart {
  readonly skuId: number
  /** Pieces of the part in one piece of the SKU. */
  readonly quantity: number
}

/**
 * What each SKU is made of as far as stock knows: a set's parts with their quantities; any other SKU is
 * itself, once. A set has no stock (DESIGN §2), so that everything that counts pieces goes through here.
 */
export async function explodeSets(
  db: Kysely<Database>,
  skuIds: Iterable<number>,
): Promise<ReadonlyMap<number, readonly SkuPart[]>> {
  const wanted = [...new Set(skuIds)]
  const parts = new Map<number, SkuPart[]>()
  if (wanted.length === 0) return parts
  const found = await sql<{ set_sku_id: number; part_sku_id: number; quantity: number }>`
    SELECT set_sku_id, part_sku_id, quantity FROM set_part
    WHERE set_sku_id IN (SELECT value FROM json_each(${JSON.stringify(wanted)})) ORDER BY id`.execute(db)
  for (const row of found.rows) {
    const known = parts.get(row.set_sku_id) ?? []
    known.push({ skuId: row.part_sku_id, quantity: row.quantity })
    parts.set(row.set_sku_id, known)
  }
  for (const id of wanted) if (!parts.has(id)) parts.set(id, [{ skuId: id, quantity: 1 }])
  return parts
}
