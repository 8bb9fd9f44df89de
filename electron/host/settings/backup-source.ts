import { randomUUID } from 'node:crypto'
import { createWriteStream, existsSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { backupEnding, backupPath } from '../../../db/backup/backup-folder.ts'
import { requireRoom } from '../../../db/backup/room.ts'
import type { BackupOpening } from '../../../db/backup/seal.ts'
import { removeFile } from '../../../db/backup/stubborn-files.ts'
import { hourMs } from '../../../shared/dates.ts'
import { YifangError } from '../../../shared/errors.ts'
import type { BackupSource } from '../../../shared/settings/backup-contract.ts'
import type { HostServices } from '../services.ts'

/** A backup file on a disk of this PC, and how it opens. */
export interface FoundBackup {
  readonly file: string
  readonly shownName: string
  readonly opening: BackupOpening
}

const broughtFile = (dataDir: string, id: string) => join(dataDir, `.brought-${id}`)

/** Gives a backup's path for as long as `work` runs; a brought file lies in the data folder meanwhile. */
export async function withBackupFile<R>(
  host: HostServices,
  source: Exclude<BackupSource, { replaced: string }>,
  work: (found: FoundBackup) => Promise<R>,
): Promise<R> {
  if (!('file' in source)) return work(await findBackup(host, source))
  const id = await bring(host, source.file)
  try {
    return await work(await findBackup(host, { ...source, brought: id, shownName: source.file.name }))
  } finally {
    await removeFile(broughtFile(host.dataDir, id))
  }
}

/** Lays a brought file into the data folder, where it can be looked into and then restored without coming twice. */
export async function bring(host: HostServices, brought: File): Promise<string> {
  await clearBrought(host.dataDir)
  requireRoom(host.dataDir, brought.size)
  const id = randomUUID()
  const path = broughtFile(host.dataDir, id)
  try {
    // Its stream type is the browser's; Node's is the same thing.
    const stream = brought.stream() as unknown as Parameters<typeof Readable.fromWeb>[0]
    await pipeline(Readable.fromWeb(stream), createWriteStream(path))
  } catch (error) {
    await removeFile(path)
    throw error
  }
  setTimeout(() => void removeFile(path).catch(() => {}), hourMs).unref()
  return id
}

/** Takes away files that were brought and looked into: before the next one, after a restore, when the host closes. */
export async function clearBrought(dataDir: string): Promise<void> {
  if (!existsSync(dataDir)) return
  for (const name of readdirSync(dataDir).filter((name) => name.startsWith('.brought-')))
    await removeFile(join(dataDir, name))
}

/** One that lies on a disk. Raises not-found. */
export async function findBackup(
  host: HostServices,
  source: Exclude<BackupSource, { file: File } | { replaced: string }>,
): Promise<FoundBackup> {
  const { passphrase } = source
  if ('brought' in source) {
    const file = broughtFile(host.dataDir, source.brought)
    if (!existsSync(file)) throw new YifangError('not-found', { what: 'backup', id: source.shownName })
    return { file, shownName: source.shownName, opening: { passphrase } }
  }
  if ('place' in source) {
    const { name } = source
    const folder = host.places.folder(source.place)
    if (basename(name) !== name || !name.endsWith(backupEnding) || !existsSync(join(folder, name)))
      throw new YifangError('not-found', { what: 'backup', id: name })
    const key = host.placeKeys.current()
    return { file: join(folder, name), shownName: name, opening: { passphrase, keys: key ? [key] : [] } }
  }
  const file = backupPath(host.dataDir, source.name)
  if (!file) throw new YifangError('not-found', { what: 'backup', id: source.name })
  return { file, shownName: source.name, opening: { passphrase } }
}
