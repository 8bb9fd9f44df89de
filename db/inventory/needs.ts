import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Database } from '../schema.ts'

/**
 * Order lines of one item, from the open orders or from the item: whichever has fewer rows to look at. `short`: only
 * of open orders that lack pieces; places in a queue mean nothing then.
 */
export type NeedDriver = 'orders' | 'items' | 'short'

/**
 * The items themselves, sets replaced by their parts (a set has no stock), each once.
 */
export async function stockItems(db: Kysely<Database>, itemIds: readonly number[]): Promise<number[]> {
  const rows = await sql<{ id: number }>`
    SELECT s.id FROM json_each(${JSON.stringify(itemIds)}) j JOIN sku s ON s.id = j.value WHERE s.is_set = 0
    UNION
    SELECT p.part_sku_id FROM json_each(${JSON.stringify(itemIds)}) j JOIN sku s ON s.id = j.value AND s.is_set = 1
    JOIN set_part p ON p.set_sku_id = s.id
    ORDER BY 1`.execute(db)
  return rows.rows.map((row) => row.id)
}

/**
 * A workshop keeps years of lines of a good SKU and a few thousand open orders: looked at from the wrong end,
 * the same answer takes seconds. Counts both ends (an index each, the second capped) and takes the smaller.
 */
export async function needDriver(db: Kysely<Database>, itemIds: readonly number[]): Promise<NeedDriver> {
  const open = await sql<{ n: number }>`
    SELECT count(*) AS n FROM orders WHERE stage IN ('open', 'picking', 'packed')`.execute(db)
  // An open order has about two lines.
  const limit = 2 * (open.rows[0]?.n ?? 0) + 1
  const lines = await sql<{ n: number }>`
    SELECT count(*) AS n FROM (
      SELECT 1 FROM order_line WHERE sku_id IN (
        SELECT value FROM json_each(${JSON.stringify(itemIds)})
        UNION SELECT set_sku_id FROM set_part WHERE part_sku_id IN (SELECT value FROM json_each(${JSON.stringify(itemIds)})))
      LIMIT ${limit})`.execute(db)
  return (lines.rows[0]?.n ?? 0) < limit ? 'items' : 'orders'
}

/**
 * Common table expressions `touched` (item_id, on_hand in sellable places) and `need`: one row for each live
 * order line and item, sets exploded, with what it needs, has, keeps and may get. Columns: order_line_id,
 * order_id, item_id, need, allocation_id, allocated, keeps (0 picked, 1 pinned, 2 nothing), open, ship_by,
 * paid_at, performance_date, urgency (place in its item's queue, as `byUrgency` of shared/inventory/allocation).
 * `itemIds` must hold no sets. `pinning`: a line the owner is pinning now, treated as if it had all it needs.
 */
export function needTables(
  itemIds: readonly number[],
  driver: NeedDriver,
  pinning: number | null = null,
): RawBuilder<unknown> {
  const given = JSON.stringify(itemIds)
  // CROSS JOIN keeps SQLite from reordering; IN builds a tree of the items, where a join would scan them per line.
  const from =
    driver === 'items'
      ? sql`(
          SELECT value AS sku_id FROM json_each(${given})
          UNION SELECT set_sku_id FROM set_part WHERE part_sku_id IN (SELECT value FROM json_each(${given}))) t
        CROSS JOIN order_line l ON l.sku_id = t.sku_id CROSS JOIN orders o ON o.id = l.order_id`
      : sql`${driver === 'short' ? sql`(SELECT * FROM orders WHERE short_count > 0) o` : sql`orders o`}
        CROSS JOIN order_line l ON l.order_id = o.id`
  return sql`
    touched (item_id, on_hand) AS MATERIALIZED (
      SELECT j.value, max(0, coalesce((
        SELECT sum(v.quantity) FROM stock_level v JOIN location p ON p.id = v.location_id AND p.kind = 'sellable'
        WHERE v.item_id = j.value), 0))
      FROM json_each(${given}) j),
    part AS (
      SELECT l.id AS order_line_id, o.id AS order_id, s.is_set,
        CASE WHEN s.is_set THEN p.part_sku_id ELSE s.id END AS item_id,
        CASE WHEN s.is_set THEN p.quantity ELSE 1 END AS per,
        l.quantity - l.cancelled AS wanted, l.shipped,
        o.stage IN ('picking', 'packed') AS picked,
        -- An exchange or resend answers the after-sale; an order let go in spite of it is wished as any other.
        l.kind <> 'sale' OR o.after_sale_release IS NOT NULL OR (o.after_sale NOT IN ('requested', 'refunded') AND l.after_sale NOT IN ('requested', 'refunded')) AS wished,
        o.hold_reason IS NULL AS free, o.ship_by, coalesce(o.paid_at, o.created_at, 0) AS paid_at, o.performance_date
      FROM ${from} CROSS JOIN sku s ON s.id = l.sku_id LEFT JOIN set_part p ON s.is_set = 1 AND p.set_sku_id = s.id
      WHERE o.stage IN ('open', 'picking', 'packed')),
    line AS MATERIALIZED (
      SELECT p.*, max(0, p.wanted * p.per - CASE WHEN NOT p.is_set THEN p.shipped ELSE
          -- The parts of one set may travel in several parcels: counted piece by piece.
          max(p.shipped * p.per, coalesce((
            SELECT sum(pl.quantity) FROM parcel_line pl JOIN parcel b ON b.id = pl.parcel_id AND b.state = 'shipped'
            WHERE pl.order_line_id = p.order_line_id AND pl.item_id = p.item_id), 0)) END) AS need
      FROM part p WHERE p.item_id IN (SELECT value FROM json_each(${given}))),
    need AS MATERIALIZED (
      SELECT n.order_line_id, n.order_id, n.item_id, n.need, a.id AS allocation_id,
        CASE WHEN n.order_line_id = ${pinning} THEN n.need ELSE coalesce(a.quantity, 0) END AS held,
        coalesce(a.quantity, 0) AS allocated,
        CASE WHEN n.picked THEN 0 WHEN (a.pinned = 1 OR n.order_line_id = ${pinning}) AND n.wished THEN 1 ELSE 2 END AS keeps,
        n.wished AND n.free AS open, n.ship_by, n.paid_at, n.performance_date,
        row_number() OVER (PARTITION BY n.item_id
          ORDER BY n.ship_by IS NOT NULL, n.ship_by, n.paid_at, n.order_id, n.order_line_id) AS urgency
      FROM line n LEFT JOIN allocation a ON a.order_line_id = n.order_line_id AND a.item_id = n.item_id)`
}
