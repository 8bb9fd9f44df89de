import { expect, test } from 'vitest'
import {
  certificateSpans,
  householdIncome,
  lineOn,
  monthsFrom,
  type PaidWage,
} from '../../../shared/workers/households/income.ts'
import { usualLines } from '../../../shared/workers/households/lines.ts'
import { kindsOn } from '../../../shared/workers/households/types.ts'

const yuan = (amount: number) => Math.round(amount * 100)
const paid = (workerId: number, date: string, gross: number, net = gross): PaidWage => ({
  workerId,
  date,
  gross: yuan(gross),
  net: yuan(net),
})
const always = (workerId: number | null) => ({ workerId, from: null, to: null })
const line = (from: string, amount: number) => ({ from, yearly: yuan(amount) })

test('a payslip belongs to the month in which its run ends, its gross counts, and months without pay count as none', () => {
  const { months, years } = householdIncome(
    [always(1), always(null)],
    // The second half of January was paid by a run that ends in February.
    [paid(1, '2026-01-15', 1000, 900), paid(1, '2026-02-02', 500, 450), paid(1, '2026-04-30', 250)],
    [],
    '2026-04',
  )
  expect(months.map(({ month, gross, net, rolling }) => [month, gross, net, rolling])).toEqual([
    ['2026-01', 100_000, 90_000, 100_000],
    ['2026-02', 50_000, 45_000, 150_000],
    ['2026-03', 0, 0, 150_000],
    ['2026-04', 25_000, 25_000, 175_000],
  ])
  expect(years).toMatchObject([{ year: '2026', gross: 175_000, net: 160_000, perPerson: 87_500 }])
  // No line is in force: nobody is above it.
  expect(months.every(({ above, line }) => !above && line === null)).toBe(true)
})

test('above since: worked by hand for a household of three against 8,400 yuan', () => {
  // 3 × 8,400 = 25,200 yuan. 2,100 a month from January 2025: twelve months bring exactly 25,200, in December.
  const wages = Array.from({ length: 14 }, (_, at) => {
    const month = `${2025 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`
    return paid(1, `${month}-28`, 2100)
  })
  const household = [always(1), always(null), always(null)]
  const lines = [line('2021-01-01', 8400)]
  const reckoned = householdIncome(household, wages, lines, '2026-02')
  expect(reckoned.since).toBe('2025-12')
  expect(reckoned.months.find(({ month }) => month === '2025-11')).toMatchObject({
    rolling: yuan(23_100),
    perPerson: yuan(7700),
    above: false,
  })
  expect(reckoned.months.at(-1)).toMatchObject({ rolling: yuan(25_200), perPerson: yuan(8400), above: true })
  // A month of one fen less, and the line is not reached any more while that month is among the twelve.
  const less = wages.with(13, paid(1, '2026-02-28', 2099.99))
  expect(householdIncome(household, less, lines, '2026-02').since).toBe(null)
})

test('a month below in between begins the count anew', () => {
  const wages = [
    paid(1, '2025-01-31', 9000),
    paid(1, '2026-01-31', 100),
    paid(1, '2026-02-28', 8000),
    paid(1, '2026-03-31', 500),
  ]
  // Twelve months: 9,000 from January 2025 to December; 100 in January; 8,100 in February, 8,600 in March.
  const { since, months } = householdIncome([always(1)], wages, [line('2021-01-01', 8000)], '2026-03')
  expect(months.filter(({ above }) => !above).map(({ month }) => month)).toEqual(['2026-01'])
  expect(since).toBe('2026-02')
})

test('a new line counts from its day, a child born shares from its day', () => {
  const wages = [paid(1, '2026-01-31', 9000)]
  const lines = [line('2021-01-01', 8400), line('2026-03-15', 9500)]
  const risen = householdIncome([always(1)], wages, lines, '2026-04')
  expect(risen.months.map(({ line: of, above }) => [of, above])).toEqual([
    [yuan(8400), true],
    [yuan(8400), true],
    [yuan(9500), false],
    [yuan(9500), false],
  ])
  const born = [always(1), { workerId: null, from: '2026-02-28', to: null }]
  const shared = householdIncome(born, wages, lines, '2026-03')
  expect(shared.months.map(({ persons, perPerson }) => [persons, perPerson])).toEqual([
    [1, yuan(9000)],
    [2, yuan(4500)],
    [2, yuan(4500)],
  ])
  expect(shared.since).toBe(null)
})

