import { type Kysely, sql } from 'kysely'
import type { Database } from '../schema.ts'

export interface Violation {
  /** Number of the rule in DESIGN §5. */
  readonly rule: number
  /** Table, ids and figures: no names, so that it may be logged. */
  readonly detail: string
}

/** Verifies DESIGN §5 rules 1 and 2 from the rows themselves. At most 100 violations a question. */
export async function checkInventory(db: Kysely<Database>): Promise<Violation[]> {
  const answers = [
    await checkLevels(db),
    await checkShortages(db),
    await checkReversals(db),
    await checkSets(db),
    await checkAllocated(db),
    await checkLines(db),
    await checkLineAllocations(db),
  ]
  return answers.flat()
}

async function violations(
  db: Kysely<Database>,
  rule: number,
  query: ReturnType<typeof sql<{ detail: string }>>,
) {
  const found = await query.execute(db)
  return found.rows.map((row): Violation => ({ rule, detail: row.detail }))
}

/** Rule 1: level and value = Σ moves, per item and place, in both directions. */
export function checkLevels(db: Kysely<Database>): Promise<Violation[]> {
  return violations(
    db,
    1,
    sql`
      WITH moves AS (
        SELECT item_id, location_id, sum(quantity) AS quantity, sum(value) AS value FROM stock_move
        GROUP BY item_id, location_id)
      SELECT 'item ' || coalesce(m.item_id, v.item_id) || ' place ' || coalesce(m.location_id, v.location_id)
        || ': level ' || coalesce(v.quantity, 0) || ' worth ' || coalesce(v.value, 0)
        || ', moves ' || coalesce(m.quantity, 0) || ' worth ' || coalesce(m.value, 0) AS detail
      FROM moves m FULL JOIN stock_level v ON v.item_id = m.item_id AND v.location_id = m.location_id
      WHERE coalesce(m.quantity, 0) <> coalesce(v.quantity, 0) OR coalesce(m.value, 0) <> coalesce(v.value, 0)
      LIMIT 100`,
  )
}

/** Rule 1: what is below zero equals the open shortage rows of that item and place. */
export function checkShortages(db: Kysely<Database>): Promise<Violation[]> {
  return violations(
    db,
    1,
    sql`
      WITH below AS (
        SELECT item_id, location_id, -sum(quantity) AS quantity FROM stock_move
        GROUP BY item_id, location_id HAVING sum(quantity) < 0),
      open AS (
        SELECT item_id, location_id, sum(quantity) AS quantity FROM stock_shortage WHERE closed_at IS NULL
        GROUP BY item_id, location_id)
      SELECT 'item ' || coalesce(b.item_id, o.item_id) || ' place ' || coalesce(b.location_id, o.location_id)
        || ': ' || coalesce(b.quantity, 0) || ' below zero, open shortages ' || coalesce(o.quantity, 0) AS detail
      FROM below b FULL JOIN open o ON o.item_id = b.item_id AND o.location_id = b.location_id
      WHERE coalesce(b.quantity, 0) <> coalesce(o.quantity, 0)
      UNION ALL
      SELECT 'stock_shortage ' || id || ': no reason named' FROM stock_shortage WHERE trim(reason) = ''
      LIMIT 100`,
  )
}

/** Rule 1: a reversal is the exact opposite of the move it names, and of no other than one. */
export function checkReversals(db: Kysely<Database>): Promise<Violation[]> {
  return violations(
    db,
    1,
    sql`
      SELECT 'stock_move ' || r.id || ' does not reverse ' || m.id AS detail
      FROM stock_move r JOIN stock_move m ON m.id = r.reverses_id
      WHERE r.quantity <> -m.quantity OR r.value <> -m.value OR r.item_id <> m.item_id OR r.location_id <> m.location_id
      UNION ALL
      SELECT 'stock_move ' || reverses_id || ' is reversed ' || count(*) || ' times' FROM stock_move
      WHERE reverses_id IS NOT NULL GROUP BY reverses_id HAVING count(*) > 1
      LIMIT 100`,
  )
}

/** Rule 1: a set has no stock and no promises of its own. */
export function checkSets(db: Kysely<Database>): Promise<Violation[]> {
  return violations(
    db,
    1,
    sql`
      SELECT 'set ' || s.id || ' has stock' AS detail FROM sku s
      JOIN stock_level v ON v.item_id = s.id AND (v.quantity <> 0 OR v.value <> 0) WHERE s.is_set = 1
      LIMIT 100`,
  )
}

/** Rule 2: allocated ≤ max(0, on hand in sellable places), per SKU. */
export function checkAllocated(db: Kysely<Database>): Promise<Violation[]> {
  return violations(
    db,
    2,
    sql`
      WITH promised AS (SELECT item_id, sum(quantity) AS quantity FROM allocation GROUP BY item_id),
      there AS (
        SELECT m.item_id, sum(m.quantity) AS quantity FROM stock_move m
        JOIN location p ON p.id = m.location_id AND p.kind = 'sellable' GROUP BY m.item_id)
      SELECT 'item ' || a.item_id || ': allocated ' || a.quantity || ', on hand ' || coalesce(t.quantity, 0) AS detail
      FROM promised a LEFT JOIN there t ON t.item_id = a.item_id
      WHERE a.quantity > max(0, coalesce(t.quantity, 0))
      LIMIT 100`,
  )
}

/** Rule 2: shipped + cancelled ≤ ordered, returned ≤ shipped; and both with what is allocated, per line and part. */
export function checkLines(db: Kysely<Database>): Promise<Violation[]> {
  return violations(
    db,
    2,
    sql`
      SELECT 'order_line ' || id || ': ordered ' || quantity || ', shipped ' || shipped || ', cancelled ' || cancelled
        || ', returned ' || returned AS detail
      FROM order_line WHERE shipped + cancelled > quantity OR returned > shipped
      LIMIT 100`,
  )
}

/** Rule 2: allocated + shipped + cancelled ≤ ordered; and only what the line's SKU is or is made of. */
export function checkLineAllocations(db: Kysely<Database>): Promise<Violation[]> {
  return violations(
    db,
    2,
    sql`
      SELECT 'order_line ' || l.id || ' item ' || a.item_id || ': ordered ' || l.quantity || ', shipped ' || l.shipped
        || ', cancelled ' || l.cancelled || ', allocated ' || a.quantity AS detail
      FROM allocation a JOIN order_line l ON l.id = a.order_line_id LEFT JOIN sku s ON s.id = l.sku_id
      LEFT JOIN set_part p ON s.is_set = 1 AND p.set_sku_id = s.id AND p.part_sku_id = a.item_id
      WHERE CASE WHEN s.is_set = 1 THEN p.id IS NULL ELSE l.sku_id IS NOT a.item_id END
        OR a.quantity + (l.shipped + l.cancelled) * coalesce(p.quantity, 1) > l.quantity * coalesce(p.quantity, 1)
      LIMIT 100`,
  )
}
