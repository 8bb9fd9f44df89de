import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** 32 random bytes in base64url: one-time keys, cookies, the secret between processes. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** Kept instead of the secret itself; of equal length whatever was sent. */
export function digestOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}

/** Compares in a time that does not depend on where the two differ. */
export function sameDigest(given: string, expected: Buffer): boolean {
  return timingSafeEqual(digestOf(given), expected)
}
