import { afterEach, beforeEach, expect, test, vi } from 'vitest'

/* A tablet's own clock may be wrong by years, and go wrong while there is no link. */

const hour = 3_600_000
const start = Date.UTC(2026, 4, 20, 2)
/** What a browser keeps over a reload. */
let kept: Map<string, string>
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: start })
  kept = new Map()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** A page that is loaded. */
async function load() {
  vi.resetModules()
  const { hearHost, hostHeardAt, now } = await import('../../../renderer/ui/clock.ts')
  const { today } = await import('../../../renderer/ui/today.ts')
  return { hearHost, hostHeardAt, now, today }
}

test('before the host was heard its own clock is all there is', async () => {
  const { now, hostHeardAt, today } = await load()
  expect([now(), hostHeardAt(), today()]).toEqual([start, null, '2026-05-20'])
})

test('it goes by the host’s clock, also after it was loaded again without a link', async () => {
  const page = await load()
  page.hearHost(start + 24 * hour, 20)
  expect(page.today()).toBe('2026-05-21')
  vi.setSystemTime(start + hour)
  expect((await load()).now()).toBe(start + 25 * hour)
})

test('it never goes back behind what was heard: an empty battery begins in 2015', async () => {
  ;(await load()).hearHost(start, 20)
  vi.setSystemTime(Date.UTC(2015, 0, 1))
  const again = await load()
  expect(again.today()).toBe('2026-05-20')
  expect(again.hostHeardAt()).toBe(start)
})

test('an answer that took long, or that says no time, tells nothing', async () => {
  const { hearHost, now } = await load()
  hearHost(start + 24 * hour, 5000)
  hearHost(Number.NaN, 20)
  hearHost(0, 20)
  expect(now()).toBe(start)
})
