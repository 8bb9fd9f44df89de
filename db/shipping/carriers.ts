import type { Kysely } from 'kysely'
import { YifangError } from '../../shared/errors.ts'
import type { CarrierRow } from '../../shared/shipping/contract.ts'
import type { CommandScope } from '../command.ts'
import type { Database } from '../schema.ts'

/** All carriers, those in use first. */
export async function listCarriers(db: Kysely<Database>): Promise<CarrierRow[]> {
  const rows = await db.selectFrom('carrier').selectAll().orderBy('id').execute()
  return rows
    .map((row) => ({ id: row.id, code: row.code, name: row.name, archived: row.archived_at !== null }))
    .sort((a, b) => Number(a.archived) - Number(b.archived) || a.id - b.id)
}

/** Adds or changes a carrier. Raises already-exists for a code that another has. */
export async function saveCarrier(
  scope: CommandScope,
  input: {
    readonly id: number | null
    readonly code: string
    readonly name: string
    readonly archived: boolean
  },
): Promise<{ id: number }> {
  const same = await scope.trx
    .selectFrom('carrier')
    .select('id')
    .where('code', '=', input.code)
    .executeTakeFirst()
  if (same && same.id !== input.id)
    throw new YifangError('already-exists', { what: 'carrier', name: input.code })
  const values = { code: input.code.toUpperCase(), name: input.name }
  if (input.id === null)
    return { id: await scope.insert('carrier', { ...values, archived_at: input.archived ? scope.at : null }) }
  const row = await scope.trx
    .selectFrom('carrier')
    .select('archived_at')
    .where('id', '=', input.id)
    .executeTakeFirst()
  await scope.update('carrier', input.id, {
    ...values,
    archived_at: input.archived ? (row?.archived_at ?? scope.at) : null,
  })
  return { id: input.id }
}
