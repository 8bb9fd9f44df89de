import { useEffect, useRef, useState } from 'react'
import type { FieldValues, UseFormReturn } from 'react-hook-form'
import { useLocation } from 'react-router'
import type { Session } from '../../../shared/settings/contract.ts'
import { api } from '../../app/client.ts'
import { queryClient } from '../../app/query-client.ts'
import { useSession } from '../../app/session.tsx'

const prefix = 'yifang.draft.'
/** Typed yesterday, it is of yesterday. */
const keptFor = 20 * 3_600_000
/** A hand types faster than a page need write. */
const writeAfter = 250

/** A form with one of these keeps no draft at all: what opens something is nowhere but in the hand that types it. */
const secrets: ReadonlySet<string> = new Set([
  'pin',
  'again',
  'passphrase',
  'password',
  'code',
  'recoveryCode',
  'idNumber',
  'bankAccount',
  'number',
])

interface Draft {
  readonly at: number
  readonly values: FieldValues
}

let isScreenBroken = false

/** Told by the screen that stands where one failed: the forms of that one were not left on purpose. */
export function keepDrafts(): void {
  isScreenBroken = true
}

/**
 * Keeps what is typed into a form over a reload or a crash of its page, in this window alone, for this user, this
 * address, and a form that begins with the same values: a record that somebody else changed meanwhile takes no draft.
 * Gone once the form is sent, cancelled or left. Gives when the restored draft was typed, and what takes it back.
 */
export function useFormDraft<I extends FieldValues, O extends FieldValues>(
  form: UseFormReturn<I, unknown, O>,
): { readonly restoredAt: number | null; readonly discard: () => void; readonly forget: () => void } {
  const userId = useSession().user?.id ?? 0
  const { pathname } = useLocation()
  const [key] = useState(() => keyOf(userId, pathname, form.formState.defaultValues))
  const [restoredAt, setRestoredAt] = useState<number | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const { isDirty } = form.formState
  const forget = () => {
    clearTimeout(timer.current)
    setRestoredAt(null)
    if (key) sessionStorage.removeItem(key)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, as the form appears
  useEffect(() => {
    if (!key) return
    isScreenBroken = false
    const draft = read(key)
    if (!draft) return
    form.reset(draft.values as I, { keepDefaultValues: true })
    setRestoredAt(draft.at)
  }, [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the form is the same one for as long as it is there
  useEffect(() => {
    if (!key) return
    const unwatch = form.subscribe({
      formState: { values: true, isDirty: true },
      callback: ({ values, isDirty: isTyped }) => {
        clearTimeout(timer.current)
        timer.current = setTimeout(() => {
          if (isTyped ?? isDirty) write(key, { at: Date.now(), values })
          else sessionStorage.removeItem(key)
        }, writeAfter)
      },
    })
    return () => {
      unwatch()
      clearTimeout(timer.current)
      // A locked screen or a failed one took the form away, not she.
      if (isSignedIn(userId) && !isScreenBroken) sessionStorage.removeItem(key)
    }
  }, [key])
  return {
    restoredAt,
    forget,
    discard: () => {
      form.reset()
      forget()
    },
  }
}

/** Null where nothing may be kept. */
function keyOf(userId: number, pathname: string, defaults: unknown): string | null {
  const text = JSON.stringify(defaults ?? {})
  if (Object.keys(defaults ?? {}).some((name) => secrets.has(name))) return null
  let hash = 0
  for (const letter of text) hash = (Math.imul(hash, 31) + letter.codePointAt(0)!) | 0
  return `${prefix}${userId}.${pathname}.${(hash >>> 0).toString(36)}`
}

function read(key: string): Draft | null {
  try {
    const draft = JSON.parse(sessionStorage.getItem(key) ?? 'null') as Draft | null
    // A clock that was set back makes no draft older.
    return draft && Math.abs(Date.now() - draft.at) < keptFor ? draft : null
  } catch {
    return null
  }
}

function write(key: string, draft: Draft): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(draft))
  } catch {
    // No room: the form itself is still there.
  }
}

function isSignedIn(userId: number): boolean {
  const session = queryClient.getQueryData<Session>(api.settings.session.get.queryKey())
  return session?.user?.id === userId
}
