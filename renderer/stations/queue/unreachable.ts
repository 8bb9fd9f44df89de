import { ORPCError } from '@orpc/client'
import { DoorClosed } from '../../../shared/stations/door-closed.ts'

/** Nobody answered, or nobody who could: the call may have arrived or not, and is sent again under its command id. */
export function isUnreachable(error: unknown): boolean {
  if (error instanceof DoorClosed) return error.reason === 'too-many' || error.reason === 'sign-in'
  if (error instanceof DOMException) return error.name === 'TimeoutError' || error.name === 'NetworkError'
  if (error instanceof ORPCError) return false
  return error instanceof TypeError
}

/** The host answered that it cannot write now: that is no answer to the call itself. */
const notNow: ReadonlySet<string> = new Set([
  'locked',
  'clock-doubtful',
  'store-busy',
  'store-damaged',
  'store-newer',
  'update-unfinished',
  'disk-full',
  'data-moved',
  'internal',
])

export function mustWait(error: unknown): boolean {
  if (error instanceof DoorClosed) return true
  return error instanceof ORPCError && (notNow.has(error.code) || error.status >= 500)
}
