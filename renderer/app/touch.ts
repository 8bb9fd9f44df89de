import { useSyncExternalStore } from 'react'

/** Fingers rather than a mouse: a tablet or a phone. A touch screen of a PC with a mouse is none. */
export const useIsTouch = mediaHook('(pointer: coarse)')

/** Fingers on a screen too narrow for a table with all its columns: what can be looked up elsewhere is left out. */
export const useIsTight = mediaHook('(pointer: coarse) and (max-width: 1199px)')

/** Whose system is set to move nothing: dialogs are there at once. */
export const useIsCalm = mediaHook('(prefers-reduced-motion: reduce)')

function mediaHook(query: string): () => boolean {
  const media = window.matchMedia(query)
  const subscribe = (listener: () => void) => {
    media.addEventListener('change', listener)
    return () => media.removeEventListener('change', listener)
  }
  return () => useSyncExternalStore(subscribe, () => media.matches)
}
