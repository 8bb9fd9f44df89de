import { type Kysely, sql } from 'kysely'
import type { BatchSpend } from '../../../shared/production/real-cost.ts'
import type { Database } from '../../schema.ts'
import { hourWages } from './hour-wages.ts'

/** What an operation of a batch was paid for: 1/1,000,000 yuan. */
export interface Paid {
  readonly operationId: number
  readonly good: number
  readonly paid: number
}

/**
 * Good pieces and what was paid for them by operation: piece wages, and what is owed for work sent out (claims taken
 * off), which stands at each operation of its order where its prices were agreed apart (claims and rounding at the
 * first), else at the first.
 */
export async function paidWork(
  db: Kysely<Database>,
  batchId: number,
): Promise<{ wages: readonly Paid[]; sent: readonly Paid[] }> {
  const { rows: wages } = await sql<Paid>`
    SELECT e.operation_id AS operationId, sum(e.good) AS good, sum(e.good * e.rate) AS paid
    FROM bundle b JOIN work_entry e ON e.bundle_id = b.id
    WHERE b.batch_id = ${batchId} AND e.voided_at IS NULL AND e.basis = 'piece' AND e.rate IS NOT NULL AND e.good > 0
    GROUP BY e.operation_id`.execute(db)
  const { rows: sent } = await sql<Paid>`
    WITH returned AS (
      SELECT o.operations, o.price, o.step_prices, r.amount, (SELECT coalesce(sum(l.good), 0) FROM subcontract_return_line l
        WHERE l.subcontract_return_id = r.id) AS good
      FROM subcontract_order o JOIN subcontract_return r ON r.subcontract_order_id = o.id AND r.voided_at IS NULL
      WHERE o.batch_id = ${batchId})
    SELECT step.value AS operationId, sum(good) AS good, sum(iif(step.key = 0,
      amount * 10000 - good * (price - coalesce(json_extract(step_prices, '$[0]'), price)),
      good * coalesce(json_extract(step_prices, '$[' || step.key || ']'), 0))) AS paid
    FROM returned, json_each(operations) step GROUP BY step.value`.execute(db)
  return { wages, sent }
}

/** What a batch was given and paid for so far. */
export async function batchSpend(db: Kysely<Database>, batchId: number): Promise<BatchSpend> {
  const { rows } = await sql<Pick<BatchSpend, 'planned' | 'begun' | 'gone' | 'out'> & { state: string }>`
    SELECT batch.state, (SELECT coalesce(sum(planned), 0) FROM batch_line WHERE batch_id = batch.id) AS planned,
      coalesce(sum(m.quantity) FILTER (WHERE m.kind IN ('begun', 'over-received', 'found')), 0) AS begun,
      coalesce(-sum(m.quantity) FILTER (WHERE m.kind IN ('scrapped', 'lost')), 0) AS gone,
      coalesce(-sum(m.quantity) FILTER (WHERE m.kind IN ('finished', 'seconds')), 0) AS out
    FROM batch LEFT JOIN bundle b ON b.batch_id = batch.id LEFT JOIN bundle_move m ON m.bundle_id = b.id
    WHERE batch.id = ${batchId} GROUP BY batch.id`.execute(db)
  const { state, ...pieces } = rows[0]!
  const { rows: materials } = await sql<BatchSpend['materials'][number]>`
    SELECT sum(iif(u.kind = 'issued', u.value, -u.value)) AS value,
      sum(iif(u.kind = 'issued', u.quantity, -u.quantity)) AS used,
      coalesce((SELECT needed FROM batch_material b WHERE b.batch_id = u.batch_id AND b.material_id = u.material_id), 0) AS needed
    FROM material_use u WHERE u.batch_id = ${batchId} AND u.voided_at IS NULL GROUP BY u.material_id`.execute(
    db,
  )
  const { wages, sent } = await paidWork(db, batchId)
  const work = [...Map.groupBy([...wages, ...sent], ({ operationId }) => operationId).values()].map(
    (list) => ({
      good: list.reduce((sum, row) => sum + row.good, 0),
      paid: list.reduce((sum, row) => sum + row.paid, 0),
    }),
  )
  // Hours are of no step: all pieces that were cut bear them alike, before that all planned ones.
  const { paid } = await hourWages(db, batchId)
  const { planned, begun, gone } = pieces
  const hours = paid === 0 ? [] : [{ good: Math.max(1, begun - gone > 0 ? begun - gone : planned), paid }]
  return {
    isEnded: state !== 'open',
    ...pieces,
    materials,
    work: [...work, ...hours],
    wages: [...wages, ...hours],
  }
}
