import { type Kysely, sql } from 'kysely'
import type { OvertimeKind } from '../../shared/payroll/rules.ts'
import type { Database } from '../schema.ts'

export interface UnpaidTime {
  readonly id: number
  readonly workerId: number
  readonly day: string
  readonly paid: boolean
  readonly overtime: OvertimeKind
  /** Negative where it was in a closed run and was taken back since. */
  readonly minutes: number
  /** What it was paid at; null where it was not. */
  readonly paidAt: { readonly rate: number; readonly percent: number } | null
}

/** Hours up to a day that no closed run has, and those that it has and that were taken back since. */
export async function unpaidTimes(
  db: Kysely<Database>,
  workerIds: readonly number[],
  to: string,
): Promise<UnpaidTime[]> {
  const hers = sql`t.worker_id IN (SELECT value FROM json_each(${JSON.stringify(workerIds)}))`
  const { rows } = await sql<
    Omit<UnpaidTime, 'paid' | 'paidAt'> & {
      readonly paid: number
      readonly rate: number | null
      readonly percent: number | null
    }
  >`
    SELECT t.id, t.worker_id AS workerId, t.work_date AS day, t.paid, t.overtime, t.minutes,
      NULL AS rate, NULL AS percent FROM time_entry t
    WHERE ${hers} AND t.work_date <= ${to}
      AND t.voided_at IS NULL AND NOT EXISTS (SELECT 1 FROM payslip_time s WHERE s.time_entry_id = t.id)
    UNION ALL
    SELECT t.id, t.worker_id, t.work_date, t.paid, t.overtime, 0 - t.minutes, l.rate, l.base FROM time_entry t
    JOIN payslip_time s ON s.time_entry_id = t.id AND s.reversal = 0
    LEFT JOIN payslip_line l ON l.id = s.payslip_line_id
    WHERE ${hers} AND t.voided_at IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM payslip_time b WHERE b.time_entry_id = t.id AND b.reversal = 1)
    ORDER BY 2, 3, 1`.execute(db)
  return rows.map(({ rate, percent, ...row }) => ({
    ...row,
    paid: row.paid === 1,
    paidAt: rate === null || percent === null ? null : { rate, percent },
  }))
}

/** Minutes of each kind of the days on which somebody worked overtime, whether they were paid or not. */
export async function overtimeDays(
  db: Kysely<Database>,
  workerIds: readonly number[],
  to: string,
): Promise<ReadonlyMap<string, Readonly<Record<OvertimeKind, number>>>> {
  // Few days have overtime: found first, so that not all days that were ever worked are summed.
  const { rows } = await sql<{ workerId: number; day: string } & Record<OvertimeKind, number>>`
    SELECT t.worker_id AS workerId, t.work_date AS day,
      ${sql.join(
        (['none', 'workday', 'rest', 'holiday'] as const).map(
          (kind) => sql`sum(iif(t.overtime = ${kind}, t.minutes, 0)) AS ${sql.ref(kind)}`,
        ),
      )}
    FROM (SELECT DISTINCT worker_id, work_date FROM time_entry
      WHERE worker_id IN (SELECT value FROM json_each(${JSON.stringify(workerIds)})) AND work_date <= ${to}
        AND voided_at IS NULL AND overtime <> 'none') o
    JOIN time_entry t ON t.worker_id = o.worker_id AND t.work_date = o.work_date AND t.voided_at IS NULL
    GROUP BY t.worker_id, t.work_date`.execute(db)
  return new Map(rows.map(({ workerId, day, ...minutes }) => [dayKey(workerId, day), minutes]))
}

export function dayKey(workerId: number, day: string): string {
  return `${workerId} ${day}`
}
