import type { CommandCall } from '../../../db/command.ts'
import { signedInAt } from '../../../db/stations/sign-ins.ts'
import { formatInstant } from '../../../shared/dates.ts'
import { YifangError } from '../../../shared/errors.ts'
import { may } from '../../../shared/settings/roles.ts'
import { isKeptPath } from '../../../shared/stations/kept.ts'
import type { GuardedContext } from '../services.ts'

/** A device's clock as it learnt it from the host may go wrong by so much meanwhile, in milliseconds. */
const maybeAhead = 10 * 60_000

/**
 * In whose name a call is entered. May it be done at all: that was asked of who is signed in now, as of any call. A record that
 * a device had kept is entered in the name that the device says, where that user was signed in there at that time by the host's
 * own list and may do it today; else in the sender's name, with the device's word beside it. Raises kept-ahead.
 */
export async function authorOf(
  { host, connection, caller, kept }: GuardedContext,
  path: string,
): Promise<Pick<CommandCall, 'userId' | 'kept'>> {
  const { paired } = connection
  // 0: nobody in particular, for a procedure that is open to all.
  if (!kept || !paired || !isKeptPath(path)) return { userId: caller.userId || null }
  const now = host.clock()
  if (kept.at > now + maybeAhead) {
    const { sessions, refusals } = host.stations
    const page = sessions.open().find((one) => one.connection === connection)
    refusals.note(page?.address ?? '', 'clock', connection.station)
    throw new YifangError('kept-ahead', { at: formatInstant(kept.at), now: formatInstant(now) })
  }
  const known = kept.by === null ? undefined : await userOf(kept.by)
  const facts = { by: known?.id ?? null, at: kept.at, sentBy: caller.userId }
  if (!known || known.id === caller.userId) return { userId: caller.userId, kept: facts }
  // Who has no PIN and works at this device is let in by its key alone.
  const wasThere =
    (known.id === paired.userId && known.pin_hash === null) ||
    (await signedInAt(host.store.reader, paired.id, kept.at)) === known.id
  const isHers = wasThere && known.archived_at === null && may(known.role, path)
  return { userId: isHers ? known.id : caller.userId, kept: facts }

  function userOf(id: number) {
    return host.store.reader
      .selectFrom('user')
      .select(['id', 'role', 'pin_hash', 'archived_at'])
      .where('id', '=', id)
      .executeTakeFirst()
  }
}
