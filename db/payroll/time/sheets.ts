import { type Kysely, sql } from 'kysely'
import { addDays, type BusinessDate } from '../../../shared/dates.ts'
import type { DaySheet, MonthCell, MonthSheet, WorkerDay } from '../../../shared/payroll/time/contract.ts'
import { dayKind, knowsHolidays } from '../../../shared/planning/calendar.ts'
import type { WorkerKind } from '../../../shared/workers/contract.ts'
import { readCalendar } from '../../planning/calendar.ts'
import type { Database } from '../../schema.ts'
import { lastOfMonth } from '../gather.ts'
import { missingOuts } from './punches.ts'
import {
  dayKeyOf,
  emptyDay,
  readAway,
  readReckoner,
  readWorkerDays,
  type WorkerDayRow,
} from './worker-days.ts'

interface Person {
  readonly id: number
  readonly name: string
  readonly kind: WorkerKind
  readonly photoHash: string
  readonly archived: 0 | 1
}

async function people(db: Kysely<Database>): Promise<Person[]> {
  const { rows } = await sql<Person>`
    SELECT id, name, kind, photo_hash AS photoHash, archived_at IS NOT NULL AS archived
    FROM worker ORDER BY name_initials, id`.execute(db)
  return rows
}

/** Everybody's day: those who work here, and those who left since of whom something is written. */
export async function readDay(
  db: Kysely<Database>,
  workDate: BusinessDate,
  today: BusinessDate,
): Promise<DaySheet> {
  const calendar = await readCalendar(db)
  const { ownShift, hoursOf } = await readReckoner(db, calendar)
  const days = await readWorkerDays(db, { workerIds: null, from: workDate, to: workDate })
  const awayOn = await readAway(db, workDate, workDate)
  const { rows: paid } = await sql<{ id: number }>`
    SELECT DISTINCT worker_id AS id FROM time_entry t WHERE work_date = ${workDate} AND attendance_id IS NOT NULL
      AND voided_at IS NULL AND EXISTS (SELECT 1 FROM payslip_time p WHERE p.time_entry_id = t.id)`.execute(
    db,
  )
  const isPaid = new Set(paid.map(({ id }) => id))
  const rows: WorkerDay[] = []
  for (const person of await people(db)) {
    const day = days.get(dayKeyOf(person.id, workDate)) ?? emptyDay(person.id, workDate)
    if (person.archived === 1 && isEmpty(day)) continue
    const { shift } = ownShift(person.id)
    rows.push({
      workerId: person.id,
      name: person.name,
      photoHash: person.photoHash,
      kind: person.kind,
      punches: day.punches,
      mark: day.mark,
      leftMinute: day.leftMinute,
      extraMinutes: day.extraMinutes,
      fixed: day.fixed,
      note: day.note,
      away: awayOn(person.id, workDate),
      hourWork: day.hourWork,
      hours: hoursOf(day),
      starts: shift.starts,
      ends: shift.ends,
      paid: isPaid.has(person.id),
    })
  }
  const year = Number(workDate.slice(0, 4))
  return {
    workDate,
    kind: dayKind(calendar, workDate),
    holidays: !knowsHolidays(calendar, year)
      ? 'unknown'
      : calendar.checkedYears.includes(year)
        ? 'checked'
        : 'unchecked',
    rows,
    missing: await missingOuts(db, today),
  }
}

function isEmpty(day: WorkerDayRow): boolean {
  return day.attendanceId === null && day.punches.length === 0 && day.hourWork.length === 0
}

/** A month of everybody: the hours that wages are reckoned from, made from attendance or typed, and what the days were. */
export async function readMonth(db: Kysely<Database>, month: string): Promise<MonthSheet> {
  const from = `${month}-01`
  const to = lastOfMonth(from)
  const calendar = await readCalendar(db)
  const { hoursOf } = await readReckoner(db, calendar)
  const dates: BusinessDate[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) dates.push(day)
  const days = await readWorkerDays(db, { workerIds: null, from, to })
  const awayOn = await readAway(db, from, to)
  type Sum = { workerId: number; day: string } & Record<'normal' | 'workday' | 'rest' | 'holiday', number>
  const { rows: sums } = await sql<Sum>`
    SELECT worker_id AS workerId, work_date AS day, sum(iif(overtime = 'none', minutes, 0)) AS normal,
      sum(iif(overtime = 'workday', minutes, 0)) AS workday, sum(iif(overtime = 'rest', minutes, 0)) AS rest,
      sum(iif(overtime = 'holiday', minutes, 0)) AS holiday
    FROM time_entry WHERE work_date BETWEEN ${from} AND ${to} AND voided_at IS NULL
    GROUP BY worker_id, work_date`.execute(db)
  const minutes = new Map(sums.map(({ workerId, day, ...sum }) => [dayKeyOf(workerId, day), sum]))
  const rows: MonthSheet['rows'] = []
  for (const person of await people(db)) {
    const cells: MonthCell[] = []
    for (const [index, date] of dates.entries()) {
      const key = dayKeyOf(person.id, date)
      const day = days.get(key)
      const sum = minutes.get(key)
      const away = awayOn(person.id, date)
      if (!day && !sum && !away) continue
      const state = day ? (hoursOf(day).outMissing ? 'open' : stateOf(day)) : null
      cells.push({
        day: index + 1,
        state: state ?? away,
        ...(sum ?? { normal: 0, workday: 0, rest: 0, holiday: 0 }),
        from: day?.punches.find(({ way }) => way === 'in')?.minute ?? null,
        to: day?.punches.findLast(({ way }) => way === 'out')?.minute ?? null,
      })
    }
    if (person.archived === 1 && cells.length === 0) continue
    rows.push({ workerId: person.id, name: person.name, kind: person.kind, cells })
  }
  return { month, days: dates.map((date) => ({ date, kind: dayKind(calendar, date) })), rows }
}

function stateOf(day: WorkerDayRow): MonthCell['state'] {
  if (day.mark !== null) return day.mark
  return day.punches.length > 0 || day.hourWork.length > 0 || day.extraMinutes > 0 ? 'came' : null
}
