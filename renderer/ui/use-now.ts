import { useSyncExternalStore } from 'react'
import { now as clock } from './clock.ts'

/** One clock for all components: a list of 200 due tags needs no 200 timers. */
const tickEvery = 30_000
let now = clock()
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(() => {
    now = clock()
    for (const other of listeners) other()
  }, tickEvery)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

/** The time of the PC that keeps the books in milliseconds, fresh to half a minute. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => {
    // After a pause without listeners the kept time is old.
    if (timer === undefined && Math.abs(clock() - now) > tickEvery) now = clock()
    return now
  })
}
