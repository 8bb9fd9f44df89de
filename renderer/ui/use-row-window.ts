import { type RefObject, useCallback, useLayoutEffect, useState } from 'react'

/** Rows drawn beyond what is seen, on either side: a turn of the wheel shows no gap. */
const spare = 12

export interface RowWindow {
  readonly first: number
  readonly last: number
  /** Pixels that the rows left out above and below would take. */
  readonly above: number
  readonly below: number
}

/**
 * Which of many rows of one height are drawn: those in sight of a box that scrolls. The height is the first row's, so that
 * the rows must not wrap.
 */
export function useRowWindow(box: RefObject<HTMLElement | null>, count: number, guess: number): RowWindow {
  const [height, setHeight] = useState(guess)
  const [seen, setSeen] = useState({ top: 0, size: 0 })
  const look = useCallback(() => {
    const element = box.current
    if (!element) return
    const row = element.querySelector('tbody tr[data-row]')
    if (row) setHeight(row.getBoundingClientRect().height || guess)
    // By whole steps, so that most scrolling draws nothing anew.
    const step = guess * 4
    const top = Math.floor(element.scrollTop / step) * step
    const size = element.clientHeight
    setSeen((before) => (before.top === top && before.size === size ? before : { top, size }))
  }, [box, guess])
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    look()
    const sizes = new ResizeObserver(look)
    sizes.observe(element)
    element.addEventListener('scroll', look, { passive: true })
    return () => {
      sizes.disconnect()
      element.removeEventListener('scroll', look)
    }
  }, [box, look])
  const first = Math.max(0, Math.min(count, Math.floor(seen.top / height)) - spare)
  const last = Math.min(count, Math.ceil((seen.top + seen.size) / height) + spare)
  return { first, last, above: first * height, below: (count - last) * height }
}
