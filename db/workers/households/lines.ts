import type { Kysely } from 'kysely'
import { type IncomeLines, incomeLinesSchema, usualLines } from '../../../shared/workers/households/lines.ts'
import type { CommandScope } from '../../command.ts'
import type { Database } from '../../schema.ts'
import { readSetting, writeSetting } from '../../settings/settings.ts'

const key = 'workers.incomeLines'

/** The lines incomes are held against; the usual until the owner says otherwise. */
export async function readIncomeLines(db: Kysely<Database>): Promise<IncomeLines> {
  const stored = incomeLinesSchema.safeParse(await readSetting(db, key))
  return stored.success ? stored.data : usualLines
}

export async function saveIncomeLines(scope: CommandScope, lines: IncomeLines): Promise<null> {
  await writeSetting(scope, key, lines)
  return null
}
