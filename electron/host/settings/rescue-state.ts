import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { backupFolder, listBackups } from '../../../db/backup/backup-folder.ts'
import { clearLeftovers } from '../../../db/backup/leftovers.ts'
import { asideName, finishRestore, moveAside } from '../../../db/backup/restore.ts'
import { removeFile, syncFile } from '../../../db/backup/stubborn-files.ts'
import { NewerStore } from '../../../db/migrate.ts'
import { DamagedStore, isDamage, storeFile } from '../../../db/open.ts'
import { YifangError } from '../../../shared/errors.ts'
import type { RescueState } from '../../../shared/settings/rescue-contract.ts'

/** Why the store of a folder is not open: then `settings.rescue.*` are the only procedures that answer. */
export type Trouble =
  | { readonly kind: 'damaged'; readonly renamedTo: string }
  | { readonly kind: 'missing'; readonly renamedTo: null }
  | { readonly kind: 'newer'; readonly version: string }
  /** The new version did not come up, or stopped before its first screen. */
  | { readonly kind: 'update'; readonly from: string; readonly to: string; readonly detail: string }
  /** The database is that of the version before already, and this is not yet that version. */
  | { readonly kind: 'going-back'; readonly from: string; readonly to: string }

/** Remembers a damaged database that was renamed aside, so that the next start does not begin an empty one. */
const noteFile = (dataDir: string) => join(dataDir, 'rescue.json')

/** Tidies a folder that was just locked: ends what a power cut interrupted, and clears what that left behind. */
export async function tidyFolder(dataDir: string, at: number): Promise<void> {
  await finishRestore(dataDir)
  clearLeftovers(dataDir, at)
}

/** Looks before anything is opened. Finishes a restore that was cut off. Null: nothing stands in the way. */
export async function troubleBefore(dataDir: string, at: number): Promise<Trouble | null> {
  await finishRestore(dataDir)
  const bytes = sizeOf(storeFile(dataDir))
  if (bytes !== null && bytes > 0) return null
  const renamedTo = readNote(dataDir)
  if (renamedTo !== null) return { kind: 'damaged', renamedTo }
  const hasBackups = existsSync(backupFolder(dataDir)) && (await listBackups(dataDir, null)).length > 0
  // An empty file where there was a workshop, or a log without its database: SQLite would take it for a new one,
  // and delete the log with what is in it.
  if ((bytes === 0 && hasBackups) || (sizeOf(`${storeFile(dataDir)}-wal`) ?? 0) > 0)
    return setAside(dataDir, at)
  // Somebody moved or lost the database: an empty workshop beside full backups would be a shock.
  if (hasBackups) return { kind: 'missing', renamedTo: null }
  return null
}

/** What a failed opening means. A damaged database is renamed aside; other errors are raised again. */
export async function troubleOf(error: unknown, dataDir: string, at: number): Promise<Trouble> {
  if (error instanceof NewerStore) return { kind: 'newer', version: error.version }
  // store-unsound: the backup before an update found bad pages. Nothing may be built on such a file.
  const isUnsound = error instanceof YifangError && error.code === 'store-unsound'
  if (!(error instanceof DamagedStore) && !isDamage(error) && !isUnsound) throw error
  return setAside(dataDir, at)
}

/** The note goes first: a power cut in between must not lead to an empty workshop. */
export async function setAside(dataDir: string, at: number): Promise<Trouble> {
  const renamedTo = asideName(dataDir, 'damaged', at)
  writeFileSync(noteFile(dataDir), JSON.stringify({ renamedTo }))
  syncFile(noteFile(dataDir))
  await moveAside(dataDir, renamedTo)
  return { kind: 'damaged', renamedTo }
}

/** Null where there is no such file. */
function sizeOf(file: string): number | null {
  return statSync(file, { throwIfNoEntry: false })?.size ?? null
}

export async function forgetTrouble(dataDir: string): Promise<void> {
  await removeFile(noteFile(dataDir))
}

function readNote(dataDir: string): string | null {
  try {
    return (JSON.parse(readFileSync(noteFile(dataDir), 'utf8')) as { renamedTo: string }).renamedTo
  } catch {
    return null
  }
}

/** What every other call is answered with meanwhile. */
export function troubleError(trouble: Trouble): YifangError {
  if (trouble.kind === 'newer') return new YifangError('store-newer', { version: trouble.version })
  if (trouble.kind === 'update' || trouble.kind === 'going-back')
    return new YifangError('update-unfinished', { from: trouble.from, to: trouble.to })
  return new YifangError('store-damaged', { renamedTo: trouble.renamedTo ?? '' })
}

export async function describeTrouble(
  trouble: Trouble,
  dataDir: string,
  update: RescueState['update'],
): Promise<RescueState> {
  const { kind } = trouble
  const isLost = kind === 'damaged' || kind === 'missing'
  return {
    kind,
    renamedTo: isLost ? trouble.renamedTo : null,
    version: kind === 'newer' ? trouble.version : null,
    dataDir,
    backups: isLost ? await listBackups(dataDir, null) : [],
    update,
  }
}
