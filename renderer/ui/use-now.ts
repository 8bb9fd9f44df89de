import { useSyncExternalStore } from 'react'

/** One clock for all components: a list of 200 due tags needs no 200 timers. */
const tickEvery = 30_000
let now = Date.now()
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(() => {
    now = Date.now()
    for (const other of listeners) other()
  }, tickEvery)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

/** The time of this PC in milliseconds, fresh to half a minute. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => {
    // After a pause without listeners the kept time is old.
    if (timer === undefined && Date.now() - now > tickEvery) now = Date.now()
    return now
  })
}
