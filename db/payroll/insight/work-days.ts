import { type Kysely, sql } from 'kysely'
import { addDays, type BusinessDate } from '../../../shared/dates.ts'
import type { Database } from '../../schema.ts'

export interface Span {
  readonly from: BusinessDate
  readonly to: BusinessDate
}

export interface DayEntry {
  readonly id: number
  readonly workerId: number
  readonly operationId: number
  readonly basis: 'piece' | 'hour'
  readonly good: number
  readonly rework: number
  readonly scrap: number
  /** Whose fault the rework was; null: nobody's. */
  readonly faultWorkerId: number | null
  /** 1/1,000,000 yuan; null: none was agreed. */
  readonly rate: number | null
}

/** What a worker did on a day, and how long she was there for it. */
export interface WorkerDay {
  readonly workerId: number
  readonly day: BusinessDate
  /** Paid by the piece, and by the hour. */
  readonly pieceWork: readonly DayEntry[]
  readonly hourWork: readonly DayEntry[]
  /** Minutes kept for pieces or a salary, and minutes that are paid as such. 0: none were kept. */
  readonly pieceMinutes: number
  readonly hourMinutes: number
}

/**
 * Every worker's days with recorded work in a span, day by day: a million entries are sorted nowhere and held nowhere,
 * and a day is whole when it is given.
 */
export async function* workerDays(db: Kysely<Database>, { from, to }: Span): AsyncGenerator<WorkerDay> {
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const { rows: entries } = await sql<DayEntry>`
      SELECT id, worker_id AS workerId, operation_id AS operationId, basis, good, rework, scrap, rate,
        fault_worker_id AS faultWorkerId
      FROM work_entry WHERE work_date = ${day} AND voided_at IS NULL`.execute(db)
    if (entries.length === 0) continue
    const { rows: hours } = await sql<{ workerId: number; paid: 0 | 1; minutes: number }>`
      SELECT worker_id AS workerId, paid, minutes FROM time_entry
      WHERE work_date = ${day} AND voided_at IS NULL`.execute(db)
    const minutes = [new Map<number, number>(), new Map<number, number>()] as const
    for (const row of hours)
      minutes[row.paid].set(row.workerId, row.minutes + (minutes[row.paid].get(row.workerId) ?? 0))
    for (const [workerId, all] of Map.groupBy(entries, (entry) => entry.workerId))
      yield {
        workerId,
        day,
        pieceWork: all.filter(({ basis }) => basis === 'piece'),
        hourWork: all.filter(({ basis }) => basis === 'hour'),
        pieceMinutes: minutes[0].get(workerId) ?? 0,
        hourMinutes: minutes[1].get(workerId) ?? 0,
      }
  }
}

/** A step with its style, as the screens name it. */
export interface NamedStep {
  readonly operationId: number
  readonly operationName: string
  readonly styleId: number
  readonly styleNumber: string
  readonly styleName: string
  readonly standardSeconds: number | null
}

export async function readSteps(db: Kysely<Database>): Promise<ReadonlyMap<number, NamedStep>> {
  const { rows } = await sql<NamedStep>`
    SELECT o.id AS operationId, o.name AS operationName, s.id AS styleId, s.style_number AS styleNumber,
      s.name AS styleName, o.standard_seconds AS standardSeconds
    FROM operation o JOIN style s ON s.id = o.style_id`.execute(db)
  return new Map(rows.map((row) => [row.operationId, row]))
}
