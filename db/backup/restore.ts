import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { copyFile, readdir, rename } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { v7 } from 'uuid'
import { YifangError } from '../../shared/errors.ts'
import type { Lost, Manifest } from '../../shared/settings/backup-contract.ts'
import { migrateToNewest, NewerStore, newestVersion } from '../migrate.ts'
import { migrations } from '../migrations/index.ts'
import { storeFile } from '../open.ts'
import { mergeShutOut } from '../stations/shut-out.ts'
import type { DataKey } from '../workers/sealing.ts'
import { databasePart, shutOutPart } from './archive.ts'
import { listBackups } from './backup-folder.ts'
import { examineCopy, openFile, readFacts, type StoreFacts } from './examine.ts'
import { takeKeyPart } from './key-part.ts'
import { raiseEpoch } from './raise-epoch.ts'
import { BrokenBackup, extractBackup, readManifest } from './read-archive.ts'
import { requireRoom } from './room.ts'
import { type BackupOpening, PassphraseNeeded, PassphraseWrong } from './seal.ts'
import { removeFile, renameDurably, stubborn, syncFile } from './stubborn-files.ts'

/** A backup that was taken apart beside the store and found sound; the store is untouched so far. */
export interface PreparedRestore {
  readonly folder: string
  readonly manifest: Manifest
  readonly problems: readonly string[]
  /** The data key, where the backup carries it. */
  readonly dataKey: DataKey | null
}

/**
 * Takes a backup apart inside the data folder and examines it. Raises backup-damaged, backup-newer, no-room, disk-full,
 * backup-passphrase-needed, backup-passphrase-wrong. `discardRestore` clears up.
 */
export async function prepareRestore(
  dataDir: string,
  file: string,
  shownName: string,
  opening: BackupOpening = {},
): Promise<PreparedRestore> {
  const folder = join(dataDir, `.restore-${v7()}`)
  mkdirSync(folder, { recursive: true })
  try {
    // Before its parts are looked at: a newer program may have put in some that this one does not know.
    const said = await readManifest(file, opening)
    const { schema, program } = said
    if (!(schema in migrations)) throw new YifangError('backup-newer', { file: shownName, version: program })
    requireRoom(dataDir, roomToRestore(dataDir, said))
    const manifest = await extractBackup(file, folder, () => true, opening)
    const dataKey = await takeKeyPart(folder)
    const { pages, rules } = await examineCopy(join(folder, databasePart))
    if (pages.length > 0) throw new BrokenBackup(pages[0]!)
    return { folder, manifest, problems: rules, dataKey }
  } catch (error) {
    await discardRestore({ folder })
    throw backupError(error, shownName)
  }
}

/** What a user is told where a backup cannot be opened; other errors as they are. */
export function backupError(error: unknown, shownName: string): unknown {
  const file = shownName
  if (error instanceof BrokenBackup) return new YifangError('backup-damaged', { file })
  if (error instanceof PassphraseNeeded) return new YifangError('backup-passphrase-needed', { file })
  if (error instanceof PassphraseWrong) return new YifangError('backup-passphrase-wrong', { file })
  if (error instanceof NewerStore) return new YifangError('backup-newer', { file, version: error.version })
  return error
}

/** The parts, a database of an older version twice more while it is tried, and the copy of what is there now. */
export function roomToRestore(dataDir: string, { parts, schema }: Manifest): number {
  const bytes = parts.reduce((sum, part) => sum + part.bytes, 0)
  const database = parts.find(({ name }) => name === databasePart)?.bytes ?? 0
  const present = statSync(storeFile(dataDir), { throwIfNoEntry: false })?.size ?? 0
  return bytes + (schema === newestVersion ? database / 10 : database * 2) + present * 1.5
}

export async function discardRestore({ folder }: Pick<PreparedRestore, 'folder'>): Promise<void> {
  await stubborn(async () => rmSync(folder, { recursive: true, force: true }))
}

/** The highest epoch and id that this folder ever gave out, from everything that can still be read. */
async function everGiven(
  dataDir: string,
  present: StoreFacts | null,
): Promise<{ epoch: number; id: number }> {
  const backups = await listBackups(dataDir, null)
  const known = [present, readRestoreRecord(dataDir), ...backups.map(({ manifest }) => manifest)]
  return {
    epoch: Math.max(0, ...known.map((facts) => facts?.restoreEpoch ?? 0)),
    id: Math.max(0, ...known.map((facts) => facts?.highestId ?? 0)),
  }
}

/** Outlives the database: two restores after two damages must not give out the same epoch. */
const recordFile = (dataDir: string) => join(dataDir, 'restored.json')

function readRestoreRecord(
  dataDir: string,
): { readonly restoreEpoch: number; readonly highestId: number } | null {
  try {
    return JSON.parse(readFileSync(recordFile(dataDir), 'utf8')) as {
      restoreEpoch: number
      highestId: number
    }
  } catch {
    return null
  }
}

export interface FinishedRestore {
  readonly lost: Lost
  readonly keptAs: string | null
  readonly epoch: number
  readonly photos: number
}

