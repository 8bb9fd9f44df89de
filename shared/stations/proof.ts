/**
 * What a station signs with its key (ECDSA P-256, SHA-256). Both sides build the same text, so that a signature for one
 * thing is worth nothing for another.
 */

/** Coming in: `challenge` is the host's, `host` the fingerprint of the host's root that the station was paired with. */
export function entryText(challenge: string, host: string): string {
  return `yifang-enter-1\n${host}\n${challenge}`
}

/**
 * One call: the session that it belongs to, its number in it, where it goes, the SHA-256 (base64url) of its body, and what
 * its `kept` header says, empty where it has none.
 */
export function callText(
  session: string,
  number: number,
  path: string,
  bodyDigest: string,
  kept = '',
): string {
  return `yifang-call-2\n${session}\n${number}\n${path}\n${bodyDigest}\n${kept}`
}

export const proofHeaders = {
  session: 'x-yifang-session',
  /** "<number> <signature in base64url>" */
  proof: 'x-yifang-proof',
  version: 'x-yifang-version',
  /** How many records the device keeps and has not sent. */
  waiting: 'x-yifang-waiting',
  /** Of a call that the device had kept: see kept.ts. */
  kept: 'x-yifang-kept',
  /** What time it is by the device's own clock. */
  clock: 'x-yifang-clock',
} as const

/** The host's time as it answers. */
export const timeHeader = 'x-yifang-now'

/** The answers of the station door that are no procedure's, as JSON `{reason}` with their status. */
export const doorReasons = {
  /** Not paired, or no longer. */
  unknown: 403,
  /** Comes in again with its key: the host was started anew, or the session ended. */
  'sign-in': 401,
  /** A signature that does not fit what was sent. */
  altered: 403,
  /** A number that was used. */
  replayed: 409,
  /** The page is of another version: it loads itself again. */
  version: 426,
  'too-many': 429,
  /** More than a call may carry. */
  'too-large': 413,
} as const
export type DoorReason = keyof typeof doorReasons

/** Why a station does not come in: `other-host`, somebody else answers; `clock`, the certificate is of another time. */
export type ClosedReason = DoorReason | 'other-host' | 'clock'

export const base64url = (bytes: Uint8Array): string => {
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}
