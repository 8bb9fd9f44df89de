import { copyFileSync, existsSync, readFileSync, statSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { openFile } from '../../db/backup/examine.ts'
import { storeFile } from '../../db/open.ts'

/** Copies a store that nobody has open, with its log cut to `bytes`. */
export function copyCut(dir: string, target: string, bytes: number): void {
  copyFileSync(storeFile(dir), storeFile(target))
  copyFileSync(`${storeFile(dir)}-wal`, `${storeFile(target)}-wal`)
  truncateSync(`${storeFile(target)}-wal`, bytes)
}

/** Where each commit of the log ends, in bytes: frames of the present round only (their salt is the header's). */
export function commitEnds(dir: string): number[] {
  const file = `${storeFile(dir)}-wal`
  if (!existsSync(file) || statSync(file).size < 32) return []
  const log = readFileSync(file)
  const frame = log.readUInt32BE(8) + 24
  const salt = log.subarray(16, 24)
  const ends: number[] = []
  for (let at = 32; at + frame <= log.length; at += frame) {
    if (!log.subarray(at + 8, at + 16).equals(salt)) break
    // The size of the database after a commit; 0 in frames that are not the last of one.
    if (log.readUInt32BE(at + 4) !== 0) ends.push(at + frame)
  }
  return ends
}

/** Which of the commands are in a store. */
export async function commandsIn(dir: string, ids: readonly string[]): Promise<Set<string>> {
  const { db } = openFile(storeFile(dir), false)
  try {
    const found = new Set<string>()
    for (let from = 0; from < ids.length; from += 500) {
      const rows = await db
        .selectFrom('command')
        .select('uuid')
        .where('uuid', 'in', ids.slice(from, from + 500))
        .execute()
      for (const row of rows) found.add(row.uuid)
    }
    return found
  } finally {
    await db.destroy()
  }
}

/**
 * Where the log stood when the last acknowledged command was on the disk: the first commit after which all
 * of `ids` are there. Found by halving, on copies in `scratch`.
 */
export async function lastSync(dir: string, scratch: () => string, ids: readonly string[]): Promise<number> {
  const ends = [0, ...commitEnds(dir)]
  const isWhole = async (end: number) => {
    const copy = scratch()
    copyCut(dir, copy, end)
    return (await commandsIn(copy, ids)).size === ids.length
  }
  let low = 0
  let high = ends.length - 1
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (await isWhole(ends[middle]!)) high = middle
    else low = middle + 1
  }
  return ends[low] ?? 0
}

export const walSize = (dir: string) =>
  statSync(join(`${storeFile(dir)}-wal`), { throwIfNoEntry: false })?.size ?? 0
