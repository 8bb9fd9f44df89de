import { runCommand } from '../../../db/command.ts'
import { writeSetting } from '../../../db/settings/settings.ts'
import { formatInstant } from '../../../shared/dates.ts'
import { YifangError } from '../../../shared/errors.ts'
import { type ClockDoubt, clockDoubt } from '../../../shared/settings/clock.ts'
import type { GuardedContext } from '../services.ts'
import type { StoreSlot } from '../store-slot.ts'

/**
 * Asks before anything is dated by a clock that cannot be right: a PC whose battery is empty begins in 2009, and what
 * was packed and sewn that morning would lie in another year's books.
 */
export interface ClockGuard {
  /** What may be wrong with the clock now. */
  doubt(): ClockDoubt | null
  /** Of the last entry, or before which there can be none. */
  lastAt(): number | null
  /** Raises clock-doubtful. Before every write of a user. */
  require(): void
  /** An entry was written at that time, by a clock that nobody doubts. */
  wrote(at: number): void
  /** Reads the last entry of the store that was just opened. */
  begin(store: StoreSlot): Promise<void>
}

/** Written whatever the clock says, so they prove nothing of it. */
const unasked = ['settings.initialise', 'settings.session.unlock', 'orders.blank', 'settings.backup.restore']

/** `notBefore`: when this program was made; no entry can be older. Null: not asked. */
export function createClockGuard(clock: () => number, notBefore: number | null): ClockGuard {
  let lastAt: number | null = null
  const guard: ClockGuard = {
    doubt: () => {
      if (lastAt !== null || notBefore === null) return clockDoubt(clock(), lastAt)
      return clock() < notBefore ? 'behind' : null
    },
    lastAt: () => lastAt ?? notBefore,
    require: () => {
      const doubt = guard.doubt()
      if (doubt !== null)
        throw new YifangError('clock-doubtful', {
          now: formatInstant(clock()),
          last: formatInstant(guard.lastAt() ?? 0),
        })
    },
    wrote: (at) => {
      lastAt = at
    },
    begin: async (store) => {
      const last = await store.reader
        .selectFrom('command')
        .select('at')
        .where('name', 'not in', unasked)
        .orderBy('id', 'desc')
        .limit(1)
        .executeTakeFirst()
      lastAt = last?.at ?? null
    },
  }
  return guard
}

/** Takes the clock's word for it. `seen`: what the screen showed; raises clock-doubtful where it has jumped again since. */
export async function confirmClock(
  { host, connection, caller }: GuardedContext,
  name: string,
  input: { readonly commandId: string; readonly now: number },
): Promise<void> {
  const now = host.clock()
  if (clockDoubt(now, input.now) !== null) host.clockGuard.require()
  const from = host.clockGuard.lastAt()
  const call = { userId: caller.userId, station: connection.station, at: now, input: { now: input.now } }
  await runCommand(host.store, { uuid: input.commandId, name, ...call }, async (scope) => {
    await writeSetting(scope, 'clock', { confirmedAt: now, after: from })
    return null
  })
  host.clockGuard.wrote(now)
  host.log.info('clock-confirmed', { after: from })
  host.changed(['setting'])
}
