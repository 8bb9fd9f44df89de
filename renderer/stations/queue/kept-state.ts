import { useSyncExternalStore } from 'react'
import { tellWaiting } from '../link/told.ts'
import { refusedCalls, waitingCalls } from './kept-store.ts'

interface KeptState {
  readonly waiting: number
  readonly refused: number
  /** Whether the host was not reached when it was last tried. */
  readonly isDown: boolean
}

let state: KeptState = { waiting: 0, refused: 0, isDown: false }
const listeners = new Set<() => void>()
/** Other pages of this device keep and send, too. */
const others = new BroadcastChannel('yifang-kept')
others.addEventListener('message', () => void count())

function set(next: Partial<KeptState>): void {
  const changed = { ...state, ...next }
  if (
    changed.waiting === state.waiting &&
    changed.refused === state.refused &&
    changed.isDown === state.isDown
  )
    return
  state = changed
  tellWaiting(state.waiting + state.refused)
  for (const listener of listeners) listener()
}

async function count(): Promise<void> {
  const [waiting, refused] = await Promise.all([waitingCalls(), refusedCalls()])
  set({ waiting: waiting.length, refused: refused.length })
}

/** After each change of the lists. */
export async function keptChanged(): Promise<void> {
  await count()
  others.postMessage(null)
}

export function setDown(isDown: boolean): void {
  set({ isDown })
}

export function keptState(): KeptState {
  return state
}

export function useKeptState(): KeptState {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => state,
  )
}
