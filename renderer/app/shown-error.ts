import { ORPCError } from '@orpc/client'
import { type ErrorCode, isErrorCode, YifangError } from '../../shared/errors.ts'
import { DoorClosed } from '../../shared/stations/door-closed.ts'

/** What a rejected call means to the user. `connection-lost`: the host did not answer at all. */
export interface ShownError {
  readonly code: ErrorCode | 'connection-lost' | 'door-closed'
  readonly data: Readonly<Record<string, unknown>>
}

/** Reads any rejection. Whatever is not an expected error of the host is a bug of ours: `internal`. */
export function shownError(error: unknown): ShownError {
  if (error instanceof ORPCError) {
    if (isErrorCode(error.code)) return { code: error.code, data: asRecord(error.data) }
    // The HTTP door answers 403 without a code: this page's cookie belongs to a host that has ended.
    if (error.status === 403 || error.status === 401) return { code: 'door-closed', data: {} }
    return { code: 'internal', data: { id: error.code } }
  }
  // Raised by a screen itself, by the same rules as the host's.
  if (error instanceof YifangError) return { code: error.code, data: error.data }
  if (error instanceof TypeError && /fetch|network|load failed/i.test(error.message))
    return { code: 'connection-lost', data: {} }
  // A paired device: nobody answered in time, or the door did not let it in.
  if (error instanceof DOMException && error.name === 'TimeoutError')
    return { code: 'connection-lost', data: {} }
  if (error instanceof DoorClosed)
    return { code: error.reason === 'too-many' ? 'connection-lost' : 'door-closed', data: {} }
  if (error instanceof Error) return { code: 'internal', data: { id: error.name, message: error.message } }
  return { code: 'internal', data: { id: '?' } }
}

/** A refused step tells sooner than the next look that the clock is doubted. */
export function isClockDoubtful(error: unknown): boolean {
  return shownError(error).code === 'clock-doubtful'
}

export function isLocked(error: unknown): boolean {
  return error instanceof ORPCError && error.code === 'locked'
}

/** The database of the host cannot be opened, or must not be yet: nothing but `settings.rescue.*` answers. */
export function isRescue(error: unknown): boolean {
  return (
    error instanceof ORPCError && ['store-damaged', 'store-newer', 'update-unfinished'].includes(error.code)
  )
}

/** A user's mistake is never mended by asking again; a lost connection may be. */
export function isWorthRetrying(error: unknown): boolean {
  const { code } = shownError(error)
  return code === 'connection-lost' || code === 'store-busy'
}

function asRecord(data: unknown): Readonly<Record<string, unknown>> {
  return typeof data === 'object' && data !== null ? (data as Record<string, unknown>) : {}
}
