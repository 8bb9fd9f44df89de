import { type Kysely, sql } from 'kysely'
import { YifangError } from '../../shared/errors.ts'
import type { BundleEvent } from '../../shared/production/contract.ts'
import type { Database } from '../schema.ts'

/** All that happened to a bundle, the oldest first: its moves, work, hand-outs, work sent out, and checks. Raises not-found. */
export async function bundleHistory(db: Kysely<Database>, id: number): Promise<BundleEvent[]> {
  const bundle = await db.selectFrom('bundle').select('id').where('id', '=', id).executeTakeFirst()
  if (!bundle) throw new YifangError('not-found', { what: 'bundle', id })
  const { rows } = await sql<Omit<BundleEvent, 'undone'> & { undone: number; rank: number }>`
    SELECT m.at, m.kind AS what, m.quantity AS pieces, '' AS who, '' AS operation, '' AS note,
      m.reverses_id IS NOT NULL AS undone, m.id AS rank
    FROM bundle_move m WHERE m.bundle_id = ${id} AND m.work_entry_id IS NULL AND m.quantity <> 0
    UNION ALL
    SELECT e.at, 'work', e.good, worker.name, o.name,
      concat_ws(' ', iif(e.rework > 0, '↺' || e.rework, NULL), iif(e.scrap > 0, '✕' || e.scrap, NULL), nullif(e.reason, '')),
      e.voided_at IS NOT NULL, e.id
    FROM work_entry e JOIN worker ON worker.id = e.worker_id JOIN operation o ON o.id = e.operation_id
    WHERE e.bundle_id = ${id}
    UNION ALL
    SELECT h.at, 'handed-out', h.pieces, worker.name, o.name, h.note, 0, h.id
    FROM hand_out h JOIN worker ON worker.id = h.worker_id JOIN operation o ON o.id = h.operation_id
    WHERE h.bundle_id = ${id}
    UNION ALL
    SELECT c.at, 'sent-out', sb.quantity, supplier.name, '', so.order_number, 0, sb.id
    FROM subcontract_bundle sb JOIN subcontract_order so ON so.id = sb.subcontract_order_id
      JOIN subcontractor s ON s.id = so.subcontractor_id JOIN supplier ON supplier.id = s.supplier_id
      JOIN audit a ON a.table_name = 'subcontract_bundle' AND a.row_id = sb.id AND a.action = 'insert'
      JOIN command c ON c.id = a.command_id
    WHERE sb.bundle_id = ${id}
    UNION ALL
    SELECT r.at, 'came-back', l.good, supplier.name, '', so.order_number, r.voided_at IS NOT NULL, l.id
    FROM subcontract_return_line l JOIN subcontract_return r ON r.id = l.subcontract_return_id
      JOIN subcontract_order so ON so.id = r.subcontract_order_id
      JOIN subcontractor s ON s.id = so.subcontractor_id JOIN supplier ON supplier.id = s.supplier_id
    WHERE l.bundle_id = ${id}
    UNION ALL
    SELECT d.at, 'defect', d.pieces, coalesce(worker.name, ''), coalesce(o.name, ''), d.name, d.voided_at IS NOT NULL, d.id
    FROM inspection_defect d LEFT JOIN worker ON worker.id = d.worker_id LEFT JOIN operation o ON o.id = d.operation_id
    WHERE d.bundle_id = ${id}
    ORDER BY 1, 8`.execute(db)
  return rows.map(({ rank: _rank, ...row }) => ({ ...row, undone: row.undone === 1 }))
}
