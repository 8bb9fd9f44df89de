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

/** Restarting the program costs a guesser this much, and a forgetful owner in the morning no more. */
const afterRestart = 60

export interface PinTrouble {
  /** Wrong PINs in a row so far. */
  readonly failures: number
  /** By the PC's clock; null: not locked. */
  readonly lockedUntil: number | null
  readonly now: number
  /** Milliseconds that the program has been running: nobody can set this. */
  readonly uptime: number
  /** `uptime` at the last wrong PIN; null where that was before this start. */
  readonly failedAt: number | null
}

/**
 * Milliseconds until the next PIN is looked at. The PC's clock can be set by whoever sits there, the program's own
 * running time cannot: setting the clock on wins nothing while it runs, restarting as well at most one guess a
 * minute. A lock further away than its wait means that the clock was set back: the running time alone counts then,
 * or the owner would be locked out for as long as the clock was wrong.
 */
export function waitLeft({ failures, lockedUntil, now, uptime, failedAt }: PinTrouble): number {
  const wait = waitAfterFailures(failures) * 1000
  if (wait === 0 || lockedUntil === null) return 0
  const byClock = lockedUntil - now
  const clockWentBack = byClock > wait
  const sinceStart = Math.min(wait, clockWentBack ? wait : afterRestart * 1000) - uptime
  const byUptime = failedAt === null ? sinceStart : wait - (uptime - failedAt)
  return Math.max(0, byUptime, clockWentBack ? 0 : byClock)
}
