import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayMs, hourMs } from '../../../shared/dates.ts'
import { backupsToKeep, type DatedCopy } from '../../../shared/settings/retention.ts'

const now = Date.UTC(2026, 4, 20, 4, 30)
const copies = fc
  .array(fc.integer({ min: now - 900 * dayMs, max: now }), { maxLength: 300 })
  .map((times) => times.sort((a, b) => a - b).map((at, order): DatedCopy => ({ at, order })))
/** Times in any order: the clock was set back and forward by years while these were made. */
const spoilt = fc
  .array(fc.integer({ min: now - 4000 * dayMs, max: now + 4000 * dayMs }), { maxLength: 200 })
  .map((times) => times.map((at, order): DatedCopy => ({ at, order })))
const newest = (list: readonly DatedCopy[], count: number) =>
  [...list].sort((a, b) => b.order - a.order).slice(0, count)

test('never more than a day of hours, a week of days, four weeks and a year of months', () => {
  fc.assert(
    fc.property(fc.oneof(copies, spoilt), (list) => {
      expect(backupsToKeep(list).size).toBeLessThanOrEqual(24 + 7 + 4 + 12)
    }),
  )
})

test('the newest copies stay, whatever the clock did', () => {
  fc.assert(
    fc.property(fc.oneof(copies, spoilt), (list) => {
      const kept = backupsToKeep(list)
      for (const copy of newest(list, 3)) expect(kept).toContain(copy)
    }),
  )
})

test('what is kept is of the list, and thinning again takes nothing more', () => {
  fc.assert(
    fc.property(fc.oneof(copies, spoilt), (list) => {
      const kept = backupsToKeep(list)
      for (const copy of kept) expect(list).toContain(copy)
      expect(backupsToKeep([...kept])).toEqual(kept)
    }),
  )
})

/** Makes a copy every four hours and thins each time, as the program does. */
function run(days: number, clock: (at: number) => number, before: readonly DatedCopy[] = []): DatedCopy[] {
  let kept = [...before]
  let order = Math.max(0, ...before.map((copy) => copy.order))
  for (let at = now - days * dayMs; at <= now; at += 4 * hourMs) {
    order += 1
    kept = [...backupsToKeep([...kept, { at: clock(at), order }])]
  }
  return kept
}

test('thinning as time goes on leaves no hole: each day, week and month still has its copy', () => {
  const kept = run(400, (at) => at)
  const local = (at: number) => at + 8 * hourMs
  const days = new Set(kept.map(({ at }) => Math.floor(local(at) / dayMs)))
  const weeks = new Set(kept.map(({ at }) => Math.floor((local(at) / dayMs + 3) / 7)))
  const months = new Set(kept.map(({ at }) => new Date(local(at)).toISOString().slice(0, 7)))
  const today = Math.floor(local(now) / dayMs)
  for (let back = 0; back < 7; back++) expect(days).toContain(today - back)
  for (let back = 0; back < 4; back++)
    expect(weeks).toContain(Math.floor((local(now) / dayMs + 3) / 7) - back)
  expect(months.size).toBe(12)
})

test('an afternoon with the clock years ahead or behind costs no month of the year before', () => {
  const year = run(365, (at) => at)
  for (const jump of [-6 * 365 * dayMs, 6 * 365 * dayMs]) {
    const after = run(0.3, (at) => at + jump, year)
    const months = (list: readonly DatedCopy[]) =>
      new Set(list.map(({ at }) => new Date(at).toISOString().slice(0, 7)))
    const wrong = months(after).size - [...months(after)].filter((month) => months(year).has(month)).length
    // The oldest month gives its place to the one that never was.
    expect(wrong).toBe(1)
    expect([...months(year)].filter((month) => months(after).has(month)).length).toBeGreaterThanOrEqual(
      months(year).size - 1,
    )
    // Set right again, the copies of the right time are the newest ones.
    const mended = run(1, (at) => at, after)
    expect(newest(mended, 3).every(({ at }) => Math.abs(now - at) < dayMs)).toBe(true)
    expect(months(mended).size).toBeGreaterThanOrEqual(11)
  }
})
