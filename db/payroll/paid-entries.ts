import { sql } from 'kysely'
import type { CommandScope } from '../command.ts'
import { takeBackCharge } from './rework-charges.ts'

/** Whether a closed run paid an entry. */
export async function isPaid(scope: CommandScope, entryId: number): Promise<boolean> {
  const row = await scope.trx
    .selectFrom('payslip_entry')
    .select('work_entry_id')
    .where('work_entry_id', '=', entryId)
    .executeTakeFirst()
  return row !== undefined
}

/** An entry was taken back: what a closed run paid for it is taken from the next one. */
export async function listReversed(scope: CommandScope, entryId: number): Promise<void> {
  if (!(await isPaid(scope, entryId))) return
  await scope.insert('unpaid_entry', { work_entry_id: entryId, why: 'reversed', settled_line_id: null })
  await takeBackCharge(scope, entryId)
}

/**
 * Whether an entry that is not paid has its place in the runs by its worker and its id, so that another worker's must be a
 * new one: it waits for its rate on the unpaid list, or it would pass for paid because her closed runs reach over its day
 * and it was in the books when they closed.
 */
export async function isBoundToWorker(
  scope: CommandScope,
  entryId: number,
  newWorkerId: number,
): Promise<boolean> {
  const { rows } = await sql<{ id: number }>`
    SELECT e.id FROM work_entry e WHERE e.id = ${entryId} AND (
      EXISTS (SELECT 1 FROM unpaid_entry u WHERE u.work_entry_id = e.id AND u.settled_line_id IS NULL)
      OR EXISTS (SELECT 1 FROM payslip p JOIN payroll_run r ON r.id = p.run_id
        WHERE p.worker_id = ${newWorkerId} AND r.to_date >= e.work_date AND r.entries_until >= e.id))`.execute(
    scope.trx,
  )
  return rows.length > 0
}
