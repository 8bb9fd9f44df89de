import { createHash, createHmac, hkdfSync, randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { instantSchema } from '../../shared/rpc.ts'
import { backupReasons } from '../../shared/settings/backup-contract.ts'

/*
 * A backup with a passphrase is its ZIP, sealed. Laid down so that another program can open it in ten years:
 *
 *   16 bytes  "YIFANG-SEALED-1\n"
 *    4        log2 N, r and p of scrypt, a zero
 *   16        salt of scrypt
 *   32        salt of this file
 *    2        length of the label, big-endian
 *    …        label: JSON, readable by anybody (when, why, of which workshop, by which version)
 *    8        first bytes of SHA-256 over all of the above: a flipped bit is damage and no wrong passphrase
 *   32        HMAC-SHA-256 over all of the above: says whether the passphrase is right, and that the label is ours
 *    …        chunks of 65,536 bytes, the last one shorter or equal, each followed by the 16-byte tag of AES-256-GCM
 *
 *   from the passphrase (NFKC, UTF-8): K = scrypt(passphrase, salt, 32 bytes)
 *   of the file: 64 bytes of HKDF-SHA-256(K, salt of the file, "yifang-backup"): key of the chunks, key of the HMAC
 *   nonce of a chunk: its number (11 bytes, big-endian), then 1 in the last one and 0 in all others
 *
 * The nonce is the STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár 2015), which `age` uses too: chunks that
 * were swapped, left out, repeated or cut off do not open. No file shares its key with another, so numbers may begin at 0.
 */

const magic = Buffer.from('YIFANG-SEALED-1\n')
export const chunkBytes = 65_536
export const tagBytes = 16
const maxLabel = 4000

/** 64 MB and a third of a second on a slow PC: what one guess costs. */
const cost = { log2N: 16, r: 8, p: 2 } as const

/** What a passphrase became: it seals and opens, and does not tell the passphrase. */
export interface SealingKey {
  readonly salt: Uint8Array
  readonly log2N: number
  readonly r: number
  readonly p: number
  readonly bytes: Uint8Array
}

/** What a sealed backup says to anybody. */
export const labelSchema = z.object({
  createdAt: instantSchema,
  reason: z.enum(backupReasons),
  siteId: z.string().max(60),
  program: z.string().max(40),
  schema: z.string().max(100),
  lastCommandId: z.int(),
})
export type SealLabel = z.infer<typeof labelSchema>

/** How a backup is opened: by what somebody types, or by keys that were made of a passphrase before. */
export interface BackupOpening {
  readonly passphrase?: string | undefined
  readonly keys?: readonly SealingKey[] | undefined
}

export class PassphraseNeeded extends Error {}
export class PassphraseWrong extends Error {}
/** The head of a sealed file is not as it was written. */
export class BrokenSeal extends Error {}

export interface FileKeys {
  readonly chunks: Buffer
  readonly mac: Buffer
}

export interface SealHead {
  readonly label: SealLabel
  /** Where the chunks begin. */
  readonly length: number
  readonly key: Pick<SealingKey, 'salt' | 'log2N' | 'r' | 'p'>
  readonly fileSalt: Buffer
  readonly signed: Buffer
  readonly mac: Buffer
}

/** Takes a third of a second. */
export async function makeSealingKey(
  passphrase: string,
  { salt, log2N, r, p }: Pick<SealingKey, 'salt' | 'log2N' | 'r' | 'p'> = { ...cost, salt: randomBytes(16) },
): Promise<SealingKey> {
  const typed = Buffer.from(passphrase.normalize('NFKC'))
  const bytes = await new Promise<Buffer>((resolve, reject) =>
    scrypt(typed, salt, 32, { N: 2 ** log2N, r, p, maxmem: 2 ** log2N * r * 128 + 2 ** 26 }, (error, key) =>
      error ? reject(error) : resolve(key),
    ),
  )
  return { salt, log2N, r, p, bytes }
}

function fileKeys(key: SealingKey, fileSalt: Uint8Array): FileKeys {
  const both = Buffer.from(hkdfSync('sha256', key.bytes, fileSalt, 'yifang-backup', 64))
  return { chunks: both.subarray(0, 32), mac: both.subarray(32) }
}

export function nonce(chunk: number, isLast: boolean): Buffer {
  const bytes = Buffer.alloc(12)
  bytes.writeBigUInt64BE(BigInt(chunk), 3)
  bytes[11] = isLast ? 1 : 0
  return bytes
}

const checkOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest().subarray(0, 8)
const macOf = (bytes: Buffer, keys: FileKeys) => createHmac('sha256', keys.mac).update(bytes).digest()

/** The head of a new sealed file, and its keys. */
export function sealHead(
  key: SealingKey,
  label: SealLabel,
): { readonly head: Buffer; readonly keys: FileKeys } {
  const fileSalt = randomBytes(32)
  const keys = fileKeys(key, fileSalt)
  // Of a manifest, only what the label is of.
  const text = Buffer.from(JSON.stringify(labelSchema.parse(label)))
  const length = Buffer.alloc(2)
  length.writeUInt16BE(text.length)
  const said = Buffer.concat([
    magic,
    Buffer.from([key.log2N, key.r, key.p, 0]),
    key.salt,
    fileSalt,
    length,
    text,
  ])
  const signed = Buffer.concat([said, checkOf(said)])
  return { head: Buffer.concat([signed, macOf(signed, keys)]), keys }
}

export const longestHead = magic.length + 4 + 16 + 32 + 2 + maxLabel + 8 + 32

/** Reads the head from the first bytes of a file; null where the file is not a sealed one. Raises BrokenSeal. */
export function readSealHead(bytes: Buffer): SealHead | null {
  if (bytes.length < magic.length || !bytes.subarray(0, magic.length).equals(magic)) return null
  const fixed = magic.length + 4 + 16 + 32 + 2
  const textLength = bytes.length < fixed ? maxLabel + 1 : bytes.readUInt16BE(fixed - 2)
  const end = fixed + textLength + 8
  if (textLength > maxLabel || bytes.length < end + 32) throw new BrokenSeal('the head is cut off')
  const said = bytes.subarray(0, end - 8)
  if (!checkOf(said).equals(bytes.subarray(end - 8, end))) throw new BrokenSeal('the head is damaged')
  const [log2N = 0, r = 0, p = 0] = said.subarray(magic.length, magic.length + 3)
  // More would be a trap: a gigabyte of memory and minutes of work for a file that somebody brings.
  if (log2N < 15 || log2N > 20 || r !== 8 || p < 1 || p > 4)
    throw new BrokenSeal('the head asks for too much')
  const saltAt = magic.length + 4
  const label = labelSchema.safeParse(parsed(said.subarray(fixed).toString('utf8')))
  if (!label.success) throw new BrokenSeal('the label cannot be read')
  return {
    label: label.data,
    length: end + 32,
    key: { salt: Buffer.from(said.subarray(saltAt, saltAt + 16)), log2N, r, p },
    fileSalt: Buffer.from(said.subarray(saltAt + 16, saltAt + 48)),
    signed: Buffer.from(bytes.subarray(0, end)),
    mac: Buffer.from(bytes.subarray(end, end + 32)),
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** The keys of a sealed file. Raises PassphraseNeeded, PassphraseWrong. */
export async function openSeal(head: SealHead, opening: BackupOpening): Promise<FileKeys> {
  const { passphrase, keys: known = [] } = opening
  const opens = (key: SealingKey) => {
    const keys = fileKeys(key, head.fileSalt)
    return timingSafeEqual(macOf(head.signed, keys), head.mac) ? keys : null
  }
  for (const key of known.filter(({ salt }) => head.key.salt.every((byte, at) => byte === salt[at]))) {
    const keys = opens(key)
    if (keys) return keys
  }
  if (!passphrase) throw new PassphraseNeeded()
  const keys = opens(await makeSealingKey(passphrase, head.key))
  if (!keys) throw new PassphraseWrong()
  return keys
}
