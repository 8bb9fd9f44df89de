import type { Kysely } from 'kysely'
import { usualCalendar, type WorkCalendar } from '../../shared/planning/calendar.ts'
import { calendarSchema } from '../../shared/planning/contract.ts'
import type { CommandScope } from '../command.ts'
import type { Database } from '../schema.ts'
import { readSetting, writeSetting } from '../settings/settings.ts'

const key = 'planning.calendar'

/** The workshop's calendar; the usual one until somebody says otherwise. */
export async function readCalendar(db: Kysely<Database>): Promise<WorkCalendar> {
  const stored = calendarSchema.safeParse(await readSetting(db, key))
  return stored.success ? stored.data : usualCalendar
}

/** Keeps the workshop's calendar. */
export async function saveCalendar(scope: CommandScope, calendar: WorkCalendar): Promise<null> {
  await writeSetting(scope, key, calendar)
  return null
}

/** Those who work here now, with the minutes of their day and the steps they say they can do (none said: any). */
export interface Hands {
  readonly count: number
  /** As many full days of the calendar as they work together. */
  readonly days: number
  readonly people: readonly { readonly minutes: number; readonly skills: readonly string[] }[]
}

export async function readHands(db: Kysely<Database>, calendar: WorkCalendar): Promise<Hands> {
  const rows = await db
    .selectFrom('worker')
    .select(['id', 'daily_minutes'])
    .where('archived_at', 'is', null)
    .execute()
  const skills = Map.groupBy(
    await db.selectFrom('worker_skill').select(['worker_id', 'operation_name']).execute(),
    ({ worker_id }) => worker_id,
  )
  const people = rows.map(({ id, daily_minutes }) => ({
    minutes: daily_minutes ?? calendar.minutesPerDay,
    skills: (skills.get(id) ?? []).map(({ operation_name }) => operation_name),
  }))
  const minutes = people.reduce((sum, person) => sum + person.minutes, 0)
  return { count: rows.length, days: minutes / calendar.minutesPerDay, people }
}
