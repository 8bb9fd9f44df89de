import { type Kysely, sql } from 'kysely'
import { shareOf } from '../../shared/inventory/valuation.ts'
import type { Database } from '../schema.ts'
import { materialCost } from './batch-materials.ts'

/**
 * What finished pieces of a batch cost, in fen: their share of the materials the batch was given (over all pieces cut),
 * and for each operation the average piece wage paid for it in this batch; a price for work sent out is its first
 * operation's, the others of that order cost nothing more. Work whose rate is missing, by the hour or
 * not recorded counts nothing yet. 0: nothing is known.
 */
export async function realCost(db: Kysely<Database>, batchId: number, pieces: number): Promise<number> {
  const { rows } = await sql<{ begun: number }>`
    SELECT coalesce(sum(m.quantity), 0) AS begun FROM bundle b JOIN bundle_move m ON m.bundle_id = b.id
    WHERE b.batch_id = ${batchId} AND m.kind = 'begun'`.execute(db)
  const begun = rows[0]!.begun
  const materials = begun === 0 ? 0 : shareOf(await materialCost(db, batchId), pieces, begun)
  const wages = await sql<{ good: number; paid: number }>`
    SELECT sum(good) AS good, sum(paid) AS paid FROM (
      SELECT e.operation_id, e.good, e.good * e.rate AS paid FROM bundle b JOIN work_entry e ON e.bundle_id = b.id
      WHERE b.batch_id = ${batchId} AND e.voided_at IS NULL AND e.basis = 'piece' AND e.rate IS NOT NULL AND e.good > 0
      UNION ALL
      SELECT step.value, l.good, iif(step.key = 0, l.good * o.price, 0) FROM subcontract_order o
      JOIN subcontract_return r ON r.subcontract_order_id = o.id AND r.voided_at IS NULL
      JOIN subcontract_return_line l ON l.subcontract_return_id = r.id AND l.good > 0
      JOIN json_each(o.operations) step WHERE o.batch_id = ${batchId})
    GROUP BY operation_id`.execute(db)
  // 1/1,000,000 yuan to fen at the end, so that nothing is rounded twice.
  const wage = wages.rows.reduce((sum, { good, paid }) => sum + shareOf(paid, pieces, good), 0)
  return materials + shareOf(wage, 1, 10_000)
}
