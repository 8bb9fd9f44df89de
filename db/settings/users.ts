import type { Kysely, Selectable } from 'kysely'
import { YifangError } from '../../shared/errors.ts'
import type { Role } from '../../shared/settings/roles.ts'
import type { CommandScope } from '../command.ts'
import type { Database } from '../schema.ts'
import { forgetPinTries } from './pin-tries.ts'

export async function listUsers(db: Kysely<Database>) {
  const rows = await db.selectFrom('user').selectAll().orderBy('id').execute()
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    role: row.role,
    hasPin: row.pin_hash !== null,
    archived: row.archived_at !== null,
  }))
}

/** Raises not-found. */
export async function readUser(db: Kysely<Database>, id: number): Promise<Selectable<Database['user']>> {
  const row = await db
    .selectFrom('user')
    .selectAll()
    .where('id', '=', id)
    .where('archived_at', 'is', null)
    .executeTakeFirst()
  if (!row) throw new YifangError('not-found', { what: 'user', id })
  return row
}

/** Adds or changes a user. Raises last-owner where nobody would be left who may set PINs. */
export async function saveUser(
  scope: CommandScope,
  input: {
    readonly id: number | null
    readonly name: string
    readonly role: Role
    readonly archived?: boolean | undefined
  },
): Promise<{ id: number }> {
  const { name, role } = input
  const archived = input.archived ?? false
  if (input.id === null) return { id: await scope.insert('user', { name, role }) }
  await scope.update('user', input.id, { name, role, archived_at: archived ? scope.at : null })
  await ownerRemains(scope)
  return { id: input.id }
}

async function ownerRemains(scope: CommandScope): Promise<void> {
  const people = await scope.trx
    .selectFrom('user')
    .select(['role', 'pin_hash'])
    .where('archived_at', 'is', null)
    .execute()
  const owners = people.filter((person) => person.role === 'owner')
  const pinsInUse = people.some((person) => person.pin_hash !== null)
  if (owners.length === 0 || (pinsInUse && owners.every((owner) => owner.pin_hash === null)))
    throw new YifangError('last-owner', {})
}

/** Sets or takes away a PIN's hash. The first PIN must be an owner's, the last one taken too: raises last-owner. */
export async function setPin(scope: CommandScope, userId: number, hash: string | null): Promise<null> {
  await scope.update('user', userId, { pin_hash: hash, failed_attempts: 0, locked_until: null })
  await forgetPinTries(scope, userId)
  await ownerRemains(scope)
  return null
}
