import { type ClientLink, ORPCError } from '@orpc/client'
import { useSyncExternalStore } from 'react'
import { DoorClosed } from '../../../shared/stations/door-closed.ts'
import { farErrors } from '../../../shared/stations/far-errors.ts'
import type { ClosedReason } from '../../../shared/stations/proof.ts'
import { hearHost } from '../../ui/clock.ts'
import { forgetCarried } from '../queue/kept-store.ts'

let closed: DoorClosed | null = null
const listeners = new Set<() => void>()

/** Reasons that asking again does not change: the page can do nothing until somebody has done something. */
const forGood: ReadonlySet<ClosedReason> = new Set(['unknown', 'other-host', 'version', 'clock'])

function setClosed(next: DoorClosed | null): void {
  if (closed?.reason === next?.reason) return
  closed = next
  // What it carries of the workshop is nothing for whoever has it now.
  if (next?.reason === 'unknown') void forgetCarried().catch(() => {})
  for (const listener of listeners) listener()
}

/** Why the workshop does not let this PC in; null: it does, or it does not answer. */
export function useDoorClosed(): DoorClosed | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => closed,
  )
}

/** A link over this program's main process, which says in errors of its own what a browser's fetch raises. */
export function farLink<C extends Record<never, never>>(link: ClientLink<C>): ClientLink<C> {
  return {
    call: async (path, input, options) => {
      try {
        const answer = await link.call(path, input, options)
        setClosed(null)
        return answer
      } catch (error) {
        if (!(error instanceof ORPCError)) throw error
        if (error.code === farErrors.unreachable) throw new TypeError('network: the workshop does not answer')
        if (error.code !== farErrors.closed) throw error
        const { reason, version } = error.data as { readonly reason: ClosedReason; readonly version?: string }
        const door = new DoorClosed(reason, version)
        if (forGood.has(reason)) setClosed(door)
        throw door
      }
    },
  }
}

/** Asked this often what time it is at the workshop, in milliseconds: a PC's own clock may be a day off, and set meanwhile. */
const timeEvery = 20_000

/** Goes by the workshop's clock from the first answer on, for as long as the page is open. */
export function followHostTime(): void {
  const ask = async () => {
    const askedAt = performance.now()
    const at = await window.yifang!.join({ step: 'time' })
    if (at !== null) hearHost(at, performance.now() - askedAt)
    setTimeout(ask, at === null ? 500 : timeEvery)
  }
  void ask().catch(() => {})
}
