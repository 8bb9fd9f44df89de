import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Fault, PayRules } from '../../shared/payroll/rules.ts'
import type { PieceWhy } from '../../shared/payroll/wage-sums.ts'
import type { Database } from '../schema.ts'

/**
 * What is not paid yet. A worker's closed runs cover a rectangle: work up to the last one's end that was in the books when
 * it closed. Whatever of her work lies in it was paid or stands in `unpaid_entry` (no rate yet; paid and taken back since).
 * Whatever lies outside is unpaid: it was done later, or typed later.
 */

/** Up to where each of these workers was paid: columns worker_id, last_to ('' never), last_id. */
export function paidUntil(workerIds: readonly number[]): RawBuilder<unknown> {
  return sql`
    SELECT w.value AS worker_id, coalesce(max(r.to_date), '') AS last_to, coalesce(max(r.entries_until), 0) AS last_id
    FROM json_each(${JSON.stringify(workerIds)}) w LEFT JOIN payslip p ON p.worker_id = w.value
    LEFT JOIN payroll_run r ON r.id = p.run_id GROUP BY w.value`
}

export interface PaySpan {
  readonly workerIds: readonly number[]
  readonly from: string
  readonly to: string
}

/** Whose fault the rework of `e` was, and what a piece of it is paid by the rule: 0 where it is not. */
function faultOf(rule: PayRules['rework']) {
  const fault = sql`CASE WHEN e.rework = 0 THEN '' WHEN e.fault_worker_id IS NULL THEN 'nobody'
    WHEN e.fault_worker_id = e.worker_id THEN 'own' ELSE 'other' END AS fault`
  if (rule === 'all') return sql`${fault}, e.rate AS rework_rate`
  if (rule === 'none') return sql`${fault}, 0 AS rework_rate`
  return sql`${fault}, iif(e.fault_worker_id = e.worker_id, 0, e.rate) AS rework_rate`
}

/**
 * Work entries that a run would pay: columns id, worker_id, operation_id, good, rework, rate (null: none yet), day, fault,
 * rework_rate (0: made again for nothing), why, sign (-1: paid before and taken back since), listed (the row of
 * unpaid_entry). Entries paid by the hour are left out.
 */
export function unpaidEntries(
  { workerIds, from, to }: PaySpan,
  rework: PayRules['rework'],
): RawBuilder<unknown> {
  const columns = sql`e.id, e.worker_id, e.operation_id, e.good, e.rework, e.rate, e.work_date AS day, ${faultOf(rework)}`
  const live = sql`e.basis = 'piece' AND e.voided_at IS NULL AND e.work_date <= ${to} AND (e.good > 0 OR e.rework > 0)`
  return sql`
    WITH paid AS MATERIALIZED (${paidUntil(workerIds)})
    SELECT ${columns}, iif(e.work_date < ${from}, 'late', 'now') AS why, 1 AS sign, NULL AS listed
    FROM paid CROSS JOIN work_entry e ON e.worker_id = paid.worker_id AND e.work_date > paid.last_to
    WHERE ${live}
    UNION ALL
    SELECT ${columns}, 'late', 1, NULL
    FROM work_entry e CROSS JOIN paid ON paid.worker_id = e.worker_id
    WHERE e.id > (SELECT coalesce(min(last_id), ${Number.MAX_SAFE_INTEGER}) FROM paid WHERE last_to <> '')
      AND e.work_date <= (SELECT max(last_to) FROM paid)
      AND e.id > paid.last_id AND e.work_date <= paid.last_to AND ${live}
    UNION ALL
    SELECT ${columns}, 'late', 1, u.id
    FROM unpaid_entry u CROSS JOIN work_entry e ON e.id = u.work_entry_id
    JOIN paid ON paid.worker_id = e.worker_id
    WHERE u.settled_line_id IS NULL AND u.why = 'no-rate' AND ${live}
    UNION ALL
    SELECT e.id, p.worker_id, l.operation_id, 0 - s.pieces * (1 - l.is_rework), 0 - s.pieces * l.is_rework, l.rate,
      e.work_date, l.fault, l.rate, 'reversed', -1, u.id
    FROM unpaid_entry u CROSS JOIN work_entry e ON e.id = u.work_entry_id
    JOIN payslip_entry s ON s.work_entry_id = e.id AND s.reversal = 0
    JOIN payslip_line l ON l.id = s.payslip_line_id JOIN payslip p ON p.id = l.payslip_id
    JOIN paid ON paid.worker_id = p.worker_id
    WHERE u.settled_line_id IS NULL AND u.why = 'reversed'`
}

export interface UnpaidSum {
  readonly workerId: number
  readonly operationId: number
  /** Null: none was agreed yet. */
  readonly rate: number | null
  readonly why: PieceWhy
  readonly isRework: boolean
  readonly fault: Fault
  readonly pieces: number
  readonly entries: number
}

/** Pieces of rows as `unpaidEntries` has them, by worker, step and rate; those made again also by whose fault it was. */
export async function unpaidSums(db: Kysely<Database>, entries: RawBuilder<unknown>): Promise<UnpaidSum[]> {
  const { rows } = await sql<
    Omit<UnpaidSum, 'isRework' | 'pieces'> & {
      readonly rework: number
      readonly good: number
      readonly reworkRate: number | null
    }
  >`
    SELECT worker_id AS workerId, operation_id AS operationId, rate, why, fault, sum(good) AS good, sum(rework) AS rework,
      max(rework_rate) AS reworkRate, count(*) AS entries
    FROM (${entries}) GROUP BY worker_id, operation_id, rate, why, fault
    ORDER BY worker_id, operation_id, rate, why, fault`.execute(db)
  const sums: UnpaidSum[] = []
  for (const { good, rework, reworkRate, ...row } of rows) {
    const at = sums.findLastIndex(({ isRework }) => !isRework)
    const last = sums[at]
    // Good pieces are one sum, whatever was made again beside them.
    const isSame =
      last?.workerId === row.workerId &&
      last.operationId === row.operationId &&
      last.rate === row.rate &&
      last.why === row.why
    if (good !== 0 && last && isSame)
      sums[at] = { ...last, pieces: last.pieces + good, entries: last.entries + row.entries }
    else if (good !== 0) sums.push({ ...row, isRework: false, fault: '', pieces: good })
    if (rework !== 0)
      sums.push({ ...row, rate: row.rate === null ? null : reworkRate, isRework: true, pieces: rework })
  }
  return sums
}
