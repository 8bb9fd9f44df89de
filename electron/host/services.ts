import type { EventPublisher } from '@orpc/server'
import { type CommandScope, runCommand } from '../../db/command.ts'
import type { HostEvent, Session } from '../../shared/settings/contract.ts'
import type { Role } from '../../shared/settings/roles.ts'
import type { KeptFacts } from '../../shared/stations/kept.ts'
import type { Kiosk } from '../../shared/stations/kiosk.ts'
import type { CallGate } from './call-gate.ts'
import type { Drives } from './drives.ts'
import type { Jobs } from './jobs.ts'
import type { Log } from './log.ts'
import type { Care } from './settings/care-service.ts'
import type { ClockGuard } from './settings/clock-guard.ts'
import type { PlaceKeys } from './settings/place-keys.ts'
import type { Places } from './settings/places.ts'
import type { Trouble } from './settings/rescue-state.ts'
import type { Salvage } from './settings/salvage.ts'
import type { Updates } from './settings/updates/updates-service.ts'
import type { Hands } from './stations/hands.ts'
import { authorOf } from './stations/kept-author.ts'
import type { PrintQueue } from './stations/print-queue.ts'
import type { Stations } from './stations/stations-service.ts'
import { storeError } from './store-error.ts'
import type { StoreSlot } from './store-slot.ts'
import type { DataKeys } from './workers/data-keys.ts'

/** What every procedure works with. */
export interface HostServices {
  readonly dataDir: string
  readonly version: string
  /** Stays the same object through a restore; raises store-damaged or store-newer while there is none. */
  readonly store: StoreSlot
  readonly clock: () => number
  /** Milliseconds that this host has been running; unlike the clock nobody can set it. */
  readonly uptime: () => number
  readonly clockGuard: ClockGuard
  /** `uptime` at the last wrong PIN since the start, by device (`null`: this PC) and user. */
  readonly pinFailures: Map<string, number>
  readonly log: Log
  readonly jobs: Jobs
  readonly events: EventPublisher<{ host: HostEvent }>
  readonly care: Care
  readonly drives: Drives
  /** Where copies go besides this PC, and what seals them there. */
  readonly places: Places
  readonly placeKeys: PlaceKeys
  readonly dataKeys: DataKeys
  readonly updates: Updates
  readonly gate: CallGate
  readonly salvage: Salvage
  readonly stations: Stations
  /** Who has what in hand, at which station. */
  readonly hands: Hands
  /** What other stations have printed here. */
  readonly printQueue: PrintQueue
  /** Why the store is not open; null where it is. */
  trouble(): Trouble | null
  /** Opens the store of the folder again, after it was exchanged. `evenEmpty`: begins one where there is none. */
  reopen(options?: { readonly evenEmpty: boolean }): Promise<void>
  /** The workshop lies in another folder now: the program starts again there. */
  moved(to: string): void
  /** Tells every open screen that tables changed. */
  changed(tables: Iterable<string>): void
}

/** One page, station or process that talks to the host. Lives as long as its door keeps it. */
export interface Connection {
  readonly door: Session['door']
  station: string
  userId: number | null
  language: Session['language'] | null
  /** For the automatic lock: by `uptime`, so that a clock set back keeps no screen open. */
  lastCallAt: number
  /** The paired device that it comes from; none at the owner's PC. */
  readonly paired?: PairedDevice
}

export interface PairedDevice {
  readonly id: number
  /** Nobody may do more there than this, whoever she is. */
  readonly role: Role
  readonly kiosk: Kiosk | null
  /** Who works there while nobody said who she is. */
  readonly userId: number
}

/** Context of a call before the guard has looked at it. */
export interface CallContext {
  readonly host: HostServices
  readonly connection: Connection
  /** Of a call that a paired device had kept. */
  readonly kept?: KeptFacts | null
}

export interface Caller {
  readonly userId: number
  readonly role: Role
}

/** Context of a call that the guard let through. */
export interface GuardedContext extends CallContext {
  readonly caller: Caller
}

/** Runs a command in the caller's name and tells open screens what changed. Raises clock-doubtful. */
export async function command<A>(
  context: GuardedContext,
  path: readonly string[],
  input: { readonly commandId: string },
  work: (scope: CommandScope) => Promise<A>,
): Promise<A> {
  const { host, connection } = context
  const { commandId, ...rest } = input
  host.clockGuard.require()
  const at = host.clock()
  const name = path.join('.')
  try {
    const result = await runCommand(
      host.store,
      {
        uuid: commandId,
        name,
        ...(await authorOf(context, name)),
        station: connection.station,
        at,
        input: rest,
      },
      work,
    )
    if (!result.repeated) host.clockGuard.wrote(at)
    if (result.tables.size > 0) host.changed(result.tables)
    return result.answer
  } catch (error) {
    throw storeError(error)
  }
}
