import { useEffect, useRef, useSyncExternalStore } from 'react'
import { scannerPace } from '../ui/scan-timing.ts'

export interface Shortcut {
  /** One key ("n", "/", "?", "F4") or two pressed after each other ("g o"). */
  readonly keys: string
  /** What it does, in the user's language, for the help sheet. */
  readonly label: string
  /** Null: the field that has the focus does it; the help sheet names it. */
  readonly run: (() => void) | null
}

/** How long the second key of a pair may take, in milliseconds. */
const pairWithin = 1200

let current: readonly Shortcut[] = []
const listeners = new Set<() => void>()
function change(next: readonly Shortcut[]): void {
  current = next
  for (const listener of listeners) listener()
}

/** All shortcuts of what is on the screen now: for the help sheet. */
export function useKnownShortcuts(): readonly Shortcut[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => current,
  )
}

/** Makes keys do something while this component is on the screen, and lists them on the help sheet. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const latest = useRef(shortcuts)
  latest.current = shortcuts
  const labels = shortcuts.map((shortcut) => `${shortcut.keys}\t${shortcut.label}`).join('\n')
  // biome-ignore lint/correctness/useExhaustiveDependencies: registered anew when keys or words change; `run` is read when pressed
  useEffect(() => {
    const own = latest.current.map(({ keys, label, run }) => ({
      keys,
      label,
      run: run && (() => latest.current.find((shortcut) => shortcut.keys === keys)?.run?.()),
    }))
    change([...current, ...own])
    return () => change(current.filter((shortcut) => !own.includes(shortcut)))
  }, [labels])
}

let first: { readonly key: string; readonly at: number } | null = null
let lastAt = Number.NEGATIVE_INFINITY
/** A letter waits until no scanner's next one can come any more: the first of a code means nothing either. */
let pending: ReturnType<typeof setTimeout> | undefined

/**
 * Handles a key press; call from one listener on the window. Where a scan field has the focus, letters are the
 * scanner's: Alt and the letter then does what "g" and the letter does elsewhere.
 */
export function pressShortcut(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.isComposing) return
  if (event.altKey) {
    pressAlt(event)
    return
  }
  // A scanner that types where no scan field is means no shortcut.
  const isScanner = event.timeStamp - lastAt <= scannerPace
  lastAt = event.timeStamp
  if (isScanner) {
    clearTimeout(pending)
    first = null
    return
  }
  // A function key is no text, and works in the scan field too; a dialog has its own keys.
  const isFunction = /^F\d/.test(event.key)
  if (isFunction ? isDialogOpen() : isTyping(event.target)) return
  const pair = first && event.timeStamp - first.at < pairWithin ? `${first.key} ${event.key}` : null
  const found = (keys: string | null) => current.findLast((one) => one.keys === keys && one.run !== null)
  const shortcut = found(pair) ?? found(event.key)
  first = shortcut ? null : { key: event.key, at: event.timeStamp }
  if (!shortcut) return
  event.preventDefault()
  if (isFunction) shortcut.run?.()
  else pending = setTimeout(() => shortcut.run?.(), scannerPace)
}

function pressAlt(event: KeyboardEvent): void {
  const letter = /^Key([A-Z])$/.exec(event.code)?.[1]?.toLowerCase()
  const shortcut = letter && current.findLast(({ keys }) => keys === `g ${letter}`)
  if (!shortcut || isDialogOpen()) return
  event.preventDefault()
  shortcut.run?.()
}

/** Whether letters go to a scanner's field on this screen. */
export function isForScanner(): boolean {
  return document.querySelector('[data-scan], [data-scan-sku]') !== null
}

function isDialogOpen(): boolean {
  return document.querySelector('.ant-modal-wrap:not([style*="display: none"])') !== null
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName)
}
