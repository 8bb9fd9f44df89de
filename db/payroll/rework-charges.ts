import { sql } from 'kysely'
import { businessDate } from '../../shared/dates.ts'
import { shareOf } from '../../shared/inventory/valuation.ts'
import { formatRate } from '../../shared/production/piece-rates.ts'
import type { CommandScope } from '../command.ts'
import { addAdjustment, voidDebt } from './adjust.ts'
import { debtLeft } from './besides.ts'

/**
 * What a run paid to one for the fault of another becomes a damage of that other: taken from her next wages, within the
 * limits that hold for damage. Its reason names the step, what was wrong and who mended it.
 */
export async function chargeRework(scope: CommandScope, runId: number, day: string): Promise<void> {
  const { rows } = await sql<{
    entryId: number
    workerId: number
    pieces: number
    rate: number
    step: string
  }>`
    SELECT e.id AS entryId, e.fault_worker_id AS workerId, s.pieces, l.rate,
      concat_ws(' · ', l.style_number || ' ' || l.operation_name, nullif(e.reason, ''), p.worker_name) AS step
    FROM payslip p JOIN payslip_line l ON l.payslip_id = p.id AND l.is_rework = 1 AND l.fault = 'other' AND l.rate > 0
    JOIN payslip_entry s ON s.payslip_line_id = l.id AND s.reversal = 0 JOIN work_entry e ON e.id = s.work_entry_id
    WHERE p.run_id = ${runId} ORDER BY e.id`.execute(scope.trx)
  for (const { entryId, workerId, pieces, rate, step } of rows) {
    const amount = shareOf(pieces * rate, 1, 10_000)
    if (amount === 0) continue
    await scope.insert('worker_debt', {
      worker_id: workerId,
      business_date: day,
      kind: 'damage',
      amount,
      instalment: null,
      reason: `${step} ${pieces} × ${formatRate(rate)}`,
      payslip_id: null,
      work_entry_id: entryId,
      at: scope.at,
    })
  }
}

/** Rework that was taken back is charged to nobody: what is left of the damage is let off, what was taken is given back. */
export async function takeBackCharge(scope: CommandScope, entryId: number): Promise<void> {
  const { rows } = await sql<{
    id: number
    workerId: number
    amount: number
    left: number
    reason: string
  }>`
    SELECT d.id, d.worker_id AS workerId, d.amount, ${debtLeft} AS left, d.reason FROM worker_debt d
    WHERE d.work_entry_id = ${entryId} AND d.voided_at IS NULL`.execute(scope.trx)
  const day = businessDate(scope.at)
  for (const { id, workerId, amount, left, reason } of rows) {
    await voidDebt(scope, { id, businessDate: day, note: '' })
    if (left < amount)
      await addAdjustment(scope, {
        workerIds: [workerId],
        businessDate: day,
        kind: 'allowance',
        amount: amount - left,
        reason: reason.slice(0, 100),
      })
  }
}
