import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayMs, hourMs } from '../../../shared/dates.ts'
import { backupsToKeep } from '../../../shared/settings/retention.ts'

const now = Date.UTC(2026, 4, 20, 4, 30)
const times = fc.array(fc.integer({ min: now - 500 * dayMs, max: now }), { maxLength: 400 })

test('never more than a day of hours, a week of days, four weeks and a year of months', () => {
  fc.assert(
    fc.property(times, (list) => {
      expect(backupsToKeep(list, now).size).toBeLessThanOrEqual(25 + 8 + 5 + 13 + 1)
    }),
  )
})

test('the newest stays whatever its age, and so does one from a clock that was ahead', () => {
  expect(backupsToKeep([now - 3000 * dayMs], now)).toEqual(new Set([now - 3000 * dayMs]))
  expect(backupsToKeep([now + dayMs, now], now)).toEqual(new Set([now + dayMs, now]))
})

test('what is kept is of the list, and thinning again takes nothing more', () => {
  fc.assert(
    fc.property(times, (list) => {
      const kept = backupsToKeep(list, now)
      for (const at of kept) expect(list).toContain(at)
      expect(backupsToKeep([...kept], now)).toEqual(kept)
    }),
  )
})

test('thinning as time goes on never leaves a hole: each span still has its copy', () => {
  // One backup an hour for 60 days, thinned each time: what a shop that never closes would have.
  let kept: number[] = []
  for (let at = now - 60 * dayMs; at <= now; at += hourMs) kept = [...backupsToKeep([...kept, at], at)]
  const within = (age: number) => kept.filter((at) => now - at <= age).length
  expect(within(24 * hourMs)).toBe(25)
  expect(within(7 * dayMs)).toBeGreaterThanOrEqual(25 + 6)
  expect(within(28 * dayMs)).toBeGreaterThanOrEqual(25 + 6 + 3)
  expect(kept.some((at) => now - at > 28 * dayMs)).toBe(true)
})
