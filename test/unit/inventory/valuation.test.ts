import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  correctionAfterReceipt,
  correctionAfterReversal,
  issueValue,
  type Level,
  shareOf,
} from '../../../shared/inventory/valuation.ts'

/** Moving weighted average, from shared/samples/golden_vectors.json → wma (worked by hand there). */
const golden = [
  ['in', 100, 125_000, 100, 125_000],
  ['in', 50, 65_500, 150, 190_500],
  ['out', 120, 152_400, 30, 38_100],
  ['in', 80, 102_400, 110, 140_500],
  ['out', 110, 140_500, 0, 0],
] as const

const nothing = { quantity: 0, value: 0 }

describe('moving weighted average', () => {
  it('follows the golden vectors to the fen', () => {
    let level: Level = nothing
    for (const [kind, quantity, amount, quantityAfter, valueAfter] of golden) {
      const value = kind === 'in' ? amount : issueValue(level, quantity, nothing)
      expect(Math.abs(value)).toBe(amount)
      level = {
        quantity: level.quantity + (kind === 'in' ? quantity : -quantity),
        value: level.value + value,
      }
      expect(level).toEqual({ quantity: quantityAfter, value: valueAfter })
    }
  })

  it('is the vectors that the workshop keeps', () => {
    const file = join(import.meta.dirname, '../../../../shared/samples/golden_vectors.json')
    let text: string
    try {
      text = readFileSync(file, 'utf8')
    } catch {
      return // a clone without the samples still has the copy above
    }
    const { wma } = JSON.parse(text) as {
      wma: { rows: [string, string, string | null, string, string, string][] }
    }
    const cents = (decimal: string) => Math.round(Number(decimal) * 100)
    expect(
      wma.rows.map(([kind, quantity, , amount, after, value]) => [
        kind,
        Number(quantity),
        cents(amount),
        Number(after),
        cents(value),
      ]),
    ).toEqual(golden)
  })

  it('rounds half away from zero, exactly, far beyond floats', () => {
    expect(shareOf(5, 1, 2)).toBe(3)
    expect(shareOf(-5, 1, 2)).toBe(-3)
    expect(shareOf(5, -1, 2)).toBe(-3)
    expect(shareOf(9_007_199_254_740_991, 9_999_999, 9_999_999)).toBe(9_007_199_254_740_991)
    expect(Object.is(shareOf(0, -1, 2), 0)).toBe(true)
  })

  it('keeps quantity and value together through any run of receipts and issues', () => {
    const step = fc.record({
      into: fc.boolean(),
      quantity: fc.integer({ min: 1, max: 40 }),
      unit: fc.integer({ min: 0, max: 5000 }),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let level: Level = nothing
        let last: Level = nothing
        for (const { into, quantity, unit } of steps) {
          const value = into ? quantity * unit : issueValue(level, quantity, last)
          const correction = into ? correctionAfterReceipt(level, quantity, value) : 0
          level = {
            quantity: level.quantity + (into ? quantity : -quantity),
            value: level.value + value + correction,
          }
          last = { quantity, value: Math.abs(value) }
          if (level.quantity === 0) expect(level.value).toBe(0)
          else expect(Math.sign(level.value) * Math.sign(level.quantity)).toBeGreaterThanOrEqual(0)
        }
      }),
    )
  })

  it('issues within one fen of the average and never more than is there', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.integer({ min: 0, max: 1e10 }),
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        (quantity, value, part) => {
          const out = Math.max(1, Math.floor(quantity * part))
          const issued = -issueValue({ quantity, value }, out, nothing)
          expect(issued).toBeLessThanOrEqual(value)
          expect(Math.abs(issued - (value * out) / quantity)).toBeLessThanOrEqual(0.5 + 1e-3)
        },
      ),
    )
  })

  it('corrects what was issued too early when the goods come in dearer', () => {
    // 5 issued beyond nothing at ¥10; then 8 come in at ¥12: the 5 cost ¥2 more each, 3 stay at ¥12.
    expect(correctionAfterReceipt({ quantity: -5, value: -5000 }, 8, 9600)).toBe(-1000)
    // Only 2 come in: those 2 are settled at ¥12, the other 3 stay open at ¥10.
    expect(correctionAfterReceipt({ quantity: -5, value: -5000 }, 2, 2400)).toBe(-400)
    expect(correctionAfterReceipt({ quantity: 3, value: 100 }, 2, 2400)).toBe(0)
  })

  it('leaves an emptied place worth nothing after a reversal', () => {
    expect(correctionAfterReversal({ quantity: 0, value: -1000 })).toBe(1000)
    expect(correctionAfterReversal({ quantity: 4, value: -3 })).toBe(3)
    expect(correctionAfterReversal({ quantity: 4, value: 3 })).toBe(0)
  })
})
