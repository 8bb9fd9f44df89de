import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import {
  classPlan,
  isPlanTable,
  nextStrictness,
  samplingPlan,
  verdictOf,
} from '../../../shared/quality/sampling.ts'
import {
  aqls,
  codeLetters,
  type InspectionLevel,
  inspectionLevels,
  normalPlans,
  tightenedPlans,
} from '../../../shared/quality/sampling-tables.ts'

interface Sample {
  readonly letters: readonly (Readonly<Record<InspectionLevel, string>> & {
    readonly lot: readonly [number, number | null]
  })[]
  readonly plans: Readonly<
    Record<string, Readonly<Record<string, { readonly n: number; readonly Ac: number }>>>
  >
}
const sample = JSON.parse(
  readFileSync(new URL('../../samples/aql_tables.json', import.meta.url), 'utf8'),
) as Sample

test('every lot size, level and AQL gives the sample and number of the standard', () => {
  let looked = 0
  for (const row of sample.letters)
    for (const level of inspectionLevels)
      for (const aql of aqls)
        for (const lot of [row.lot[0], row.lot[1] ?? 900_000]) {
          const { n, Ac } = sample.plans[row[level]]![aql]!
          expect([lot, level, aql, classPlan(lot, level, aql, normalPlans)]).toEqual([
            lot,
            level,
            aql,
            { sample: n, accept: Ac },
          ])
          looked += 1
        }
  expect(looked).toBe(15 * 7 * 5 * 2)
})

test('tightened plans never accept more than normal ones, and tables that lead nowhere are not taken', () => {
  expect(isPlanTable(normalPlans)).toBe(true)
  expect(isPlanTable(tightenedPlans)).toBe(true)
  for (const aql of aqls)
    for (const [place, cell] of tightenedPlans[aql].entries()) {
      const normal = normalPlans[aql][place]
      if (typeof cell === 'number' && typeof normal === 'number') expect(cell).toBeLessThanOrEqual(normal)
    }
  const circle = {
    ...normalPlans,
    '2.5': codeLetters.map((_, place) => (place % 2 ? 'up' : 'down') as 'up' | 'down'),
  }
  expect(isPlanTable(circle)).toBe(false)
  const falling = { ...normalPlans, '2.5': normalPlans['2.5'].map((cell) => (cell === 5 ? 1 : cell)) }
  expect(isPlanTable(falling)).toBe(false)
})

test('800 pieces at level II, 2.5 and 4.0: 80 are looked at, 5 major and 7 minor are accepted', () => {
  const plan = samplingPlan({
    lot: 800,
    level: 'II',
    major: '2.5',
    minor: '4.0',
    strictness: 'normal',
    tightened: tightenedPlans,
  })
  expect(plan).toEqual({ sample: 80, acceptMajor: 5, acceptMinor: 7 })
  expect(verdictOf(plan, 79, { critical: 0, major: 5, minor: 7 })).toBe(null)
  expect(verdictOf(plan, 80, { critical: 0, major: 5, minor: 7 })).toBe('accepted')
  expect(verdictOf(plan, 10, { critical: 0, major: 6, minor: 0 })).toBe('rejected')
  expect(verdictOf(plan, 1, { critical: 1, major: 0, minor: 0 })).toBe('rejected')
})

test('a sample is never larger than its lot, and every piece means every piece', () => {
  const small = { lot: 4, level: 'II', major: '1.0', minor: '1.5', tightened: tightenedPlans } as const
  expect(samplingPlan({ ...small, strictness: 'normal' }).sample).toBe(4)
  expect(samplingPlan({ ...small, strictness: 'full' })).toEqual({
    sample: 4,
    acceptMajor: null,
    acceptMinor: null,
  })
})

test('two of five rejected tightens, five accepted loosens again, five tightened ones rejected look at every piece', () => {
  const runs = (strictness: 'normal' | 'tightened', letters: string) =>
    [...letters].map((letter) => ({ strictness, verdict: letter === 'a' ? 'accepted' : 'rejected' }) as const)
  expect(nextStrictness([])).toBe('normal')
  expect(nextStrictness(runs('normal', 'raaa'))).toBe('normal')
  expect(nextStrictness(runs('normal', 'raar'))).toBe('tightened')
  expect(nextStrictness(runs('normal', 'raaaar'))).toBe('normal')
  expect(nextStrictness([...runs('normal', 'rr'), ...runs('tightened', 'aaaa')])).toBe('tightened')
  expect(nextStrictness([...runs('normal', 'rr'), ...runs('tightened', 'aaaaa')])).toBe('normal')
  expect(nextStrictness([...runs('normal', 'rr'), ...runs('tightened', 'rarararar')])).toBe('full')
})
