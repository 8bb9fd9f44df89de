import { sql } from 'kysely'
import { stillOut } from '../subcontracting/out.ts'
import { collect, details, type Rule } from './rule.ts'

/** Rule 4, in pieces of whole garments: lays of single parts do not exist yet. */
export const batchRule: Rule = {
  rule: 4,
  name: 'the pieces of a batch are all somewhere',
  find: (db, limit) =>
    collect(limit, [
      async (left) =>
        details(
          (
            await sql<{ detail: string }>`
              SELECT 'bundle ' || bundle.id || ' (' || state || ') holds ' || held || ', its moves say ' || moved AS detail
              FROM (SELECT bundle.id, state, held, coalesce(sum(bundle_move.quantity), 0) AS moved
                FROM bundle LEFT JOIN bundle_move ON bundle_id = bundle.id GROUP BY bundle.id) AS bundle
              WHERE held <> moved OR (held <> 0 AND state <> 'live') LIMIT ${left}`.execute(db)
          ).rows,
        ),
      // What a split or merge took out of one bundle it put into others of the same SKU.
      async (left) =>
        details(
          (
            await sql<{ detail: string }>`
              SELECT 'batch ' || batch_id || ', sku ' || sku_id || ': bundles split or merged differ by ' || sum(bundle_move.quantity) AS detail
              FROM bundle JOIN bundle_move ON bundle_id = bundle.id WHERE kind IN ('split', 'merged')
              GROUP BY batch_id, sku_id HAVING sum(bundle_move.quantity) <> 0 LIMIT ${left}`.execute(db)
          ).rows,
        ),
      // What a partner spoilt, lost or made too many of is what its returns moved.
      async (left) =>
        details(
          (
            await sql<{ detail: string }>`
              SELECT 'return ' || id || ' of work sent out: ' || wanted || ' pieces, its moves say ' || moved AS detail
              FROM (SELECT r.id, iif(r.voided_at IS NULL, (SELECT sum(l.over - l.scrap - l.lost)
                  FROM subcontract_return_line l WHERE l.subcontract_return_id = r.id), 0) AS wanted,
                  coalesce((SELECT sum(quantity) FROM bundle_move WHERE subcontract_return_id = r.id), 0) AS moved
                FROM subcontract_return r)
              WHERE wanted <> moved LIMIT ${left}`.execute(db)
          ).rows,
        ),
      async (left) =>
        details(
          (
            await sql<{ detail: string }>`
              SELECT 'bundle ' || sb.bundle_id || ': more came back than went out by order ' || sb.subcontract_order_id AS detail
              FROM subcontract_bundle sb WHERE ${stillOut} < 0 LIMIT ${left}`.execute(db)
          ).rows,
        ),
      async (left) =>
        details(
          (
            await sql<{ detail: string }>`
              SELECT 'bundle ' || b.id || ' holds ' || b.held || ', at partners ' || sum(${stillOut}) AS detail
              FROM subcontract_order o JOIN subcontract_bundle sb ON sb.subcontract_order_id = o.id JOIN bundle b ON b.id = sb.bundle_id
              WHERE o.state = 'open' GROUP BY b.id HAVING sum(${stillOut}) > b.held LIMIT ${left}`.execute(db)
          ).rows,
        ),
      // What is over brings nothing any more: no pieces to work on, nothing for orders to wait for.
      async (left) =>
        details(
          (
            await sql<{ detail: string }>`
              SELECT 'batch ' || batch.id || ' (' || batch.state || '): bundle ' || b.id || ' is live' AS detail
              FROM batch JOIN bundle b ON b.batch_id = batch.id AND b.state = 'live' WHERE batch.state <> 'open' LIMIT ${left}`.execute(
              db,
            )
          ).rows,
        ),
      async (left) =>
        details(
          (
            await sql<{ detail: string }>`
              SELECT 'batch ' || batch.id || ' (' || batch.state || '): expected supply ' || e.id || ' is open' AS detail
              FROM batch JOIN expected_supply e ON e.batch_id = batch.id AND e.closed_at IS NULL
              WHERE batch.state <> 'open' LIMIT ${left}`.execute(db)
          ).rows,
        ),
      async (left) =>
        details(
          (
            await sql<{ detail: string }>`
              SELECT 'delivery ' || id || ': ' || wanted || ' pieces, its moves say ' || moved AS detail
              FROM (SELECT d.id, iif(d.voided_at IS NULL, d.pieces, 0) AS wanted,
                  coalesce((SELECT -sum(quantity) FROM bundle_move WHERE incoming_delivery_id = d.id), 0) AS moved
                FROM incoming_delivery d)
              WHERE wanted <> moved LIMIT ${left}`.execute(db)
          ).rows,
        ),
      // What left bundles as finished is what entered stock.
      async (left) =>
        details(
          (
            await sql<{ detail: string }>`
              SELECT 'receipt ' || receipt_id || ', sku ' || sku_id || ': ' || sum(entered) || ' in stock, ' || sum(finished) || ' out of bundles' AS detail
              FROM (
                SELECT l.receipt_id, l.item_id AS sku_id, sum(l.quantity) AS entered, 0 AS finished FROM receipt_line l
                JOIN receipt r ON r.id = l.receipt_id AND r.voided_at IS NULL
                WHERE l.receipt_id IN (SELECT receipt_id FROM bundle_move WHERE kind = 'finished')
                GROUP BY l.receipt_id, l.item_id
                UNION ALL SELECT m.receipt_id, b.sku_id, 0, -sum(m.quantity) FROM bundle_move m JOIN bundle b ON b.id = m.bundle_id
                WHERE m.receipt_id IS NOT NULL AND m.kind = 'finished' GROUP BY m.receipt_id, b.sku_id)
              GROUP BY receipt_id, sku_id HAVING sum(entered) <> sum(finished) LIMIT ${left}`.execute(db)
          ).rows,
        ),
      // Seconds and scrap of a check are what it took out of bundles.
      async (left) =>
        details(
          (
            await sql<{ detail: string }>`
              SELECT 'defect ' || id || ': ' || wanted || ' taken out, its moves say ' || moved AS detail
              FROM (SELECT d.id, iif(d.voided_at IS NULL AND outcome IN ('seconds', 'scrap'), pieces, 0) AS wanted,
                  coalesce((SELECT -sum(quantity) FROM bundle_move WHERE inspection_defect_id = d.id), 0) AS moved
                FROM inspection_defect d)
              WHERE wanted <> moved LIMIT ${left}`.execute(db)
          ).rows,
        ),
      async (left) =>
        details(
          (
            await sql<{ detail: string }>`
              SELECT 'work entry ' || work_entry.id || ': ' || iif(voided_at IS NULL, scrap, 0) || ' scrapped, its moves say ' || scrapped AS detail
              FROM (SELECT work_entry.id, scrap, voided_at,
                  coalesce((SELECT -sum(quantity) FROM bundle_move WHERE work_entry_id = work_entry.id), 0) AS scrapped
                FROM work_entry) AS work_entry
              WHERE iif(voided_at IS NULL, scrap, 0) <> scrapped LIMIT ${left}`.execute(db)
          ).rows,
        ),
    ]),
}

