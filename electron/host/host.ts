import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { EventPublisher } from '@orpc/server'
import { openStore } from '../../db/open.ts'
import { initialiseStore } from '../../db/settings/initialise.ts'
import type { HostEvent } from '../../shared/settings/contract.ts'
import { type FolderLock, lockFolder } from './folder-lock.ts'
import { createJobs } from './jobs.ts'
import { fileLog } from './log.ts'
import { recoverImports } from './orders/recover-imports.ts'
import type { HostServices } from './services.ts'

export interface Host {
  readonly services: HostServices
  readonly lock: FolderLock
  close(): Promise<void>
}

export interface HostOptions {
  readonly dataDir: string
  readonly version: string
  readonly clock?: () => number
}

/**
 * Opens a data folder: lock, version, backup and migration only where needed, then ready for calls.
 * Raises FolderInUse, NewerStore, DamagedStore, or folder-unwritable.
 */
export async function openHost(options: HostOptions): Promise<Host> {
  const { dataDir, version, clock = Date.now } = options
  const lock = lockFolder(dataDir)
  try {
    const log = fileLog(dataDir, clock)
    const store = await openStore(dataDir, async (backupTo) => {
      const folder = join(dataDir, 'backups')
      mkdirSync(folder, { recursive: true })
      await backupTo(
        join(folder, `before-update-${new Date(clock()).toISOString().replace(/[:.]/g, '-')}.db`),
      )
    })
    await initialiseStore(store, clock())
    const events = new EventPublisher<{ host: HostEvent }>()
    const publish = (event: HostEvent) => events.publish('host', event)
    const services: HostServices = {
      dataDir,
      version,
      store,
      clock,
      log,
      events,
      jobs: createJobs(store, clock, publish, (error) => {
        const id = crypto.randomUUID().slice(0, 8)
        log.bug(id, error)
        return id
      }),
      changed: (tables) => publish({ kind: 'changed', tables: [...tables], at: clock() }),
    }
    log.info('open', { version, unclean: store.wasUnclean })
    await recoverImports(services)
    return {
      services,
      lock,
      close: async () => {
        await services.jobs.settle()
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
