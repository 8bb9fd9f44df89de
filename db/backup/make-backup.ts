import { statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import RawDatabase from 'better-sqlite3'
import { YifangError } from '../../shared/errors.ts'
import type { BackupReason, Manifest } from '../../shared/settings/backup-contract.ts'
import { storeFile } from '../open.ts'
import { copyShutOut } from '../stations/shut-out.ts'
import type { DataKey } from '../workers/sealing.ts'
import { databasePart, photoParts, shutOutPart, writeArchive } from './archive.ts'
import { backupName, prepareBackupFolder } from './backup-folder.ts'
import { examineCopy } from './examine.ts'
import { keyPartOf } from './key-part.ts'
import { extractBackup } from './read-archive.ts'
import { requireRoom } from './room.ts'
import type { SealingKey } from './seal.ts'
import { snapshotStore } from './snapshot.ts'
import { removeFile, renameDurably } from './stubborn-files.ts'

export interface BackupOrder {
  readonly dataDir: string
  /** Null: into the folder's own list. */
  readonly target: string | null
  readonly photos: boolean
  readonly reason: BackupReason
  readonly program: string
  readonly at: number
  /** Who pressed for it. */
  readonly madeBy?: string
  /** Goes along in the open, so that the copy is whole on any PC; null: it stays wrapped in the store. */
  readonly dataKey?: DataKey | null
  /** Seals the copy; null or left out: whoever has it reads it. */
  readonly seal?: SealingKey | null
}

export interface MadeBackup {
  readonly file: string
  readonly manifest: Manifest
  /** Rules that the copy breaks: it was made all the same, for a poor copy is better than none. */
  readonly problems: readonly string[]
}

/**
 * Makes one `.yifang-backup` of an open or closed store: copy, check of the copy, archive under a temporary
 * name, every part read back and compared, rename. For workers: it blocks while SQLite copies.
 * Raises no-room, disk-full, store-unsound where the store's pages are broken (a damaged copy must not push the good
 * ones out), BrokenBackup where the target does not keep what is written to it (a counterfeit memory stick);
 * nothing is left behind then.
 */
export async function makeBackup(order: BackupOrder, onCopied?: () => void): Promise<MadeBackup> {
  const { dataDir, at, reason } = order
  const own = await prepareBackupFolder(dataDir)
  const file = order.target ?? join(own, backupName(at, reason))
  const folder = dirname(file)
  const source = storeFile(dataDir)
  requireRoom(own, statSync(source).size * 1.5)
  const mark = `${process.pid}-${at}-${Math.random().toString(36).slice(2, 8)}`
  const copy = join(own, `.copy-${mark}.db`)
  const list = join(own, `.copy-${mark}.txt`)
  const draft = join(folder, `.draft-${mark}`)
  try {
    await snapshotStore(source, copy).catch(raiseUnsound)
    onCopied?.()
    const { pages, rules, facts } = await examineCopy(copy)
    if (!facts) throw new YifangError('store-unsound', { problem: pages[0] ?? '' })
    const parts = [
      { name: databasePart, file: copy },
      ...((await copyShutOut(dataDir, list)) ? [{ name: shutOutPart, file: list }] : []),
      ...(order.photos ? photoParts(dataDir) : []),
    ]
    const { hasDataKey, ...said } = facts
    const carried = hasDataKey ? (order.dataKey ?? null) : null
    const about = {
      format: 1,
      program: order.program,
      createdAt: at,
      reason,
      madeBy: order.madeBy ?? '',
      photos: order.photos,
      dataKey: carried ? 'carried' : hasDataKey ? 'wrapped' : 'none',
      ...said,
    } as const
    const seal = order.seal ?? null
    const manifest = await writeArchive(draft, parts, about, carried && keyPartOf(carried), seal)
    await extractBackup(draft, folder, () => false, seal ? { keys: [seal] } : {})
    await renameDurably(draft, file, folder)
    return { file, manifest, problems: rules }
  } finally {
    // A stick that was pulled out cannot be tidied: its draft goes when it is next written to.
    for (const left of [copy, `${copy}-journal`, list, draft]) await removeFile(left).catch(() => {})
  }
}

/** A broken page of the schema already stops the copy. */
function raiseUnsound(error: unknown): never {
  const isBroken = error instanceof RawDatabase.SqliteError && /^SQLITE_(?:CORRUPT|NOTADB)/.test(error.code)
  throw isBroken ? new YifangError('store-unsound', { problem: error.message }) : error
}
