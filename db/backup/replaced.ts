import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import RawDatabase from 'better-sqlite3'
import { v7 } from 'uuid'
import { YifangError } from '../../shared/errors.ts'
import type { Replaced } from '../../shared/settings/backup-contract.ts'
import { databasePart } from './archive.ts'
import { examineCopy } from './examine.ts'
import { BrokenBackup } from './read-archive.ts'
import { backupError, discardRestore, type PreparedRestore } from './restore.ts'
import { requireRoom } from './room.ts'

/** As `asideName` of restore.ts calls them: kind and time (UTC). */
const name = /^yifang\.(before-restore|damaged)-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)\.db$/

/** Databases that a restore replaced or a damage put aside, newest first. Nothing of ours ever deletes them. */
export function listReplaced(dataDir: string): Replaced[] {
  return readdirSync(dataDir)
    .flatMap((file) => {
      const [, why, year, month, day, hour, minute, second] = name.exec(file) ?? []
      if (why === undefined) return []
      const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
      const bytes = statSync(join(dataDir, file)).size
      return [{ name: file, why: why as Replaced['why'], at, bytes }]
    })
    .sort((a, b) => b.at - a.at)
}

/**
 * Lays a replaced database out as a restore does with a backup's, with what its log still holds; the file itself stays as it
 * is. Raises not-found, backup-damaged, backup-newer, no-room.
 */
export async function prepareReplaced(dataDir: string, file: string): Promise<PreparedRestore> {
  const source = join(dataDir, file)
  const listed = listReplaced(dataDir).find((one) => one.name === file)
  if (!listed) throw new YifangError('not-found', { what: 'backup', id: file })
  requireRoom(dataDir, listed.bytes * 2.5)
  const folder = join(dataDir, `.restore-${v7()}`)
  const copy = join(folder, databasePart)
  mkdirSync(folder, { recursive: true })
  try {
    await copyFile(source, copy)
    if (existsSync(`${source}-wal`)) await copyFile(`${source}-wal`, `${copy}-wal`)
    outOfWal(copy)
    const { pages, rules, facts } = await examineCopy(copy)
    if (!facts) throw new BrokenBackup(pages[0] ?? 'cannot be read')
    const { hasDataKey, ...said } = facts
    const about = {
      format: 1,
      program: '',
      createdAt: facts.lastCommandAt ?? listed.at,
      reason: 'restore',
      photos: false,
      dataKey: hasDataKey ? 'wrapped' : 'none',
      madeBy: '',
      parts: [],
    } as const
    return { folder, manifest: { ...about, ...said, parts: [] }, problems: rules, dataKey: null }
  } catch (error) {
    await discardRestore({ folder })
    throw backupError(error, file)
  }
}

function outOfWal(file: string): void {
  try {
    const raw = new RawDatabase(file)
    try {
      raw.pragma('wal_checkpoint(TRUNCATE)')
      raw.pragma('journal_mode = DELETE')
    } finally {
      raw.close()
    }
  } catch (error) {
    throw error instanceof RawDatabase.SqliteError ? new BrokenBackup(error.message) : error
  }
}
