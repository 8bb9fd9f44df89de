import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { checkStore } from '../../../db/check/index.ts'
import type { CommandScope } from '../../../db/command.ts'
import { addAdjustment, addDebt, repayDebt, voidAdjustment, voidDebt } from '../../../db/payroll/adjust.ts'
import { addHours, voidHours } from '../../../db/payroll/hours.ts'
import { readPayRules, savePayRules, savePayTerms } from '../../../db/payroll/rules.ts'
import { reassignWork } from '../../../db/production/correct-work.ts'
import { reprice } from '../../../db/production/reprice.ts'
import { setRates } from '../../../db/production/routing.ts'
import { undoWork } from '../../../db/production/work.ts'
import { YifangError } from '../../../shared/errors.ts'
import { type OvertimeKind, type PayRules, usualRules, usualTerms } from '../../../shared/payroll/rules.ts'
import { run } from '../inventory/books.ts'
import { referenceWages } from './reference.ts'
import { lastDay, openWorkshop, type Workshop } from './workshop.ts'

const day = fc
  .integer({ min: 0, max: 50 })
  .map((after) => new Date(Date.UTC(2026, 4, 11 + after)).toISOString().slice(0, 10))
const which = fc.nat({ max: 30 })
const worker = fc.nat({ max: 1 })
const overtime = fc.constantFrom('none', 'none', 'workday', 'rest', 'holiday' as const)
const spans = [
  { from: '2026-05-01', to: '2026-05-15' },
  { from: '2026-05-01', to: '2026-05-31' },
  { from: '2026-06-01', to: '2026-06-20' },
  { from: '2026-06-01', to: '2026-06-30' },
]

const step = fc.oneof(
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
    }),
  },
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

it('agrees to the fen with a slow reckoning of random months, and breaks no rule', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 45 }), async (steps) => {
      const shop = await openWorkshop()
      try {
        for (const one of steps) await apply(shop, one as unknown as Step).catch(refused)
        for (const span of spans) await compare(shop, span)
        const broken = (await checkStore(shop.store.reader)).flatMap(({ violations }) => violations)
        expect(broken).toEqual([])
      } finally {
        await shop.close()
      }
    }),
    { numRuns: 30 },
  )
}, 120_000)

/** What the program refuses is no part of a month. */
function refused(error: unknown): void {
  if (!(error instanceof YifangError)) throw error
}

async function compare(shop: Workshop, span: (typeof spans)[number]): Promise<void> {
  const rules = await readPayRules(shop.store.reader)
  const { rows } = await sql<{ day: string }>`SELECT max(to_date) AS day FROM payroll_run`.execute(
    shop.store.reader,
  )
  // Before what was paid nothing can be closed.
  if (span.to < (rows[0]?.day ?? '')) return
  for (const { workerId, gross, net } of await shop.preview(span))
    expect({ workerId, gross, net }).toEqual({
      workerId,
      ...(await referenceWages(shop.store, workerId, span, rules)),
    })
}

/** Each kind of step has some of these. */
interface Step {
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
  readonly day: string
  readonly rate: number
  readonly minutes: number
  readonly paid: boolean
  readonly overtime: OvertimeKind
  readonly applies: boolean
  readonly kind: never
  readonly amount: number
  readonly instalment: number | null
  readonly span: number
}

async function apply(shop: Workshop, one: Step): Promise<unknown> {
  const { store, workers, operations } = shop
  const write = <A>(work: (scope: CommandScope) => Promise<A>) => run(store, work)
  const pick = async (table: 'work_entry' | 'time_entry' | 'pay_adjustment' | 'worker_debt') => {
    const rows = await store.reader.selectFrom(table).select('id').orderBy('id').execute()
    return rows.length === 0 ? 0 : rows[one.which % rows.length]!.id
  }
  const workerId = workers[one.worker]!
  switch (one.do) {
    case 'record':
      return shop.record(one.worker, one.bundle, one.good, one.day, { step: one.step })
    case 'rework': {
      const { good, rework, fault } = one
      return shop.record(one.worker, one.bundle, good, one.day, { step: one.step, rework, fault })
    }
    case 'rules':
      return write((scope) =>
        savePayRules(scope, { ...usualRules, rework: one.pays, chargeRework: one.charges }),
      )
    case 'undo': {
      const id = await pick('work_entry')
      return write((scope) => undoWork(scope, id))
    }
    case 'reassign': {
      const id = await pick('work_entry')
      return write((scope) => reassignWork(scope, { id, workerId, good: one.good }))
    }
    case 'rate': {
      const operationId = operations[one.step]!
      await write((scope) =>
        setRates(scope, { operationId, validFrom: one.day, rates: [{ size: '', rate: one.rate }] }),
      )
      return write((scope) => reprice(scope, { operationId, from: '2026-01-01', after: 0 }))
    }
    case 'hours':
      return write((scope) =>
        addHours(
          scope,
          {
            workerId,
            workDate: one.day,
            minutes: one.minutes,
            paid: one.paid,
            overtime: one.overtime,
            batchId: null,
            note: '',
          },
          lastDay,
        ),
      )
    case 'void-hours': {
      const id = await pick('time_entry')
      return write((scope) => voidHours(scope, id))
    }
    case 'terms':
      return write((scope) =>
        savePayTerms(scope, {
          workerId,
          terms: {
            ...usualTerms('piece'),
            validFrom: one.day,
            hourlyRate: one.rate,
            minimumApplies: one.applies,
          },
        }),
      )
    case 'adjust':
      return write((scope) =>
        addAdjustment(scope, {
          workerIds: [workerId],
          businessDate: one.day,
          kind: one.kind,
          amount: one.amount,
          reason: '全勤',
        }),
      )
    case 'void-adjust': {
      const id = await pick('pay_adjustment')
      return write((scope) => voidAdjustment(scope, id))
    }
    case 'debt':
      return write((scope) =>
        addDebt(scope, {
          workerId,
          businessDate: one.day,
          kind: one.kind,
          amount: one.amount,
          instalment: one.instalment,
          reason: '借支',
        }),
      )
    case 'repay': {
      const id = await pick('worker_debt')
      return write((scope) =>
        repayDebt(scope, { id, businessDate: '2026-06-01', amount: one.amount, note: '' }),
      )
    }
    case 'void-debt': {
      const id = await pick('worker_debt')
      return write((scope) => voidDebt(scope, { id, businessDate: '2026-06-01', note: '' }))
    }
    default: {
      const chosen = one.workers.map((at) => workers[at]!)
      const span = spans[one.span]!
      await compare(shop, span)
      return shop.closeRun(span, chosen)
    }
  }
}
