import fc from 'fast-check'
import type { OvertimeKind, PayRules } from '../../../shared/payroll/rules.ts'

const day = fc
  .integer({ min: 0, max: 50 })
  .map((after) => new Date(Date.UTC(2026, 4, 11 + after)).toISOString().slice(0, 10))
const which = fc.nat({ max: 30 })
const worker = fc.nat({ max: 1 })
const overtime = fc.constantFrom('none', 'none', 'workday', 'rest', 'holiday' as const)
export const spans = [
  { from: '2026-05-01', to: '2026-05-15' },
  { from: '2026-05-01', to: '2026-05-31' },
  { from: '2026-06-01', to: '2026-06-20' },
  { from: '2026-06-01', to: '2026-06-30' },
]

/** What may happen in a month. */
export const step = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('record'),
      worker,
      bundle: fc.nat({ max: 7 }),
      step: fc.nat({ max: 2 }),
      good: fc.integer({ min: 1, max: 5 }),
      day,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('rework'),
      worker,
      bundle: fc.nat({ max: 7 }),
      step: fc.nat({ max: 2 }),
      good: fc.nat({ max: 2 }),
      rework: fc.integer({ min: 1, max: 3 }),
      fault: fc.constantFrom(undefined, null, 0, 1),
      day,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('rules'),
      pays: fc.constantFrom('none', 'others', 'all'),
      charges: fc.boolean(),
      premiums: fc.boolean(),
      workday: fc.constantFrom(150, 175, 200),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('undo'), which }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('reassign'),
      which,
      worker,
      good: fc.integer({ min: 1, max: 5 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('rate'),
      step: fc.nat({ max: 2 }),
      day,
      rate: fc.integer({ min: 1, max: 3_000_000 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('hours'),
      worker,
      day,
      minutes: fc.integer({ min: 1, max: 400 }),
      paid: fc.boolean(),
      overtime,
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('void-hours'), which }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('terms'),
      worker,
      day,
      rate: fc.integer({ min: 0, max: 40_000_000 }),
      applies: fc.boolean(),
      basis: fc.constantFrom('piece', 'piece', 'month'),
      amount: fc.integer({ min: 0, max: 200_000 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('employ'),
      worker,
      first: fc.option(day),
      last: fc.option(day, { freq: 2 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('recur'),
      worker,
      day,
      last: fc.option(day),
      per: fc.constantFrom('day', 'month'),
      kind: fc.constantFrom('allowance', 'charge'),
      amount: fc.integer({ min: 1, max: 999 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('recur-end'), which, day }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('adjust'),
      worker,
      day,
      kind: fc.constantFrom('bonus', 'allowance', 'charge', 'deduction'),
      amount: fc.integer({ min: 1, max: 4000 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('void-adjust'), which }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('debt'),
      worker,
      day,
      kind: fc.constantFrom('advance', 'damage'),
      amount: fc.integer({ min: 1, max: 6000 }),
      instalment: fc.option(fc.integer({ min: 1, max: 900 })),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('repay'), which, amount: fc.integer({ min: 1, max: 3000 }) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('void-debt'), which }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('close'),
      span: fc.nat({ max: 3 }),
      workers: fc.constantFrom([0], [1], [0, 1]),
    }),
  },
)

/** Each kind of step has some of these. */
export interface Step {
  readonly do: string
  readonly worker: number
  readonly workers: readonly number[]
  readonly which: number
  readonly bundle: number
  readonly step: number
  readonly good: number
  readonly rework: number
  readonly fault: number | null | undefined
  readonly pays: PayRules['rework']
  readonly charges: boolean
  readonly premiums: boolean
  readonly workday: number
  readonly day: string
  readonly rate: number
  readonly minutes: number
  readonly paid: boolean
  readonly overtime: OvertimeKind
  readonly applies: boolean
  readonly basis: 'piece' | 'month'
  readonly per: 'day' | 'month'
  readonly first: string | null
  readonly last: string | null
  readonly kind: never
  readonly amount: number
  readonly instalment: number | null
  readonly span: number
}
