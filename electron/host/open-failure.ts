import { YifangError } from '../../shared/errors.ts'
import { FolderInUse } from './folder-lock.ts'
import { DataFolderGone } from './settings/data-folder/moved-note.ts'
import { storeError } from './store-error.ts'

/** Why a data folder did not open, for doors that know nothing of the store. */
export interface OpenFailure {
  readonly kind: 'full' | 'unwritable' | 'in-use' | 'gone' | 'other'
  /** The error's own words; never anything out of the data. */
  readonly detail: string
}

/** SQLite and the system have several names for "not here". */
const unwritableCodes = [
  'SQLITE_READONLY',
  'SQLITE_CANTOPEN',
  'EACCES',
  'EPERM',
  'EROFS',
  'ENOENT',
  'ENOTDIR',
]

export function openFailure(raised: unknown): OpenFailure {
  const error = storeError(raised)
  const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  if (error instanceof FolderInUse) return { kind: 'in-use', detail }
  if (error instanceof DataFolderGone) return { kind: 'gone', detail: error.to || error.from }
  if (error instanceof YifangError && error.code === 'disk-full') return { kind: 'full', detail }
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'folder-unwritable' || unwritableCodes.some((known) => code.startsWith(known)))
    return { kind: 'unwritable', detail }
  return { kind: 'other', detail }
}
