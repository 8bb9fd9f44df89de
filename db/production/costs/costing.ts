import type { Kysely } from 'kysely'
import { type Costing, costingSchema } from '../../../shared/production/costs-contract.ts'
import type { CommandScope } from '../../command.ts'
import type { Database } from '../../schema.ts'
import { readSetting, writeSetting } from '../../settings/settings.ts'

const key = 'production.costing'

/** What every piece and every yuan of wages bears of rent, power and the like; nothing until somebody says so. */
export async function readCosting(db: Kysely<Database>): Promise<Costing> {
  const stored = costingSchema.safeParse(await readSetting(db, key))
  return stored.success ? stored.data : { perPiece: 0, ofWages: 0 }
}

export async function saveCosting(scope: CommandScope, costing: Costing): Promise<null> {
  await writeSetting(scope, key, costing)
  return null
}
