import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { formatInstant } from '../../shared/dates.ts'
import type { Backup, BackupReason } from '../../shared/settings/backup-contract.ts'
import { backupsToKeep } from '../../shared/settings/retention.ts'
import { migrations } from '../migrations/index.ts'
import { readManifest } from './read-archive.ts'
import { PassphraseNeeded, type SealingKey, type SealLabel } from './seal.ts'
import { readHead } from './sealed-reader.ts'
import { removeFile } from './stubborn-files.ts'

export const backupEnding = '.yifang-backup'
export const backupFolder = (dataDir: string) => join(dataDir, 'backups')

/** "yifang-20260520-100200-start.yifang-backup", in the workshop's time. */
export function backupName(at: number, reason: BackupReason, zone?: string): string {
  const [date, time] = formatInstant(at, zone, true).replaceAll(/[-:]/g, '').split(' ')
  return `yifang-${date}-${time}-${reason}${backupEnding}`
}

/** Path of a backup of the list. Null where the name is none of them (a path, for instance). */
export function backupPath(dataDir: string, name: string): string | null {
  return backupNames(dataDir).includes(name) ? join(backupFolder(dataDir), name) : null
}

const backupNames = (dataDir: string) => namesIn(backupFolder(dataDir))

function namesIn(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder).filter((name) => name.endsWith(backupEnding) && !name.startsWith('.'))
}

/** The backups of a data folder, newest first, by what each says of itself; `siteId` null where it is not known. */
export async function listBackups(dataDir: string, siteId: string | null): Promise<Backup[]> {
  return listFolder(backupFolder(dataDir), siteId)
}

/** The same of any folder. Of sealed ones, what `keys` do not open is known by its label only. */
export async function listFolder(
  folder: string,
  siteId: string | null,
  keys: readonly SealingKey[] = [],
): Promise<Backup[]> {
  const found: (Backup & { readonly at: number })[] = []
  for (const name of namesIn(folder)) {
    const file = join(folder, name)
    const { size: bytes, mtimeMs } = statSync(file)
    try {
      const { label, manifest, sealed } = await readCover(file, keys)
      const { createdAt, reason, lastCommandId } = label
      const state = stateOf(label, siteId)
      found.push({ name, bytes, state, sealed, createdAt, reason, lastCommandId, manifest, at: createdAt })
    } catch {
      const unread = { sealed: false, createdAt: null, reason: null, lastCommandId: null, manifest: null }
      found.push({ name, bytes, state: 'unreadable', ...unread, at: mtimeMs })
    }
  }
  return found.sort((a, b) => b.at - a.at).map(({ at: _at, ...backup }) => backup)
}

/** What a backup is to a program of this version and to a workshop; `siteId` null where that is not known. */
export function stateOf(
  { schema, siteId }: Pick<SealLabel, 'schema' | 'siteId'>,
  ours: string | null,
): 'good' | 'newer' | 'other-site' {
  if (!(schema in migrations)) return 'newer'
  return ours !== null && siteId !== ours ? 'other-site' : 'good'
}

async function readCover(file: string, keys: readonly SealingKey[]) {
  const head = await readHead(file)
  try {
    const { parts: _parts, ...manifest } = await readManifest(file, { keys })
    return { label: manifest, manifest, sealed: head !== null }
  } catch (error) {
    if (head && error instanceof PassphraseNeeded) return { label: head.label, manifest: null, sealed: true }
    throw error
  }
}

/**
 * Takes away automatic backups that are past their time (24 hours, 7 days, 4 weeks, 12 months). Those made by
 * hand or before an update or a restore stay, as does what cannot be read. Gives how many went.
 */
export async function thinOutBackups(dataDir: string): Promise<number> {
  const automatic = (await listBackups(dataDir, null)).filter(
    ({ reason }) => reason === 'start' || reason === 'import',
  )
  return thinOut(backupFolder(dataDir), automatic)
}

/** Takes away those of `backups` that are past their time; for whoever knows that they are nobody else's. */
export async function thinOut(folder: string, backups: readonly Backup[]): Promise<number> {
  const dated = backups.map(({ name, createdAt, lastCommandId }) => ({
    name,
    at: createdAt ?? 0,
    order: lastCommandId ?? 0,
  }))
  const keep = backupsToKeep(dated)
  const past = dated.filter((copy) => !keep.has(copy))
  for (const { name } of past) await removeFile(join(folder, name))
  return past.length
}

/** Makes the folder. What an interrupted backup left in it goes at the next start: see leftovers.ts. */
export async function prepareBackupFolder(dataDir: string): Promise<string> {
  const folder = backupFolder(dataDir)
  mkdirSync(folder, { recursive: true })
  return folder
}