/**
 * Puts a prepared backup in the place of the present database, which must be closed. The present one is kept
 * under another name. The only moment without a database is between two renames, and what is meant is on
 * the disk before (see `finishRestore`). `asItIs`: for an older program, which could not read what this one migrates.
 */
export async function applyRestore(
  dataDir: string,
  prepared: PreparedRestore,
  at: number,
  asItIs = false,
): Promise<FinishedRestore> {
  const fresh = join(prepared.folder, databasePart)
  const present = await presentFacts(dataDir)
  const given = await everGiven(dataDir, present)
  const opened = openFile(fresh, false)
  let after: { readonly epoch: number; readonly floor: number }
  try {
    if (!asItIs) await migrateToNewest(opened.db as unknown as Parameters<typeof migrateToNewest>[0])
    after = await raiseEpoch(opened.db, given)
  } finally {
    await opened.db.destroy()
  }
  syncFile(fresh)
  writeFileSync(
    recordFile(dataDir),
    JSON.stringify({ restoreEpoch: after.epoch, highestId: after.floor, at }),
  )
  syncFile(recordFile(dataDir))
  const photos = await addPhotos(dataDir, prepared.folder)
  // Before the books that still let them in are those that count.
  await mergeShutOut(dataDir, join(prepared.folder, shutOutPart))
  const keptAs = existsSync(storeFile(dataDir)) ? asideName(dataDir, 'before-restore', at) : null
  const plan: RestorePlan = { fresh: join(basename(prepared.folder), databasePart), keptAs }
  writeFileSync(planFile(dataDir), JSON.stringify(plan))
  syncFile(planFile(dataDir))
  await finishRestore(dataDir)
  await discardRestore(prepared)
  return { lost: lostSince(prepared.manifest, present), keptAs, epoch: after.epoch, photos }
}

export interface RestorePlan {
  /** Relative to the data folder, which may have been moved since. */
  readonly fresh: string
  readonly keptAs: string | null
}
export const planFile = (dataDir: string) => join(dataDir, 'restore-plan.json')

/**
 * Carries out the renames of a restore, or goes on with those that a power cut interrupted: called at every
 * start before the store is opened. Each step is done once, whatever was done before.
 */
export async function finishRestore(dataDir: string): Promise<void> {
  if (!existsSync(planFile(dataDir))) return
  const plan = readPlan(dataDir)
  const fresh = plan && join(dataDir, plan.fresh)
  if (plan && fresh && existsSync(fresh)) {
    const present = storeFile(dataDir)
    if (plan.keptAs && existsSync(present)) await moveAside(dataDir, plan.keptAs)
    await renameDurably(fresh, present, dataDir)
    await discardRestore({ folder: dirname(fresh) })
  }
  await removeFile(planFile(dataDir))
}

function readPlan(dataDir: string): RestorePlan | null {
  try {
    return JSON.parse(readFileSync(planFile(dataDir), 'utf8')) as RestorePlan
  } catch {
    // The power failed while it was written: nothing had been renamed.
    return null
  }
}

/**
 * A name under which nothing lies yet: two restores in one second, or a clock that was set back, must not put one database
 * over another. The second in the name is then a later one.
 */
export function asideName(dataDir: string, kind: 'before-restore' | 'damaged', at: number): string {
  for (let second = at; ; second += 1000) {
    const name = `yifang.${kind}-${new Date(second).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}.db`
    if (!existsSync(join(dataDir, name))) return name
  }
}

/** Renames the database with its companions; nothing is ever deleted. The database itself goes last. */
export async function moveAside(dataDir: string, name: string): Promise<void> {
  const present = storeFile(dataDir)
  for (const end of ['-wal', '-shm', '']) {
    if (existsSync(`${present}${end}`))
      await stubborn(() => rename(`${present}${end}`, join(dataDir, `${name}${end}`)))
  }
}

async function presentFacts(dataDir: string): Promise<StoreFacts | null> {
  if (!existsSync(storeFile(dataDir))) return null
  try {
    const { raw, db } = openFile(storeFile(dataDir), true)
    try {
      return await readFacts(db)
    } finally {
      raw.close()
    }
  } catch {
    return null
  }
}

/** Copies photos that are not there; their names are their contents' hashes, so none is ever another. */
async function addPhotos(dataDir: string, from: string): Promise<number> {
  const source = join(from, 'photos')
  if (!existsSync(source)) return 0
  let added = 0
  for (const entry of await readdir(source, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const file = join(entry.parentPath, entry.name)
    const target = join(dataDir, 'photos', file.slice(source.length + 1))
    if (existsSync(target)) continue
    mkdirSync(dirname(target), { recursive: true })
    const draft = join(dirname(target), `.${basename(target)}`)
    await copyFile(file, draft)
    syncFile(draft)
    await stubborn(() => rename(draft, target))
    added += 1
  }
  return added
}

function lostSince(manifest: Manifest, present: StoreFacts | null): Lost {
  const less = (now: number | undefined, then: number) => (now === undefined ? null : Math.max(0, now - then))
  return {
    commands: less(present?.counts.commands, manifest.counts.commands),
    orders: less(present?.counts.orders, manifest.counts.orders),
    parcels: less(present?.counts.parcels, manifest.counts.parcels),
    from: manifest.createdAt,
    until: present?.lastCommandAt ?? null,
  }
}