test('a share is compared whole: three people on one fen less than thrice the line are below it', () => {
  const three = [always(1), always(null), always(null)]
  const of = (gross: number) =>
    householdIncome(three, [paid(1, '2026-01-31', gross)], [line('2021-01-01', 100)], '2026-01')
  expect(of(300).months[0]).toMatchObject({ perPerson: 10_000, above: true })
  expect(of(299.99).months[0]).toMatchObject({ perPerson: 10_000, above: false })
})

test('wages count for the household she belonged to when they were paid', () => {
  const wages = [paid(1, '2026-05-31', 3000), paid(1, '2026-06-30', 4000), paid(2, '2026-06-30', 700)]
  const parents = [{ workerId: 1, from: null, to: '2026-06-10' }, always(2)]
  const married = [{ workerId: 1, from: '2026-06-11', to: null }]
  expect(householdIncome(parents, wages, [], '2026-06').months.map(({ gross }) => gross)).toEqual([
    yuan(3000),
    yuan(700),
  ])
  expect(householdIncome(married, wages, [], '2026-06').months.map(({ gross }) => gross)).toEqual([
    yuan(4000),
  ])
  // Nobody left to share what was paid: no share, and not above anything.
  const gone = [{ workerId: 1, from: null, to: '2026-05-31' }]
  const alone = householdIncome(gone, wages, [line('2021-01-01', 1)], '2026-06').months.at(-1)!
  expect(alone).toMatchObject({ persons: 0, perPerson: null, above: false })
})

test('the usual lines are those of the programme, in force from their days', () => {
  const on = (day: string) => lineOn(usualLines.lines, day)
  expect(on('2010-12-31')).toBe(null)
  expect(on('2015-12-31')).toBe(yuan(2300))
  expect(on('2016-01-01')).toBe(yuan(3000))
  expect(on('2020-06-01')).toBe(yuan(4000))
  expect(usualLines.checked).toBe(false)
})

test('a household is what it is called on the day, its risk cleared from its day on', () => {
  const types = [
    { kind: 'registered', from: '2014-01-01', to: '2020-12-31', riskClearedOn: null },
    { kind: 'marginal', from: '2022-03-01', to: null, riskClearedOn: '2024-05-01' },
    { kind: 'low-income', from: '2023-01-01', to: null, riskClearedOn: null },
  ] as const
  expect(kindsOn(types, '2020-12-31')).toEqual([{ kind: 'registered', cleared: null }])
  expect(kindsOn(types, '2021-01-01')).toEqual([{ kind: 'ordinary', cleared: null }])
  expect(kindsOn(types, '2024-04-30')).toEqual([
    { kind: 'marginal', cleared: false },
    { kind: 'low-income', cleared: null },
  ])
  expect(kindsOn(types, '2024-05-01')[0]).toEqual({ kind: 'marginal', cleared: true })
})

test('a certificate on paper shows each month up to a year of them, and beyond it calendar years that add up', () => {
  const months = (from: string, to: string) =>
    monthsFrom(from, to).map((month) => ({ month, days: 20, gross: 250_001, net: 200_000 }))
  expect(certificateSpans(months('2025-07', '2026-06'))).toHaveLength(12)
  const spans = certificateSpans(months('2024-11', '2026-02'))
  expect(spans).toEqual([
    { from: '2024-11', to: '2024-12', days: 40, gross: 500_002, net: 400_000 },
    { from: '2025-01', to: '2025-12', days: 240, gross: 3_000_012, net: 2_400_000 },
    { from: '2026-01', to: '2026-02', days: 40, gross: 500_002, net: 400_000 },
  ])
})
