import { useEffect, useRef, useState } from 'react'
import type { FieldValues, UseFormReturn } from 'react-hook-form'
import { useLocation } from 'react-router'
import { useSession } from '../../app/session.tsx'
import {
  draftKey,
  dropDraft,
  leaveDraft,
  readDraft,
  screenWorks,
  writeAfter,
  writeDraft,
} from './draft-store.ts'

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

/**
 * Keeps what is typed into a form over a reload or a crash of its page. Gone once the form is sent, cancelled or left.
 * Gives when the restored draft was typed, and what takes it back.
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
    if (key) dropDraft(key)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, as the form appears
  useEffect(() => {
    if (!key) return
    screenWorks()
    const draft = readDraft<I>(key)
    if (!draft) return
    form.reset(draft.values, { keepDefaultValues: true })
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
          if (isTyped ?? isDirty) writeDraft(key, values)
          else dropDraft(key)
        }, writeAfter)
      },
    })
    return () => {
      unwatch()
      clearTimeout(timer.current)
      leaveDraft(key, userId)
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
  if (Object.keys(defaults ?? {}).some((name) => secrets.has(name))) return null
  return draftKey(userId, pathname, defaults)
}
