import { useEffect, useSyncExternalStore } from 'react'
import type { HostEvent, Job } from '../../shared/settings/contract.ts'
import type { Away } from '../../shared/stations/away.ts'
import { keptState } from '../stations/queue/kept-state.ts'
import { hostHeardAt, now } from '../ui/clock.ts'
import { api, client } from './client.ts'
import { gatherChanges } from './gather-changes.ts'
import { queryClient } from './query-client.ts'
import { isLocked, shownError } from './shown-error.ts'
import { readsTables } from './table-queries.ts'

/** Back-off between attempts to reach the host again, in milliseconds. */
const waits = [300, 1000, 2000, 5000] as const
/** A hidden page gives its stream back: browsers allow six connections to a host, and people open many tabs. */
const hiddenFor = 20_000

/** Whether the host answers. `closed`: it does, but knows this page no more; only a fresh link helps. */
export type Reach = 'well' | 'lost' | 'closed'

let reach: Reach = 'well'
let lostSince: number | null = null
const listeners = new Set<() => void>()
function setReach(next: Reach): void {
  if (reach === next) return
  // A page that was loaded without a link: since the host was last heard here.
  if (next === 'lost') lostSince = hasHeard ? now() : hostHeardAt()
  reach = next
  for (const listener of listeners) listener()
}

export function useReach(): Reach {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => reach,
  )
}

let hasHeard = false
/** Since when the host does not answer; null: it does, or nobody knows. */
export function useLostSince(): number | null {
  return useReach() === 'lost' ? lostSince : null
}

let away: Away | null = null
function setAway(why: Away | null): void {
  away = why
  for (const listener of listeners) listener()
}

/** Why the owner's PC may not answer, as it said itself; null: it said nothing. */
export function useAway(): Away | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => away,
  )
}

/** Keeps this page's queries true while someone is at the screen: listens to the host and reconnects for ever. */
export function useHostEvents(): void {
  useEffect(() => {
    const stop = new AbortController()
    void listen(stop.signal)
    return () => stop.abort()
  }, [])
}

async function listen(stop: AbortSignal): Promise<void> {
  for (let attempt = 0; !stop.aborted; ) {
    await untilVisible(stop)
    const round = new AbortController()
    const end = () => round.abort()
    stop.addEventListener('abort', end)
    const unwatch = whenHidden(end)
    try {
      const events = await client.settings.events.watch(undefined, { signal: round.signal })
      hasHeard = true
      // Answers of before a link was lost may be on the screen, though this page listens for the first time.
      const isOld = attempt > 0 || keptState().isDown
      setReach('well')
      setAway(null)
      // What changed while nobody listened is unknown, except on the very first round, where all is fresh.
      if (isOld) void queryClient.invalidateQueries()
      attempt = 1
      for await (const event of events) take(event)
      // Ended without an error: the host is closing, or gave this stream up.
      await pause(waits[0], stop)
    } catch (error) {
      if (stop.aborted) break
      if (isLocked(error)) {
        // That is an answer.
        setReach('well')
        void queryClient.invalidateQueries({ queryKey: api.settings.session.key() })
        break
      }
      if (!round.signal.aborted) {
        setReach(shownError(error).code === 'door-closed' ? 'closed' : 'lost')
        await pause(waits[Math.min(attempt, waits.length) - 1] ?? waits[0], stop)
        attempt += 1
      }
    } finally {
      unwatch()
      stop.removeEventListener('abort', end)
    }
  }
}

/** Hears which tables changed, as soon as the page does. */
export type ChangeListener = (tables: readonly string[]) => void
const changeListeners = new Set<ChangeListener>()
export function onTablesChanged(listener: ChangeListener): () => void {
  changeListeners.add(listener)
  return () => changeListeners.delete(listener)
}

const gather = gatherChanges(
  (tables) => void queryClient.invalidateQueries({ predicate: readsTables(tables) }),
)

function take(event: HostEvent): void {
  switch (event.kind) {
    case 'session':
      void queryClient.invalidateQueries({ queryKey: api.settings.session.key() })
      break
    case 'job':
      takeJob(event.job)
      break
    case 'away':
      setAway(event.why)
      break
    case 'changed':
      for (const listener of changeListeners) listener(event.tables)
      gather(event.tables)
      break
    default:
      event satisfies never
  }
}

/** Puts a job's newest state into the list that every progress bar reads. */
export function takeJob(job: Job): void {
  queryClient.setQueryData<Job[]>(api.settings.jobs.list.queryKey(), (jobs) => {
    const others = (jobs ?? []).filter((other) => other.id !== job.id)
    return [job, ...others].sort((a, b) => b.id - a.id)
  })
  if (job.state !== 'running') void queryClient.invalidateQueries({ queryKey: api.settings.today.key() })
}

function whenHidden(act: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const check = () => {
    clearTimeout(timer)
    if (document.hidden) timer = setTimeout(act, hiddenFor)
  }
  check()
  document.addEventListener('visibilitychange', check)
  return () => {
    clearTimeout(timer)
    document.removeEventListener('visibilitychange', check)
  }
}

function untilVisible(stop: AbortSignal): Promise<void> {
  if (!document.hidden) return Promise.resolve()
  return new Promise((resolve) => {
    const check = () => {
      if (document.hidden && !stop.aborted) return
      document.removeEventListener('visibilitychange', check)
      stop.removeEventListener('abort', check)
      resolve()
    }
    document.addEventListener('visibilitychange', check)
    stop.addEventListener('abort', check)
  })
}

function pause(ms: number, stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    stop.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
