import type { Session } from '../../../shared/settings/contract.ts'
import { now } from '../../ui/clock.ts'
import { lastAnswer, remember } from './last-answers.ts'

/*
 * Who is signed in at this page, for the time without a link. The lock of a screen holds there too: it is written down as
 * soon as it locks, and a page that is loaded again while it is overdue begins locked.
 */

const touchedKey = 'yifang-touched'
let session: Session | null = null
/** The screen was locked here, and the host does not know it yet. */
let isLockDue = false

/** Answers of these are the session as it is from then on. */
export const sessionCalls: ReadonlySet<string> = new Set([
  'settings.session.get',
  'settings.session.unlock',
  'settings.session.lock',
  'settings.session.setLanguage',
])

export async function heardSession(answer: Session): Promise<void> {
  session = answer
  isLockDue = false
  await remember('settings.session.get', undefined, answer)
}

/** As this page last heard it, or the device before the page was loaded; null: it never did. */
export async function pageSession(): Promise<Session | null> {
  if (session !== null) return session
  const last = await lastAnswer<Session>('settings.session.get', undefined)
  // Of a page that stands open, app/idle-lock.ts takes care.
  if (last !== undefined) session = isOverdue(last) ? await lockHere(last) : last
  return session
}

/** Locks this screen although the host does not hear it. Null where nobody was ever known here. */
export async function lockPage(): Promise<Session | null> {
  const known = await pageSession()
  if (known === null) return null
  isLockDue = true
  return lockHere(known)
}

export function lockIsDue(): boolean {
  return isLockDue
}

/** Somebody is at the screen: by the clock, so that it is known after the page was loaded again. */
export function touched(): void {
  try {
    localStorage.setItem(touchedKey, String(now()))
  } catch {
    // Not written, it locks too early.
  }
}

async function lockHere(known: Session): Promise<Session> {
  // Whoever works at the device without a PIN goes on, as at the host.
  session = { ...known, user: known.deviceUser }
  await remember('settings.session.get', undefined, session)
  return session
}

function isOverdue({ user, deviceUser, pinsInUse, lockAfterMinutes, kiosk }: Session): boolean {
  if (user === null || kiosk !== null || user.id === deviceUser?.id) return false
  if (!pinsInUse || lockAfterMinutes === 0) return false
  const idle = now() - Number(localStorage.getItem(touchedKey) ?? 0)
  // A clock that was set back keeps no screen open.
  return idle < 0 || idle >= lockAfterMinutes * 60_000
}
