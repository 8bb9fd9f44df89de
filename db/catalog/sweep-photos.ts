import type { Dirent } from 'node:fs'
import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Kysely } from 'kysely'
import { dayMs } from '../../shared/dates.ts'
import type { Database } from '../schema.ts'
import { unusedPhotos } from './unused-photos.ts'

/** A picture is taken in before the style that names it is saved: so long it is nobody's business. */
const restMs = dayMs

/**
 * Removes photo files that nothing names any more: no row, no kept backup (`oldestBackup`: when the oldest was
 * made; null: there is none), and older than a day. Gives how many photos went. Not to be run beside a backup.
 */
export async function sweepPhotos(
  db: Kysely<Database>,
  input: { readonly dataDir: string; readonly now: number; readonly oldestBackup: number | null },
): Promise<number> {
  const files = await photoFiles(join(input.dataDir, 'photos'))
  const isOld = async (path: string) => {
    const facts = await stat(path).catch(() => null)
    return facts !== null && input.now - facts.mtimeMs > restMs
  }
  const old = new Map<string, string[]>()
  for (const [hash, paths] of files)
    if ((await Promise.all(paths.map(isOld))).every(Boolean)) old.set(hash, paths)
  if (old.size === 0) return 0
  let removed = 0
  for (const { hash, usedUntil } of await unusedPhotos(db, [...old.keys()])) {
    if (usedUntil !== null && input.oldestBackup !== null && usedUntil >= input.oldestBackup) continue
    const paths = old.get(hash) ?? []
    // Taken in again meanwhile: `storePhoto` has made it young.
    if (!(await Promise.all(paths.map(isOld))).every(Boolean)) continue
    for (const path of paths) await rm(path, { force: true })
    removed += 1
  }
  return removed
}

/** Files by content hash: original and thumbnail. What is not named so is left alone. */
async function photoFiles(folder: string): Promise<ReadonlyMap<string, string[]>> {
  const found: Dirent[] = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const files = new Map<string, string[]>()
  for (const entry of found) {
    const hash = /^([0-9a-f]{64})\.(?:orig|thumb)$/.exec(entry.name)?.[1]
    if (!entry.isFile() || hash === undefined) continue
    files.set(hash, [...(files.get(hash) ?? []), join(entry.parentPath, entry.name)])
  }
  return files
}