/** Rule 5. The kept sums are summed up again from openings and live entries. */
export const bundleRule: Rule = {
  rule: 5,
  name: 'no operation of a bundle has more pieces than the bundle',
  find: (db, limit) =>
    collect(limit, [
      async (left) =>
        details(
          (
            await sql<{ detail: string }>`
              WITH counted AS (
                SELECT bundle_id, operation_id, sum(good) AS good, sum(rework) AS rework, sum(scrap) AS scrap FROM (
                  SELECT bundle_id, operation_id, good, rework, scrap FROM work_entry WHERE voided_at IS NULL
                  UNION ALL SELECT bundle_id, operation_id, good, 0, 0 FROM bundle_opening
                  -- What a return set apart took its work along out of a bundle that is still there.
                  UNION ALL SELECT o.from_bundle_id, p.operation_id, -p.good, 0, 0
                    FROM bundle_move m JOIN bundle b ON b.id = m.bundle_id AND b.state <> 'voided'
                    JOIN bundle_origin o ON o.bundle_id = b.id JOIN bundle_opening p ON p.bundle_id = b.id
                    WHERE m.subcontract_return_id IS NOT NULL AND m.kind = 'split' AND m.quantity > 0 AND m.reverses_id IS NULL
                  UNION ALL SELECT l.bundle_id, step.value, l.good - l.over, 0, iif(step.key = 0, l.scrap + l.lost, 0)
                    FROM subcontract_return_line l JOIN subcontract_return r ON r.id = l.subcontract_return_id AND r.voided_at IS NULL
                    JOIN subcontract_order o ON o.id = r.subcontract_order_id JOIN json_each(o.operations) step
                  UNION ALL SELECT l.over_bundle_id, step.value, l.over, 0, 0
                    FROM subcontract_return_line l JOIN subcontract_return r ON r.id = l.subcontract_return_id AND r.voided_at IS NULL
                    JOIN subcontract_order o ON o.id = r.subcontract_order_id JOIN json_each(o.operations) step
                    WHERE l.over_bundle_id IS NOT NULL)
                GROUP BY bundle_id, operation_id)
              SELECT 'bundle ' || bundle_id || ', operation ' || operation_id || ': kept ' || coalesce(kept.good || '/' || kept.rework || '/' || kept.scrap, 'nothing')
                || ', entries say ' || coalesce(counted.good || '/' || counted.rework || '/' || counted.scrap, 'nothing') AS detail
              FROM counted FULL JOIN bundle_progress AS kept USING (bundle_id, operation_id)
              WHERE coalesce(counted.good, 0) <> coalesce(kept.good, 0) OR coalesce(counted.rework, 0) <> coalesce(kept.rework, 0)
                OR coalesce(counted.scrap, 0) <> coalesce(kept.scrap, 0) LIMIT ${left}`.execute(db)
          ).rows,
        ),
      async (left) =>
        details(
          (
            await sql<{ detail: string }>`
              SELECT 'bundle ' || bundle_id || ', operation ' || operation_id || ': ' || (good + scrap) || ' of ' || quantity AS detail
              FROM bundle_progress JOIN bundle ON bundle.id = bundle_id WHERE good + scrap > quantity LIMIT ${left}`.execute(
              db,
            )
          ).rows,
        ),
    ]),
}
