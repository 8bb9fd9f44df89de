import fc from 'fast-check'
import { expect, test } from 'vitest'
import { costDifference } from '../../../shared/production/cost-difference.ts'

test('a difference is what was used more at the planned price, and what each cost more', () => {
  // 10 m at 18.50 planned; 12 m at 20 used.
  const line = { planned: 18_500, actual: 24_000, plannedAmount: 10_000, actualAmount: 12_000 }
  expect(costDifference(line)).toEqual({ usage: 3700, price: 1800 })
  expect(costDifference({ ...line, planned: 0, plannedAmount: 0 })).toEqual({ usage: 24_000, price: 0 })
})

test('both parts add up to the difference, whatever the figures', () => {
  const fen = fc.integer({ min: 0, max: 1e6 })
  fc.assert(
    fc.property(fen, fen, fen, fen, (planned, actual, plannedAmount, actualAmount) => {
      const { usage, price } = costDifference({ planned, actual, plannedAmount, actualAmount })
      expect(usage + price).toBe(actual - planned)
    }),
  )
})
