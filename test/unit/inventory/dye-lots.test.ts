import { expect, test } from 'vitest'
import { proposeLot } from '../../../shared/inventory/dye-lots.ts'

const lot = (dyeLot: string, left: number) => ({ dyeLot, received: 10_000, left })
const lots = [lot('', 9000), lot('A1', 0), lot('B2', 500), lot('C3', 3000), lot('D4', 8000)]

test('the lot proposed is the one wanted while something is left of it, else the oldest that is enough', () => {
  expect(proposeLot(lots, 2000)).toBe('C3')
  expect(proposeLot(lots, 400)).toBe('B2')
  expect(proposeLot(lots, 2000, ['D4'])).toBe('D4')
  expect(proposeLot(lots, 2000, ['B2'])).toBe('B2')
  // Used up: no cloth of it is left to match.
  expect(proposeLot(lots, 2000, ['A1'])).toBe('C3')
  // None is enough: the oldest first, the rest of another.
  expect(proposeLot(lots, 20_000)).toBe('B2')
  expect(proposeLot([lot('', 9000)], 1000)).toBeNull()
  expect(proposeLot([lot('A1', 0)], 1000)).toBeNull()
})
