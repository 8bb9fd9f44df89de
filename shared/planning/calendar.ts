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
  /** What is still to be done, in standard seconds. */
  readonly steps: readonly { readonly name: string; readonly seconds: number }[]
}

/** Somebody who works: the standard seconds of her day, and the steps she can do; none: any. */
export interface Hand {
  readonly seconds: number
  readonly skills: readonly string[]
}

const horizon = 400

/**
 * When each piece of work is done if the hands do the soonest due first, day after day from `today`; what has no due
 * date comes last. Who can do few steps is taken first, so that who can do any is left for the others; who can help at
 * nothing that is more urgent works ahead. Null: not within 400 days.
 */
export function finishDates(
  work: readonly PlannedWork[],
  calendar: WorkCalendar,
  hands: readonly Hand[],
  today: BusinessDate,
): ReadonlyMap<number, BusinessDate | null> {
  let open = work
    .toSorted(
      (a, b) => Number(a.due === null) - Number(b.due === null) || compare(a.due, b.due) || a.id - b.id,
    )
    .map(({ id, steps }) => ({ id, steps: steps.map((step) => ({ ...step })) }))
  const done = new Map<number, BusinessDate | null>(work.map(({ id }) => [id, null]))
  const groups = groupHands(hands)
  let day = today
  for (let looked = 0; looked < horizon && open.length > 0; looked++, day = addDays(day, 1)) {
    const left = groups.map(({ seconds }) => (isWorkingDay(calendar, day) ? seconds : 0))
    for (const { steps } of open)
      for (const step of steps)
        for (const [index, { skills }] of groups.entries()) {
          if (step.seconds === 0) break
          if (skills.length > 0 && !skills.includes(step.name)) continue
          const taken = Math.min(step.seconds, left[index]!)
          step.seconds -= taken
          left[index]! -= taken
        }
    open = open.filter(({ id, steps }) => {
      if (steps.some(({ seconds }) => seconds > 0)) return true
      done.set(id, day)
      return false
    })
  }
  return done
}

/** Hands of the same skills together, those with the fewest first, those who can do any last. */
function groupHands(hands: readonly Hand[]): Hand[] {
  const rank = ({ skills }: Hand) => skills.length || Number.POSITIVE_INFINITY
  return [...Map.groupBy(hands, ({ skills }) => skills.toSorted().join('\n')).values()]
    .map((group) => ({
      skills: group[0]!.skills,
      seconds: group.reduce((sum, { seconds }) => sum + seconds, 0),
    }))
    .toSorted((a, b) => (rank(a) === rank(b) ? 0 : rank(a) - rank(b)))
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
  work: readonly { readonly due: BusinessDate | null; readonly seconds: number }[],
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
