import { useEffect, useMemo, useRef, useState } from 'react'
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

/**
 * As `useFormDraft`, for an editor that holds its fields itself. `begun`: what they began with, one object for as long as
 * they do; `typed`: all of them now, as JSON can hold them; `onTake` puts them in, and `begun` where the draft is not wanted.
 * `name` tells several on one screen apart. Gives what DraftNote shows.
 */
export function useEditorDraft<T>(editor: {
  readonly begun: T
  readonly typed: T
  readonly isDirty: boolean
  readonly onTake: (values: T) => void
  readonly name?: string
}): { readonly at: number | null; readonly onDiscard: () => void } {
  const { begun, typed, isDirty, onTake, name } = editor
  const userId = useSession().user?.id ?? 0
  const { pathname } = useLocation()
  const key = useMemo(() => draftKey(userId, pathname, begun, name), [userId, pathname, begun, name])
  const [at, setAt] = useState<number | null>(null)
  const wasDirty = useRef(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, as the editor appears
  useEffect(() => {
    screenWorks()
    const draft = readDraft<T>(key)
    if (!draft) return
    onTake(draft.values)
    setAt(draft.at)
  }, [])
  const text = isDirty ? JSON.stringify(typed) : null
  // biome-ignore lint/correctness/useExhaustiveDependencies: `text` says whether `typed` has changed
  useEffect(() => {
    if (text === null) {
      // Not before the draft of before was taken in.
      if (wasDirty.current) {
        dropDraft(key)
        setAt(null)
      }
      wasDirty.current = false
      return
    }
    wasDirty.current = true
    const timer = setTimeout(() => writeDraft(key, typed), writeAfter)
    return () => clearTimeout(timer)
  }, [key, text])
  useEffect(() => () => leaveDraft(key, userId), [key, userId])
  return {
    at: isDirty ? at : null,
    onDiscard: () => {
      setAt(null)
      onTake(begun)
    },
  }
}
