import { type Kysely, sql } from 'kysely'
import type { AdjustmentKind, DebtKind } from '../../shared/payroll/rules.ts'
import type { AdjustmentSum, DebtSum } from '../../shared/payroll/wage-sums.ts'
import type { Database } from '../schema.ts'

/** Allowances, bonuses, charges and deductions that no closed run has, or that one has and that were taken back since. */
export async function unpaidAdjustments(
  db: Kysely<Database>,
  workerIds: readonly number[],
  to: string,
): Promise<(AdjustmentSum & { readonly workerId: number; readonly reason: string })[]> {
  const { rows } = await sql<{
    id: number
    workerId: number
    kind: AdjustmentKind
    amount: number
    reason: string
  }>`
    SELECT a.id, a.worker_id AS workerId, a.kind, a.amount, a.reason FROM pay_adjustment a
    WHERE a.worker_id IN (SELECT value FROM json_each(${JSON.stringify(workerIds)})) AND a.business_date <= ${to}
      AND a.voided_at IS NULL AND NOT EXISTS (SELECT 1 FROM payslip_line l WHERE l.adjustment_id = a.id)
    UNION ALL
    SELECT a.id, a.worker_id, a.kind, 0 - a.amount, a.reason FROM pay_adjustment a
    WHERE a.worker_id IN (SELECT value FROM json_each(${JSON.stringify(workerIds)})) AND a.voided_at IS NOT NULL
      AND (SELECT count(*) FROM payslip_line l WHERE l.adjustment_id = a.id) = 1
    ORDER BY 2, 1`.execute(db)
  return rows
}

/** What has not been paid back of a debt `d`, in fen. */
export const debtLeft = sql<number>`(d.amount
  + coalesce((SELECT sum(amount) FROM payslip_line l WHERE l.debt_id = d.id), 0)
  - coalesce((SELECT sum(amount) FROM debt_repayment b WHERE b.debt_id = d.id AND b.voided_at IS NULL), 0))`

/** Advances, damages and what was carried over, not paid back yet: damage first, since it is limited, then the oldest. */
export async function openDebts(
  db: Kysely<Database>,
  workerIds: readonly number[],
  to: string,
): Promise<(DebtSum & { readonly workerId: number; readonly reason: string })[]> {
  const { rows } = await sql<{
    id: number
    workerId: number
    kind: DebtKind
    left: number
    instalment: number | null
    reason: string
  }>`
    SELECT * FROM (SELECT d.id, d.worker_id AS workerId, d.kind, ${debtLeft} AS left, d.instalment, d.reason,
        d.business_date AS day
      FROM worker_debt d WHERE d.voided_at IS NULL AND d.business_date <= ${to}
        AND d.worker_id IN (SELECT value FROM json_each(${JSON.stringify(workerIds)})))
    WHERE left > 0 ORDER BY workerId, kind <> 'carried', kind <> 'damage', day, id`.execute(db)
  return rows.map(({ id, workerId, kind, left, instalment, reason }) => ({
    id,
    workerId,
    kind,
    left,
    instalment,
    reason,
  }))
}
