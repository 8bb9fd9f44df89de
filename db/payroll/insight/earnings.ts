import type { Kysely } from 'kysely'
import { shareOf } from '../../../shared/inventory/valuation.ts'
import type { Earnings, MinimumByHour } from '../../../shared/payroll/insight/contract.ts'
import { payOf } from '../../../shared/payroll/insight/simulate.ts'
import { doubtsOf, fenOf, paidTime, perHour } from '../../../shared/payroll/insight/step-work.ts'
import { minimumOn } from '../../../shared/payroll/minimum-wage.ts'
import type { PayRules } from '../../../shared/payroll/rules.ts'
import type { Database } from '../../schema.ts'
import { readPayRules } from '../rules.ts'
import { gatherSteps } from './gather-steps.ts'
import { readSteps, type Span } from './work-days.ts'

/** What each step's pieces earned in an hour, the worst paid first; steps without a figure come last. */
export async function readEarnings(db: Kysely<Database>, span: Span): Promise<Earnings> {
  const rules = await readPayRules(db)
  const steps = await readSteps(db)
  const work = await gatherSteps(db, span, steps, rules.rework)
  const rows = work.map((one) => {
    const { standardSeconds: _, ...named } = steps.get(one.operationId)!
    const { shared, byPieces, standard } = one.secondsBy
    return {
      ...named,
      entries: one.entries,
      workers: one.workers,
      pieces: one.rated.reduce((sum, { pieces }) => sum + pieces, 0),
      unrated: one.rated.reduce((sum, { rate, pieces }) => sum + (rate === null ? pieces : 0), 0),
      paid: fenOf(payOf(one.rated)),
      keptSeconds: shared + byPieces,
      standardSeconds: standard,
      perHour: perHour(paidTime(one.rated)),
      doubts: doubtsOf(one),
    }
  })
  return {
    minimum: minimumByHour(rules, span.to),
    average: perHour(paidTime(work.flatMap(({ rated }) => rated))),
    steps: rows.toSorted(
      (a, b) =>
        (a.perHour ?? Number.MAX_SAFE_INTEGER) - (b.perHour ?? Number.MAX_SAFE_INTEGER) ||
        a.operationId - b.operationId,
    ),
  }
}

/** The minimum wage in force on a day, by the hour; null: none is known. */
export function minimumByHour(rules: PayRules, day: string): MinimumByHour {
  const minimum = minimumOn(rules.minimumWages, day)
  return (
    minimum && {
      validFrom: minimum.validFrom,
      monthlyByHour: shareOf(minimum.monthly, 60, rules.monthMinutes),
      hourly: minimum.hourly,
      checked: rules.checked,
    }
  )
}
