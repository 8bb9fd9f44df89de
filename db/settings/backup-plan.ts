import type { Kysely } from 'kysely'
import { type BackupPlan, backupPlanSchema } from '../../shared/settings/backup-contract.ts'
import type { CommandScope } from '../command.ts'
import type { Database } from '../schema.ts'
import { readSetting, writeSetting } from './settings.ts'

const unset: BackupPlan = { everyHours: 4, places: [] }

/** How often copies are made and where, with what a new workshop starts with. */
export async function readBackupPlan(db: Kysely<Database>): Promise<BackupPlan> {
  const stored = await readSetting(db, 'backup-plan')
  return { ...unset, ...backupPlanSchema.partial().parse(stored ?? {}) }
}

export async function updateBackupPlan(
  scope: CommandScope,
  change: (plan: BackupPlan) => Partial<BackupPlan>,
): Promise<void> {
  const plan = await readBackupPlan(scope.trx)
  await writeSetting(scope, 'backup-plan', backupPlanSchema.parse({ ...plan, ...change(plan) }))
}
