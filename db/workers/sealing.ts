import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  scrypt as scryptCallback,
  timingSafeEqual,
} from 'node:crypto'
import { promisify } from 'node:util'

/** The key under which personal numbers are sealed. It lives in the memory of a host, and nowhere as it is. */
export interface DataKey {
  readonly id: string
  /** 32 */
  readonly bytes: Uint8Array
}

/** A data key as a secret (the owner's recovery code) wraps it. */
export interface WrappedKey {
  readonly salt: string
  readonly wrapped: string
}

const scrypt = promisify<string, Buffer, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(
  scryptCallback,
)
const cost = { N: 32_768, r: 8, p: 1, maxmem: 64 * 1024 * 1024 }
const version = '1'
const nonceBytes = 12
const tagBytes = 16

/**
 * Seals a text with AES-256-GCM under a key of its own nonce. `purpose` names what it is and of whom: a sealed text that is
 * put into another row or column does not open there.
 */
export function seal(key: DataKey, purpose: string, text: string): string {
  return encrypt(subkey(key, 'seal'), purpose, Buffer.from(text, 'utf8'))
}

/** What `seal` sealed; null where it is another key's or purpose's, or was changed. */
export function unseal(key: DataKey, purpose: string, sealed: string): string | null {
  return decrypt(subkey(key, 'seal'), purpose, sealed)?.toString('utf8') ?? null
}

/** Equal texts of one purpose have equal fingerprints (HMAC-SHA-256); nobody without the key can try numbers out on them. */
export function fingerprintOf(key: DataKey, purpose: string, text: string): string {
  return createHmac('sha256', subkey(key, 'fingerprint')).update(`${purpose}\0${text}`).digest('base64url')
}

/** Shows that a key is the one it says it is. */
export function keyCheck(key: DataKey): string {
  return fingerprintOf(key, 'data-key', key.id)
}

export function isKeyOf(key: DataKey, check: string): boolean {
  const [known, given] = [Buffer.from(check), Buffer.from(keyCheck(key))]
  return known.length === given.length && timingSafeEqual(known, given)
}

export async function wrapKey(key: DataKey, secret: string): Promise<WrappedKey> {
  const salt = randomBytes(16)
  const wrapping = await scrypt(secret, salt, 32, cost)
  return { salt: salt.toString('base64url'), wrapped: encrypt(wrapping, key.id, Buffer.from(key.bytes)) }
}

/** The key that a secret wrapped; null where it is another secret. */
export async function unwrapKey(
  id: string,
  { salt, wrapped }: WrappedKey,
  secret: string,
): Promise<DataKey | null> {
  const wrapping = await scrypt(secret, Buffer.from(salt, 'base64url'), 32, cost)
  const bytes = decrypt(wrapping, id, wrapped)
  return bytes && { id, bytes }
}

function subkey(key: DataKey, use: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key.bytes, Buffer.alloc(0), `yifang ${use}`, 32))
}

function encrypt(key: Buffer, purpose: string, plain: Buffer): string {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(purpose))
  const body = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
  return [version, nonce.toString('base64url'), body.toString('base64url')].join('.')
}

function decrypt(key: Buffer, purpose: string, sealed: string): Buffer | null {
  const [mark, nonceText = '', bodyText = ''] = sealed.split('.')
  const nonce = Buffer.from(nonceText, 'base64url')
  const body = Buffer.from(bodyText, 'base64url')
  if (mark !== version || nonce.length !== nonceBytes || body.length < tagBytes) return null
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes })
    .setAAD(Buffer.from(purpose))
    .setAuthTag(body.subarray(-tagBytes))
  try {
    return Buffer.concat([decipher.update(body.subarray(0, -tagBytes)), decipher.final()])
  } catch {
    return null
  }
}
