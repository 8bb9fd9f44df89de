import { type Kysely, sql } from 'kysely'
import { shareOf } from '../../../shared/inventory/valuation.ts'
import type { OvertimeKind } from '../../../shared/payroll/rules.ts'
import type { WorkerKind } from '../../../shared/workers/contract.ts'
import { readPayRules, readPayTerms, termsOn } from '../../payroll/rules.ts'
import type { Database } from '../../schema.ts'

/** What was worked on a batch by the hour. */
export interface HourWages {
  readonly minutes: number
  /** 1/1,000,000 yuan, overtime at its percentage. */
  readonly paid: number
}

/** Hours paid as such that name a batch, at the terms of their days. */
export async function hourWages(db: Kysely<Database>, batchId: number): Promise<HourWages> {
  const { rows } = await sql<{
    workerId: number
    kind: WorkerKind
    day: string
    overtime: OvertimeKind
    minutes: number
  }>`
    SELECT t.worker_id AS workerId, worker.kind, t.work_date AS day, t.overtime, sum(t.minutes) AS minutes
    FROM time_entry t JOIN worker ON worker.id = t.worker_id
    WHERE t.batch_id = ${batchId} AND t.voided_at IS NULL AND t.paid = 1
    GROUP BY t.worker_id, t.work_date, t.overtime`.execute(db)
  if (rows.length === 0) return { minutes: 0, paid: 0 }
  const terms = await readPayTerms(db, [...new Set(rows.map(({ workerId }) => workerId))])
  const { hourlyOvertime, percent } = await readPayRules(db)
  return rows.reduce(
    (sum, { workerId, kind, day, overtime, minutes }) => {
      const { hourlyRate } = termsOn(terms.get(workerId), kind, day)
      const share = overtime === 'none' || !hourlyOvertime ? 100 : percent[overtime]
      return {
        minutes: sum.minutes + minutes,
        paid: sum.paid + shareOf(minutes * hourlyRate, share, 60 * 100),
      }
    },
    { minutes: 0, paid: 0 },
  )
}
