import { v7 } from 'uuid'
import { type CommandScope, runCommand } from '../../../db/command.ts'
import { readPinTries, recordPinTries } from '../../../db/settings/pin-tries.ts'
import { readUser } from '../../../db/settings/users.ts'
import { readWorkshop } from '../../../db/settings/workshop.ts'
import { addSignIn, signedInAt } from '../../../db/stations/sign-ins.ts'
import { YifangError } from '../../../shared/errors.ts'
import type { Session } from '../../../shared/settings/contract.ts'
import { currentUser, deviceUser } from '../procedures.ts'
import type { CallContext, Caller } from '../services.ts'
import { pinMatches, waitAfterFailures, waitLeft } from './pin.ts'

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
  const named = (one: Caller | null) =>
    one && { id: one.userId, name: people.find(({ id }) => id === one.userId)?.name ?? '', role: one.role }
  const kiosk = connection.paired?.kiosk ?? null
  return {
    user: named(caller),
    pinsInUse: people.some((person) => person.pin_hash !== null),
    // Nobody is chosen at a kiosk, so who works here is not told there.
    people: kiosk
      ? []
      : people.map(({ id, name, role, pin_hash }) => ({ id, name, role, hasPin: pin_hash !== null })),
    language: user?.language ?? connection.language ?? 'zh-CN',
    station: connection.station,
    workshopName: workshop.name,
    lockAfterMinutes: workshop.lockAfterMinutes,
    // Where the books lie is nothing for a tablet.
    dataDir: connection.paired ? '' : host.dataDir,
    version: host.version,
    door: connection.door,
    kiosk,
    deviceUser: named(deviceUser(connection, people)),
  }
}

/**
 * Opens the screen for a user. Failures are counted in the store, so that restarting the program does not
 * give a guesser a fresh start, and by device: a stolen tablet locks itself, not the PC, and the owner's screen says so.
 * Someone without a PIN cannot be chosen once anybody has one, except by the
 * owner's leave (she sets the PINs). Raises pin-wrong, pin-wait, not-found.
 */
export async function unlock(context: CallContext, userId: number, pin: string): Promise<Session> {
  const { host, connection } = context
  const now = host.clock()
  // Nobody's attempt would be a command of nobody.
  await readUser(host.store.writer, userId)
  const place = { userId, stationId: connection.paired?.id ?? null }
  const placeKey = `${place.stationId} ${userId}`
  const failedAt = host.pinFailures.get(placeKey) ?? null
  const attempt = <A>(work: (scope: CommandScope) => Promise<A>) => {
    const name = 'settings.session.unlock'
    const call = { uuid: v7(), name, userId, station: connection.station, at: now, input: null }
    return runCommand(host.store, call, work)
  }
  // Counted before the hash is compared, and read in the same transaction: many guesses at once are many failures.
  const { answer: wait } = await attempt(async (scope) => {
    const tries = await readPinTries(scope.trx, place)
    const left = waitLeft({ ...tries, now, uptime: host.uptime(), failedAt })
    if (left > 0) throw new YifangError('pin-wait', { waitSeconds: Math.ceil(left / 1000) })
    const failures = tries.failures + 1
    const seconds = waitAfterFailures(failures)
    const lockedUntil = seconds > 0 ? now + seconds * 1000 : null
    await recordPinTries(scope, place, { failures, lockedUntil })
    return seconds
  })
  host.pinFailures.set(placeKey, host.uptime())
  const { pin_hash: hash } = await readUser(host.store.writer, userId)
  if (hash === null || !(await pinMatches(pin, hash))) {
    // Two are a slip of the finger.
    if (connection.paired && wait > 0) host.stations.refusals.note('', 'wrong-pin', connection.station)
    throw new YifangError('pin-wrong', { waitSeconds: wait })
  }
  await attempt(async (scope) => {
    await recordPinTries(scope, place, { failures: 0, lockedUntil: null })
    if (connection.paired) await addSignIn(scope, connection.paired.id, userId)
  })
  host.pinFailures.delete(placeKey)
  connection.userId = userId
  connection.lastCallAt = host.uptime()
  return readSession(context)
}

export async function lockSession(context: CallContext): Promise<Session> {
  const { host, connection } = context
  const { paired, userId } = connection
  connection.userId = null
  const at = host.clock()
  // What is recorded at the device from now on is not hers, whatever it says later.
  if (paired && (await signedInAt(host.store.reader, paired.id, at)) !== null) {
    const call = { name: 'settings.session.lock', userId, station: connection.station, at, input: null }
    await runCommand(host.store, { uuid: v7(), ...call }, (scope) => addSignIn(scope, paired.id, null))
  }
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
