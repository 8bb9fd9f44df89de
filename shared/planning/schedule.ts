import { addDays, type BusinessDate } from '../dates.ts'
import { isWorkingDay, type WorkCalendar, weekday } from './calendar.ts'

/** What is still to be done at one step, in standard seconds, and the skill it asks for. */
export interface StepWork {
  readonly skill: string
  readonly seconds: number
}

export interface PlannedWork {
  readonly id: number
  readonly due: BusinessDate | null
  readonly steps: readonly StepWork[]
}

/** Days on which somebody does not come; both ends are included. */
export interface Away {
  readonly from: BusinessDate
  readonly to: BusinessDate
}

/** Somebody who works: the standard seconds of her day, the skills she has (none: any), and when she is away. */
export interface Hand {
  readonly seconds: number
  readonly skills: readonly string[]
  readonly away: readonly Away[]
}

const horizon = 400

/** Standard seconds that the hands make on a day, together. */
export function daySeconds(calendar: WorkCalendar, hands: readonly Hand[], day: BusinessDate): number {
  if (!isWorkingDay(calendar, day)) return 0
  return hands.reduce((sum, hand) => sum + (isAway(hand, day) ? 0 : hand.seconds), 0)
}

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
  return scheduler(calendar, hands, today)(work)
}

/** `finishDates` for the same hands and several pieces of work: what each day can give is found once. */
export function scheduler(
  calendar: WorkCalendar,
  hands: readonly Hand[],
  today: BusinessDate,
): (work: readonly PlannedWork[]) => ReadonlyMap<number, BusinessDate | null> {
  const groups = groupHands(hands)
  const days: { readonly date: BusinessDate; readonly seconds: readonly number[] }[] = []
  const dayAt = (index: number) => {
    const known = days[index]
    if (known) return known
    const date = index === 0 ? today : addDays(days[index - 1]!.date, 1)
    const day = { date, seconds: groups.map(({ members }) => daySeconds(calendar, members, date)) }
    days.push(day)
    return day
  }
  const helpers = new Map<string, readonly number[]>()
  const helpersOf = (skill: string) => {
    const known = helpers.get(skill)
    if (known) return known
    const able = [...groups.keys()].filter((index) => canDo(groups[index]!.skills, skill))
    helpers.set(skill, able)
    return able
  }
  return (work) => {
    let open = work
      .toSorted(
        (a, b) => Number(a.due === null) - Number(b.due === null) || compare(a.due, b.due) || a.id - b.id,
      )
      .map(({ id, steps }) => ({
        id,
        steps: steps.map(({ skill, seconds }) => ({ seconds, able: helpersOf(skill) })),
      }))
    const done = new Map<number, BusinessDate | null>(work.map(({ id }) => [id, null]))
    for (let looked = 0; looked < horizon && open.length > 0; looked++) {
      const { date, seconds } = dayAt(looked)
      const left = [...seconds]
      const isFinished = ({ id, steps }: (typeof open)[number]) => {
        let isDone = true
        for (const step of steps) {
          giveTo(step, left)
          if (step.seconds > 0) isDone = false
        }
        if (isDone) done.set(id, date)
        return isDone
      }
      // Once the day is spent, what has still to be done waits as it is.
      open = open.filter((one) =>
        left.some((rest) => rest > 0) || one.steps.every((step) => step.seconds === 0)
          ? !isFinished(one)
          : true,
      )
    }
    return done
  }
}

/** Takes from the groups that can do a step what they have left of the day. */
function giveTo(step: { seconds: number; readonly able: readonly number[] }, left: number[]): void {
  for (const index of step.able) {
    if (step.seconds === 0) return
    const taken = Math.min(step.seconds, left[index]!)
    step.seconds -= taken
    left[index]! -= taken
  }
}

/**
 * The last day on which work may begin so that the hands, doing nothing else, have done it `daysBefore` days ahead of
 * `due`. Null where they never would: nobody works, or nobody can do one of its steps.
 */
export function latestStart(
  steps: readonly StepWork[],
  calendar: WorkCalendar,
  hands: readonly Hand[],
  due: BusinessDate,
): BusinessDate | null {
  const groups = groupHands(hands)
  const open = steps.map((step) => ({ ...step }))
  let day = addDays(due, -calendar.daysBefore)
  for (let looked = 0; looked < horizon; looked++, day = addDays(day, -1)) {
    const left = groups.map(({ members }) => daySeconds(calendar, members, day))
    if (left.every((seconds) => seconds === 0)) continue
    workOn(open, groups, left)
    if (open.every(({ seconds }) => seconds === 0)) return day
  }
  return null
}

interface Group {
  readonly skills: readonly string[]
  readonly members: readonly Hand[]
}

/** Takes from each group's seconds of a day (`left`) what it can do of the steps; both are lessened. */
function workOn(
  steps: readonly { readonly skill: string; seconds: number }[],
  groups: readonly Group[],
  left: number[],
): void {
  for (const step of steps)
    for (const [index, { skills }] of groups.entries()) {
      if (step.seconds === 0) break
      if (!canDo(skills, step.skill)) continue
      const taken = Math.min(step.seconds, left[index]!)
      step.seconds -= taken
      left[index]! -= taken
    }
}

/** Whether somebody with these skills can do what asks for one; who has none said of her can do any. */
export function canDo(skills: readonly string[], skill: string): boolean {
  return skills.length === 0 || skills.includes(skill)
}

/** Hands of the same skills together, those with the fewest first, those who can do any last. */
function groupHands(hands: readonly Hand[]): Group[] {
  const rank = ({ skills }: Group) => skills.length || Number.POSITIVE_INFINITY
  return [...Map.groupBy(hands, ({ skills }) => skills.toSorted().join('\n')).values()]
    .map((members) => ({ skills: members[0]!.skills, members }))
    .toSorted((a, b) => (rank(a) === rank(b) ? 0 : rank(a) - rank(b)))
}

function isAway({ away }: Hand, day: BusinessDate): boolean {
  return away.some(({ from, to }) => from <= day && day <= to)
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
  hands: readonly Hand[],
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
      capacity: days
        .filter((day) => day >= today)
        .reduce((sum, day) => sum + daySeconds(calendar, hands, day), 0),
      load: work
        .filter(({ due }) => due !== null && due <= end && (index === 0 || due >= start))
        .reduce((sum, { seconds }) => sum + seconds, 0),
    }
  })
}

/** The earlier of two days; a day before none. */
export function earlier(a: BusinessDate | null, b: BusinessDate | null): BusinessDate | null {
  if (a === null || b === null) return a ?? b
  return a < b ? a : b
}

function compare(a: BusinessDate | null, b: BusinessDate | null): number {
  if (a === b) return 0
  return (a ?? '') < (b ?? '') ? -1 : 1
}
