import { YifangError } from '../../shared/errors.ts'

/** Turns what SQLite says of a full disk, a busy or a damaged file into an error that a user can act on. */
export function storeError(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code.startsWith('SQLITE_IOERR_WRITE'))
    return new YifangError('disk-full', {})
  if (code.startsWith('SQLITE_BUSY')) return new YifangError('store-busy', {})
  // Pages went bad under an open store. It is not renamed aside in the middle of a day: much of it still reads.
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB')
    return new YifangError('store-unsound', { problem: code })
  return error
}
