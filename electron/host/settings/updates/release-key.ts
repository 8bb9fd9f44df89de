import { createPublicKey, type KeyObject } from 'node:crypto'

/**
 * The public keys whose updates are installed, as base64 of their 32 bytes: `npm run update:keygen` makes a pair and says the
 * line to put here. Two at a time let a key be changed: first a release that knows both, then one signed by the new. While
 * there is none, every update is refused and says so.
 */
const releaseKeys: readonly string[] = []

/** What stands before an Ed25519 public key's bytes in its DER form (RFC 8410). */
const derPrefix = Buffer.from('302a300506032b6570032100', 'hex')

export function publicKeyOf(base64: string): KeyObject {
  const bytes = Buffer.from(base64, 'base64')
  return createPublicKey({ key: Buffer.concat([derPrefix, bytes]), format: 'der', type: 'spki' })
}

/** A public key as it is written into this file. */
export function writtenKey(key: KeyObject): string {
  return key.export({ format: 'der', type: 'spki' }).subarray(derPrefix.length).toString('base64')
}

export const programKeys = (): readonly KeyObject[] => releaseKeys.map(publicKeyOf)
