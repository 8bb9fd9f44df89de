import { type Kysely, sql } from 'kysely'
import type { Alias } from '../../shared/catalog/listings-contract.ts'
import { totalCap } from '../../shared/rpc.ts'
import type { Database } from '../schema.ts'
import { skuLabels } from './lookups.ts'
import { mayChange, notGoodsMayChange } from './waiting-matches.ts'

/** Remembered listings, newest first, with what still hangs on them: lines of orders that are not over. */
export async function listAliases(
  db: Kysely<Database>,
  filter: {
    readonly search: string
    readonly shopId?: number | undefined
    readonly offset: number
    readonly limit: number
  },
): Promise<{ rows: Alias[]; total: number; more: boolean }> {
  const words = filter.search.normalize('NFKC').trim().split(/\s+/).filter(Boolean).slice(0, 6)
  const conditions = words.map((word) => {
    const like = `%${word.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
    return sql`(a.title LIKE ${like} ESCAPE '\\' OR a.attributes LIKE ${like} ESCAPE '\\' OR a.seller_code LIKE ${like} ESCAPE '\\'
      OR style.style_number LIKE ${like} ESCAPE '\\' OR style.name LIKE ${like} ESCAPE '\\' OR sku.seller_code LIKE ${like} ESCAPE '\\')`
  })
  if (filter.shopId !== undefined) conditions.push(sql`a.shop_id = ${filter.shopId}`)
  conditions.push(sql`a.pending IS NOT 'forget'`)
  const from = sql`listing_alias a LEFT JOIN sku ON sku.id = a.sku_id LEFT JOIN style ON style.id = sku.style_id
    WHERE ${sql.join(conditions, sql` AND `)}`
  const counted = await sql<{
    n: number
  }>`SELECT count(*) AS n FROM (SELECT 1 FROM ${from} LIMIT ${totalCap + 1})`.execute(db)
  const total = counted.rows[0]?.n ?? 0
  const found = await sql<{
    id: number
    shop_id: number
    shop_name: string
    title: string
    attributes: string
    seller_code: string
    sku_id: number | null
    waiting: number
    fixed: number
  }>`
    WITH page AS MATERIALIZED (SELECT a.* FROM ${from} ORDER BY a.id DESC LIMIT ${filter.limit} OFFSET ${filter.offset}),
    -- The orders that are not over: a good listing's history is long, and nothing of it changes any more.
    line AS MATERIALIZED (
      SELECT page.id AS alias_id, l.sku_id IS NULL OR ${mayChange} AS free
      FROM orders o CROSS JOIN order_line l ON l.order_id = o.id
      CROSS JOIN page ON page.shop_id = o.shop_id AND page.match_key = l.match_key
      WHERE o.stage IN ('waiting', 'open', 'picking', 'packed') AND l.sku_source = 'alias'
      UNION ALL
      -- An order of nothing but postage has ended here; the answer can still be taken back.
      SELECT page.id, 1 FROM page CROSS JOIN order_line l INDEXED BY order_line_not_goods
        ON l.match_key = page.match_key AND l.sku_id IS NULL AND l.sku_source IS NOT NULL
      CROSS JOIN orders o ON o.id = l.order_id AND o.shop_id = page.shop_id
      WHERE page.sku_id IS NULL AND o.stage = 'ended' AND ${notGoodsMayChange}),
    counted AS (SELECT alias_id, sum(free) AS waiting, sum(NOT free) AS fixed FROM line GROUP BY alias_id)
    SELECT page.id, page.shop_id, shop.name AS shop_name, page.title, page.attributes, page.seller_code, page.sku_id,
      coalesce(counted.waiting, 0) AS waiting, coalesce(counted.fixed, 0) AS fixed
    FROM page JOIN shop ON shop.id = page.shop_id LEFT JOIN counted ON counted.alias_id = page.id
    ORDER BY page.id DESC`.execute(db)
  const labels = await skuLabels(
    db,
    found.rows.flatMap((row) => row.sku_id ?? []),
  )
  return {
    rows: found.rows.map((row) => ({
      id: row.id,
      shopId: row.shop_id,
      shopName: row.shop_name,
      title: row.title,
      attributes: row.attributes,
      sellerCode: row.seller_code,
      sku: row.sku_id === null ? null : labels.get(row.sku_id)!,
      waitingLines: row.waiting,
      fixedLines: row.fixed,
    })),
    total: Math.min(total, totalCap),
    more: total > totalCap,
  }
}
