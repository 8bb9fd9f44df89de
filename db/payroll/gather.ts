import { type Kysely, type RawBuilder, sql } from 'kysely'
import { addDays } from '../../shared/dates.ts'
import { minimumOn } from '../../shared/payroll/minimum-wage.ts'
import { daysWorked, hourPercent, reckonWages } from '../../shared/payroll/reckon.ts'
import { overtimeKinds, type PayRules, type PayTerms } from '../../shared/payroll/rules.ts'
import type { HourSum, PremiumSum, WageInput, Wages } from '../../shared/payroll/wage-sums.ts'
import { isWorkingDay } from '../../shared/planning/calendar.ts'
import type { WorkerKind } from '../../shared/workers/contract.ts'
import { readCalendar } from '../planning/calendar.ts'
import type { Database } from '../schema.ts'
import { openDebts, unpaidAdjustments } from './besides.ts'
import { premiumSums } from './premiums.ts'
import { unpaidRecurring } from './recurring.ts'
import { readPayTerms, termsOn } from './rules.ts'
import { type Employment, isEmployed, salaryMonths } from './salary.ts'
import { readSoFar } from './so-far.ts'
import { type PaySpan, paidUntil, unpaidEntries, unpaidSums } from './unpaid.ts'
import { type UnpaidTime, unpaidTimes } from './unpaid-hours.ts'

/** One worker's wages of a run, not closed yet. */
export interface WorkerWages extends Wages {
  readonly workerId: number
  readonly name: string
  readonly kind: WorkerKind
  readonly terms: PayTerms
  /** Work that waits for its rate. */
  readonly noRate: { readonly entries: number; readonly pieces: number }
  readonly times: readonly PricedTime[]
  readonly premiums: readonly PremiumSum[]
  /** The last day of hers that a closed run paid; '' none. */
  readonly paidTo: string
}

/** Hours at what they are paid at. */
export type PricedTime = UnpaidTime & Pick<HourSum, 'rate' | 'percent'>

/**
 * Reckons what a run would pay, from the rows as they are. `span` lies in one calendar month. `entries`: its unpaid entries,
 * where they were gathered before.
 */
