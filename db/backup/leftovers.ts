import { existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { hourMs } from '../../shared/dates.ts'
import { backupFolder } from './backup-folder.ts'

/** Made by a command line beside an open host: another process may be at work on it right now. */
const shared = /^\.(?:copy|draft)-/
/** Made under the folder's lock only. */
const own = /^\.(?:restore|brought|send)-/

/**
 * Takes away what a backup or restore left when the power failed: copies of the whole database that nobody would
 * ever find, until the disk is full. For whoever has just locked the folder and finished its interrupted restore.
 */
export function clearLeftovers(dataDir: string, now: number): void {
  for (const folder of [dataDir, backupFolder(dataDir)]) {
    if (!existsSync(folder)) continue
    for (const name of readdirSync(folder)) {
      const path = join(folder, name)
      if (own.test(name) || (shared.test(name) && isPast(path, now)))
        rmSync(path, { recursive: true, force: true })
    }
  }
}

/** No backup takes an hour. A file from the future is of a time when the clock was wrong. */
function isPast(path: string, now: number): boolean {
  const written = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? now
  return Math.abs(now - written) > hourMs
}

/** The same for a place besides this PC: drafts of copies during which it was pulled out. */
export function clearDrafts(folder: string, now: number): void {
  for (const name of readdirSync(folder).filter((name) => name.startsWith('.draft-')))
    if (isPast(join(folder, name), now)) rmSync(join(folder, name), { force: true })
}
