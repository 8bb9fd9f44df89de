import { sql } from 'kysely'
import { checkShippedLines } from '../shipping/check.ts'
import { collect, details, type Rule } from './rule.ts'

/** Rule 1. The level table is kept by the commands; here it is summed up again from the ledger. */
export const stockRule: Rule = {
  rule: 1,
  name: 'stock levels are the sums of their moves, what is below zero is a named shortage',
  find: (db, limit) =>
    collect(limit, [
      async (left) =>
        details(
          (
            await sql<{ detail: string }>`
              WITH moved AS (SELECT item_id, location_id, sum(quantity) AS quantity, sum(value) AS value
                FROM stock_move GROUP BY 1, 2)
              SELECT 'item ' || coalesce(l.item_id, m.item_id) || ' at location ' || coalesce(l.location_id, m.location_id)
                || ': level ' || coalesce(l.quantity, 0) || ' worth ' || coalesce(l.value, 0)
                || ', moves ' || coalesce(m.quantity, 0) || ' worth ' || coalesce(m.value, 0) AS detail
              FROM stock_level l FULL JOIN moved m ON m.item_id = l.item_id AND m.location_id = l.location_id
              WHERE coalesce(l.quantity, 0) <> coalesce(m.quantity, 0) OR coalesce(l.value, 0) <> coalesce(m.value, 0)
              LIMIT ${left}`.execute(db)
          ).rows,
        ),
      async (left) =>
        details(
          (
            await sql<{ detail: string }>`
              WITH below AS (SELECT item_id, location_id, -quantity AS quantity FROM stock_level WHERE quantity < 0),
              open AS (SELECT item_id, location_id, sum(quantity) AS quantity FROM stock_shortage
                WHERE closed_at IS NULL GROUP BY 1, 2)
              SELECT 'item ' || coalesce(b.item_id, o.item_id) || ' at location ' || coalesce(b.location_id, o.location_id)
                || ' is ' || coalesce(b.quantity, 0) || ' below zero, its open shortages name ' || coalesce(o.quantity, 0)
                AS detail
              FROM below b FULL JOIN open o ON o.item_id = b.item_id AND o.location_id = b.location_id
              WHERE coalesce(b.quantity, 0) <> coalesce(o.quantity, 0) LIMIT ${left}`.execute(db)
          ).rows,
        ),
      async (left) =>
        details(
          (
            await sql<{ detail: string }>`
              SELECT 'shortage ' || id || ' gives no reason' AS detail FROM stock_shortage
              WHERE closed_at IS NULL AND trim(reason) = '' LIMIT ${left}`.execute(db)
          ).rows,
        ),
    ]),
}

/** Rule 2. A set's line is allocated as its parts, each in its own number. */
export const allocationRule: Rule = {
  rule: 2,
  name: 'nothing is promised that is not there or was not ordered',
  find: (db, limit) =>
    collect(limit, [
      async (left) =>
        details(
          (
            await sql<{ detail: string }>`
              SELECT 'item ' || a.item_id || ': ' || a.quantity || ' allocated, ' || a.there || ' on hand' AS detail
              FROM (SELECT item_id, sum(quantity) AS quantity,
                  max(0, coalesce((SELECT sum(l.quantity) FROM stock_level l JOIN location p ON p.id = l.location_id
                    WHERE l.item_id = allocation.item_id AND p.kind = 'sellable'), 0)) AS there
                FROM allocation GROUP BY item_id) a
              WHERE a.quantity > a.there LIMIT ${left}`.execute(db)
          ).rows,
        ),
      async (left) =>
        details(
          (
            await sql<{ detail: string }>`
              SELECT 'order line ' || l.id || ': ' || a.quantity || ' of item ' || a.item_id || ' allocated, '
                || ((l.quantity - l.cancelled - l.shipped) * coalesce(p.quantity, 1)) || ' still to send' AS detail
              FROM allocation a JOIN order_line l ON l.id = a.order_line_id
              LEFT JOIN set_part p ON p.set_sku_id = l.sku_id AND p.part_sku_id = a.item_id
              WHERE a.quantity > (l.quantity - l.cancelled - l.shipped) * coalesce(p.quantity, 1)
              LIMIT ${left}`.execute(db)
          ).rows,
        ),
      async (left) =>
        details(
          (
            await sql<{ detail: string }>`
              SELECT 'order line ' || l.id || ' has item ' || a.item_id || ' allocated, which it does not ask for' AS detail
              FROM allocation a JOIN order_line l ON l.id = a.order_line_id
              WHERE a.item_id IS NOT l.sku_id AND NOT EXISTS (SELECT 1 FROM set_part p
                WHERE p.set_sku_id = l.sku_id AND p.part_sku_id = a.item_id) LIMIT ${left}`.execute(db)
          ).rows,
        ),
      async (left) =>
        details(
          (
            await sql<{ detail: string }>`
              SELECT 'order line ' || id || ': ordered ' || quantity || ', cancelled ' || cancelled || ', shipped '
                || shipped || ', returned ' || returned AS detail
              FROM order_line WHERE shipped + cancelled > quantity OR returned > shipped LIMIT ${left}`.execute(
              db,
            )
          ).rows,
        ),
      (left) => checkShippedLines(db, left),
    ]),
}
