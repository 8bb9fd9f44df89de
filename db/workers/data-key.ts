import type { Kysely, Selectable } from 'kysely'
import { YifangError } from '../../shared/errors.ts'
import type { CommandScope } from '../command.ts'
import type { Database } from '../schema.ts'
import { type DataKey, keyCheck, type WrappedKey } from './sealing.ts'

export type DataKeyRow = Selectable<Database['data_key']>

/** The data key in use, wrapped; null where none was ever made. */
export async function readDataKey(db: Kysely<Database>): Promise<DataKeyRow | null> {
  const row = await db.selectFrom('data_key').selectAll().orderBy('id', 'desc').limit(1).executeTakeFirst()
  return row ?? null
}

/**
 * Keeps a new data key, wrapped by a recovery code. Where there is one already it raises already-exists, unless `forget` says
 * that nobody can open that one any more: the numbers sealed with it are then given up.
 */
export async function keepDataKey(
  scope: CommandScope,
  key: DataKey,
  { salt, wrapped }: WrappedKey,
  forget: boolean,
): Promise<null> {
  if ((await readDataKey(scope.trx)) !== null) {
    if (!forget) throw new YifangError('already-exists', { what: 'data_key', name: '' })
    const lost = await scope.trx.selectFrom('personal_number').select('id').execute()
    for (const { id } of lost) await scope.remove('personal_number', id)
  }
  await scope.insert('data_key', {
    key_id: key.id,
    key_check: keyCheck(key),
    code_salt: salt,
    code_wrapped: wrapped,
    made_at: scope.at,
    code_made_at: scope.at,
  })
  return null
}

/** Wraps the key in use by another recovery code: the one before opens it no longer. Raises not-found. */
export async function renewRecoveryCode(
  scope: CommandScope,
  keyId: string,
  { salt, wrapped }: WrappedKey,
): Promise<null> {
  const row = await readDataKey(scope.trx)
  if (row?.key_id !== keyId) throw new YifangError('not-found', { what: 'data_key', id: keyId })
  await scope.update('data_key', row.id, {
    code_salt: salt,
    code_wrapped: wrapped,
    code_made_at: scope.at,
  })
  return null
}
