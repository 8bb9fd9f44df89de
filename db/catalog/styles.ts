import { type Kysely, type RawBuilder, sql } from 'kysely'
import { encodeCode } from '../../shared/barcode.ts'
import type { StyleDetail, StyleRow } from '../../shared/catalog/contract.ts'
import { YifangError } from '../../shared/errors.ts'
import { totalCap } from '../../shared/rpc.ts'
import type { CommandScope } from '../command.ts'
import { codeStamp } from '../printed-code.ts'
import type { Database } from '../schema.ts'
import { skuLabels } from './lookups.ts'

export interface StyleFilter {
  readonly search: string
  readonly archived: boolean
  readonly only: 'all' | 'sets' | 'no-photo' | 'no-code'
}

/**
 * Which styles a filter means. Every word of the search must be found in number, name or its pinyin
 * initials, a colour, or a code of one of its SKUs.
 */
export function styleCondition(filter: StyleFilter): RawBuilder<boolean> {
  const words = filter.search.normalize('NFKC').trim().split(/\s+/).filter(Boolean).slice(0, 6)
  const conditions = words.map((word) => {
    const like = `%${word.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
    const initials = `${word.toLowerCase().replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
    return sql<boolean>`(style.style_number LIKE ${like} ESCAPE '\\' OR style.name LIKE ${like} ESCAPE '\\'
      OR style.name_initials LIKE ${initials} ESCAPE '\\'
      OR EXISTS (SELECT 1 FROM sku WHERE sku.style_id = style.id AND (sku.seller_code LIKE ${like} ESCAPE '\\'
        OR sku.colour LIKE ${like} ESCAPE '\\' OR sku.barcode = ${word})))`
  })
  conditions.push(filter.archived ? sql`style.archived_at IS NOT NULL` : sql`style.archived_at IS NULL`)
  if (filter.only === 'sets')
    conditions.push(sql`EXISTS (SELECT 1 FROM sku WHERE sku.style_id = style.id AND sku.is_set = 1)`)
  if (filter.only === 'no-photo')
    conditions.push(sql`NOT EXISTS (SELECT 1 FROM style_photo WHERE style_photo.style_id = style.id)`)
  if (filter.only === 'no-code')
    conditions.push(sql`EXISTS (SELECT 1 FROM sku WHERE sku.style_id = style.id AND sku.seller_code = ''
      AND sku.archived_at IS NULL)`)
  return sql`${sql.join(conditions, sql` AND `)}`
}

/** One page of styles by number. The page's rows only are joined with SKUs, photos and stock. */
export async function listStyles(
  db: Kysely<Database>,
  filter: StyleFilter & { readonly offset: number; readonly limit: number },
): Promise<{ rows: StyleRow[]; total: number; more: boolean }> {
  const where = styleCondition(filter)
  const counted = await sql<{ n: number }>`
    SELECT count(*) AS n FROM (SELECT 1 FROM style WHERE ${where} LIMIT ${totalCap + 1})`.execute(db)
  const total = counted.rows[0]?.n ?? 0
  const found = await sql<{
    id: number
    style_number: string
    name: string
    note: string
    archived_at: number | null
    photo_hash: string | null
    colours: string
    sizes: string
    sku_count: number
    set_count: number
    without_code: number
    on_hand: number
  }>`
    WITH page AS MATERIALIZED (
      SELECT * FROM style WHERE ${where} ORDER BY style_number, id LIMIT ${filter.limit} OFFSET ${filter.offset})
    SELECT page.id, style_number, name, note, archived_at,
      (SELECT content_hash FROM style_photo p WHERE p.style_id = page.id ORDER BY colour = '' DESC, position, id LIMIT 1) AS photo_hash,
      (SELECT json_group_array(json_array(name, swatch)) FROM
        (SELECT name, swatch FROM style_colour c WHERE c.style_id = page.id ORDER BY position)) AS colours,
      (SELECT json_group_array(name) FROM
        (SELECT name FROM style_size s WHERE s.style_id = page.id ORDER BY position)) AS sizes,
      (SELECT count(*) FROM sku WHERE sku.style_id = page.id AND sku.archived_at IS NULL) AS sku_count,
      (SELECT count(*) FROM sku WHERE sku.style_id = page.id AND sku.archived_at IS NULL AND is_set = 1) AS set_count,
      (SELECT count(*) FROM sku WHERE sku.style_id = page.id AND sku.archived_at IS NULL AND seller_code = '') AS without_code,
      (SELECT coalesce(sum(v.quantity), 0) FROM sku JOIN stock_level v ON v.item_id = sku.id
        JOIN location l ON l.id = v.location_id AND l.kind = 'sellable' WHERE sku.style_id = page.id) AS on_hand
    FROM page ORDER BY style_number, page.id`.execute(db)
  const rows = found.rows.map((row) => ({
    id: row.id,
    styleNumber: row.style_number,
    name: row.name,
    note: row.note,
    archived: row.archived_at !== null,
    photoHash: row.photo_hash,
    colours: (JSON.parse(row.colours) as [string, string][]).map(([name, swatch]) => ({ name, swatch })),
    sizes: JSON.parse(row.sizes) as string[],
    skuCount: row.sku_count,
    setCount: row.set_count,
    withoutCode: row.without_code,
    onHand: row.on_hand,
  }))
  return { rows, total: Math.min(total, totalCap), more: total > totalCap }
}

/** A style with its whole grid; archived SKUs last. Raises not-found. */
export async function readStyle(db: Kysely<Database>, id: number): Promise<StyleDetail> {
  const style = await db.selectFrom('style').selectAll().where('id', '=', id).executeTakeFirst()
  if (!style) throw new YifangError('not-found', { what: 'style', id })
  const photos = await db
    .selectFrom('style_photo')
    .select(['content_hash', 'media_type', 'colour'])
    .where('style_id', '=', id)
    .orderBy('position')
    .execute()
  const colours = await db
    .selectFrom('style_colour')
    .select(['id', 'name', 'swatch'])
    .where('style_id', '=', id)
    .orderBy('position')
    .execute()
  const sizes = await db
    .selectFrom('style_size')
    .select(['id', 'name'])
    .where('style_id', '=', id)
    .orderBy('position')
    .execute()
  const skus = await db
    .selectFrom('sku')
    .selectAll()
    .select([
      sql<number>`(SELECT coalesce(sum(v.quantity), 0) FROM stock_level v JOIN location l ON l.id = v.location_id
        AND l.kind = 'sellable' WHERE v.item_id = sku.id)`.as('on_hand'),
      sql<number>`(SELECT count(*) FROM set_part p WHERE p.part_sku_id = sku.id)`.as('used_in_sets'),
    ])
    .where('style_id', '=', id)
    .orderBy(sql`archived_at IS NOT NULL`)
    .orderBy('id')
    .execute()
  const parts = await db
    .selectFrom('set_part')
    .innerJoin('sku', 'sku.id', 'set_part.set_sku_id')
    .select(['set_part.set_sku_id', 'set_part.part_sku_id', 'set_part.quantity'])
    .where('sku.style_id', '=', id)
    .orderBy('set_part.id')
    .execute()
  const labels = await skuLabels(
    db,
    parts.map((part) => part.part_sku_id),
  )
  const stamp = await codeStamp(db)
  return {
    id: style.id,
    styleNumber: style.style_number,
    name: style.name,
    note: style.note,
    archived: style.archived_at !== null,
    photos: photos.map((row) => ({ hash: row.content_hash, mediaType: row.media_type, colour: row.colour })),
    colours,
    sizes,
    skus: skus.map((sku) => ({
      id: sku.id,
      colour: sku.colour,
      size: sku.size,
      sellerCode: sku.seller_code,
      barcode: sku.barcode,
      printedCode: encodeCode({ kind: 'sku', id: sku.id, ...stamp }),
      safetyStock: sku.safety_stock,
      archived: sku.archived_at !== null,
      onHand: sku.on_hand,
      isSet: sku.is_set === 1,
      isSeconds: sku.seconds_of !== null,
      parts: parts
        .filter((part) => part.set_sku_id === sku.id)
        .map((part) => ({ sku: labels.get(part.part_sku_id)!, quantity: part.quantity })),
      usedInSets: sku.used_in_sets,
    })),
  }
}

/** Puts styles away, or takes them out again. Their SKUs stay matched to listings. Raises not-found. */
export async function archiveStyles(
  scope: CommandScope,
  ids: readonly number[],
  archived: boolean,
): Promise<{ changed: number }> {
  let changed = 0
  for (const id of ids) {
    const row = await scope.trx
      .selectFrom('style')
      .select('archived_at')
      .where('id', '=', id)
      .executeTakeFirst()
    if (row && (row.archived_at !== null) === archived) continue
    await scope.update('style', id, { archived_at: archived ? scope.at : null })
    changed += 1
  }
  return { changed }
}
