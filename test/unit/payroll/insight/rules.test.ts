import fc from 'fast-check'
import { expect, it } from 'vitest'
import { shareDay } from '../../../../shared/payroll/insight/share-day.ts'
import { changedRate } from '../../../../shared/payroll/insight/simulate.ts'
import { doubtsOf, perHour, type StepWork } from '../../../../shared/payroll/insight/step-work.ts'
import {
  faults,
  mondayOf,
  pace,
  trendOf,
  type WorkerWeek,
  weeksOf,
} from '../../../../shared/payroll/insight/weeks.ts'

it('gives a day away to the second, whatever was done on it', () => {
  const step = fc.record({
    pieces: fc.integer({ min: 1, max: 5000 }),
    standardSeconds: fc.option(fc.integer({ min: 1, max: 7200 })),
  })
  fc.assert(
    fc.property(
      fc.array(step, { minLength: 1, maxLength: 40 }),
      fc.integer({ min: 1, max: 1440 }),
      (steps, minutes) => {
        const shares = shareDay(steps, minutes)
        expect(shares.reduce((sum, { seconds }) => sum + seconds, 0)).toBe(minutes * 60)
        expect(shares.every(({ seconds }) => seconds >= 0)).toBe(true)
      },
    ),
  )
})

it('is sure of a step that several did for long enough, in hours that were kept', () => {
  const sure: StepWork = {
    operationId: 1,
    entries: 10,
    workers: 2,
    secondsBy: { shared: 14_400, byPieces: 0, standard: 0, unknown: 0 },
    rated: [{ rate: 500_000, pieces: 100, timed: 100, seconds: 14_400 }],
  }
  expect(doubtsOf(sure)).toEqual([])
  expect(doubtsOf({ ...sure, entries: 9 })).toEqual(['few'])
  expect(doubtsOf({ ...sure, rated: [{ ...sure.rated[0]!, seconds: 14_399 }] })).toEqual(['few'])
  expect(doubtsOf({ ...sure, workers: 1 })).toEqual(['alone'])
  const by = { shared: 7200, byPieces: 0, standard: 7201, unknown: 0 }
  expect(doubtsOf({ ...sure, secondsBy: by })).toEqual(['standard'])
})

it('rounds earnings of an hour half up to the fen', () => {
  // 0.0025 yuan in half an hour: half a fen an hour.
  expect(perHour({ paid: 2_500, seconds: 1800 })).toBe(1)
  expect(perHour({ paid: 2_499, seconds: 1800 })).toBe(0)
  expect(perHour({ paid: 1, seconds: 0 })).toBeNull()
})

it('changes rates by 1/1000, half up to 1/1,000,000 yuan', () => {
  const step = { operationId: 3, styleId: 7 }
  expect(changedRate({ by: 'share', permille: 50, styleId: null }, step, 850_010)).toBe(892_511)
  expect(changedRate({ by: 'share', permille: 50, styleId: 8 }, step, 850_010)).toBe(850_010)
  expect(changedRate({ by: 'steps', steps: [{ operationId: 3, rate: 1 }] }, step, 850_010)).toBe(1)
})

const week = (monday: string, patch: Partial<WorkerWeek>): WorkerWeek => ({
  week: monday,
  standardSeconds: 0,
  seconds: 0,
  daysLeftOut: 0,
  pieces: 0,
  rework: 0,
  scrap: 0,
  defects: 0,
  ...patch,
})

it('reckons weeks from Monday to Sunday, also over the year', () => {
  expect(mondayOf('2026-05-24')).toBe('2026-05-18')
  expect(mondayOf('2026-01-01')).toBe('2025-12-29')
  expect(weeksOf('2026-05-24', '2026-06-01')).toEqual(['2026-05-18', '2026-05-25', '2026-06-01'])
})

it('says where a worker goes by the later half of the weeks against the earlier', () => {
  const span = weeksOf('2026-05-04', '2026-05-31')
  const weeks = [
    week('2026-05-04', {
      standardSeconds: 3000,
      seconds: 3600,
      pieces: 100,
      rework: 2,
      scrap: 1,
      defects: 1,
    }),
    week('2026-05-18', { standardSeconds: 3600, seconds: 3600, pieces: 200, rework: 1 }),
  ]
  // 50.0 standard minutes an hour, then 60.0; 40.0 faults of 1000, then 5.0.
  expect(trendOf(span, weeks, pace)).toEqual({ earlier: 500, later: 600, way: 'up' })
  expect(trendOf(span, weeks, faults)).toEqual({ earlier: 400, later: 50, way: 'down' })
  expect(trendOf(span, [weeks[0]!, { ...weeks[0]!, week: '2026-05-25' }], pace)?.way).toBe('steady')
  expect(trendOf(span, [weeks[0]!], pace)).toBeNull()
})
