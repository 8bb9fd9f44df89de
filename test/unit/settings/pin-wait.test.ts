import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { waitAfterFailures, waitLeft } from '../../../electron/host/settings/pin.ts'

const hour = 3_600_000
const now = 1_795_000_000_000
const calm = { failures: 5, lockedUntil: now + 20_000, now, uptime: 10 * hour, failedAt: 10 * hour }

describe('how long a wrong PIN keeps the next one waiting', () => {
  it('three tries are free, then it doubles up to an hour', () => {
    expect([1, 2, 3, 4, 5, 20].map(waitAfterFailures)).toEqual([0, 0, 5, 10, 20, 3600])
    expect(waitLeft({ ...calm, failures: 2, lockedUntil: null })).toBe(0)
    expect(waitLeft(calm)).toBe(20_000)
    expect(waitLeft({ ...calm, now: now + 20_000, uptime: 10 * hour + 20_000 })).toBe(0)
  })

  it('setting the clock on wins nothing while the program runs', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 3, max: 30 }),
        fc.integer({ min: 0, max: 30 * 24 * hour }),
        (failures, ahead) => {
          const wait = waitAfterFailures(failures) * 1000
          const left = waitLeft({ ...calm, failures, lockedUntil: now + wait, now: now + ahead })
          expect(left).toBe(wait)
        },
      ),
    )
  })

  it('setting it on and restarting wins at most one guess a minute', () => {
    const restarted = { ...calm, failures: 15, now: now + 24 * hour, failedAt: null }
    expect(waitLeft({ ...restarted, uptime: 0 })).toBe(60_000)
    expect(waitLeft({ ...restarted, uptime: 60_000 })).toBe(0)
  })

  it('a restart alone wins nothing', () => {
    expect(waitLeft({ ...calm, failures: 15, lockedUntil: now + hour, uptime: 90_000, failedAt: null })).toBe(
      hour,
    )
  })

  it('a clock that was a year ahead when the PIN was wrong does not lock anybody out for a year', () => {
    const year = 365 * 24 * hour
    const back = { ...calm, lockedUntil: now + year, failedAt: null }
    expect(waitLeft({ ...back, uptime: 0 })).toBe(20_000)
    expect(waitLeft({ ...back, uptime: 20_000 })).toBe(0)
    expect(waitLeft({ ...back, failedAt: 10 * hour - 5000 })).toBe(15_000)
  })
})
