import { YifangError } from '../../shared/errors.ts'

/** Turns what SQLite says of a full disk or a busy file into an error that a user can act on. */
export function storeError(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code.startsWith('SQLITE_IOERR_WRITE'))
    return new YifangError('disk-full', {})
  if (code.startsWith('SQLITE_BUSY')) return new YifangError('store-busy', {})
  return error
}
