import type { DoorRefusal } from '../../../shared/stations/contract.ts'
import type { Log } from '../log.ts'

/** What was not let in, for the owner's screen and the log: one line for what repeats. */
export interface Refusals {
  note(address: string, reason: string, station?: string | null): void
  list(): DoorRefusal[]
}

const most = 50
/** A flood is one line of the log a minute, and from many addresses at once not many more. */
const quiet = 60_000
const loudPerMinute = 60

export function createRefusals(log: () => Log, clock: () => number, onChange: () => void): Refusals {
  const entries = new Map<string, DoorRefusal & { loggedAt: number }>()
  let minute = 0
  let loud = 0
  const isQuietMinute = (at: number) => {
    const now = Math.floor(at / quiet)
    if (now !== minute) [minute, loud] = [now, 0]
    loud += 1
    return loud <= loudPerMinute
  }
  return {
    note: (address, reason, station = null) => {
      const key = `${address} ${reason} ${station}`
      const at = clock()
      const before = entries.get(key)
      const isLoud = (!before || Math.abs(at - before.loggedAt) > quiet) && isQuietMinute(at)
      entries.delete(key)
      const count = (before?.count ?? 0) + 1
      entries.set(key, {
        address,
        reason,
        station,
        count,
        at,
        loggedAt: isLoud ? at : (before?.loggedAt ?? 0),
      })
      if (entries.size > most) entries.delete(entries.keys().next().value!)
      if (!isLoud) return
      log().info('station-refused', { address, reason, count })
      onChange()
    },
    list: () => [...entries.values()].reverse().map(({ loggedAt: _, ...entry }) => entry),
  }
}
