import { type Kysely, sql } from 'kysely'
import { YifangError } from '../../shared/errors.ts'
import type { BundleEvent } from '../../shared/production/bundles-contract.ts'
import type { Database } from '../schema.ts'
import { kinOf } from './forebears.ts'

/**
 * All that happened to a bundle, the oldest first: its moves, work, hand-outs, work sent out, and checks; also what happened
 * to the bundles that it came of by split or merge, until it left them. Raises not-found.
 */
export async function bundleHistory(db: Kysely<Database>, id: number): Promise<BundleEvent[]> {
  const bundle = await db.selectFrom('bundle').select('id').where('id', '=', id).executeTakeFirst()
  if (!bundle) throw new YifangError('not-found', { what: 'bundle', id })
  // A move taken back is of the kin that it was of when it was made.
  const { rows } = await sql<Omit<BundleEvent, 'undone' | 'kin'> & { undone: number; kin: string }>`
    WITH RECURSIVE ${kinOf(id)},
    moved AS (
      SELECT m.*, kin.until, coalesce((SELECT first.command_id FROM bundle_move first WHERE first.id = m.reverses_id), m.command_id) AS by
      FROM kin JOIN bundle_move m ON m.bundle_id = kin.id WHERE m.work_entry_id IS NULL AND m.quantity <> 0),
    event (id, bundle_id, at, until, what, pieces, rework, scrap, who, operation, note, undone, kin) AS (
      SELECT m.id, m.bundle_id, m.at, m.until, m.kind, m.quantity, 0, 0, coalesce(user.name, ''), '', '', m.reverses_id IS NOT NULL,
        CASE WHEN m.kind IN ('split', 'merged') THEN (
          SELECT json_group_array(json_object('id', b.id, 'number', b.bundle_number) ORDER BY b.bundle_number)
          FROM bundle_origin o JOIN bundle b
            ON b.id = iif(o.bundle_id = m.bundle_id, o.from_bundle_id, o.bundle_id)
          WHERE o.command_id = m.by AND m.bundle_id IN (o.bundle_id, o.from_bundle_id)) ELSE '[]' END
      FROM moved m JOIN command c ON c.id = m.command_id LEFT JOIN user ON user.id = c.user_id
      UNION ALL
      SELECT e.id, e.bundle_id, e.at, kin.until, 'work', e.good, e.rework, e.scrap, worker.name, o.name, e.reason,
        e.voided_at IS NOT NULL, '[]'
      FROM kin JOIN work_entry e ON e.bundle_id = kin.id
        JOIN worker ON worker.id = e.worker_id JOIN operation o ON o.id = e.operation_id
      UNION ALL
      SELECT h.id, h.bundle_id, h.at, kin.until, 'handed-out', h.pieces, 0, 0, worker.name, o.name, h.note, 0, '[]'
      FROM kin JOIN hand_out h ON h.bundle_id = kin.id
        JOIN worker ON worker.id = h.worker_id JOIN operation o ON o.id = h.operation_id
      UNION ALL
      SELECT sb.id, sb.bundle_id, c.at, kin.until, 'sent-out', sb.quantity, 0, 0, supplier.name, '', so.order_number, 0, '[]'
      FROM kin JOIN subcontract_bundle sb ON sb.bundle_id = kin.id
        JOIN subcontract_order so ON so.id = sb.subcontract_order_id
        JOIN subcontractor s ON s.id = so.subcontractor_id JOIN supplier ON supplier.id = s.supplier_id
        JOIN audit a ON a.table_name = 'subcontract_bundle' AND a.row_id = sb.id AND a.action = 'insert'
        JOIN command c ON c.id = a.command_id
      UNION ALL
      SELECT l.id, l.bundle_id, r.at, kin.until, 'came-back', l.good, 0, 0, supplier.name, '', so.order_number,
        r.voided_at IS NOT NULL, '[]'
      FROM kin JOIN subcontract_return_line l ON l.bundle_id = kin.id
        JOIN subcontract_return r ON r.id = l.subcontract_return_id
        JOIN subcontract_order so ON so.id = r.subcontract_order_id
        JOIN subcontractor s ON s.id = so.subcontractor_id JOIN supplier ON supplier.id = s.supplier_id
      UNION ALL
      SELECT d.id, d.bundle_id, d.at, kin.until, 'defect', d.pieces, 0, 0, coalesce(worker.name, ''), coalesce(o.name, ''), d.name,
        d.voided_at IS NOT NULL, '[]'
      FROM kin JOIN inspection_defect d ON d.bundle_id = kin.id
        LEFT JOIN worker ON worker.id = d.worker_id LEFT JOIN operation o ON o.id = d.operation_id)
    SELECT event.id, event.bundle_id AS bundleId, bundle_number AS bundleNumber, at, what, pieces, rework, scrap,
      who, operation, note, undone, kin
    FROM event JOIN bundle ON bundle.id = event.bundle_id WHERE at <= until ORDER BY at, event.id`.execute(db)
  return rows.map(({ kin, undone, ...row }) => ({
    ...row,
    undone: undone === 1,
    kin: JSON.parse(kin) as BundleEvent['kin'],
  }))
}
