import { type Kysely, type RawBuilder, sql } from 'kysely'
import { shareOf } from '../../shared/inventory/valuation.ts'
import { type OvertimeKind, overtimeKinds, type PayRules } from '../../shared/payroll/rules.ts'
import type { PremiumSum } from '../../shared/payroll/wage-sums.ts'
import type { Database } from '../schema.ts'
import type { PaySpan } from './unpaid.ts'
import { dayKey, overtimeDays, type UnpaidTime } from './unpaid-hours.ts'

interface DayRow {
  readonly workerId: number
  readonly day: string
}

interface KnownBase extends DayRow {
  readonly overtime: OvertimeKind
  readonly percent: number
  readonly base: number
}

/**
 * Premiums for pieces made in overtime, by worker. Of each day that something changed on (pieces, or its hours): what its
 * overtime made by now, less what closed runs had of it. So overtime written down after its pieces were paid brings its
 * premium as a difference, and what is taken back takes what it brought, at the per cent of then.
 */
export async function premiumSums(
  db: Kysely<Database>,
  span: PaySpan,
  on: {
    readonly entries: RawBuilder<unknown>
    readonly times: readonly UnpaidTime[]
    readonly rules: PayRules
    readonly paidTo: ReadonlyMap<number, string>
  },
): Promise<ReadonlyMap<number, readonly PremiumSum[]>> {
  const { workerIds, from, to } = span
  const overtime = await overtimeDays(db, workerIds, to)
  const known = Map.groupBy(await knownBases(db, workerIds, to), dayOf)
  if (overtime.size + known.size === 0) return new Map()
  const { rows: unpaid } = await sql<DayRow & { readonly amount: number }>`
    SELECT worker_id AS workerId, day, sum(good * rate) AS amount FROM (${on.entries})
    WHERE rate IS NOT NULL GROUP BY worker_id, day`.execute(db)
  const changed = new Map<string, DayRow>()
  for (const { workerId, day } of [...unpaid, ...on.times]) {
    const key = dayKey(workerId, day)
    if (overtime.has(key) || known.has(key)) changed.set(key, { workerId, day })
  }
  const amounts = new Map(unpaid.map((row) => [dayOf(row), row.amount]))
  const lastPaid = (workerId: number) => on.paidTo.get(workerId) ?? ''
  const paid = [...changed.values()].filter(({ workerId, day }) => day <= lastPaid(workerId))
  for (const row of await paidAmounts(db, paid))
    amounts.set(dayOf(row), row.amount + (amounts.get(dayOf(row)) ?? 0))
  const sums = new Map<string, { workerId: number; sum: PremiumSum }>()
  const days = [...changed].toSorted(([, a], [, b]) => a.workerId - b.workerId || (a.day < b.day ? -1 : 1))
  for (const [key, { workerId, day }] of days) {
    const minutes = overtime.get(key)
    const total = minutes ? overtimeKinds.reduce((sum, kind) => sum + minutes[kind], 0) : 0
    for (const kind of overtimeKinds) {
      if (kind === 'none') continue
      const made = minutes ? shareOf(amounts.get(key) ?? 0, minutes[kind], total) : 0
      const before = (known.get(key) ?? []).filter((one) => one.overtime === kind)
      const percent = on.rules.pieceOvertime ? on.rules.percent[kind] - 100 : 0
      for (const part of differences(made, before, percent)) {
        const why = part.base < 0 ? 'reversed' : day < from || day <= lastPaid(workerId) ? 'late' : 'now'
        const at = `${workerId} ${kind} ${part.percent} ${why}`
        const sum = sums.get(at)?.sum ?? { overtime: kind, percent: part.percent, why, base: 0, days: [] }
        sums.set(at, {
          workerId,
          sum: { ...sum, base: sum.base + part.base, days: [...sum.days, { day, base: part.base }] },
        })
      }
    }
  }
  const byWorker = Map.groupBy(sums.values(), ({ workerId }) => workerId)
  return new Map([...byWorker].map(([workerId, all]) => [workerId, all.map(({ sum }) => sum)]))
}

function dayOf({ workerId, day }: DayRow): string {
  return dayKey(workerId, day)
}

/** More is paid at today's per cent; less is taken back at that of then, the newest first. */
function differences(made: number, before: readonly KnownBase[], percent: number) {
  let rest = made - before.reduce((sum, { base }) => sum + base, 0)
  if (rest >= 0) return rest === 0 ? [] : [{ percent, base: rest }]
  const parts: { percent: number; base: number }[] = []
  for (const one of before) {
    const taken = Math.min(one.base, 0 - rest)
    if (taken <= 0) continue
    parts.push({ percent: one.percent, base: 0 - taken })
    rest += taken
  }
  // Of runs that did not keep it by the day: as the rule is now.
  return rest === 0 ? parts : [...parts, { percent, base: rest }]
}

/** What closed runs had, by day, kind and per cent. */
async function knownBases(
  db: Kysely<Database>,
  workerIds: readonly number[],
  to: string,
): Promise<KnownBase[]> {
  const { rows } = await sql<KnownBase>`
    SELECT p.worker_id AS workerId, s.work_date AS day, s.overtime, s.percent, sum(s.base) AS base
    FROM payslip p JOIN payslip_premium s ON s.payslip_id = p.id
    WHERE p.worker_id IN (SELECT value FROM json_each(${JSON.stringify(workerIds)})) AND s.work_date <= ${to}
    GROUP BY p.worker_id, s.work_date, s.overtime, s.percent HAVING sum(s.base) <> 0
    ORDER BY max(p.id) DESC`.execute(db)
  return rows
}

/** What closed runs that keep premiums by the day paid for the good pieces of these days, less what they took back. */
async function paidAmounts(
  db: Kysely<Database>,
  days: readonly DayRow[],
): Promise<(DayRow & { readonly amount: number })[]> {
  if (days.length === 0) return []
  const { rows } = await sql<DayRow & { readonly amount: number }>`
    SELECT e.worker_id AS workerId, e.work_date AS day, sum(s.pieces * l.rate) AS amount
    FROM json_each(${JSON.stringify(days)}) d
    CROSS JOIN work_entry e ON e.worker_id = d.value ->> 'workerId' AND e.work_date = d.value ->> 'day'
    CROSS JOIN payslip_entry s ON s.work_entry_id = e.id AND s.is_rework = 0
    JOIN payslip_line l ON l.id = s.payslip_line_id JOIN payslip p ON p.id = l.payslip_id
    JOIN payroll_run r ON r.id = p.run_id AND r.rules ->> 'rework' IS NOT NULL
    GROUP BY e.worker_id, e.work_date`.execute(db)
  return rows
}
