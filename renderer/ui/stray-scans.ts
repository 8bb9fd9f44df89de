import { useEffect } from 'react'
import { openDialogs } from './open-dialogs.ts'
import { scannerPace, shortestScan } from './scan-timing.ts'

/** What a field held before a burst of keys began. */
interface Burst {
  readonly field: HTMLInputElement | HTMLTextAreaElement | null
  readonly before: string
  text: string
  last: number
}

/** Whether a dialog is open that this does not stand in: what is typed then is typed for the dialog. */
function isBehindDialog(element: HTMLElement | null): boolean {
  const dialogs = openDialogs()
  return dialogs.length > 0 && !dialogs.some((dialog) => dialog.contains(element))
}

/**
 * A scanner types wherever the focus is: into a date that was chosen last, a count, a remark. A burst of keys at its pace
 * that ends with Enter is taken for the scan it is: the field gets back what it held, and the scan goes to `take`.
 * Nothing is caught while a dialog is open in which `element` does not stand, nor in fields that take scans themselves.
 */
export function useStrayScans(
  take: (code: string) => void,
  isOff: boolean,
  element: () => HTMLElement | null,
): void {
  useEffect(() => {
    if (isOff) return
    let burst: Burst | null = null
    const onKey = (event: KeyboardEvent) => {
      const { target, key } = event
      const takesScans = target instanceof Element && target.matches('[data-scan], [data-scan-sku]')
      if (takesScans || event.isComposing || isBehindDialog(element())) {
        burst = null
        return
      }
      const isNext = burst !== null && !event.repeat && event.timeStamp - burst.last <= scannerPace
      if (key === 'Enter') {
        const found = isNext && burst && burst.text.length >= shortestScan ? burst : null
        burst = null
        if (!found) return
        event.preventDefault()
        event.stopPropagation()
        if (found.field) restore(found.field, found.before)
        // What the field's screen makes of getting its text back comes first.
        setTimeout(() => take(found.text), 0)
        return
      }
      // Shift alone is no key of a code.
      if (key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) {
        if (key.length === 1) burst = null
        return
      }
      if (isNext && burst) {
        burst.text += key
        burst.last = event.timeStamp
      } else {
        const field = isField(target) ? target : null
        burst = { field, before: field?.value ?? '', text: key, last: event.timeStamp }
      }
    }
    window.addEventListener('keydown', onKey, true)
    return () => window.removeEventListener('keydown', onKey, true)
  }, [take, isOff, element])
}

function isField(target: EventTarget | null): target is HTMLInputElement | HTMLTextAreaElement {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement
}

/** As if somebody had typed it: React reads a field's value from its own setter. */
function restore(field: HTMLInputElement | HTMLTextAreaElement, value: string): void {
  const type = field instanceof HTMLInputElement ? HTMLInputElement : HTMLTextAreaElement
  Object.getOwnPropertyDescriptor(type.prototype, 'value')?.set?.call(field, value)
  field.dispatchEvent(new Event('input', { bubbles: true }))
  field.blur()
}
