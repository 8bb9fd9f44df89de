import { randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { isAbsolute, join, relative, resolve } from 'node:path'
import { z } from 'zod'
import { YifangError } from '../../shared/errors.ts'
import type { Backup } from '../../shared/settings/backup-contract.ts'
import { backupName, listFolder, thinOut } from './backup-folder.ts'
import { clearDrafts } from './leftovers.ts'
import { type BackupOrder, type MadeBackup, makeBackup } from './make-backup.ts'
import { freeBytes, requireRoom } from './room.ts'
import { removeFile, syncFile } from './stubborn-files.ts'

/*
 * A place besides this PC: a folder of a USB stick or of another computer. What makes it one is a marker with the workshop's
 * id, and not its letter or path, which Windows gives anew each time.
 */

/** On a drive that was chosen as a whole. */
export const placeFolderName = 'yifang-backups'
const markerName = 'yifang-place.json'
const markerSchema = z.object({ format: z.literal(1), siteId: z.string(), id: z.string() })
export type PlaceMarker = z.infer<typeof markerSchema>

/** The marker of a folder; null where there is none that can be read. Never blocks the thread. */
export async function readMarker(folder: string): Promise<PlaceMarker | null> {
  try {
    return markerSchema.parse(JSON.parse(await readFile(join(folder, markerName), 'utf8')))
  } catch {
    return null
  }
}

/**
 * Makes a folder a place of this workshop; one that is a place already stays the same one. Raises place-unusable.
 * `isRefused`: it is on the data's own disk, and nobody was asked yet whether that is wanted all the same.
 */
export async function preparePlace(
  dataDir: string,
  folder: string,
  siteId: string,
  isRefused: () => boolean,
): Promise<PlaceMarker> {
  const refuse = (reason: 'missing' | 'unwritable' | 'inside' | 'same-disk') =>
    new YifangError('place-unusable', { reason })
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw refuse('missing')
  const away = relative(resolve(dataDir), resolve(folder))
  if (!away.startsWith('..') && !isAbsolute(away)) throw refuse('inside')
  if (isRefused()) throw refuse('same-disk')
  const known = await readMarker(folder)
  if (known?.siteId === siteId) return known
  const marker: PlaceMarker = { format: 1, siteId, id: randomUUID() }
  try {
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, markerName), JSON.stringify(marker))
    syncFile(join(folder, markerName))
  } catch {
    throw refuse('unwritable')
  }
  return marker
}

/** The copies in it stay. */
export async function forgetPlace(folder: string): Promise<void> {
  await removeFile(join(folder, markerName))
}

/** What is in a place, as screens show it without looking again. */
export interface PlaceContent {
  readonly newest: number | null
  readonly newestCommandId: number | null
  readonly count: number
  /** Of those, what lies there without a passphrase. */
  readonly open: number
  readonly freeBytes: number
}

export interface PlaceOrder {
  readonly folder: string
  readonly siteId: string
  readonly backup: Omit<BackupOrder, 'target'>
}

/**
 * Makes a copy in a place, beside those that are there. Where the room is short the oldest copies of this workshop give way,
 * but never the last two. Raises what `makeBackup` raises, place-gone, file-too-large.
 */
export async function copyToPlace(
  { folder, siteId, backup }: PlaceOrder,
  onCopied?: () => void,
): Promise<{ readonly made: MadeBackup; readonly content: PlaceContent }> {
  try {
    if ((await readMarker(folder))?.siteId !== siteId) throw new YifangError('place-gone', { place: folder })
    clearDrafts(folder, backup.at)
    await makeRoom(folder, siteId, backup.dataDir)
    const target = join(folder, backupName(backup.at, backup.reason))
    const made = await makeBackup({ ...backup, target }, onCopied)
    await thinOut(folder, await ownCopies(folder, siteId))
    return { made, content: await placeContent(folder, siteId) }
  } catch (error) {
    throw placeError(error, folder)
  }
}

/** What went wrong with a place, in words for people; other errors as they are. */
export function placeError(error: unknown, folder: string): unknown {
  if (error instanceof YifangError) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'EFBIG') return new YifangError('file-too-large', { place: folder })
  const isGone = !statSync(folder, { throwIfNoEntry: false })
  if (isGone || ['EIO', 'ENODEV', 'ENXIO', 'ENOENT', 'EROFS', 'UNKNOWN'].includes(code))
    return new YifangError('place-gone', { place: folder })
  return error
}

/** Of this workshop, in reach of what this program may take away. */
async function ownCopies(folder: string, siteId: string): Promise<Backup[]> {
  const all = await listFolder(folder, siteId)
  return all.filter(
    ({ state, name }) => (state === 'good' || state === 'newer') && name.startsWith('yifang-'),
  )
}

/** A copy of this workshop that was made before there was a passphrase: whoever has it reads it. */
export const isOpenCopy = ({ state, sealed, name }: Pick<Backup, 'state' | 'sealed' | 'name'>): boolean =>
  state === 'good' && !sealed && name.startsWith('yifang-')

export async function placeContent(folder: string, siteId: string): Promise<PlaceContent> {
  const good = (await listFolder(folder, siteId)).filter(({ state }) => state === 'good')
  const newest = good.reduce<Backup | null>(
    (best, one) => ((one.lastCommandId ?? 0) > (best?.lastCommandId ?? -1) ? one : best),
    null,
  )
  return {
    newest: newest?.createdAt ?? null,
    newestCommandId: newest?.lastCommandId ?? null,
    count: good.length,
    open: good.filter(isOpenCopy).length,
    freeBytes: freeBytes(folder),
  }
}

/** A copy is about as large as the last one; the first is at most the photos and half of the database. */
async function makeRoom(folder: string, siteId: string, dataDir: string): Promise<void> {
  const copies = (await ownCopies(folder, siteId)).sort(
    (a, b) => (a.lastCommandId ?? 0) - (b.lastCommandId ?? 0),
  )
  const store = statSync(join(dataDir, 'yifang.db')).size
  const needed = Math.max(
    (copies.at(-1)?.bytes ?? 0) * 1.2,
    copies.length === 0 ? store / 2 + photoBytes(dataDir) : 0,
  )
  for (const { name } of copies.slice(0, -2)) {
    if (freeBytes(folder) >= needed) break
    rmSync(join(folder, name), { force: true })
  }
  requireRoom(folder, needed)
}

function photoBytes(dataDir: string): number {
  const folder = join(dataDir, 'photos')
  if (!statSync(folder, { throwIfNoEntry: false })) return 0
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0)
}
