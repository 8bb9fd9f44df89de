import type { Kysely } from 'kysely'
import type { Workshop } from '../../shared/settings/contract.ts'
import { namelessWorkshop, workshopSchema } from '../../shared/settings/contract.ts'
import type { CommandScope } from '../command.ts'
import type { Database } from '../schema.ts'
import { readSetting, writeSetting } from './settings.ts'

const unset: Workshop = {
  name: namelessWorkshop,
  phone: '',
  address: '',
  lockAfterMinutes: 10,
  keepPersonalDays: 180,
}

/** The workshop's own facts, with what a new workshop starts with. */
export async function readWorkshop(db: Kysely<Database>): Promise<Workshop> {
  const stored = await readSetting(db, 'workshop')
  return { ...unset, ...workshopSchema.partial().parse(stored ?? {}) }
}

export async function updateWorkshop(scope: CommandScope, patch: Partial<Workshop>): Promise<Workshop> {
  const next = workshopSchema.parse({ ...(await readWorkshop(scope.trx)), ...patch })
  await writeSetting(scope, 'workshop', next)
  return next
}
