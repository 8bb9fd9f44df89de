import type { Kysely, Selectable } from 'kysely'
import { YifangError } from '../../shared/errors.ts'
import type { Kiosk } from '../../shared/stations/kiosk.ts'
import type { CommandScope } from '../command.ts'
import type { Database } from '../schema.ts'
import { readUser } from '../settings/users.ts'

export type StationRow = Selectable<Database['station']>

/** All that were ever let in, those of now first. */
export async function listStations(db: Kysely<Database>): Promise<(StationRow & { user_name: string })[]> {
  return db
    .selectFrom('station')
    .innerJoin('user', 'user.id', 'station.user_id')
    .selectAll('station')
    .select('user.name as user_name')
    .orderBy('station.revoked_at')
    .orderBy('station.id')
    .execute()
}

/** The station of a key, be it revoked or not; null where none has it. */
export async function stationOfKey(db: Kysely<Database>, publicKey: string): Promise<StationRow | null> {
  const row = await db
    .selectFrom('station')
    .selectAll()
    .where('public_key', '=', publicKey)
    .executeTakeFirst()
  return row ?? null
}

/** Raises not-found. */
export async function stationOf(db: Kysely<Database>, id: number): Promise<StationRow> {
  const row = await db.selectFrom('station').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new YifangError('not-found', { what: 'station', id })
  return row
}

export interface NewStation {
  readonly publicKey: string
  readonly name: string
  readonly place: string
  readonly role: StationRow['role']
  readonly kiosk: Kiosk | null
  /** Null: a new user called as the station. */
  readonly userId: number | null
}

/** Raises already-exists for a name that another one has, not-found for the user. */
export async function addStation(scope: CommandScope, input: NewStation): Promise<{ id: number }> {
  const { name, place, role, kiosk, publicKey } = input
  await requireNameFree(scope, name, 0)
  const userId = input.userId ?? (await userCalled(scope, name, role))
  await readUser(scope.trx, userId)
  return {
    id: await scope.insert('station', {
      name,
      place,
      role,
      kiosk,
      user_id: userId,
      public_key: publicKey,
      paired_at: scope.at,
    }),
  }
}

/** Raises already-exists, not-found. */
export async function renameStation(
  scope: CommandScope,
  input: { readonly id: number; readonly name: string; readonly place: string },
): Promise<Record<string, never>> {
  await requireNameFree(scope, input.name, input.id)
  await scope.update('station', input.id, { name: input.name, place: input.place })
  return {}
}

/** Raises not-found. Its key shall open nothing any more. */
export async function revokeStation(scope: CommandScope, id: number): Promise<Record<string, never>> {
  await scope.update('station', id, { revoked_at: scope.at })
  return {}
}

/** A station that comes back under its name goes on as the user it was. */
async function userCalled(scope: CommandScope, name: string, role: StationRow['role']): Promise<number> {
  const known = await scope.trx
    .selectFrom('user')
    .select('id')
    .where('name', '=', name)
    .where('role', '=', role)
    .where('archived_at', 'is', null)
    .executeTakeFirst()
  return known?.id ?? (await scope.insert('user', { name, role }))
}

async function requireNameFree(scope: CommandScope, name: string, id: number): Promise<void> {
  const other = await scope.trx
    .selectFrom('station')
    .select('id')
    .where('name', '=', name)
    .where('revoked_at', 'is', null)
    .where('id', '!=', id)
    .executeTakeFirst()
  if (other) throw new YifangError('already-exists', { what: 'station', name })
}
