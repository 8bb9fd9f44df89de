import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { driveLetters, mountFolders } from '../../drive-names.ts'
import type { LookMessage, LookOrder } from './look.ts'

/*
 * Looks into drives with calls that block: a dead network drive or a stick with a bad plug then blocks this thread and not one of
 * the four that all file work of the program shares. Says before each place where it is, so that the host knows what hangs.
 */

const port = parentPort!
const post = (message: LookMessage) => port.postMessage(message)
const names = (folder: string): string[] => {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function pcPlaces(): string[] {
  // A file may have been laid beside Windows, too.
  if (process.platform === 'win32') return ['C:\\', ...driveLetters]
  return mountFolders().flatMap((folder) => names(folder).map((name) => join(folder, name)))
}

const { places, skip, wanted } = workerData as LookOrder
for (const place of [...(places.pc ?? pcPlaces()), ...places.named]) {
  if (skip.includes(place)) continue
  post({ kind: 'at', place })
  for (const name of names(place)) {
    if (!wanted.some((pattern) => new RegExp(pattern, 'i').test(name))) continue
    try {
      const { size, mtimeMs } = statSync(join(place, name))
      post({ kind: 'found', place, name, size, mtimeMs })
    } catch {
      // Taken out in this moment.
    }
  }
}
post({ kind: 'end' })
