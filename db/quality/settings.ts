import type { Kysely } from 'kysely'
import { YifangError } from '../../shared/errors.ts'
import { type QualitySettings, qualitySettingsSchema } from '../../shared/quality/contract.ts'
import { isPlanTable } from '../../shared/quality/sampling.ts'
import { type PlanTable, tightenedPlans } from '../../shared/quality/sampling-tables.ts'
import { usualDefects } from '../../shared/quality/usual-defects.ts'
import type { CommandScope } from '../command.ts'
import type { Database } from '../schema.ts'
import { readSetting, writeSetting } from '../settings/settings.ts'

const key = 'quality'

/** What the workshop looks for and how strictly; the usual (level II, AQL 2.5 and 4.0) until it says otherwise. */
export async function readQualitySettings(db: Kysely<Database>): Promise<QualitySettings> {
  const stored = qualitySettingsSchema.safeParse(await readSetting(db, key))
  if (stored.success && isPlanTable(stored.data.tightened)) return stored.data
  return {
    level: 'II',
    major: '2.5',
    minor: '4.0',
    defects: usualDefects.map(({ name, class: of }) => ({ name, class: of })),
    tightened: Object.fromEntries(
      Object.entries(tightenedPlans).map(([aql, cells]) => [aql, [...cells]]),
    ) as { [K in keyof PlanTable]: PlanTable[K][number][] },
  }
}

/** Keeps them. Raises plans-wrong where a plan leads nowhere or a larger sample would accept fewer. */
export async function saveQualitySettings(scope: CommandScope, settings: QualitySettings): Promise<null> {
  if (!isPlanTable(settings.tightened)) throw new YifangError('plans-wrong', {})
  await writeSetting(scope, key, settings)
  return null
}
