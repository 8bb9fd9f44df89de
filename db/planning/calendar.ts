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
