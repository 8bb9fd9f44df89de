import type { Kysely } from 'kysely'
import type { CommandScope } from '../command.ts'
import type { Database } from '../schema.ts'

/** Writes down who is signed in at a device from now on; null: nobody by her PIN. */
export async function addSignIn(
  scope: CommandScope,
  stationId: number,
  userId: number | null,
): Promise<Record<string, never>> {
  await scope.insert('station_sign_in', { station_id: stationId, user_id: userId, at: scope.at })
  return {}
}

/** Who had signed in at a device last before an instant, and had not left again; null: nobody. */
export async function signedInAt(
  db: Kysely<Database>,
  stationId: number,
  at: number,
): Promise<number | null> {
  const row = await db
    .selectFrom('station_sign_in')
    .select('user_id')
    .where('station_id', '=', stationId)
    .where('at', '<=', at)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.user_id ?? null
}
