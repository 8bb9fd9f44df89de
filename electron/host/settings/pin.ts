import { randomBytes, scrypt as scryptCallback, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const scrypt = promisify<string, Buffer, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(
  scryptCallback,
)
/** About 80 ms on a village PC: a four-digit PIN must not be guessed from a stolen copy in a minute. */
const cost = { N: 32_768, r: 8, p: 1, maxmem: 64 * 1024 * 1024 }

/** Salted scrypt hash of a PIN, as "salt.hash" in base64url. */
export async function hashPin(pin: string): Promise<string> {
  const salt = randomBytes(16)
  const hash = await scrypt(pin, salt, 32, cost)
  return `${salt.toString('base64url')}.${hash.toString('base64url')}`
}

export async function pinMatches(pin: string, stored: string): Promise<boolean> {
  const [salt = '', hash = ''] = stored.split('.')
  const expected = Buffer.from(hash, 'base64url')
  const given = await scrypt(pin, Buffer.from(salt, 'base64url'), 32, cost)
  return expected.length === given.length && timingSafeEqual(expected, given)
}

/** Seconds to wait after the n-th wrong PIN in a row: three are free, then 5 s doubling to an hour. */
export function waitAfterFailures(failures: number): number {
  return failures < 3 ? 0 : Math.min(3600, 5 * 2 ** (failures - 3))
}
