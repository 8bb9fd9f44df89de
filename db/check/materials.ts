import { sql } from 'kysely'
import { collect, details, type Rule } from './rule.ts'

/**
 * Rule 7: what is not back is there, or used up by a batch that was cut; nothing came back twice, nor from a partner
 * more than it was given.
 */
export const materialRule: Rule = {
  rule: 7,
  name: 'materials given to batches are all somewhere',
  find: (db, limit) =>
    collect(limit, [
      async (left) =>
        details(
          (
            await sql<{ detail: string }>`
              SELECT 'batch ' || batch_id || ' material ' || material_id || ': more came back than was given' AS detail
              FROM material_use WHERE voided_at IS NULL GROUP BY batch_id, material_id
              HAVING sum(CASE kind WHEN 'issued' THEN quantity ELSE -quantity END) < 0 LIMIT ${left}`.execute(
              db,
            )
          ).rows,
        ),
      async (left) =>
        details(
          (
            await sql<{ detail: string }>`
              SELECT 'material use ' || id || ': ' || iif(voided_at IS NULL, quantity, 0) || ' worth '
                || iif(voided_at IS NULL, value, 0) || ', its moves say ' || moved || ' worth ' || worth AS detail
              FROM (SELECT u.*,
                  abs(coalesce((SELECT sum(m.quantity) FROM stock_move m WHERE m.reference_kind = 'material-use'
                    AND m.reference_id = u.id AND m.item_id = u.material_id), 0)) AS moved,
                  abs(coalesce((SELECT sum(m.value) FROM stock_move m WHERE m.reference_kind = 'material-use'
                    AND m.reference_id = u.id AND m.quantity <> 0), 0)) AS worth
                FROM material_use u)
              WHERE iif(voided_at IS NULL, quantity, 0) <> moved OR iif(voided_at IS NULL, value, 0) <> worth
              LIMIT ${left}`.execute(db)
          ).rows,
        ),
      async (left) =>
        details(
          (
            await sql<{ detail: string }>`
              SELECT 'order ' || subcontract_order_id || ' material ' || material_id || ': more came back from the partner than it was given' AS detail
              FROM material_use WHERE voided_at IS NULL AND subcontract_order_id IS NOT NULL
              GROUP BY subcontract_order_id, material_id
              HAVING sum(CASE kind WHEN 'issued' THEN quantity ELSE -quantity END) < 0 LIMIT ${left}`.execute(
              db,
            )
          ).rows,
        ),
      async (left) =>
        details(
          (
            await sql<{ detail: string }>`
              SELECT 'batch ' || batch_id || ' was ended uncut with material ' || material_id || ' still there' AS detail
              FROM material_use u JOIN batch ON batch.id = batch_id AND batch.state <> 'open'
              WHERE u.voided_at IS NULL
                AND NOT EXISTS (SELECT 1 FROM bundle WHERE bundle.batch_id = batch.id AND bundle.state <> 'voided')
              GROUP BY batch_id, material_id
              HAVING sum(CASE kind WHEN 'issued' THEN quantity ELSE -quantity END) > 0 LIMIT ${left}`.execute(
              db,
            )
          ).rows,
        ),
      async (left) =>
        details(
          (
            await sql<{ detail: string }>`
              SELECT 'stock move ' || m.id || ' names no material use' AS detail FROM stock_move m
              WHERE m.reference_kind = 'material-use'
                AND NOT EXISTS (SELECT 1 FROM material_use u WHERE u.id = m.reference_id) LIMIT ${left}`.execute(
              db,
            )
          ).rows,
        ),
    ]),
}
