import RawDatabase from 'better-sqlite3'
import { storeFile } from './open.ts'

/**
 * Brings what the log holds into the database's file, as far as no reader still needs the pages of before. Nobody waits for
 * it: for a thread beside the one that has the store open, which must not close it meanwhile.
 */
export function checkpoint(dir: string): void {
  const raw = new RawDatabase(storeFile(dir), { fileMustExist: true })
  try {
    raw.pragma('wal_checkpoint(PASSIVE)')
  } finally {
    raw.close()
  }
}
