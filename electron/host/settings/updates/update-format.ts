import { type KeyObject, sign, verify } from 'node:crypto'
import {
  type UpdateManifest,
  type UpdateRefusal,
  updateManifestSchema,
} from '../../../../shared/settings/update-contract.ts'

/*
 * A `.yifang-update` is: 16 bytes of name, the format (2), the manifest's length (4), an Ed25519 signature (64), the manifest
 * (canonical JSON, UTF-8), then the setup to the end. Numbers are big-endian. The signature covers the format and the
 * manifest; the manifest covers the setup by size and SHA-256. The same manifest and signature may lie beside a bare setup.
 */

/** A line break of each kind and a Ctrl+Z: a copy that went through a text mode is seen at once. */
const magic = Buffer.from('YIFANG-UPDATE\r\n\u001a', 'latin1')
export const updateFormat = 1
const signatureBytes = 64
const fixedBytes = magic.length + 2 + 4 + signatureBytes
export const longestManifest = 64 * 1024
/** All that a header can take. */
export const longestHeader = fixedBytes + longestManifest

/** A file that is not installed, with the reason that the screen has a sentence for. */
export class RefusedUpdate extends Error {
  readonly reason: UpdateRefusal
  constructor(reason: UpdateRefusal) {
    super(`update refused: ${reason}`)
    this.name = 'RefusedUpdate'
    this.reason = reason
  }
}

/** A manifest's one spelling: keys in order, no spaces. */
export function canonicalManifest(manifest: UpdateManifest): Buffer {
  return Buffer.from(JSON.stringify(sorted(manifest)))
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value as Record<string, unknown>)
  return Object.fromEntries(
    entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, part]) => [key, sorted(part)]),
  )
}

/** What is signed: never only the manifest, so that a signature of ours for anything else says nothing here. */
function signedBytes(format: number, manifest: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`yifang-update ${format}\n`), manifest])
}

export function signManifest(manifest: UpdateManifest, key: KeyObject): Buffer {
  return sign(null, signedBytes(updateFormat, canonicalManifest(manifest)), key)
}

/** All before the setup's bytes. */
export function updateHeader(manifest: UpdateManifest, signature: Buffer): Buffer {
  const text = canonicalManifest(manifest)
  const numbers = Buffer.alloc(6)
  numbers.writeUInt16BE(updateFormat, 0)
  numbers.writeUInt32BE(text.length, 2)
  return Buffer.concat([magic, numbers, signature, text])
}

export interface SignedManifest {
  readonly manifest: UpdateManifest
  readonly signature: Buffer
}

export interface ReadHeader extends SignedManifest {
  /** Where the setup begins. */
  readonly payloadAt: number
}

/** Reads and believes a header. `bytes`: the file's first `longestHeader`. Raises RefusedUpdate. */
export function readHeader(bytes: Buffer, keys: readonly KeyObject[]): ReadHeader {
  const name = bytes.subarray(0, magic.length)
  if (!name.equals(magic.subarray(0, name.length)) || name.length === 0)
    throw new RefusedUpdate('not-an-update')
  if (bytes.length < fixedBytes) throw new RefusedUpdate('cut-off')
  const format = bytes.readUInt16BE(magic.length)
  if (format === 0) throw new RefusedUpdate('not-an-update')
  if (format > updateFormat) throw new RefusedUpdate('newer-format')
  const length = bytes.readUInt32BE(magic.length + 2)
  if (length > longestManifest) throw new RefusedUpdate('altered')
  const payloadAt = fixedBytes + length
  if (bytes.length < payloadAt) throw new RefusedUpdate('cut-off')
  const signature = bytes.subarray(fixedBytes - signatureBytes, fixedBytes)
  const manifest = believe(bytes.subarray(fixedBytes, payloadAt), signature, keys)
  return { manifest, signature, payloadAt }
}

/** A manifest that one of our keys signed. The signature first: nothing of an unsigned text is looked at. Raises RefusedUpdate. */
export function believe(text: Buffer, signature: Buffer, keys: readonly KeyObject[]): UpdateManifest {
  if (keys.length === 0) throw new RefusedUpdate('no-key')
  if (signature.length !== signatureBytes || signature.every((byte) => byte === 0))
    throw new RefusedUpdate('unsigned')
  if (!keys.some((key) => verify(null, signedBytes(updateFormat, text), key, signature)))
    throw new RefusedUpdate('altered')
  const read = updateManifestSchema.safeParse(parsed(text))
  // Signed by us and yet of another shape: made for a program that knows more.
  if (!read.success) throw new RefusedUpdate('newer-format')
  if (!canonicalManifest(read.data).equals(text)) throw new RefusedUpdate('altered')
  return read.data
}

function parsed(text: Buffer): unknown {
  try {
    return JSON.parse(text.toString('utf8'))
  } catch {
    return null
  }
}
