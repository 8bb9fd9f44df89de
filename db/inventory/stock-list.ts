import { type Kysely, type RawBuilder, sql } from 'kysely'
import { compareSizes } from '../../shared/catalog/sizes.ts'
import type { StockFigures, StockFilter, StockGrid, StockRow } from '../../shared/inventory/contract.ts'
import { totalCap } from '../../shared/rpc.ts'
import { skuLabels } from '../catalog/lookups.ts'
import type { Database } from '../schema.ts'
import { type NeedDriver, needDriver, needTables } from './needs.ts'

export interface StockPage extends StockFilter {
  readonly offset: number
  readonly limit: number
  readonly sort?: 'sku' | 'onHand' | 'free' | 'short'
  readonly descending?: boolean
}

/**
 * One row for each SKU that can have stock (no sets; archived ones while something of them is left).
 * Levels, promises and expected supply are summed for all SKUs (a few thousand); what is short needs the open
 * orders too, and is asked for only where the filter or the order of rows needs it.
 */
function stockTable(filter: StockFilter, withShort: boolean): RawBuilder<unknown> {
  const search = filter.search.normalize('NFKC').trim().toLowerCase()
  const like = `%${search.replace(/[\\%_]/g, '\\$&')}%`
  const found =
    search === ''
      ? sql`1`
      : sql`(style.style_number LIKE ${like} ESCAPE '\\' OR style.name LIKE ${like} ESCAPE '\\'
        OR style.name_initials LIKE ${like} ESCAPE '\\' OR sku.seller_code LIKE ${like} ESCAPE '\\'
        OR sku.barcode = ${search} OR sku.colour LIKE ${like} ESCAPE '\\' OR sku.size = ${search})`
  return sql`
    figures AS (
      SELECT sku.id, sku.style_id, style.style_number, sku.colour, sku.size, sku.safety_stock,
        coalesce(l.on_hand, 0) AS on_hand, coalesce(l.value, 0) AS value, coalesce(l.unchecked, 0) AS unchecked,
        coalesce(l.seconds, 0) AS seconds, coalesce(l.least, 0) AS least, coalesce(a.allocated, 0) AS allocated,
        coalesce(l.on_hand, 0) - coalesce(a.allocated, 0) AS free, coalesce(e.expected, 0) AS expected,
        ${withShort ? sql`coalesce(n.short, 0)` : sql`0`} AS short
      FROM sku JOIN style ON style.id = sku.style_id
      LEFT JOIN (
        SELECT v.item_id, sum(CASE p.kind WHEN 'sellable' THEN v.quantity END) AS on_hand,
          sum(CASE p.kind WHEN 'sellable' THEN v.value END) AS value,
          sum(CASE p.kind WHEN 'unchecked' THEN v.quantity END) AS unchecked,
          sum(CASE p.kind WHEN 'seconds' THEN v.quantity END) AS seconds, min(v.quantity) AS least
        FROM stock_level v JOIN location p ON p.id = v.location_id GROUP BY v.item_id) l ON l.item_id = sku.id
      LEFT JOIN (SELECT item_id, sum(quantity) AS allocated FROM allocation GROUP BY item_id) a ON a.item_id = sku.id
      LEFT JOIN (
        SELECT item_id, sum(quantity - received) AS expected FROM expected_supply WHERE closed_at IS NULL
        GROUP BY item_id) e ON e.item_id = sku.id
      ${withShort ? sql`LEFT JOIN shorts n ON n.item_id = sku.id` : sql``}
      WHERE sku.is_set = 0 AND ${found}
        AND ${filter.styleId === undefined ? sql`1` : sql`sku.style_id = ${filter.styleId}`}
        AND (sku.archived_at IS NULL OR coalesce(l.on_hand, 0) <> 0 OR coalesce(l.unchecked, 0) <> 0
          OR coalesce(l.seconds, 0) <> 0))`
}

function filterSql(filter: StockFilter['filter']): RawBuilder<unknown> {
  switch (filter) {
    case 'all':
      return sql`1`
    case 'short':
      return sql`short > 0`
    case 'free':
      return sql`free > 0`
    case 'low':
      return sql`safety_stock > 0 AND free < safety_stock`
    case 'empty':
      return sql`on_hand <= 0`
    case 'below-zero':
      return sql`least < 0`
    case 'unchecked':
      return sql`unchecked > 0 OR seconds > 0`
  }
}

