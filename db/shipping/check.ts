import { type Kysely, type RawBuilder, sql } from 'kysely'
import { collect, details, type Violation } from '../check/rule.ts'
import type { Database } from '../schema.ts'

/**
 * What db/check/parcels.ts leaves open of DESIGN §5 rule 3: a parcel's state and its own facts agree, and its
 * lines belong to its orders. Up to `limit` violations, from the rows themselves.
 */
export function checkParcels(db: Kysely<Database>, limit: number): Promise<Violation[]> {
  return answers(db, limit, [
    (left) => sql`
      SELECT 'parcel ' || id || ' is ' || state || ' without a hand-over that stands' AS detail FROM parcel p
      WHERE (state = 'shipped') <> (shipped_at IS NOT NULL AND EXISTS (
        SELECT 1 FROM manifest m WHERE m.id = p.manifest_id AND m.voided_at IS NULL)) LIMIT ${left}`,
    (left) => sql`
      SELECT 'parcel ' || id || ' is ' || state || ' and has no packing time or no goods' AS detail FROM parcel p
      WHERE (state IN ('packed', 'shipped')) <> (packed_at IS NOT NULL)
        OR (state IN ('packed', 'shipped') AND NOT EXISTS (SELECT 1 FROM parcel_line WHERE parcel_id = p.id))
      LIMIT ${left}`,
    (left) => sql`
      SELECT 'parcel ' || pl.parcel_id || ' holds item ' || pl.item_id || ', not of line ' || l.id
        || ' or not of its orders' AS detail
      FROM parcel_line pl JOIN parcel p ON p.id = pl.parcel_id AND p.state <> 'voided'
      JOIN order_line l ON l.id = pl.order_line_id
      WHERE NOT EXISTS (SELECT 1 FROM parcel_order po WHERE po.parcel_id = pl.parcel_id AND po.order_id = l.order_id)
        OR (pl.item_id IS NOT l.sku_id
          AND NOT EXISTS (SELECT 1 FROM set_part s WHERE s.set_sku_id = l.sku_id AND s.part_sku_id = pl.item_id))
      LIMIT ${left}`,
  ])
}

/**
 * What belongs to rule 2: a line counts as shipped what its parcels hold (a set as often as its scarcest part),
 * no parcels together hold more than was ordered, no more comes back of an item than left, and of
 * what left before this program was used no more than was ordered.
 */
export function checkShippedLines(db: Kysely<Database>, limit: number): Promise<Violation[]> {
  return answers(db, limit, [
    (left) => sql`
      WITH part AS (
        SELECT l.id AS line, l.shipped, coalesce(s.part_sku_id, l.sku_id) AS item, coalesce(s.quantity, 1) AS per
        FROM order_line l LEFT JOIN set_part s ON s.set_sku_id = l.sku_id
        WHERE l.shipped > 0 OR l.id IN (SELECT pl.order_line_id FROM parcel_line pl
          JOIN parcel p ON p.id = pl.parcel_id WHERE p.state = 'shipped')),
      gone AS (
        SELECT pl.order_line_id AS line, pl.item_id AS item, sum(pl.quantity) AS quantity FROM parcel_line pl
        JOIN parcel p ON p.id = pl.parcel_id AND p.state = 'shipped' GROUP BY 1, 2)
      SELECT 'order_line ' || part.line || ' says shipped ' || max(part.shipped) || ', its parcels hold '
        || min(coalesce(gone.quantity, 0) / part.per) AS detail
      FROM part LEFT JOIN gone ON gone.line = part.line AND gone.item = part.item
      GROUP BY part.line HAVING min(coalesce(gone.quantity, 0) / part.per) <> max(part.shipped) LIMIT ${left}`,
    (left) => sql`
      SELECT 'order_line ' || l.id || ': shipped parcels hold ' || sum(pl.quantity) || ' of item ' || pl.item_id
        || ', more than ordered' AS detail
      FROM parcel_line pl JOIN parcel p ON p.id = pl.parcel_id AND p.state = 'shipped'
      JOIN order_line l ON l.id = pl.order_line_id
      LEFT JOIN set_part s ON s.set_sku_id = l.sku_id AND s.part_sku_id = pl.item_id
      GROUP BY l.id, pl.item_id
      HAVING sum(pl.quantity) > (l.quantity - l.cancelled) * coalesce(s.quantity, 1) LIMIT ${left}`,
    (left) => sql`
      SELECT 'order_line ' || rl.order_line_id || ': ' || sum(rl.quantity) || ' of item ' || rl.item_id
        || ' came back, more than left' AS detail
      FROM return_line rl JOIN return_case rc ON rc.id = rl.return_case_id AND rc.state <> 'voided'
      WHERE rl.earlier = 0 GROUP BY rl.order_line_id, rl.item_id
      HAVING sum(rl.quantity) > coalesce((
        SELECT sum(pl.quantity) FROM parcel_line pl JOIN parcel p ON p.id = pl.parcel_id AND p.state = 'shipped'
        WHERE pl.order_line_id = rl.order_line_id AND pl.item_id = rl.item_id), 0) LIMIT ${left}`,
    (left) => sql`
      SELECT 'order_line ' || l.id || ': ' || sum(rl.quantity) || ' of item ' || rl.item_id
        || ' came back as sent earlier, more than ordered' AS detail
      FROM return_line rl JOIN return_case rc ON rc.id = rl.return_case_id AND rc.state <> 'voided'
      JOIN order_line l ON l.id = rl.order_line_id
      LEFT JOIN set_part s ON s.set_sku_id = l.sku_id AND s.part_sku_id = rl.item_id
      WHERE rl.earlier = 1 GROUP BY l.id, rl.item_id
      HAVING sum(rl.quantity) > l.quantity * coalesce(max(s.quantity), 1) LIMIT ${left}`,
    (left) => sql`
      SELECT 'return_line ' || rl.id || ' names order_line ' || l.id || ', not of its return''s order' AS detail
      FROM return_line rl JOIN return_case rc ON rc.id = rl.return_case_id JOIN order_line l ON l.id = rl.order_line_id
      WHERE l.order_id IS NOT rc.order_id LIMIT ${left}`,
  ])
}

function answers(
  db: Kysely<Database>,
  limit: number,
  questions: readonly ((left: number) => RawBuilder<unknown>)[],
): Promise<Violation[]> {
  return collect(
    limit,
    questions.map((question) => async (left) => {
      const found = await sql<{ detail: string }>`${question(left)}`.execute(db)
      return details(found.rows)
    }),
  )
}
