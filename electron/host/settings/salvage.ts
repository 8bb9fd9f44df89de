import { statfsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { v7 } from 'uuid'
import { discardRestore, type PreparedRestore } from '../../../db/backup/restore.ts'
import type { Salvaged } from '../../../db/repair/salvage.ts'
import { YifangError } from '../../../shared/errors.ts'
import type { Restored } from '../../../shared/settings/backup-contract.ts'
import type { SalvageState } from '../../../shared/settings/salvage-contract.ts'
import type { HostServices } from '../services.ts'
import { storeError } from '../store-error.ts'
import { runCareTask } from './care-tasks.ts'
import { putInPlace } from './restore.ts'

/** Saves what can be read of a damaged database, beside it, for the owner to choose. */
export interface Salvage {
  start(): void
  state(): SalvageState
  use(station: string): Promise<Restored>
}

/** No job: those are rows of a store, and there is none. */
export function createSalvage(services: () => HostServices): Salvage {
  let state: SalvageState = { kind: 'none' }
  let salvaged: Salvaged | null = null

  const damagedFile = (procedure: string) => {
    const { trouble, dataDir } = services()
    const found = trouble()
    if (found?.kind !== 'damaged') throw new YifangError('not-allowed', { procedure })
    return join(dataDir, found.renamedTo)
  }

  const run = async (damaged: string) => {
    const { dataDir, clock, log } = services()
    try {
      if (salvaged) await discardRestore(salvaged)
      salvaged = null
      requireSpace(dataDir, damaged)
      // What is left of it after a power cut is cleared as of a restore.
      const folder = join(dataDir, `.restore-${v7()}`)
      const report = (done: number, total: number) => {
        state = { kind: 'running', done, total }
      }
      const input = { damaged, folder, at: clock() }
      salvaged = await runCareTask('salvage', input, undefined, report).catch(async (error: unknown) => {
        await discardRestore({ folder })
        throw error
      })
      state = { kind: 'ready', report: salvaged.report }
      log.info('salvaged', { badPages: salvaged.report.badPages, problems: salvaged.report.problems })
    } catch (raised) {
      const error = storeError(raised)
      const known = error instanceof YifangError ? error : null
      const id = v7().slice(-8)
      if (!known) log.bug(id, error, { procedure: 'settings.rescue.salvage' })
      state = { kind: 'failed', code: known?.code ?? 'internal', data: known?.data ?? { id } }
    }
  }

  return {
    state: () => state,
    start: () => {
      const damaged = damagedFile('settings.rescue.salvage')
      if (state.kind === 'running') return
      state = { kind: 'running', done: 0, total: 0 }
      void run(damaged)
    },
    use: async (station) => {
      damagedFile('settings.rescue.takeSalvaged')
      if (!salvaged) throw new YifangError('not-allowed', { procedure: 'settings.rescue.takeSalvaged' })
      const prepared = preparedOf(salvaged, services())
      salvaged = null
      state = { kind: 'none' }
      return putInPlace(services(), prepared, { userId: null, station }, 'settings.rescue.takeSalvaged')
    },
  }
}

/** From here on it is a restore like any other, with its epoch, its order of renames, and its safety in a power cut. */
function preparedOf({ folder, facts }: Salvaged, host: HostServices): PreparedRestore {
  const { hasDataKey, ...said } = facts
  return {
    folder,
    problems: [],
    dataKey: null,
    manifest: {
      format: 1,
      program: host.version,
      createdAt: host.clock(),
      reason: 'restore',
      madeBy: '',
      photos: false,
      dataKey: hasDataKey ? 'wrapped' : 'none',
      parts: [],
      ...said,
    },
  }
}

function requireSpace(dataDir: string, damaged: string): void {
  const { bavail, bsize } = statfsSync(dataDir)
  const needed = (statSync(damaged, { throwIfNoEntry: false })?.size ?? 0) * 1.5
  if (bavail * bsize < needed)
    throw new YifangError('repair-space', {
      needed: Math.ceil(needed / 1e6),
      free: Math.floor((bavail * bsize) / 1e6),
    })
}
