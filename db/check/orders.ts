import { sql } from 'kysely'
import { collect, details, type Rule } from './rule.ts'

/**
 * Rule 8. The unique keys of the tables keep equal numbers apart; what they cannot see is checked here:
 * one number in two shops of a platform (own numbers of direct shops are each shop's own), numbers that
 * differ by white space, lines without a platform id that say the same listing twice under another key,
 * and facts that went back to an earlier file's.
 */
export const ordersRule: Rule = {
  rule: 8,
  name: 'one order row per order number, one line per listing, later files win',
  find: (db, limit) =>
    collect(limit, [
      async (left) =>
        details(
          (
            await sql<{ detail: string }>`
              SELECT 'orders ' || group_concat(o.id) || ' have one order number in ' || count(DISTINCT o.shop_id)
                || ' shops of ' || s.platform AS detail
              FROM (SELECT order_number FROM orders INDEXED BY orders_number GROUP BY order_number HAVING count(*) > 1) n
              JOIN orders o ON o.order_number = n.order_number JOIN shop s ON s.id = o.shop_id
              WHERE s.platform <> 'direct'
              GROUP BY s.platform, o.order_number HAVING count(*) > 1 LIMIT ${left}`.execute(db)
          ).rows,
        ),
      async (left) =>
        details(
          (
            await sql<{ detail: string }>`
              SELECT 'order ' || id || ' has an order number that is empty or has white space around it' AS detail
              FROM orders INDEXED BY orders_number
              WHERE order_number = '' OR trim(order_number, char(9, 10, 13, 32, 160, 12288)) <> order_number
              LIMIT ${left}`.execute(db)
          ).rows,
        ),
      async (left) =>
        details(
          (
            await sql<{ detail: string }>`
              SELECT 'order ' || order_id || ': lines ' || group_concat(id) || ' are one listing' AS detail
              FROM order_line WHERE kind = 'sale' AND line_key LIKE 'at:%'
              GROUP BY order_id, listing_id, CASE listing_id WHEN '' THEN title ELSE '' END, attributes, seller_code
              HAVING count(*) > 1 LIMIT ${left}`.execute(db)
          ).rows,
        ),
      async (left) =>
        details(
          (
            await sql<{ detail: string }>`
              SELECT 'order ' || a.row_id || ' took facts from a file older than the one before (audit ' || a.id || ')'
                AS detail
              FROM audit a JOIN command c ON c.id = a.command_id
              WHERE a.table_name = 'orders' AND a.action = 'update' AND a.after LIKE '%_as_of"%'
                AND c.name = 'orders.imports.apply'
                AND (a.after ->> 'head_as_of' < a.before ->> 'head_as_of'
                  OR a.after ->> 'lines_as_of' < a.before ->> 'lines_as_of') LIMIT ${left}`.execute(db)
          ).rows,
        ),
    ]),
}
