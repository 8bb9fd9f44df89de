import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { gatherChanges } from '../../../renderer/app/gather-changes.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function gathered() {
  const rounds: { readonly at: number; readonly tables: readonly string[] }[] = []
  const begun = Date.now()
  const now = () => Date.now() - begun
  return { rounds, tell: gatherChanges((tables) => rounds.push({ at: now(), tables }), now) }
}

it('refreshes a single change almost at once, and those of the same moment with it', () => {
  const { rounds, tell } = gathered()
  tell(['bundle'])
  vi.advanceTimersByTime(50)
  tell(['work_entry', 'bundle'])
  vi.advanceTimersByTime(5000)
  expect(rounds).toEqual([{ at: 120, tables: ['bundle', 'work_entry'] }])
})

it('rests between rounds on a busy floor, and loses no change nor leaves one for longer than the rest', () => {
  const { rounds, tell } = gathered()
  for (let told = 0; told < 50; told += 1) {
    tell([`table ${told}`])
    vi.advanceTimersByTime(200)
  }
  vi.advanceTimersByTime(2000)
  expect(rounds.flatMap(({ tables }) => tables)).toEqual(Array.from({ length: 50 }, (_, i) => `table ${i}`))
  expect(rounds.length).toBeLessThan(25)
  for (const { at, tables } of rounds)
    for (const table of tables) expect(at - 200 * Number(table.slice(6))).toBeLessThanOrEqual(500)
})

it('does not let what comes after a quiet minute wait', () => {
  const { rounds, tell } = gathered()
  tell(['bundle'])
  vi.advanceTimersByTime(60_000)
  tell(['worker'])
  vi.advanceTimersByTime(1000)
  expect(rounds.map(({ at }) => at)).toEqual([120, 60_120])
})
