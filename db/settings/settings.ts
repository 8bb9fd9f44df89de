import type { Kysely } from 'kysely'
import type { CommandScope } from '../command.ts'
import type { Database } from '../schema.ts'

/** One setting, parsed; null where it was never set. */
export async function readSetting(db: Kysely<Database>, key: string): Promise<unknown> {
  const row = await db.selectFrom('setting').select('value').where('key', '=', key).executeTakeFirst()
  return row ? (JSON.parse(row.value) as unknown) : null
}

/** Sets a setting to a plain JSON value. */
export async function writeSetting(scope: CommandScope, key: string, value: unknown): Promise<void> {
  const text = JSON.stringify(value)
  const row = await scope.trx.selectFrom('setting').select('id').where('key', '=', key).executeTakeFirst()
  if (row) await scope.update('setting', row.id, { value: text })
  else await scope.insert('setting', { key, value: text })
}
