import { type Kysely, sql } from 'kysely'
import type { Simulation, SimulationInput } from '../../../shared/payroll/insight/contract.ts'
import { simulateStep } from '../../../shared/payroll/insight/simulate.ts'
import { doubtsOf, fenOf, paidTime, perHour } from '../../../shared/payroll/insight/step-work.ts'
import type { Database } from '../../schema.ts'
import { readPayRules } from '../rules.ts'
import { minimumByHour } from './earnings.ts'
import { gatherSteps } from './gather-steps.ts'
import { readSteps } from './work-days.ts'

/** What other rates would have cost in a span of the past. Reads only. */
export async function simulateRates(db: Kysely<Database>, input: SimulationInput): Promise<Simulation> {
  const { span, change } = input
  const since = input.since < span.from ? span.from : input.since
  const rules = await readPayRules(db)
  const steps = await readSteps(db)
  const work = await gatherSteps(db, { from: since, to: span.to }, steps, rules.rework)
  const isMeant = (operationId: number) =>
    change.by === 'steps'
      ? change.steps.some((one) => one.operationId === operationId)
      : change.styleId === null || change.styleId === steps.get(operationId)!.styleId
  const all = work.map((one) => ({
    work: one,
    simulated: simulateStep(one, steps.get(one.operationId)!.styleId, change),
  }))
  const meant = all.filter(({ work: { operationId } }) => isMeant(operationId))
  const sum = (list: typeof all, key: 'before' | 'after' | 'unrated') =>
    list.reduce((total, { simulated }) => total + simulated[key], 0)
  const again = { none: sql`0`, others: sql`iif(fault_worker_id IS worker_id, 0, rework)`, all: sql`rework` }
  const { rows } = await sql<{ paid: number; unrated: number }>`
    SELECT coalesce(sum(pieces * rate), 0) AS paid, coalesce(sum(iif(rate IS NULL, pieces, 0)), 0) AS unrated
    FROM (SELECT rate, good + ${again[rules.rework]} AS pieces FROM work_entry
      WHERE work_date >= ${span.from} AND work_date < ${since} AND voided_at IS NULL AND basis = 'piece')`.execute(
    db,
  )
  const earlier = rows[0]!
  const timed = paidTime(meant.flatMap((one) => one.work.rated))
  return {
    minimum: minimumByHour(rules, span.to),
    before: fenOf(earlier.paid + sum(all, 'before')),
    after: fenOf(earlier.paid + sum(all, 'after')),
    unrated: earlier.unrated + sum(all, 'unrated'),
    perHourBefore: perHour(timed),
    perHourAfter: perHour({
      ...timed,
      paid: meant.reduce((total, { simulated }) => total + simulated.timedAfter, 0),
    }),
    steps: meant
      .toSorted((a, b) => sizeOf(b.simulated) - sizeOf(a.simulated))
      .map(({ work: one, simulated: { timedAfter: _, ...simulated } }) => {
        const { standardSeconds: _seconds, ...named } = steps.get(one.operationId)!
        return {
          ...named,
          ...simulated,
          entries: one.entries,
          before: fenOf(simulated.before),
          after: fenOf(simulated.after),
          doubts: doubtsOf(one),
        }
      }),
  }
}

function sizeOf({ before, after }: { readonly before: number; readonly after: number }): number {
  return Math.abs(after - before)
}
