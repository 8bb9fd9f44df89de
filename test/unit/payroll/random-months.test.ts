import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { checkStore } from '../../../db/check/index.ts'
import type { CommandScope } from '../../../db/command.ts'
import { addAdjustment, addDebt, repayDebt, voidAdjustment, voidDebt } from '../../../db/payroll/adjust.ts'
import { addHours, voidHours } from '../../../db/payroll/hours.ts'
import { addRecurring, endRecurring } from '../../../db/payroll/recurring.ts'
import { readPayRules, savePayRules, savePayTerms } from '../../../db/payroll/rules.ts'
import { reassignWork } from '../../../db/production/correct-work.ts'
import { reprice } from '../../../db/production/reprice.ts'
import { setRates } from '../../../db/production/routing.ts'
import { undoWork } from '../../../db/production/work.ts'
import { YifangError } from '../../../shared/errors.ts'
import { usualRules, usualTerms } from '../../../shared/payroll/rules.ts'
import { run } from '../inventory/books.ts'
import { type Step, spans, step } from './random-steps.ts'
import { referenceWages } from './reference.ts'
import { lastDay, openWorkshop, type Workshop } from './workshop.ts'

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

async function apply(shop: Workshop, one: Step): Promise<unknown> {
  const { store, workers, operations } = shop
  const write = <A>(work: (scope: CommandScope) => Promise<A>) => run(store, work)
  const pick = async (
    table: 'work_entry' | 'time_entry' | 'pay_adjustment' | 'worker_debt' | 'recurring_pay',
  ) => {
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
        savePayRules(scope, {
          ...usualRules,
          rework: one.pays,
          chargeRework: one.charges,
          pieceOvertime: one.premiums,
          percent: { ...usualRules.percent, workday: one.workday },
        }),
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
            basis: one.basis,
            salary: one.amount,
          },
        }),
      )
    case 'employ':
      return write((scope) =>
        scope.update('worker', workerId, { contract_from: one.first, left_on: one.last }),
      )
    case 'recur':
      return write((scope) =>
        addRecurring(scope, {
          workerIds: [workerId],
          kind: one.kind,
          per: one.per,
          amount: one.amount,
          reason: '伙食',
          from: one.day,
          to: one.last,
        }),
      )
    case 'recur-end': {
      const id = await pick('recurring_pay')
      return id === 0 ? null : write((scope) => endRecurring(scope, { id, to: one.day }))
    }
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
