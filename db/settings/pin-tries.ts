import type { Kysely } from 'kysely'
import type { CommandScope } from '../command.ts'
import type { Database } from '../schema.ts'

/**
 * Whose PIN is typed, and where. Each paired device counts for itself, so that who guesses at a stolen tablet locks that
 * tablet and not the owner's own PC; at the PC (null) a person's tries are one row, whatever door they come by.
 */
export interface PinPlace {
  readonly userId: number
  readonly stationId: number | null
}

export interface PinTries {
  /** Wrong ones in a row. */
  readonly failures: number
  /** By the PC's clock; null: not locked. */
  readonly lockedUntil: number | null
}

/** None where nobody ever typed one there. */
export async function readPinTries(db: Kysely<Database>, { userId, stationId }: PinPlace): Promise<PinTries> {
  const row =
    stationId === null
      ? await db
          .selectFrom('user')
          .select(['failed_attempts', 'locked_until'])
          .where('id', '=', userId)
          .executeTakeFirst()
      : await deviceRow(db, stationId, userId)
  return { failures: row?.failed_attempts ?? 0, lockedUntil: row?.locked_until ?? null }
}

export async function recordPinTries(
  scope: CommandScope,
  { userId, stationId }: PinPlace,
  { failures, lockedUntil }: PinTries,
): Promise<null> {
  const tries = { failed_attempts: failures, locked_until: lockedUntil }
  if (stationId === null) {
    await scope.update('user', userId, tries)
    return null
  }
  const row = await deviceRow(scope.trx, stationId, userId)
  if (row) await scope.update('station_pin', row.id, tries)
  else await scope.insert('station_pin', { station_id: stationId, user_id: userId, ...tries })
  return null
}

/** A new PIN was set: nobody has guessed at it yet, anywhere. */
export async function forgetPinTries(scope: CommandScope, userId: number): Promise<void> {
  const rows = await scope.trx
    .selectFrom('station_pin')
    .select('id')
    .where('user_id', '=', userId)
    .where('failed_attempts', '>', 0)
    .execute()
  for (const { id } of rows) await scope.update('station_pin', id, { failed_attempts: 0, locked_until: null })
}

function deviceRow(db: Kysely<Database>, stationId: number, userId: number) {
  return db
    .selectFrom('station_pin')
    .selectAll()
    .where('station_id', '=', stationId)
    .where('user_id', '=', userId)
    .executeTakeFirst()
}
