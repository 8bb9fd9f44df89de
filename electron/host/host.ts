import { EventPublisher } from '@orpc/server'
import { openStore } from '../../db/open.ts'
import { initialiseStore } from '../../db/settings/initialise.ts'
import type { HostEvent } from '../../shared/settings/contract.ts'
import { createCallGate } from './call-gate.ts'
import { recoverMatches } from './catalog/apply-matches.ts'
import { gatherChanges } from './changes.ts'
import { type Drives, systemDrives } from './drives.ts'
import { type FolderLock, lockFolder } from './folder-lock.ts'
import { createJobs } from './jobs.ts'
import { fileLog } from './log.ts'
import { recoverImports } from './orders/recover-imports.ts'
import type { HostServices } from './services.ts'
import { createCare } from './settings/care.ts'
import { createClockGuard } from './settings/clock-guard.ts'
import { welcomeMoved } from './settings/data-folder/move.ts'
import { makePrivate } from './settings/data-folder/privacy.ts'
import { createPlaceKeys } from './settings/place-keys.ts'
import { createPlaces } from './settings/places.ts'
import {
  forgetTrouble,
  type Trouble,
  tidyFolder,
  troubleBefore,
  troubleError,
  troubleOf,
} from './settings/rescue-state.ts'
import { createSalvage } from './settings/salvage.ts'
import { createUpdates } from './settings/updates/updates.ts'
import type { UpdateOptions } from './settings/updates/updates-service.ts'
import { createHands } from './stations/hands.ts'
import { createPrintQueue } from './stations/print-queue.ts'
import { createStations } from './stations/sharing.ts'
import type { StationsOptions } from './stations/stations-service.ts'
import { createStoreSlot } from './store-slot.ts'
import { createDataKeys, type SystemVault } from './workers/data-keys.ts'

export interface Host {
  readonly services: HostServices
  readonly lock: FolderLock
  close(): Promise<void>
}

export interface HostOptions {
  readonly dataDir: string
  readonly version: string
  readonly clock?: () => number
  /** Milliseconds since the start. A test's own clock stands for both. */
  readonly uptime?: () => number
  /** Starts the program again, once its data folder was moved. */
  readonly onMoved?: (to: string) => void
  /** When the program was made: a clock before that is asked about even in an empty workshop. */
  readonly notBefore?: number
  /** False: no checks, backups and blanking by itself (one command of the CLI, a measurement). */
  readonly upkeep?: boolean
  /** Where the data key is kept between two starts; without one the recovery code opens it. */
  readonly vault?: SystemVault
  /** The system's own by default. */
  readonly drives?: Drives
  /** What the program brings along for its updates: the way to start a setup, above all. */
  readonly updates?: UpdateOptions
  /** The door for the workshop's own network; none where there is no page to serve. */
  readonly stations?: StationsOptions
}

/**
 * Opens a data folder: lock, version, backup and migration only where needed, then ready for calls. A store
 * that cannot be opened (damaged: renamed aside; newer: untouched) still gives a host, which answers nothing but
 * `settings.rescue.*`: see `services.trouble()`. Raises FolderInUse, or folder-unwritable.
 */
export async function openHost(options: HostOptions): Promise<Host> {
  const { dataDir, version, clock = Date.now, upkeep = true } = options
  const uptime = options.uptime ?? options.clock ?? (() => performance.now())
  const lock = lockFolder(dataDir)
  try {
    const log = fileLog(dataDir, clock)
    const events = new EventPublisher<{ host: HostEvent }>()
    const publish = (event: HostEvent) => events.publish('host', event)
    const store = createStoreSlot(dataDir)
    const bug = (error: unknown) => {
      const id = crypto.randomUUID().slice(0, 8)
      log.bug(id, error)
      return id
    }
    let trouble: Trouble | null = null
    const services: HostServices = {
      dataDir,
      version,
      store,
      clock,
      uptime,
      clockGuard: createClockGuard(clock, options.notBefore ?? null),
      pinFailures: new Map(),
      log,
      events,
      care: createCare(() => services),
      places: createPlaces(() => services),
      drives: options.drives ?? systemDrives,
      placeKeys: createPlaceKeys(dataDir, options.vault ?? null),
      updates: createUpdates(() => services, options.updates ?? {}),
      dataKeys: createDataKeys(dataDir, store, options.vault ?? null),
      gate: createCallGate(),
      salvage: createSalvage(() => services),
      hands: createHands(
        uptime,
        () => services.changed(['hand']),
        () => services.changed(['look']),
      ),
      stations: createStations(() => services, options.stations ?? { pageDir: null }),
      printQueue: createPrintQueue(() => services),
      trouble: () => trouble,
      reopen: (options) => open(options?.evenEmpty),
      jobs: createJobs(store, clock, publish, bug),
      moved: (to) => options.onMoved?.(to),
      changed: gatherChanges(publish, clock),
    }
    const open = async (evenEmpty = false) => {
      trouble = evenEmpty
        ? null
        : ((await troubleBefore(dataDir, clock())) ?? (await services.updates.review.before()))
      if (!trouble) {
        try {
          await fillStore(services)
          await forgetTrouble(dataDir)
          await services.updates.review.opened()
          await services.stations.begin()
          return
        } catch (error) {
          await store.close().catch(() => {})
          trouble = services.updates.review.failed(error) ?? (await troubleOf(error, dataDir, clock()))
        }
      }
      log.info('trouble', { kind: trouble.kind })
      await store.empty(troubleError(trouble))
    }
    // Not waited for: on Windows it is a program of its own.
    void makePrivate(dataDir)
      .catch(() => false)
      .then((isPrivate) => isPrivate || log.info('folder-not-private'))
    await tidyFolder(dataDir, clock())
    await open()
    if (upkeep) services.care.begin()
    if (upkeep) services.updates.begin()
    return {
      services,
      lock,
      close: async () => {
        await services.stations.end()
        await services.printQueue.end()
        await services.jobs.settle()
        await services.care.end()
        await services.updates.end()
        await store.close()
        log.info('close')
        lock.release()
      },
    }
  } catch (error) {
    lock.release()
    throw error
  }
}

/** The open sequence of DESIGN §3, up to ready. */
async function fillStore(services: HostServices): Promise<void> {
  const { dataDir, clock, store, log, version } = services
  const opened = await openStore(dataDir, async () => {
    services.updates.review.copied(await services.care.backup('update'))
  })
  store.fill(opened)
  await initialiseStore(store, clock())
  await services.clockGuard.begin(store)
  log.info('open', { version, unclean: store.wasUnclean })
  await welcomeMoved(services)
  await recoverImports(services)
  await recoverMatches(services, store.wasUnclean)
  await services.printQueue.recover()
}