export async function gatherWages(
  db: Kysely<Database>,
  span: PaySpan,
  rules: PayRules,
  entries: RawBuilder<unknown> = unpaidEntries(span, rules.rework),
): Promise<WorkerWages[]> {
  const { workerIds, from, to } = span
  const ids = JSON.stringify(workerIds)
  const workers = await sql<
    { id: number; name: string; kind: WorkerKind; archivedAt: number | null } & Employment
  >`
    SELECT id, name, kind, archived_at AS archivedAt, contract_from AS contractFrom, left_on AS leftOn FROM worker WHERE id IN (SELECT value FROM json_each(${ids})) ORDER BY name_initials, id`.execute(
    db,
  )
  const terms = await readPayTerms(db, workerIds)
  const calendar = await readCalendar(db)
  const sums = Map.groupBy(await unpaidSums(db, entries), ({ workerId }) => workerId)
  const unpaidHours = await unpaidTimes(db, workerIds, to)
  const times = Map.groupBy(unpaidHours, ({ workerId }) => workerId)
  const adjustments = Map.groupBy(await unpaidAdjustments(db, workerIds, to), ({ workerId }) => workerId)
  const debts = Map.groupBy(await openDebts(db, workerIds, to), ({ workerId }) => workerId)
  const soFar = await readSoFar(db, workerIds, to)
  const paid = await sql<{ workerId: number; lastTo: string }>`
    SELECT worker_id AS workerId, last_to AS lastTo FROM (${paidUntil(workerIds)})`.execute(db)
  const lastTo = new Map(paid.rows.map((row) => [row.workerId, row.lastTo]))
  const premiums = await premiumSums(db, span, { entries, times: unpaidHours, rules, paidTo: lastTo })
  const { rows: runs } = await sql<{ first: string | null }>`
    SELECT min(from_date) AS first FROM payroll_run`.execute(db)
  const employment = new Map(workers.rows.map((worker) => [worker.id, worker]))
  const recurring = await unpaidRecurring(db, span, (workerId) => ({
    paidTo: lastTo.get(workerId) ?? '',
    isEmployed: (day) => isEmployed(employment.get(workerId)!, day),
  }))
  const away = await sql<{ workerId: number; first: string; last: string }>`
    SELECT worker_id AS workerId, from_date AS first, to_date AS last FROM worker_away
    WHERE worker_id IN (SELECT value FROM json_each(${ids}))
    UNION ALL
    SELECT worker_id, work_date, work_date FROM attendance
    WHERE mark = 'absent' AND worker_id IN (SELECT value FROM json_each(${ids}))`.execute(db)
  const awayOf = Map.groupBy(away.rows, ({ workerId }) => workerId)
  return workers.rows.map((worker) => {
    const agreed = terms.get(worker.id)
    const now = termsOn(agreed, worker.kind, to)
    const before = soFar(worker.id)
    const all = sums.get(worker.id) ?? []
    const hers = (times.get(worker.id) ?? []).map((time) => ({
      ...time,
      ...(time.paidAt ?? {
        rate: time.paid ? termsOn(agreed, worker.kind, time.day).hourlyRate : 0,
        percent: hourPercent(rules, time.overtime),
      }),
    }))
    const since = lastTo.get(worker.id) ?? ''
    const daysAway = awayOf.get(worker.id) ?? []
    const input: WageInput = {
      terms: now,
      rules,
      pieces: all.flatMap((sum) => (sum.rate === null ? [] : [{ ...sum, rate: sum.rate }])),
      hours: hourSums(hers),
      premiums: premiums.get(worker.id) ?? [],
      salaries: salaryMonths({
        ...worker,
        from,
        to,
        paidTo: since,
        firstRun: runs[0]?.first ?? '',
        termsOn: (day) => termsOn(agreed, worker.kind, day),
        isWorkingDay: (day) => isWorkingDay(calendar, day),
        isAway: (day) => daysAway.some(({ first, last }) => first <= day && day <= last),
      }),
      recurring: recurring.get(worker.id) ?? [],
      adjustments: adjustments.get(worker.id) ?? [],
      debts: debts.get(worker.id) ?? [],
      monthSoFar: before.month,
      minimum: minimumOn(rules.minimumWages, to),
      yearSoFar: {
        ...before.year,
        deducted: before.year.deducted + now.specialDeduction * before.year.months,
      },
      labourSoFar: before.labour,
    }
    const missing = all.filter(({ rate }) => rate === null)
    const wages = reckonWages(input)
    const isThere = (day: string) =>
      isWorkingDay(calendar, day) &&
      isEmployed(worker, day) &&
      !daysAway.some(({ first, last }) => first <= day && day <= last)
    const isMissing =
      worker.archivedAt === null &&
      to === lastOfMonth(to) &&
      (now.basis === 'hour' ? now.hourlyRate > 0 : now.basis === 'month' && now.salary > 0) &&
      !hers.some(({ day }) => day >= from) &&
      since < to &&
      daysWorked(since < from ? from : addDays(since, 1), to, isThere) > 0 &&
      !wages.warnings.some(({ code }) => code === 'minimum-unchecked')
    return {
      ...wages,
      premiums: input.premiums,
      warnings: isMissing ? [...wages.warnings, { code: 'no-attendance' as const }] : wages.warnings,
      workerId: worker.id,
      name: worker.name,
      kind: worker.kind,
      terms: now,
      noRate: {
        entries: missing.reduce((sum, { entries }) => sum + entries, 0),
        pieces: missing.reduce((sum, { pieces }) => sum + pieces, 0),
      },
      times: hers,
      paidTo: since,
    }
  })
}

/** Minutes by kind and rate, in a steady order. */
function hourSums(times: readonly PricedTime[]): HourSum[] {
  const sums = new Map<string, HourSum>()
  for (const { paid, overtime, rate, percent, minutes } of times) {
    const key = hourKey({ paid, overtime, rate, percent })
    sums.set(key, { paid, overtime, rate, percent, minutes: minutes + (sums.get(key)?.minutes ?? 0) })
  }
  return [...sums.values()].toSorted(
    (a, b) => overtimeKinds.indexOf(a.overtime) - overtimeKinds.indexOf(b.overtime) || a.rate - b.rate,
  )
}

export function hourKey(sum: Pick<HourSum, 'paid' | 'overtime' | 'rate' | 'percent'>): string {
  return `${sum.paid} ${sum.overtime} ${sum.rate} ${sum.percent}`
}

/** The last day of the month that a day lies in. */
export function lastOfMonth(day: string): string {
  return new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 0)).toISOString().slice(0, 10)
}
