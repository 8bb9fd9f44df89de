import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { backupFolder, listBackups } from '../../../db/backup/backup-folder.ts'
import { asideName, finishRestore, moveAside } from '../../../db/backup/restore.ts'
import { removeFile, syncFile } from '../../../db/backup/stubborn-files.ts'
import { NewerStore } from '../../../db/migrate.ts'
import { DamagedStore, isDamage, storeFile } from '../../../db/open.ts'
import { YifangError } from '../../../shared/errors.ts'
import type { RescueState } from '../../../shared/settings/backup-contract.ts'

/** Why the store of a folder is not open: then `settings.rescue.*` are the only procedures that answer. */
export type Trouble =
  | { readonly kind: 'damaged'; readonly renamedTo: string }
  | { readonly kind: 'missing'; readonly renamedTo: null }
  | { readonly kind: 'newer'; readonly version: string }

/** Remembers a damaged database that was renamed aside, so that the next start does not begin an empty one. */
const noteFile = (dataDir: string) => join(dataDir, 'rescue.json')

/** Looks before anything is opened. Finishes a restore that was cut off. Null: nothing stands in the way. */
export async function troubleBefore(dataDir: string): Promise<Trouble | null> {
  await finishRestore(dataDir)
  if (existsSync(storeFile(dataDir))) return null
  const renamedTo = readNote(dataDir)
  if (renamedTo !== null) return { kind: 'damaged', renamedTo }
  // Somebody moved or lost the database: an empty workshop beside full backups would be a shock.
  if (existsSync(backupFolder(dataDir)) && (await listBackups(dataDir, null)).length > 0)
    return { kind: 'missing', renamedTo: null }
  return null
}

/** What a failed opening means. A damaged database is renamed aside; other errors are raised again. */
export async function troubleOf(error: unknown, dataDir: string, at: number): Promise<Trouble> {
  if (error instanceof NewerStore) return { kind: 'newer', version: error.version }
  if (!(error instanceof DamagedStore) && !isDamage(error)) throw error
  const renamedTo = asideName('damaged', at)
  writeFileSync(noteFile(dataDir), JSON.stringify({ renamedTo }))
  syncFile(noteFile(dataDir))
  await moveAside(dataDir, renamedTo)
  return { kind: 'damaged', renamedTo }
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
  return new YifangError('store-damaged', { renamedTo: trouble.renamedTo ?? '' })
}

export async function describeTrouble(trouble: Trouble, dataDir: string): Promise<RescueState> {
  return {
    kind: trouble.kind,
    renamedTo: trouble.kind === 'newer' ? null : trouble.renamedTo,
    version: trouble.kind === 'newer' ? trouble.version : null,
    dataDir,
    backups: trouble.kind === 'newer' ? [] : await listBackups(dataDir, null),
  }
}
