import { sql } from 'kysely'
import { checkParcels } from '../shipping/check.ts'
import { collect, details, type Rule } from './rule.ts'

/**
 * Rule 3. What a parcel's lines say, set against what the ledger says went out on its account; a parcel that
 * is not shipped has nothing out. Sets are packed as their parts, so no line may name a set itself.
 */
export const parcelsRule: Rule = {
  rule: 3,
  name: 'parcels equal their stock moves and have a waybill or a reason for none',
  find: (db, limit) =>
    collect(limit, [
      async (left) =>
        details(
          (
            await sql<{ detail: string }>`
              WITH line AS (
                SELECT l.parcel_id, l.item_id, sum(l.quantity) AS quantity
                FROM parcel_line l JOIN parcel p ON p.id = l.parcel_id WHERE p.state = 'shipped' GROUP BY 1, 2),
              move AS (
                SELECT reference_id AS parcel_id, item_id, -sum(quantity) AS quantity
                FROM stock_move WHERE reference_kind = 'parcel' AND reason IN ('shipped', 'unshipped')
                GROUP BY 1, 2 HAVING sum(quantity) <> 0)
              SELECT 'parcel ' || coalesce(line.parcel_id, move.parcel_id) || ', item '
                || coalesce(line.item_id, move.item_id) || ': its lines have ' || coalesce(line.quantity, 0)
                || ', the ledger sent out ' || coalesce(move.quantity, 0) AS detail
              FROM line FULL JOIN move ON move.parcel_id = line.parcel_id AND move.item_id = line.item_id
              WHERE coalesce(line.quantity, 0) <> coalesce(move.quantity, 0) LIMIT ${left}`.execute(db)
          ).rows,
        ),
      async (left) =>
        details(
          (
            await sql<{ detail: string }>`
              SELECT 'parcel ' || id || ' is ' || state || ' with neither a waybill nor a reason for none' AS detail
              FROM parcel WHERE state IN ('packed', 'shipped') AND tracking_number = '' AND no_waybill_reason = ''
              LIMIT ${left}`.execute(db)
          ).rows,
        ),
      async (left) =>
        details(
          (
            await sql<{ detail: string }>`
              SELECT 'parcel ' || l.parcel_id || ', item ' || l.item_id || ' is a set and not its parts' AS detail
              FROM parcel_line l JOIN sku s ON s.id = l.item_id JOIN parcel p ON p.id = l.parcel_id
              WHERE s.is_set = 1 AND p.state <> 'voided' LIMIT ${left}`.execute(db)
          ).rows,
        ),
      (left) => checkParcels(db, left),
    ]),
}