/** The items that open orders want: the argument of `needTables` where every item is meant. Of the others none is short. */
export async function wantedItems(db: Kysely<Database>): Promise<number[]> {
  const rows = await sql<{ id: number }>`
    SELECT DISTINCT coalesce(p.part_sku_id, l.sku_id) AS id
    FROM orders o CROSS JOIN order_line l ON l.order_id = o.id
    LEFT JOIN set_part p ON p.set_sku_id = l.sku_id
    WHERE o.stage IN ('open', 'picking', 'packed') AND l.sku_id IS NOT NULL`.execute(db)
  return rows.rows.map((row) => row.id)
}

/** Pieces that open orders lack of items, by item; those that lack none are left out. */
async function shortPieces(
  db: Kysely<Database>,
  itemIds: readonly number[],
  driver: NeedDriver,
): Promise<ReadonlyMap<number, number>> {
  const found = await sql<{ item_id: number; short: number }>`
    WITH ${needTables(itemIds, driver)}
    SELECT item_id, sum(need - allocated) AS short FROM need WHERE open GROUP BY item_id HAVING short > 0`.execute(
    db,
  )
  return new Map(found.rows.map((row) => [row.item_id, row.short]))
}

async function withTables(
  db: Kysely<Database>,
  filter: StockFilter,
  withShort: boolean,
): Promise<RawBuilder<unknown>> {
  const table = stockTable(filter, withShort)
  if (!withShort) return sql`WITH ${table}`
  // Summed first and handed over. The ids come from a table: what JSON gives has no type, and SQLite makes no
  // index of its own for it, so that 60,000 SKUs would each read the whole list.
  const shorts = [...(await shortPieces(db, await wantedItems(db), 'orders'))]
  return sql`
    WITH shorts (item_id, short) AS MATERIALIZED (
      SELECT item.id, value ->> 1 FROM json_each(${JSON.stringify(shorts)}) CROSS JOIN item ON item.id = value ->> 0),
    ${table}`
}

/** The stock list, a page at a time. Values are null where `money` is false. */
export async function listStock(
  db: Kysely<Database>,
  page: StockPage,
  money: boolean,
): Promise<{ rows: StockRow[]; total: number; more: boolean }> {
  const { sort = 'sku', descending = false } = page
  const tables = await withTables(db, page, page.filter === 'short' || sort === 'short')
  const columns = { sku: sql`style_number`, onHand: sql`on_hand`, free: sql`free`, short: sql`short` }
  const direction = descending ? sql`DESC` : sql`ASC`
  const ids = await sql<{ id: number }>`
    ${tables} SELECT id FROM figures WHERE ${filterSql(page.filter)}
    ORDER BY ${columns[sort]} ${direction}, style_number, style_id, id LIMIT ${page.limit} OFFSET ${page.offset}`.execute(
    db,
  )
  const count = await sql<{ n: number }>`
    ${tables} SELECT count(*) AS n FROM figures WHERE ${filterSql(page.filter)}`.execute(db)
  const total = count.rows[0]!.n
  return {
    rows: await stockRows(
      db,
      ids.rows.map((row) => row.id),
      money,
    ),
    total: Math.min(total, totalCap),
    more: total > totalCap,
  }
}

/** Rows of the named SKUs, in their order; sets and unknown ids are left out. */
export async function stockRows(
  db: Kysely<Database>,
  ids: readonly number[],
  money: boolean,
): Promise<StockRow[]> {
  const figures = await stockFigures(db, ids)
  const labels = await skuLabels(db, ids)
  return ids.flatMap((id) => {
    const row = figures.get(id)
    const label = labels.get(id)
    if (!row || !label || label.isSet) return []
    const { value, safetyStock, ...pieces } = row
    return [{ ...label, ...pieces, safetyStock, value: money ? value : null }]
  })
}

type Figures = StockFigures & { readonly value: number; readonly safetyStock: number }

/** Every figure of a few SKUs. */
async function stockFigures(db: Kysely<Database>, ids: readonly number[]): Promise<Map<number, Figures>> {
  if (ids.length === 0) return new Map()
  const given = JSON.stringify(ids)
  const kindSum = (kind: string, column: 'quantity' | 'value') => sql`coalesce((
    SELECT sum(v.${sql.ref(column)}) FROM stock_level v JOIN location p ON p.id = v.location_id
    WHERE v.item_id = sku.id AND p.kind = ${kind}), 0)`
  const shorts = await shortPieces(db, ids, await needDriver(db, ids))
  const found = await sql<Omit<Figures, 'short' | 'free'> & { readonly id: number }>`
    SELECT sku.id, sku.safety_stock AS safetyStock, ${kindSum('sellable', 'quantity')} AS onHand,
      ${kindSum('sellable', 'value')} AS value, ${kindSum('unchecked', 'quantity')} AS unchecked,
      ${kindSum('seconds', 'quantity')} AS seconds,
      coalesce((SELECT sum(quantity) FROM allocation WHERE item_id = sku.id), 0) AS allocated,
      coalesce((SELECT sum(quantity - received) FROM expected_supply
        WHERE item_id = sku.id AND closed_at IS NULL), 0) AS expected
    FROM json_each(${given}) j JOIN sku ON sku.id = j.value`.execute(db)
  return new Map(
    found.rows.map(({ id, ...row }) => [
      id,
      { ...row, free: row.onHand - row.allocated, short: shorts.get(id) ?? 0 },
    ]),
  )
}

