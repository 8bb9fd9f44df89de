import { type Kysely, sql } from 'kysely'
import type { DayPunch } from '../../../shared/payroll/time/contract.ts'
import {
  type DayHours,
  type DayMark,
  dayHours,
  type FixedHours,
} from '../../../shared/payroll/time/day-hours.ts'
import { minuteOf } from '../../../shared/payroll/time/next-punch.ts'
import { dayKind, type WorkCalendar } from '../../../shared/planning/calendar.ts'
import type { AwayKind } from '../../../shared/workers/contract.ts'
import type { Database } from '../../schema.ts'
import { type OwnShift, readOwnShifts } from './shifts.ts'

/** What is written of one worker's day. */
export interface WorkerDayRow {
  readonly workerId: number
  readonly workDate: string
  /** Its row of `attendance`, where there is one. */
  readonly attendanceId: number | null
  readonly punches: DayPunch[]
  readonly mark: DayMark | null
  readonly leftMinute: number | null
  readonly extraMinutes: number
  readonly fixed: FixedHours | null
  readonly note: string
  readonly hourWork: {
    readonly batchId: number | null
    readonly batchNumber: string
    readonly minutes: number
    readonly note: string
  }[]
}

export interface DaySpan {
  /** Null: everybody. */
  readonly workerIds: readonly number[] | null
  readonly from: string
  readonly to: string
}

const nothing = {
  attendanceId: null,
  mark: null,
  leftMinute: null,
  extraMinutes: 0,
  fixed: null,
  note: '',
} as const

export function emptyDay(workerId: number, workDate: string): WorkerDayRow {
  return { ...nothing, workerId, workDate, punches: [], hourWork: [] }
}

/** The days of a span of which anything is written, by worker and day (`dayKeyOf`). */
export async function readWorkerDays(
  db: Kysely<Database>,
  span: DaySpan,
): Promise<ReadonlyMap<string, WorkerDayRow>> {
  const days = new Map<string, WorkerDayRow>()
  const at = (workerId: number, workDate: string) => {
    const key = dayKeyOf(workerId, workDate)
    const day = days.get(key) ?? emptyDay(workerId, workDate)
    days.set(key, day)
    return day
  }
  const { workerIds } = span
  const inSpan = <T extends 'attendance' | 'punch' | 'hour_work'>(table: T) =>
    workerIds === null
      ? sql<boolean>`${sql.ref(table)}.work_date BETWEEN ${span.from} AND ${span.to}`
      : sql<boolean>`${sql.ref(table)}.worker_id IN (SELECT value FROM json_each(${JSON.stringify(workerIds)}))
          AND ${sql.ref(table)}.work_date BETWEEN ${span.from} AND ${span.to}`
  for (const row of await db.selectFrom('attendance').selectAll().where(inSpan('attendance')).execute())
    days.set(dayKeyOf(row.worker_id, row.work_date), {
      ...emptyDay(row.worker_id, row.work_date),
      attendanceId: row.id,
      mark: row.mark,
      leftMinute: row.left_minute,
      extraMinutes: row.extra_minutes,
      fixed:
        row.fixed_normal === null
          ? null
          : { normal: row.fixed_normal, overtime: row.fixed_overtime!, kind: row.fixed_kind! },
      note: row.note,
    })
  const punches = await db
    .selectFrom('punch')
    .selectAll()
    .where(inSpan('punch'))
    .where('voided_at', 'is', null)
    .orderBy('at')
    .orderBy('id')
    .execute()
  for (const row of punches)
    at(row.worker_id, row.work_date).punches.push({
      id: row.id,
      way: row.way,
      minute: minuteOf(row.at, row.work_date),
      byHand: row.by_hand === 1,
    })
  const work = await db
    .selectFrom('hour_work')
    .leftJoin('batch', 'batch.id', 'hour_work.batch_id')
    .select(['worker_id', 'work_date', 'batch_id', 'minutes', 'hour_work.note', 'batch_number'])
    .where(inSpan('hour_work'))
    .orderBy('hour_work.id')
    .execute()
  for (const row of work)
    at(row.worker_id, row.work_date).hourWork.push({
      batchId: row.batch_id,
      batchNumber: row.batch_number ?? '',
      minutes: row.minutes,
      note: row.note,
    })
  return days
}

export function dayKeyOf(workerId: number, workDate: string): string {
  return `${workerId} ${workDate}`
}

/** Why somebody is away on a day of a span; null where she is not. */
export async function readAway(
  db: Kysely<Database>,
  from: string,
  to: string,
): Promise<(workerId: number, day: string) => AwayKind | null> {
  const rows = await db
    .selectFrom('worker_away')
    .select(['worker_id', 'from_date', 'to_date', 'kind'])
    .where('from_date', '<=', to)
    .where('to_date', '>=', from)
    .orderBy('id')
    .execute()
  const spans = Map.groupBy(rows, ({ worker_id }) => worker_id)
  return (workerId, day) =>
    spans.get(workerId)?.find(({ from_date, to_date }) => from_date <= day && day <= to_date)?.kind ?? null
}

/** What days come to, by the shifts and the calendar of now. */
export async function readReckoner(
  db: Kysely<Database>,
  calendar: WorkCalendar,
): Promise<{
  readonly ownShift: (workerId: number) => OwnShift
  readonly hoursOf: (day: WorkerDayRow) => DayHours
}> {
  const ownShift = await readOwnShifts(db, calendar)
  return {
    ownShift,
    hoursOf: (day) =>
      dayHours({
        ...day,
        ...ownShift(day.workerId),
        kind: dayKind(calendar, day.workDate),
        norm: calendar.normMinutes,
      }),
  }
}
