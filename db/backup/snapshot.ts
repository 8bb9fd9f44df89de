import RawDatabase from 'better-sqlite3'
import { removeFile, syncFile } from './stubborn-files.ts'

/** All pages at once: in WAL nobody waits for it, and a copy made in parts begins anew at each write. */
const allPages = 2 ** 31 - 1

/**
 * Copies an open store to one file of its own, as it stands at one moment, by SQLite's backup API on a
 * connection of its own. Blocks its thread for as long as the copy takes (3 s a gigabyte): for workers.
 */
export async function snapshotStore(storeFile: string, target: string): Promise<void> {
  await removeFile(target)
  const raw = new RawDatabase(storeFile, { readonly: true, fileMustExist: true, timeout: 5000 })
  try {
    await raw.backup(target, { progress: () => allPages })
  } finally {
    raw.close()
  }
  // Out of WAL: one file without companions, that can be read from a write-protected stick.
  const copy = new RawDatabase(target)
  try {
    copy.pragma('journal_mode = DELETE')
  } finally {
    copy.close()
  }
  syncFile(target)
}
