import { expect, test } from 'vitest'
import {
  formatCentimetres,
  isOddMeasure,
  isOutOfSize,
  parseCentimetres,
} from '../../../shared/catalog/size-chart.ts'

test.each([
  ['56', 560],
  ['56.5', 565],
  ['56.50 cm', 565],
  ['５６．５厘米', 565],
  ['0', 0],
  ['56.55', null],
  ['5600', null],
  ['', null],
])('%s is %s millimetres', (text, millimetres) => {
  expect(parseCentimetres(text)).toBe(millimetres)
  if (millimetres !== null) expect(parseCentimetres(formatCentimetres(millimetres))).toBe(millimetres)
})

test('a measure is right up to its tolerance, and asked about where no piece can have it', () => {
  const point = { target: 360, minus: 10, plus: 15 }
  expect([350, 375].some((measured) => isOutOfSize({ ...point, measured }))).toBe(false)
  expect([349, 376].every((measured) => isOutOfSize({ ...point, measured }))).toBe(true)
  // 3600 for 360, and 36: a stop too few or too many.
  expect([3600, 36].every((measured) => isOddMeasure(measured, 360))).toBe(true)
  expect([180, 376, 720].some((measured) => isOddMeasure(measured, 360))).toBe(false)
  expect(isOddMeasure(3600, 0)).toBe(false)
})
