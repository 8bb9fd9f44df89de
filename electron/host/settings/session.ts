import { v7 } from 'uuid'
import { runCommand } from '../../../db/command.ts'
import { readUser, recordPinAttempt } from '../../../db/settings/users.ts'
import { readWorkshop } from '../../../db/settings/workshop.ts'
import { YifangError } from '../../../shared/errors.ts'
import type { Session } from '../../../shared/settings/contract.ts'
import { currentUser } from '../procedures.ts'
import type { CallContext } from '../services.ts'
import { pinMatches, waitAfterFailures } from './pin.ts'

export async function readSession({ host, connection }: CallContext): Promise<Session> {
  const people = await host.store.reader
    .selectFrom('user')
    .select(['id', 'name', 'role', 'pin_hash', 'language'])
    .where('archived_at', 'is', null)
    .orderBy('id')
    .execute()
  const workshop = await readWorkshop(host.store.reader)
  const caller = await currentUser(host, connection)
  const user = people.find((person) => person.id === caller?.userId)
  return {
    user: user ? { id: user.id, name: user.name, role: user.role } : null,
    pinsInUse: people.some((person) => person.pin_hash !== null),
    people: people.map(({ id, name, role, pin_hash }) => ({ id, name, role, hasPin: pin_hash !== null })),
    language: user?.language ?? connection.language ?? 'zh-CN',
    station: connection.station,
    workshopName: workshop.name,
    lockAfterMinutes: workshop.lockAfterMinutes,
    dataDir: host.dataDir,
    version: host.version,
    door: connection.door,
  }
}

/**
 * Opens the screen for a user. Failures are counted in the store, so that restarting the program does not
 * give a guesser a fresh start. Someone without a PIN cannot be chosen once anybody has one, except by the
 * owner's leave (she sets the PINs). Raises pin-wrong, pin-wait, not-found.
 */
export async function unlock(context: CallContext, userId: number, pin: string): Promise<Session> {
  const { host, connection } = context
  const now = host.clock()
  const user = await readUser(host.store.writer, userId)
  if (user.locked_until !== null && user.locked_until > now)
    throw new YifangError('pin-wait', { waitSeconds: Math.ceil((user.locked_until - now) / 1000) })
  // Counted before the hash is compared: many guesses at once are many failures.
  const failures = user.failed_attempts + 1
  const wait = waitAfterFailures(failures)
  const record = (attempts: number, lockedUntil: number | null) =>
    runCommand(
      host.store,
      {
        uuid: v7(),
        name: 'settings.session.unlock',
        userId,
        station: connection.station,
        at: now,
        input: null,
      },
      (scope) => recordPinAttempt(scope, userId, attempts, lockedUntil),
    )
  await record(failures, wait > 0 ? now + wait * 1000 : null)
  if (user.pin_hash === null || !(await pinMatches(pin, user.pin_hash)))
    throw new YifangError('pin-wrong', { waitSeconds: wait })
  await record(0, null)
  connection.userId = userId
  connection.lastCallAt = now
  return readSession(context)
}

export async function lockSession(context: CallContext): Promise<Session> {
  context.connection.userId = null
  return readSession(context)
}

/** The language of this user from now on, and of this page before anyone is known. */
export async function setLanguage(context: CallContext, language: Session['language']): Promise<Session> {
  const { host, connection } = context
  connection.language = language
  const caller = await currentUser(host, connection)
  if (caller) {
    await runCommand(
      host.store,
      {
        uuid: v7(),
        name: 'settings.session.setLanguage',
        userId: caller.userId,
        station: connection.station,
        at: host.clock(),
        input: null,
      },
      (scope) => scope.update('user', caller.userId, { language }),
    )
  }
  return readSession(context)
}
