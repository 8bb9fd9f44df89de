import { type Kysely, sql } from 'kysely'
import type { ParetoRow } from '../../shared/quality/contract.ts'
import type { Database } from '../schema.ts'

const sides = {
  defect: sql`d.name`,
  style: sql`coalesce(style.style_number || ' ' || style.name, '')`,
  operation: sql`coalesce(operation.name, '')`,
  worker: sql`coalesce(worker.name, '')`,
  source: sql`coalesce(supplier.name, '')`,
} as const

/**
 * Defective pieces of a span of business days by one of their sides, the most first, with their running share. A piece that
 * was measured beyond a tolerance is one with a major defect, of which nobody noted the step and the worker.
 */
export async function readPareto(
  db: Kysely<Database>,
  input: { readonly side: keyof typeof sides; readonly from: string; readonly to: string },
): Promise<{ rows: ParetoRow[]; inspected: number; inspections: number; rejected: number }> {
  const { rows } = await sql<Omit<ParetoRow, 'upTo' | 'outOfSize'> & { readonly outOfSize: number }>`
    WITH defect AS (
      SELECT inspection_id, name, 0 AS out_of_size, class, pieces, operation_id, worker_id
      FROM inspection_defect WHERE voided_at IS NULL
      UNION ALL
      SELECT inspection_id, '', 1, 'major', count(DISTINCT piece), NULL, NULL FROM inspection_measure
      WHERE measured < target - minus OR measured > target + plus GROUP BY inspection_id)
    SELECT ${sides[input.side]} AS name, ${input.side === 'defect' ? sql`d.out_of_size` : sql`0`} AS outOfSize,
      sum(iif(d.class = 'critical', d.pieces, 0)) AS critical, sum(iif(d.class = 'major', d.pieces, 0)) AS major,
      sum(iif(d.class = 'minor', d.pieces, 0)) AS minor, sum(d.pieces) AS pieces
    FROM inspection i JOIN defect d ON d.inspection_id = i.id
      LEFT JOIN style ON style.id = i.style_id LEFT JOIN operation ON operation.id = d.operation_id
      LEFT JOIN worker ON worker.id = d.worker_id LEFT JOIN receipt ON receipt.id = i.receipt_id
      LEFT JOIN subcontract_order o ON o.id = i.subcontract_order_id LEFT JOIN subcontractor s ON s.id = o.subcontractor_id
      LEFT JOIN supplier ON supplier.id = coalesce(receipt.supplier_id, s.supplier_id)
    WHERE i.state <> 'voided' AND i.business_date BETWEEN ${input.from} AND ${input.to}
    GROUP BY 1, 2 ORDER BY pieces DESC, 1 LIMIT 50`.execute(db)
  const all = rows.reduce((sum, { pieces }) => sum + pieces, 0)
  let seen = 0
  const facts = await sql<{ inspected: number; inspections: number; rejected: number }>`
    SELECT coalesce(sum(inspected), 0) AS inspected, count(*) AS inspections,
      coalesce(sum(state = 'rejected'), 0) AS rejected FROM inspection
    WHERE state <> 'voided' AND business_date BETWEEN ${input.from} AND ${input.to}`.execute(db)
  return {
    ...facts.rows[0]!,
    rows: rows.map((row) => {
      seen += row.pieces
      return { ...row, outOfSize: row.outOfSize === 1, upTo: Math.round((seen * 1000) / all) }
    }),
  }
}
