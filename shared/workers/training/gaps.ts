import { addDays, type BusinessDate, daysBetween } from '../../dates.ts'
import { isWorkingDay, standardSeconds, type WorkCalendar } from '../../planning/calendar.ts'
import { canDo } from '../../planning/schedule.ts'

/** What open batches still need of a skill by a day; null: no day is named. */
export interface SkillWork {
  readonly skill: string
  /** The step's own name. */
  readonly name: string
  /** Standard seconds. */
  readonly seconds: number
  readonly due: BusinessDate | null
}

export interface SkillGap {
  readonly skill: string
  /** Steps that ask for it. */
  readonly names: readonly string[]
  /** Standard seconds. */
  readonly seconds: number
  /** The first day by which some of it must be done. */
  readonly firstDue: BusinessDate | null
  /** Hands that can do it; of them, those of whom the skill itself is noted. */
  readonly able: number
  readonly noted: number
  /** Hands it takes to be done in time if they do nothing else. */
  readonly needed: number
  /** How many more must learn it. */
  readonly missing: number
}

/**
 * For each skill how many hands the open batches need so that every part is done by its day, and how many can. A hand's day
 * is the workshop's. What is late already, or due today, is to be done in a day; what has no day asks for one hand. The widest gap first.
 */
export function skillGaps(
  work: readonly SkillWork[],
  hands: readonly { readonly skills: readonly string[] }[],
  calendar: WorkCalendar,
  today: BusinessDate,
): SkillGap[] {
  const perDay = standardSeconds(calendar, calendar.minutesPerDay)
  const open = work.filter(({ seconds }) => seconds > 0)
  return [...Map.groupBy(open, ({ skill }) => skill)]
    .map(([skill, parts]): SkillGap => {
      const dated = parts
        .filter((part): part is SkillWork & { due: BusinessDate } => part.due !== null)
        .toSorted((a, b) => (a.due < b.due ? -1 : 1))
      let until = 0
      let needed = 1
      for (const { seconds, due } of dated) {
        until += seconds
        const days = Math.max(1, workingDays(calendar, today, addDays(due, -calendar.daysBefore)))
        if (perDay > 0) needed = Math.max(needed, Math.ceil(until / (days * perDay)))
      }
      const able = hands.filter(({ skills }) => canDo(skills, skill)).length
      return {
        skill,
        names: [...new Set(parts.map(({ name }) => name))],
        seconds: parts.reduce((sum, { seconds }) => sum + seconds, 0),
        firstDue: dated[0]?.due ?? null,
        able,
        noted: hands.filter(({ skills }) => skills.includes(skill)).length,
        needed,
        missing: Math.max(0, needed - able),
      }
    })
    .toSorted((a, b) => b.missing - a.missing || b.needed - a.needed || (a.skill < b.skill ? -1 : 1))
}

/** Days that are worked from one day to another, both included. */
function workingDays(calendar: WorkCalendar, from: BusinessDate, to: BusinessDate): number {
  const days = daysBetween(from, to) + 1
  return Array.from({ length: Math.max(0, days) }, (_, at) => addDays(from, at)).filter((day) =>
    isWorkingDay(calendar, day),
  ).length
}
