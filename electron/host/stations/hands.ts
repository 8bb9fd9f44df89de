import type { Holder, SeenKind } from '../../../shared/stations/presence.ts'
import type { GuardedContext } from '../services.ts'

/**
 * Who works on what right now, by name and station. Kept in memory: after a restart everybody takes up again what lies
 * before her. A parcel is in one pair of hands; looking at a ticket, a count or an inspection is only told to others.
 */
export interface Hands {
  /** Who else has it in hand; null: nobody, or for too long without doing anything. */
  holder(thing: string, by: GuardedContext): Holder | null
  /** Takes it, from whoever has it. */
  take(thing: string, by: GuardedContext): Promise<void>
  letGo(thing: string): void
  /** Tells that she looks at something, or (null) at nothing of the kind any more; gives who else does. */
  look(kind: SeenKind, id: number | null, by: GuardedContext): Promise<Holder[]>
}

/** Without a scan for so long, a parcel lies there for anybody, in milliseconds of uptime. */
const inHandFor = 5 * 60_000
/** A page tells every 20 s that it still shows it. */
const looksFor = 45_000

interface Kept extends Holder {
  /** Station and user: a page that was loaded again is the same pair of hands. */
  readonly who: string
  at: number
}

export function createHands(uptime: () => number, onChange: () => void, onLook: () => void): Hands {
  const hands = new Map<string, Kept>()
  const looks = new Map<string, Kept & { readonly thing: string }>()
  const whoIs = ({ connection, caller }: GuardedContext) => `${connection.station} ${caller.userId}`
  const sweep = () => {
    for (const [thing, { at }] of hands) if (uptime() - at > inHandFor) hands.delete(thing)
    for (const [place, { at }] of looks) if (uptime() - at > looksFor) looks.delete(place)
  }
  const shown = ({ name, station, since }: Kept): Holder => ({ name, station, since })
  return {
    holder: (thing, by) => {
      sweep()
      const kept = hands.get(thing)
      return kept && kept.who !== whoIs(by) ? shown(kept) : null
    },
    take: async (thing, by) => {
      const who = whoIs(by)
      const before = hands.get(thing)
      if (before?.who === who) {
        before.at = uptime()
        return
      }
      hands.set(thing, { ...(await holderOf(by)), who, at: uptime() })
      onChange()
    },
    letGo: (thing) => {
      if (hands.delete(thing)) onChange()
    },
    look: async (kind, id, by) => {
      sweep()
      const who = whoIs(by)
      const place = `${who} ${kind}`
      const thing = id === null ? null : `${kind} ${id}`
      const before = looks.get(place)
      const others = (at: string | null) =>
        [...looks.values()].filter((one) => one.thing === at && one.who !== who)
      if (thing !== null && before?.thing === thing) before.at = uptime()
      else {
        looks.delete(place)
        if (thing !== null) looks.set(place, { ...(await holderOf(by)), who, thing, at: uptime() })
        // Nobody is told of what she alone sees.
        if (others(thing).length + others(before?.thing ?? null).length > 0) onLook()
      }
      return others(thing).map(shown)
    },
  }
}

async function holderOf({ host, connection, caller }: GuardedContext): Promise<Holder> {
  const user = await host.store.reader
    .selectFrom('user')
    .select('name')
    .where('id', '=', caller.userId)
    .executeTakeFirst()
  return { name: user?.name ?? '', station: connection.station, since: host.clock() }
}
