import type { Session } from '../../../shared/settings/contract.ts'
import { api } from '../../app/client.ts'
import { queryClient } from '../../app/query-client.ts'

/*
 * Where typed work is kept over a reload or a crash of its page: in this window alone, by user, address and what the fields
 * began with. A record that somebody else changed meanwhile takes no draft.
 */

const prefix = 'yifang.draft.'
/** Typed yesterday, it is of yesterday. */
const keptFor = 20 * 3_600_000
/** A hand types faster than a page need write. */
export const writeAfter = 250

export interface Draft<T> {
  readonly at: number
  readonly values: T
}

let isScreenBroken = false

/** Told by the screen that stands where one failed: the forms of that one were not left on purpose. */
export function keepDrafts(): void {
  isScreenBroken = true
}

/** Told by a form that appears. */
export function screenWorks(): void {
  isScreenBroken = false
}

/** `name` tells several of one address apart. The rows' own keys, given anew each time, say nothing of what they hold. */
export function draftKey(userId: number, pathname: string, begun: unknown, name = ''): string {
  const text = `${name}${JSON.stringify(begun ?? {}, (field, value: unknown) => (field === 'key' ? undefined : value))}`
  let hash = 0
  for (const letter of text) hash = (Math.imul(hash, 31) + letter.codePointAt(0)!) | 0
  return `${prefix}${userId}.${pathname}.${(hash >>> 0).toString(36)}`
}

export function readDraft<T>(key: string): Draft<T> | null {
  try {
    const draft = JSON.parse(sessionStorage.getItem(key) ?? 'null') as Draft<T> | null
    // A clock that was set back makes no draft older.
    return draft && Math.abs(Date.now() - draft.at) < keptFor ? draft : null
  } catch {
    return null
  }
}

export function writeDraft<T>(key: string, values: T): void {
  try {
    sessionStorage.setItem(key, JSON.stringify({ at: Date.now(), values } satisfies Draft<T>))
  } catch {
    // No room: the fields themselves are still there.
  }
}

export function dropDraft(key: string): void {
  sessionStorage.removeItem(key)
}

/** As its fields are taken down: by her, or by a locked screen or a failed one. */
export function leaveDraft(key: string, userId: number): void {
  const session = queryClient.getQueryData<Session>(api.settings.session.get.queryKey())
  if (session?.user?.id === userId && !isScreenBroken) dropDraft(key)
}
