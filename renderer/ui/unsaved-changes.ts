import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useBlocker } from 'react-router'
import { listText } from './list-text.ts'
import { useConfirm } from './use-confirm.tsx'

/** What each open form would lose, in the order in which they became dirty. The router takes one blocker only. */
const dirty = new Map<symbol, { readonly what: string }>()

/**
 * Asks before typed work is left behind: by the menu, the browser's back, or closing the page. `what` names what would
 * be lost ("the BOM"). While a save runs, pass false, so that it may lead on. Gives a question for a dialog's own
 * cancel: true where nothing was typed or its user does not mind.
 */
export function useUnsavedChanges(isDirty: boolean, what?: string): () => Promise<boolean> {
  const { t } = useTranslation('ui')
  const ask = useConfirm()
  const name = what ?? t('unsaved.page')
  useEffect(() => {
    if (!isDirty) return
    const key = Symbol('unsaved')
    dirty.set(key, { what: name })
    return () => {
      dirty.delete(key)
    }
  }, [isDirty, name])
  return async () =>
    !isDirty ||
    ask({
      title: t('unsaved.title'),
      text: t('unsaved.text', { what: name }),
      confirm: t('unsaved.leave'),
    })
}

/** Asks for all forms before a part of the page is left that has no address of its own; true where nothing is lost. */
export function useMayLeaveAll(): () => Promise<boolean> {
  const { t } = useTranslation('ui')
  const ask = useConfirm()
  return async () => {
    if (dirty.size === 0) return true
    const names = [...new Set([...dirty.values()].map(({ what }) => what))]
    return ask({
      title: t('unsaved.title'),
      text: t('unsaved.text', { what: listText(names) }),
      confirm: t('unsaved.leave'),
    })
  }
}

/** Stands once in the layout and asks for all forms. */
export function useUnsavedGuard(): void {
  const mayLeave = useMayLeaveAll()
  const isAsking = useRef(false)
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      dirty.size > 0 && currentLocation.pathname !== nextLocation.pathname,
  )
  useEffect(() => {
    if (blocker.state !== 'blocked' || isAsking.current) return
    isAsking.current = true
    void mayLeave().then((isSure) => {
      isAsking.current = false
      if (isSure) blocker.proceed()
      else blocker.reset()
    })
  }, [blocker, mayLeave])
  useEffect(() => {
    const leave = (event: BeforeUnloadEvent) => {
      if (dirty.size > 0) event.preventDefault()
    }
    window.addEventListener('beforeunload', leave)
    return () => window.removeEventListener('beforeunload', leave)
  }, [])
}
