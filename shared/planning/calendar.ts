import { addDays, type BusinessDate } from '../dates.ts'

/** When the workshop works, and how much of an hour becomes standard time. */
export interface WorkCalendar {
  /** A normal working day, in minutes. */
  readonly minutesPerDay: number
  /** Days of the week without work, 0 = Sunday. */
  readonly restDays: readonly number[]
  /** Days off, and rest days that are worked. */
  readonly holidays: readonly BusinessDate[]
  readonly extraDays: readonly BusinessDate[]
  /** Standard time made in a worked hour, per cent. */
  readonly efficiency: number
  /** Days a parcel needs before it must be there or leave: kept free before a due date. */
  readonly daysBefore: number
}

export const usualCalendar: WorkCalendar = {
  minutesPerDay: 540,
  restDays: [],
  holidays: [],
  extraDays: [],
  efficiency: 85,
  daysBefore: 1,
}

/** Whether the workshop works on a day. A day named as worked is worked, whatever else is said of it. */
export function isWorkingDay(calendar: WorkCalendar, date: BusinessDate): boolean {
  if (calendar.extraDays.includes(date)) return true
  return !calendar.holidays.includes(date) && !calendar.restDays.includes(weekday(date))
}

/** Standard seconds that so many people make on a working day. */
export function secondsPerDay(calendar: WorkCalendar, hands: number, overtimeMinutes = 0): number {
  return Math.floor((hands * (calendar.minutesPerDay + overtimeMinutes) * 60 * calendar.efficiency) / 100)
}

/**
 * The last day on which work of so many standard seconds may begin, to be done `daysBefore` days ahead of `due`.
 * Null where nobody works: it would never be done.
 */
export function latestStart(
  calendar: WorkCalendar,
  due: BusinessDate,
  workSeconds: number,
  perDay: number,
): BusinessDate | null {
  if (perDay <= 0) return null
  let days = Math.max(1, Math.ceil(workSeconds / perDay))
  let day = addDays(due, -calendar.daysBefore)
  // Ten years back: a calendar without any working day must not loop for ever.
  for (let looked = 0; looked < horizon * 10; looked++, day = addDays(day, -1)) {
    if (!isWorkingDay(calendar, day)) continue
    days--
    if (days === 0) return day
  }
  return null
}

export interface PlannedWork {
  readonly id: number
  readonly due: BusinessDate | null
  /** Standard seconds still to be done. */
  readonly seconds: number
}

const horizon = 400

/**
 * When each piece of work is done if all hands do the soonest due first, day after day from `today`; what has no due
 * date comes last. Null: not within 400 days.
 */
export function finishDates(
  work: readonly PlannedWork[],
  calendar: WorkCalendar,
  perDay: number,
  today: BusinessDate,
): ReadonlyMap<number, BusinessDate | null> {
  const queue = work.toSorted(
    (a, b) => Number(a.due === null) - Number(b.due === null) || compare(a.due, b.due) || a.id - b.id,
  )
  const done = new Map<number, BusinessDate | null>()
  let day = today
  let looked = 0
  let left = isWorkingDay(calendar, day) ? perDay : 0
  for (const { id, seconds } of queue) {
    let open = seconds
    while (open > left && looked < horizon) {
      open -= left
      day = addDays(day, 1)
      looked++
      left = isWorkingDay(calendar, day) ? perDay : 0
    }
    if (open > left) done.set(id, null)
    else {
      left -= open
      done.set(id, day)
    }
  }
  return done
}

export interface Week {
  /** Its Monday. */
  readonly start: BusinessDate
  readonly capacity: number
  readonly load: number
}

/**
 * What is due in each week against what can be made in it, in standard seconds; what is overdue counts in the first
 * week, of which only the days from `today` count. Work without a due date is in no week.
 */
export function weeklyLoad(
  work: readonly PlannedWork[],
  calendar: WorkCalendar,
  perDay: number,
  today: BusinessDate,
  count: number,
): Week[] {
  const first = addDays(today, -((weekday(today) + 6) % 7))
  return Array.from({ length: count }, (_, index) => {
    const start = addDays(first, index * 7)
    const days = Array.from({ length: 7 }, (_day, day) => addDays(start, day))
    const end = days[6]!
    return {
      start,
      capacity: days.filter((day) => day >= today && isWorkingDay(calendar, day)).length * perDay,
      load: work
        .filter(({ due }) => due !== null && due <= end && (index === 0 || due >= start))
        .reduce((sum, { seconds }) => sum + seconds, 0),
    }
  })
}

function weekday(date: BusinessDate): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay()
}

function compare(a: BusinessDate | null, b: BusinessDate | null): number {
  if (a === b) return 0
  return (a ?? '') < (b ?? '') ? -1 : 1
}
