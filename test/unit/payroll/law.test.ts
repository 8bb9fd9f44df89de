import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseMoney } from '../../../shared/money.ts'
import { cashNotes, notesFor } from '../../../shared/payroll/cash-notes.ts'
import { labourTax, wageTax } from '../../../shared/payroll/income-tax.ts'
import { leastFor, minimumOn } from '../../../shared/payroll/minimum-wage.ts'

const golden = JSON.parse(
  readFileSync(new URL('../../samples/golden_vectors.json', import.meta.url), 'utf8'),
) as { readonly iit: Readonly<Record<string, readonly (readonly [number, ...string[]])[]>> }

describe('income tax by cumulative withholding', () => {
  it.each([
    ['a_8000x12', 0, 0],
    ['b_peak', 0, 0],
    ['c_30000x12_ss1500_sp1000', 150_000, 100_000],
  ])('agrees with the reference months of %s', (name, social, special) => {
    let income = 0
    let withheld = 0
    for (const [month, gross, , tax, total] of golden.iit[name]!) {
      income += parseMoney(gross!)!
      const now = wageTax({ income, months: month, deducted: (social + special) * month, withheld })
      withheld += now
      expect([now, withheld]).toEqual([parseMoney(tax!), parseMoney(total!)])
    }
  })
})

describe('tax on casual labour', () => {
  it('leaves 800 yuan of a small month free and a fifth of a large one, over all its payments', () => {
    expect(labourTax({ income: 80_000, withheld: 0 })).toBe(0)
    // (3000 − 800) × 20 %
    expect(labourTax({ income: 300_000, withheld: 0 })).toBe(44_000)
    // 5000 × 80 % × 20 %
    expect(labourTax({ income: 500_000, withheld: 0 })).toBe(80_000)
    // 40000 × 80 % = 32000; × 30 % − 2000
    expect(labourTax({ income: 4_000_000, withheld: 0 })).toBe(760_000)
    // Paid in two halves a month comes to the same tax.
    expect(labourTax({ income: 500_000, withheld: labourTax({ income: 250_000, withheld: 0 }) })).toBe(46_000)
  })
})

describe('the minimum wage', () => {
  const rows = [
    { validFrom: '2023-10-01', monthly: 182_000, hourly: 1800 },
    { validFrom: '2025-10-01', monthly: 202_000, hourly: 2000 },
  ]
  it('is that of the day', () => {
    expect(minimumOn(rows, '2023-09-30')).toBeNull()
    expect(minimumOn(rows, '2025-09-30')?.monthly).toBe(182_000)
    expect(minimumOn(rows, '2025-10-01')?.monthly).toBe(202_000)
  })
  it('is due in full for a full month, in part for fewer hours, by the hour for who is hired by it', () => {
    const how = { byHour: false, monthMinutes: 9920 }
    expect(leastFor(rows[0]!, 9920, how)).toBe(182_000)
    expect(leastFor(rows[0]!, 12_000, how)).toBe(182_000)
    expect(leastFor(rows[0]!, 4960, how)).toBe(91_000)
    expect(leastFor(rows[0]!, 90, { ...how, byHour: true })).toBe(2700)
  })
})

it('pays an amount with the fewest notes', () => {
  expect(notesFor(123_460)).toEqual({ counts: [12, 0, 1, 1, 0, 4, 1, 1], rest: 0 })
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10_000_000 }), (amount) => {
      const { counts, rest } = notesFor(amount)
      expect(counts.reduce((sum, count, at) => sum + count * cashNotes[at]!, rest)).toBe(amount)
      expect(rest).toBeLessThan(10)
    }),
  )
})
