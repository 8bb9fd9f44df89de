import { NewerStore } from '../../db/migrate.ts'
import { DamagedStore } from '../../db/open.ts'
import { YifangError } from '../../shared/errors.ts'

/** Why a data folder did not open, for doors that know nothing of the store. */
export interface OpenFailure {
  readonly kind: 'newer' | 'damaged' | 'unwritable' | 'other'
  /** The error's own words; never anything out of the data. */
  readonly detail: string
}

export function openFailure(error: unknown): OpenFailure {
  const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  if (error instanceof NewerStore) return { kind: 'newer', detail: error.version }
  if (error instanceof DamagedStore) return { kind: 'damaged', detail }
  if (error instanceof YifangError && error.code === 'folder-unwritable')
    return { kind: 'unwritable', detail }
  return { kind: 'other', detail }
}
