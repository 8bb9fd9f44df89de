import { type Kysely, sql } from 'kysely'
import type { WorkerTrend } from '../../../shared/payroll/insight/contract.ts'
import { mondayOf, type WorkerWeek } from '../../../shared/payroll/insight/weeks.ts'
import type { Database } from '../../schema.ts'
import { type DayEntry, type NamedStep, readSteps, type Span, workerDays } from './work-days.ts'

type Counting<T> = { -readonly [K in keyof T]: T[K] }

/**
 * What each worker made in an hour and how much of it was faulty, by week. A defect is its worker's, on the day of its
 * inspection; the mending of one is not rework of whoever mended it.
 */
export async function readTrends(db: Kysely<Database>, span: Span): Promise<WorkerTrend[]> {
  const steps = await readSteps(db)
  const { rows: mended } = await sql<{ id: number }>`
    SELECT work_entry_id AS id FROM inspection_defect
    WHERE work_entry_id IS NOT NULL AND voided_at IS NULL`.execute(db)
  const mendings = new Set(mended.map(({ id }) => id))
  const weeks = new Map<number, Map<string, Counting<WorkerWeek>>>()
  const weekOf = (workerId: number, day: string) => {
    const hers = weeks.get(workerId) ?? new Map<string, Counting<WorkerWeek>>()
    weeks.set(workerId, hers)
    const monday = mondayOf(day)
    const week = hers.get(monday) ?? newWeek(monday)
    hers.set(monday, week)
    return week
  }
  for await (const { workerId, day, pieceWork, hourWork, pieceMinutes, hourMinutes } of workerDays(
    db,
    span,
  )) {
    const week = weekOf(workerId, day)
    // Hours of either kind go with the work of that kind; both must be known, or the day says nothing of her pace.
    const parts = [
      { work: pieceWork, minutes: pieceMinutes },
      { work: hourWork, minutes: hourMinutes },
    ].filter(({ work }) => work.length > 0)
    if (parts.every(({ work, minutes }) => minutes > 0 && isTimed(work, steps)))
      for (const { work, minutes } of parts) {
        week.seconds += minutes * 60
        week.standardSeconds += work.reduce(
          (sum, { operationId, good }) => sum + good * steps.get(operationId)!.standardSeconds!,
          0,
        )
      }
    else week.daysLeftOut++
    for (const { id, good, rework, scrap } of [...pieceWork, ...hourWork]) {
      week.pieces += good + scrap
      week.scrap += scrap
      if (!mendings.has(id)) week.rework += rework
    }
  }
  const { rows: defects } = await sql<{ workerId: number; day: string; pieces: number }>`
    SELECT d.worker_id AS workerId, i.business_date AS day, sum(d.pieces) AS pieces
    FROM inspection i JOIN inspection_defect d ON d.inspection_id = i.id
    WHERE i.business_date BETWEEN ${span.from} AND ${span.to} AND i.state <> 'voided'
      AND d.voided_at IS NULL AND d.worker_id IS NOT NULL
    GROUP BY d.worker_id, i.business_date`.execute(db)
  for (const { workerId, day, pieces } of defects) weekOf(workerId, day).defects += pieces
  const { rows: workers } = await sql<{ id: number; name: string; archived: number }>`
    SELECT id, name, archived_at IS NOT NULL AS archived FROM worker ORDER BY name_initials, id`.execute(db)
  return workers.flatMap(({ id, name, archived }) => {
    const hers = weeks.get(id)
    return hers
      ? [
          {
            id,
            name,
            archived: archived === 1,
            weeks: [...hers.values()].toSorted((a, b) => (a.week < b.week ? -1 : 1)),
          },
        ]
      : []
  })
}

function isTimed(work: readonly DayEntry[], steps: ReadonlyMap<number, NamedStep>): boolean {
  return work.every(({ operationId }) => steps.get(operationId)!.standardSeconds !== null)
}

function newWeek(week: string): Counting<WorkerWeek> {
  return { week, standardSeconds: 0, seconds: 0, daysLeftOut: 0, pieces: 0, rework: 0, scrap: 0, defects: 0 }
}
