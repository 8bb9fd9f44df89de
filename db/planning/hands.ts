import type { Kysely } from 'kysely'
import { standardSeconds, type WorkCalendar } from '../../shared/planning/calendar.ts'
import type { Away, Hand } from '../../shared/planning/schedule.ts'
import type { Database } from '../schema.ts'

/**
 * Those who work here now: the standard seconds of a day of each, overtime included, her skills, and when she is away.
 * More hands can do any step; fewer are missing from all alike.
 */
export async function readHands(
  db: Kysely<Database>,
  calendar: WorkCalendar,
  whatIf: { readonly overtimeMinutes: number; readonly moreHands: number } = usualHands,
): Promise<Hand[]> {
  const workers = await db
    .selectFrom('worker')
    .select(['id', 'daily_minutes'])
    .where('archived_at', 'is', null)
    .execute()
  const skills = Map.groupBy(
    await db.selectFrom('worker_skill').select(['worker_id', 'skill']).execute(),
    ({ worker_id }) => worker_id,
  )
  const away = Map.groupBy(
    await db.selectFrom('worker_away').select(['worker_id', 'from_date', 'to_date']).execute(),
    ({ worker_id }) => worker_id,
  )
  const { overtimeMinutes, moreHands } = whatIf
  const minutesOf = (own: number | null) => own ?? calendar.minutesPerDay
  const days = workers.reduce((sum, row) => sum + minutesOf(row.daily_minutes), 0) / calendar.minutesPerDay
  const share = moreHands < 0 && days > 0 ? Math.max(0, days + moreHands) / days : 1
  const known = workers.map((row) => ({
    seconds: standardSeconds(calendar, (minutesOf(row.daily_minutes) + overtimeMinutes) * share),
    skills: (skills.get(row.id) ?? []).map(({ skill }) => skill),
    away: (away.get(row.id) ?? []).map(({ from_date, to_date }): Away => ({ from: from_date, to: to_date })),
  }))
  const more = Array.from({ length: Math.max(0, moreHands) }, () => ({
    seconds: standardSeconds(calendar, calendar.minutesPerDay + overtimeMinutes),
    skills: [],
    away: [],
  }))
  return [...known, ...more]
}

export const usualHands = { overtimeMinutes: 0, moreHands: 0 }
