import { existsSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import { stubborn } from '../../../db/backup/stubborn-files.ts'
import { storeFile } from '../../../db/open.ts'
import { YifangError } from '../../../shared/errors.ts'
import type { HostServices } from '../services.ts'
import { storeError } from '../store-error.ts'
import { forgetTrouble, setAside } from './rescue-state.ts'

/**
 * Begins an empty workshop where the database was damaged or is missing: what was renamed aside and every backup
 * stay where they are. Raises not-allowed where a store is open or belongs to a newer program.
 */
export async function startEmpty(host: HostServices): Promise<void> {
  const trouble = host.trouble()
  if (trouble?.kind !== 'damaged' && trouble?.kind !== 'missing')
    throw new YifangError('not-allowed', { procedure: 'settings.rescue.startEmpty' })
  await host.gate.alone(async () => {
    await forgetTrouble(host.dataDir)
    await host.reopen({ evenEmpty: true })
  })
  host.events.publish('host', { kind: 'session' })
}

/**
 * Sets an open database with bad pages aside: the rescue screen then offers a copy, and what can be salvaged of it.
 * `putBack` undoes it. Raises not-allowed where the check found the pages whole.
 */
export async function enterRescue(host: HostServices): Promise<void> {
  if (!(await hasBadPages(host)))
    throw new YifangError('not-allowed', { procedure: 'settings.repair.rescue' })
  await host.gate.alone(async () => {
    await host.jobs.settle()
    await host.store.empty(new YifangError('store-busy', {}))
    await setAside(host.dataDir, host.clock())
    await host.reopen()
  })
  host.events.publish('host', { kind: 'session' })
}

async function hasBadPages(host: HostServices): Promise<boolean> {
  try {
    return (await host.care.task('pages', { dataDir: host.dataDir })).length > 0
  } catch (raised) {
    // Some pages stop even the check.
    const error = storeError(raised)
    if (error instanceof YifangError && error.code === 'store-unsound') return true
    throw error
  }
}

/** Gives a damaged database its name back and opens it as it is; one that does not open is set aside again. */
export async function putBack(host: HostServices): Promise<void> {
  const trouble = host.trouble()
  if (trouble?.kind !== 'damaged')
    throw new YifangError('not-allowed', { procedure: 'settings.rescue.putBack' })
  await host.gate.alone(async () => {
    const { dataDir } = host
    for (const end of ['', '-wal']) {
      const kept = join(dataDir, `${trouble.renamedTo}${end}`)
      if (existsSync(kept)) await stubborn(() => rename(kept, `${storeFile(dataDir)}${end}`))
    }
    await forgetTrouble(dataDir)
    await host.reopen()
  })
  host.events.publish('host', { kind: 'session' })
}
