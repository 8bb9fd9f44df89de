import { type Kysely, sql } from 'kysely'
import { hoursParts, isPaidByHour } from '../../../shared/payroll/time/day-hours.ts'
import type { WorkerKind } from '../../../shared/workers/contract.ts'
import type { CommandScope } from '../../command.ts'
import { readCalendar } from '../../planning/calendar.ts'
import type { Database } from '../../schema.ts'
import { addHours, type HoursInput, voidHours } from '../hours.ts'
import { readPayTerms, termsOn } from '../rules.ts'
import { type DaySpan, dayKeyOf, emptyDay, readReckoner, readWorkerDays } from './worker-days.ts'

/**
 * Makes the hours that wages are reckoned from what attendance says, for every worker's day of a span. What is right
 * already stays; the rest is taken back and written anew, so that of what a closed run paid the next one pays the
 * difference. `keepsPaid`: days that a closed run has stay. Gives how many days changed. Raises input-invalid where a
 * day would have more than 24 hours with what was typed beside it.
 */
export async function makeHours(
  scope: CommandScope,
  span: DaySpan,
  today: string,
  keepsPaid = false,
): Promise<number> {
  const { trx } = scope
  const calendar = await readCalendar(trx)
  const { hoursOf } = await readReckoner(trx, calendar)
  const days = await readWorkerDays(trx, span)
  const made = Map.groupBy(await madeHours(trx, span), ({ workerId, workDate }) =>
    dayKeyOf(workerId, workDate),
  )
  const { rows: workers } = await sql<{ id: number; kind: WorkerKind }>`SELECT id, kind FROM worker`.execute(
    trx,
  )
  const kinds = new Map(workers.map(({ id, kind }) => [id, kind]))
  const workerIds = [...new Set([...days.values()].map(({ workerId }) => workerId))]
  const terms = await readPayTerms(trx, workerIds)
  let changed = 0
  for (const key of new Set([...days.keys(), ...made.keys()])) {
    const before = made.get(key) ?? []
    if (keepsPaid && before.some(({ isPaid }) => isPaid === 1)) continue
    const day = days.get(key) ?? emptyDay(before[0]!.workerId, before[0]!.workDate)
    const { workerId, workDate } = day
    const { basis } = termsOn(terms.get(workerId), kinds.get(workerId)!, workDate)
    const missing: HoursInput[] = []
    const surplus = [...before]
    for (const part of hoursParts(hoursOf(day), day.hourWork)) {
      const row = {
        workerId,
        workDate,
        minutes: part.minutes,
        paid: isPaidByHour(basis, part),
        overtime: part.overtime,
        batchId: part.batchId,
        note: '',
      }
      const same = surplus.findIndex((one) => isSame(one, row))
      if (same < 0) missing.push(row)
      else surplus.splice(same, 1)
    }
    if (missing.length + surplus.length === 0) continue
    changed++
    for (const { id } of surplus) await voidHours(scope, id)
    const attendanceId = missing.length === 0 ? null : await requireAttendance(scope, workerId, workDate)
    for (const row of missing) {
      const { id } = await addHours(scope, row, today)
      await scope.update('time_entry', id, { attendance_id: attendanceId })
    }
  }
  return changed
}

/** The row of a worker's day that its hours name; begun where there is none. */
export async function requireAttendance(
  scope: CommandScope,
  workerId: number,
  workDate: string,
): Promise<number> {
  const row = await scope.trx
    .selectFrom('attendance')
    .select('id')
    .where('worker_id', '=', workerId)
    .where('work_date', '=', workDate)
    .executeTakeFirst()
  return row?.id ?? (await scope.insert('attendance', { worker_id: workerId, work_date: workDate }))
}

interface MadeHours extends Omit<HoursInput, 'paid' | 'note'> {
  readonly id: number
  readonly paid: 0 | 1
  /** A closed run has it. */
  readonly isPaid: 0 | 1
}

async function madeHours(db: Kysely<Database>, span: DaySpan): Promise<MadeHours[]> {
  const { rows } = await sql<MadeHours>`
    SELECT id, worker_id AS workerId, work_date AS workDate, minutes, paid, overtime, batch_id AS batchId,
      EXISTS (SELECT 1 FROM payslip_time p WHERE p.time_entry_id = t.id) AS isPaid
    FROM time_entry t
    WHERE work_date BETWEEN ${span.from} AND ${span.to} AND attendance_id IS NOT NULL AND voided_at IS NULL
      ${span.workerIds === null ? sql`` : sql`AND worker_id IN (SELECT value FROM json_each(${JSON.stringify(span.workerIds)}))`}
    ORDER BY id`.execute(db)
  return rows
}

function isSame(made: MadeHours, wanted: HoursInput): boolean {
  return (
    made.minutes === wanted.minutes &&
    made.overtime === wanted.overtime &&
    made.batchId === wanted.batchId &&
    (made.paid === 1) === wanted.paid
  )
}