/** The stock list by style, each with its colour × size grid; a style is shown when one of its SKUs is found. */
export async function listStockStyles(
  db: Kysely<Database>,
  page: StockPage,
): Promise<{ rows: StockGrid[]; total: number; more: boolean }> {
  const tables = await withTables(db, page, page.filter === 'short')
  const where = filterSql(page.filter)
  const styles = await sql<{ style_id: number }>`
    ${tables} SELECT style_id FROM figures WHERE ${where} GROUP BY style_id
    ORDER BY min(style_number), style_id LIMIT ${page.limit} OFFSET ${page.offset}`.execute(db)
  const count = await sql<{ n: number }>`
    ${tables} SELECT count(DISTINCT style_id) AS n FROM figures WHERE ${where}`.execute(db)
  const total = count.rows[0]!.n
  const rows = await stockGrids(
    db,
    styles.rows.map((row) => row.style_id),
  )
  return { rows, total: Math.min(total, totalCap), more: total > totalCap }
}

/** Colour × size grids of styles, in the order of their own colours and sizes. */
export async function stockGrids(db: Kysely<Database>, styleIds: readonly number[]): Promise<StockGrid[]> {
  if (styleIds.length === 0) return []
  const skus = await db
    .selectFrom('sku')
    .select(['id', 'style_id'])
    .where('is_set', '=', 0)
    .where('style_id', 'in', sql<number>`(SELECT value FROM json_each(${JSON.stringify(styleIds)}))`)
    .orderBy('id')
    .execute()
  const rows = await stockRows(
    db,
    skus.map((sku) => sku.id),
    false,
  )
  const axes = await styleAxes(db, styleIds)
  return styleIds.flatMap((styleId) => {
    const ofStyle = rows.filter((row) => row.styleId === styleId && !(row.archived && row.onHand === 0))
    const first = ofStyle[0]
    if (!first) return []
    const { colours, sizes } = axes.order(styleId, ofStyle)
    return [
      {
        styleId,
        styleNumber: first.styleNumber,
        styleName: first.styleName,
        photoHash: ofStyle.find((row) => row.photoHash !== null)?.photoHash ?? null,
        colours,
        sizes,
        cells: ofStyle.map(
          ({ id, colour, size, onHand, allocated, free, expected, short, unchecked, seconds }) => ({
            skuId: id,
            colour,
            size,
            onHand,
            allocated,
            free,
            expected,
            short,
            unchecked,
            seconds,
          }),
        ),
      },
    ]
  })
}

/** The colours and sizes of styles in their own order; values no list names come last. */
export async function styleAxes(db: Kysely<Database>, styleIds: readonly number[]) {
  const given = sql<number>`(SELECT value FROM json_each(${JSON.stringify(styleIds)}))`
  const colours = await db
    .selectFrom('style_colour')
    .select(['style_id', 'name'])
    .where('style_id', 'in', given)
    .orderBy('position')
    .orderBy('id')
    .execute()
  const sizes = await db
    .selectFrom('style_size')
    .select(['style_id', 'name'])
    .where('style_id', 'in', given)
    .orderBy('position')
    .orderBy('id')
    .execute()
  const ordered = (
    named: readonly { style_id: number; name: string }[],
    styleId: number,
    used: readonly string[],
  ) => {
    const own = named.filter((row) => row.style_id === styleId).map((row) => row.name)
    return [...new Set([...own, ...used.toSorted(compareSizes)])].filter((name) => used.includes(name))
  }
  return {
    order: (styleId: number, cells: readonly { readonly colour: string; readonly size: string }[]) => ({
      colours: ordered(
        colours,
        styleId,
        cells.map((cell) => cell.colour),
      ),
      sizes: ordered(
        sizes,
        styleId,
        cells.map((cell) => cell.size),
      ),
    }),
  }
}
