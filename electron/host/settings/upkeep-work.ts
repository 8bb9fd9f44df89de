import { parentPort } from 'node:worker_threads'
import RawDatabase from 'better-sqlite3'
import { openFile, quickCheck } from '../../../db/backup/examine.ts'
import { NewerStore } from '../../../db/migrate.ts'
import { storeFile } from '../../../db/open.ts'
import { diagnoseStore } from '../../../db/repair/diagnose.ts'
import { salvageStore } from '../../../db/repair/salvage.ts'
import { YifangError } from '../../../shared/errors.ts'
import type { CareMessage } from './care-tasks.ts'
import type { UpkeepTasks } from './upkeep-tasks.ts'

type Work = {
  readonly [K in keyof UpkeepTasks]: (input: UpkeepTasks[K]['input']) => Promise<UpkeepTasks[K]['answer']>
}

const progress = (done: number, total: number) =>
  parentPort!.postMessage({ kind: 'progress', done, total } satisfies CareMessage)

/** Runs in the care worker. */
export const upkeepWork: Work = {
  diagnose: async ({ dataDir }) => {
    const { db } = openFile(storeFile(dataDir), true)
    try {
      return await diagnoseStore(db)
    } finally {
      await db.destroy()
    }
  },
  reindex: async ({ dataDir }) => rewrite(dataDir, 'REINDEX'),
  salvage: async ({ damaged, folder, at }) => {
    try {
      return await salvageStore(damaged, folder, at, progress)
    } catch (error) {
      throw error instanceof NewerStore ? new YifangError('store-newer', { version: error.version }) : error
    }
  },
  vacuum: async ({ dataDir }) => rewrite(dataDir, 'VACUUM'),
}

function rewrite(dataDir: string, statement: 'REINDEX' | 'VACUUM'): string[] {
  const raw = new RawDatabase(storeFile(dataDir), { fileMustExist: true, timeout: 5000 })
  try {
    raw.pragma('synchronous = FULL')
    // A copy of the whole database must not go through the memory of an old PC.
    raw.pragma('temp_store = FILE')
    raw.exec(statement)
    raw.pragma('wal_checkpoint(TRUNCATE)')
    return quickCheck(raw)
  } finally {
    raw.close()
  }
}
