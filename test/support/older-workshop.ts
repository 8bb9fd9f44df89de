import { renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { makeBackup } from '../../db/backup/make-backup.ts'
import { migrations } from '../../db/migrations/index.ts'
import { storeFile } from '../../db/open.ts'
import { writeRecord } from '../../electron/host/settings/updates/record.ts'
import { rowsOf } from '../migrations/rows.ts'
import { storeBefore } from '../migrations/support.ts'

const names = Object.keys(migrations).sort()
const newest = names.at(-1)!
/** The schema of the version before. */
export const olderSchema = names.at(-2)!

/**
 * A data folder as the version before left it in the moment in which the setup of this one was started: a store of the migration
 * before the newest with rows of every kind, the copy from before the update, and the record. `at`: when that was.
 */
export async function updatedFolder(dir: string, at: number, from = '0.1.0', to = '0.2.0'): Promise<void> {
  const store = await storeBefore(newest)
  for (const name of names.filter((other) => other < newest))
    for (const [table, row] of rowsOf[name]!) store.insert(table, row)
  store.raw.pragma('wal_checkpoint(TRUNCATE)')
  await store.db.destroy()
  renameSync(join(store.dir, 'yifang.db'), storeFile(dir))
  rmSync(store.dir, { recursive: true, force: true })
  const { file, manifest } = await makeBackup({
    dataDir: dir,
    target: null,
    photos: false,
    reason: 'update',
    program: from,
    at,
  })
  await writeRecord(dir, {
    format: 1,
    kind: 'update',
    state: 'starting',
    from,
    to,
    olderSchema,
    at,
    backup: file.split(/[\\/]/).at(-1)!,
    lastCommandId: manifest.lastCommandId,
    counts: manifest.counts,
    starts: 0,
    keptAs: null,
    list: null,
    rows: 0,
    complete: null,
    seen: false,
    previous: null,
  })
}
