import { useSyncExternalStore } from 'react'

/** Fingers rather than a mouse: a tablet or a phone. A touch screen of a PC with a mouse is none. */
const coarse = window.matchMedia('(pointer: coarse)')

export function useIsTouch(): boolean {
  return useSyncExternalStore(
    (listener) => {
      coarse.addEventListener('change', listener)
      return () => coarse.removeEventListener('change', listener)
    },
    () => coarse.matches,
  )
}
