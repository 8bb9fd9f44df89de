import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Database } from '../schema.ts'

/** Whether a line's SKU (tables order_line l, orders o) may still be changed: nobody picks, packs or has sent it. */
export const mayChange = sql<number>`(o.stage IN ('waiting', 'open') AND l.shipped = 0 AND NOT EXISTS (
  SELECT 1 FROM parcel_line pl JOIN parcel b ON b.id = pl.parcel_id
  WHERE pl.order_line_id = l.id AND b.state <> 'voided'))`
/** Orders that are not over. Lines without a SKU may be given one in all of them (only they count any as unmatched). */
const liveStages = sql`('waiting', 'open', 'picking', 'packed')`
/**
 * Lines that were said to be no goods: nobody has them in hand. An order of nothing else has ended here while
 * the platform still waits for it.
 */
export const notGoodsMayChange = sql`(o.stage IN ${liveStages}
  OR (o.stage = 'ended' AND o.status IN ('unpaid', 'paid', 'partly-shipped', 'unknown')))`
/** Lines (l) that nobody has said anything of. */
export const isUnmatched = sql`(l.sku_id IS NULL AND l.sku_source IS NULL)`

/** A line of which what it means is to be changed. */
export interface LineMatch {
  readonly id: number
  readonly order_id: number
  readonly sku_id: number | null
  readonly sku_source: string | null
  /** Its SKU from now on; null with a source: no goods; null without one: unmatched again. */
  readonly to: number | null
  readonly source: 'alias' | 'code' | null
}

/** Whose lines are to be brought in line: aliases (also those that meant something else before), SKUs' codes. */
export interface MatchWork {
  readonly aliasIds: readonly number[]
  /** Some of the aliases meant something else, or are being forgotten: their lines are looked for too. */
  readonly corrected: boolean
  /** SKUs whose seller code is new; 'all': whatever a code can match (after a power cut). */
  readonly codesOf: readonly number[] | 'all'
}

/**
 * Lines that an alias or a seller code matches and that do not say so yet, the most urgent orders first: an order's
 * lines together. It walks the orders that wait, never the history. `only`: of these lines, as they stand now.
 */
export async function waitingMatches(
  db: Kysely<Database>,
  work: MatchWork,
  only?: readonly number[],
): Promise<LineMatch[]> {
  const parts: RawBuilder<unknown>[] = []
  const unmatched = from(only, sql`orders o CROSS JOIN order_line l ON l.order_id = o.id`)
  if (work.aliasIds.length > 0) {
    const aliases = JSON.stringify(work.aliasIds)
    const alias = sql`CROSS JOIN listing_alias a ON a.shop_id = o.shop_id AND a.match_key = l.match_key
      AND a.id IN (SELECT value FROM json_each(${aliases}))`
    const meaning = sql`l.id, l.order_id, l.sku_id, l.sku_source,
      CASE WHEN a.pending IS 'forget' THEN NULL ELSE a.sku_id END AS "to",
      CASE WHEN a.pending IS 'forget' THEN NULL ELSE 'alias' END AS source, ${urgency}`
    parts.push(sql`
      SELECT ${meaning} FROM ${unmatched} ${alias}
      WHERE o.unmatched_count > 0 AND ${isUnmatched} AND a.pending IS NOT 'forget'`)
    if (work.corrected) {
      const differs = sql`l.sku_source = 'alias' AND (a.pending IS 'forget' OR l.sku_id IS NOT a.sku_id)`
      const live = sql`orders o CROSS JOIN order_line l ON l.order_id = o.id`
      const ofKey = sql`json_each(${aliases}) w CROSS JOIN listing_alias n ON n.id = w.value
        CROSS JOIN order_line l INDEXED BY order_line_not_goods ON l.match_key = n.match_key AND l.sku_id IS NULL
          AND l.sku_source IS NOT NULL
        CROSS JOIN orders o ON o.id = l.order_id AND o.shop_id = n.shop_id`
      parts.push(sql`
        SELECT ${meaning} FROM ${from(only, live)} ${alias} WHERE l.sku_id IS NOT NULL AND ${differs} AND ${mayChange}`)
      parts.push(sql`
        SELECT ${meaning} FROM ${from(only, ofKey)} ${alias}
        WHERE l.sku_id IS NULL AND ${differs} AND ${notGoodsMayChange}`)
    }
  }
  if (work.codesOf === 'all' || work.codesOf.length > 0) {
    const given = work.codesOf === 'all' ? null : JSON.stringify(work.codesOf)
    const code = sql`CROSS JOIN sku s ON s.seller_code = l.seller_code AND s.seller_code <> '' AND s.archived_at IS NULL
      ${given === null ? sql`` : sql`AND s.id IN (SELECT value FROM json_each(${given}))`}`
    const meaning = sql`l.id, l.order_id, l.sku_id, l.sku_source, s.id AS "to", 'code' AS source, ${urgency}`
    // What a user said of the listing stands before its code.
    parts.push(sql`
      SELECT ${meaning} FROM ${unmatched} ${code}
      WHERE o.unmatched_count > 0 AND ${isUnmatched} AND NOT EXISTS (
        SELECT 1 FROM listing_alias a WHERE a.shop_id = o.shop_id AND a.match_key = l.match_key)`)
    // Lines that another SKU got by the code it no longer has.
    if (given !== null)
      parts.push(sql`
        SELECT ${meaning} FROM ${from(only, sql`orders o CROSS JOIN order_line l ON l.order_id = o.id`)} ${code}
        WHERE l.sku_source = 'code' AND l.sku_id <> s.id AND ${mayChange}`)
  }
  if (parts.length === 0) return []
  const found = await sql<LineMatch>`
    SELECT id, order_id, sku_id, sku_source, "to", source FROM (${sql.join(parts, sql` UNION ALL `)})
    ORDER BY undated, ship_by, paid_at, order_id, id`.execute(db)
  // A line may be new to its alias and to a code at once: the alias comes first.
  const seen = new Set<number>()
  return found.rows.filter((line) => !seen.has(line.id) && seen.add(line.id))
}

/** As stock is given out: the same order, so that no slice takes from the one before it. */
const urgency = sql`o.ship_by IS NOT NULL AS undated, o.ship_by, coalesce(o.paid_at, o.created_at, 0) AS paid_at`

function from(only: readonly number[] | undefined, all: RawBuilder<unknown>): RawBuilder<unknown> {
  if (only === undefined) return all
  return sql`json_each(${JSON.stringify(only)}) j CROSS JOIN order_line l ON l.id = j.value
    CROSS JOIN orders o ON o.id = l.order_id`
}

/** Lines that carry these aliases and must stay as they are: of orders that are not over, being picked or packed. */
export async function keptLines(db: Kysely<Database>, aliasIds: readonly number[]): Promise<number> {
  const found = await sql<{ n: number }>`
    SELECT count(*) AS n FROM orders o CROSS JOIN order_line l ON l.order_id = o.id
    CROSS JOIN listing_alias a ON a.shop_id = o.shop_id AND a.match_key = l.match_key
      AND a.id IN (SELECT value FROM json_each(${JSON.stringify(aliasIds)}))
    WHERE o.stage IN ${liveStages} AND l.sku_id IS NOT NULL AND l.sku_source = 'alias'
      AND (a.pending IS 'forget' OR l.sku_id IS NOT a.sku_id) AND NOT ${mayChange}`.execute(db)
  return found.rows[0]!.n
}
