import { type Kysely, sql } from 'kysely'
import type { Listing } from '../../shared/catalog/listings-contract.ts'
import { notGoodsKind } from '../../shared/catalog/not-goods.ts'
import type { Platform } from '../../shared/orders/platforms.ts'
import { totalCap } from '../../shared/rpc.ts'
import type { Database } from '../schema.ts'
import { isUnmatched } from './waiting-matches.ts'

interface ListingRow {
  shop_id: number
  shop_name: string
  platform: Platform
  match_key: string
  title: string
  attributes: string
  seller_code: string
  orders: number
  pieces: number
  ship_by: number | null
  performance: string | null
  siblings: number
  total: number
}

export interface ListingFilter {
  readonly search: string
  readonly shopId?: number | undefined
  /** Only this listing. */
  readonly matchKey?: string | undefined
  /** Only variants of this title. */
  readonly title?: string | undefined
  readonly offset: number
  readonly limit: number
}

/**
 * What marketplaces call things that we cannot name yet: one row a shop and match key over all waiting orders,
 * those without a date first, then the soonest to be shipped, the same title together.
 *
 * It walks the open orders with something unmatched (an index of just those), never the history.
 */
export async function listListings(
  db: Kysely<Database>,
  filter: ListingFilter,
): Promise<{ rows: Listing[]; total: number; more: boolean }> {
  const words = filter.search.normalize('NFKC').trim().split(/\s+/).filter(Boolean).slice(0, 6)
  const conditions = words.map((word) => {
    const like = `%${word.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
    return sql`(title LIKE ${like} ESCAPE '\\' OR attributes LIKE ${like} ESCAPE '\\' OR seller_code LIKE ${like} ESCAPE '\\')`
  })
  if (filter.shopId !== undefined) conditions.push(sql`shop_id = ${filter.shopId}`)
  if (filter.matchKey !== undefined) conditions.push(sql`match_key = ${filter.matchKey}`)
  if (filter.title !== undefined) conditions.push(sql`title = ${filter.title}`)
  const where = conditions.length === 0 ? sql`1` : sql.join(conditions, sql` AND `)
  const found = await sql<ListingRow>`
    WITH listing AS MATERIALIZED (
      SELECT o.shop_id, l.match_key, l.title, l.attributes, l.seller_code,
        count(DISTINCT o.id) AS orders, sum(l.quantity - l.cancelled) AS pieces, min(o.ship_by) AS ship_by,
        max(o.ship_by IS NULL) AS undated, min(o.performance_date) AS performance
      FROM orders o CROSS JOIN order_line l ON l.order_id = o.id
      WHERE o.unmatched_count > 0 AND ${isUnmatched} AND l.quantity > l.cancelled
      GROUP BY o.shop_id, l.match_key),
    counted AS (
      SELECT listing.*, count(*) OVER (PARTITION BY shop_id, title) - 1 AS siblings,
        max(undated) OVER (PARTITION BY shop_id, title) AS title_undated,
        min(ship_by) OVER (PARTITION BY shop_id, title) AS title_ship_by
      FROM listing)
    SELECT counted.*, shop.name AS shop_name, shop.platform, count(*) OVER () AS total
    FROM counted JOIN shop ON shop.id = counted.shop_id
    WHERE ${where}
    ORDER BY title_undated DESC, title_ship_by, counted.shop_id, title, undated DESC, ship_by, match_key
    LIMIT ${filter.limit} OFFSET ${filter.offset}`.execute(db)
  const total = found.rows[0]?.total ?? 0
  return {
    rows: found.rows.map(toListing),
    total: Math.min(total, totalCap),
    more: total > totalCap,
  }
}

function toListing(row: ListingRow): Listing {
  return {
    shopId: row.shop_id,
    shopName: row.shop_name,
    platform: row.platform,
    matchKey: row.match_key,
    title: row.title,
    attributes: row.attributes,
    sellerCode: row.seller_code,
    orders: row.orders,
    pieces: row.pieces,
    earliestShipBy: row.ship_by,
    earliestPerformance: row.performance,
    siblings: row.siblings,
    notGoods: notGoodsKind(row),
  }
}

/** How many listings wait for a SKU, and in how many orders: for the Today page. */
export async function countListings(db: Kysely<Database>): Promise<{ listings: number; orders: number }> {
  const found = await sql<{ listings: number; orders: number }>`
    SELECT count(DISTINCT o.shop_id || ' ' || l.match_key) AS listings, count(DISTINCT o.id) AS orders
    FROM orders o CROSS JOIN order_line l ON l.order_id = o.id
    WHERE o.unmatched_count > 0 AND ${isUnmatched} AND l.quantity > l.cancelled`.execute(db)
  return found.rows[0]!
}
