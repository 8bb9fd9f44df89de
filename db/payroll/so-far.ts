import { type Kysely, sql } from 'kysely'
import type { MonthOfLabour, YearOfWages } from '../../shared/payroll/income-tax.ts'
import type { MonthSoFar } from '../../shared/payroll/wage-sums.ts'
import type { Database } from '../schema.ts'

export interface SoFar {
  readonly month: MonthSoFar
  readonly labour: MonthOfLabour
  /** Without the yearly deductions that are agreed by the month; those of each month are added by the caller. */
  readonly year: YearOfWages
}

interface Row {
  readonly workerId: number
  readonly inMonth: number
  readonly taxAs: string
  readonly gross: number
  readonly normalPay: number
  readonly normalMinutes: number
  readonly topUp: number
  readonly damage: number
  readonly social: number
  readonly tax: number
  readonly firstMonth: number
}

/** What the closed runs of the month, and of the year, that a day lies in came to, by worker. */
export async function readSoFar(
  db: Kysely<Database>,
  workerIds: readonly number[],
  day: string,
): Promise<(workerId: number) => SoFar> {
  const ids = JSON.stringify(workerIds)
  const month = day.slice(0, 7)
  const year = day.slice(0, 4)
  const { rows } = await sql<Row>`
    SELECT p.worker_id AS workerId, substr(r.to_date, 1, 7) = ${month} AS inMonth, p.terms ->> 'taxAs' AS taxAs,
      sum(p.gross) AS gross, sum(p.normal_pay) AS normalPay, sum(p.normal_minutes) AS normalMinutes,
      coalesce(sum(s.topUp), 0) AS topUp, coalesce(sum(s.damage), 0) AS damage, coalesce(sum(s.social), 0) AS social,
      coalesce(sum(s.tax), 0) AS tax, min(cast(substr(r.to_date, 6, 2) AS INTEGER)) AS firstMonth
    FROM payslip p JOIN payroll_run r ON r.id = p.run_id
    LEFT JOIN (SELECT l.payslip_id, sum(iif(l.kind = 'top-up', l.amount, 0)) AS topUp,
        sum(iif(l.kind = 'social', 0 - l.amount, 0)) AS social, sum(iif(l.kind = 'tax', 0 - l.amount, 0)) AS tax,
        sum(iif(d.kind = 'damage', 0 - l.amount, 0)) AS damage
      FROM payslip_line l LEFT JOIN worker_debt d ON d.id = l.debt_id
      WHERE l.kind IN ('top-up', 'social', 'tax', 'debt') GROUP BY l.payslip_id) s ON s.payslip_id = p.id
    WHERE p.worker_id IN (SELECT value FROM json_each(${ids})) AND substr(r.to_date, 1, 4) = ${year}
      AND r.to_date <= ${`${month}-31`}
    GROUP BY p.worker_id, inMonth, taxAs`.execute(db)
  const before = await sql<{ workerId: number }>`
    SELECT DISTINCT p.worker_id AS workerId FROM payslip p JOIN payroll_run r ON r.id = p.run_id
    WHERE p.worker_id IN (SELECT value FROM json_each(${ids})) AND r.to_date < ${`${year}-01-01`}`.execute(db)
  const employed = await sql<{ id: number; contractFrom: string | null; leftOn: string | null }>`
    SELECT id, contract_from AS contractFrom, left_on AS leftOn FROM worker
    WHERE id IN (SELECT value FROM json_each(${ids}))`.execute(db)
  const employment = new Map(employed.rows.map((row) => [row.id, row]))
  const known = new Set(before.rows.map(({ workerId }) => workerId))
  const ofWorker = Map.groupBy(rows, ({ workerId }) => workerId)
  const thisMonth = Number(month.slice(5))
  return (workerId) => {
    const all = ofWorker.get(workerId) ?? []
    const sum = (
      of: readonly Row[],
      key: 'gross' | 'normalPay' | 'normalMinutes' | 'topUp' | 'damage' | 'social' | 'tax',
    ) => of.reduce((total, row) => total + row[key], 0)
    const inMonth = all.filter((row) => row.inMonth === 1)
    const wages = all.filter(({ taxAs }) => taxAs === 'wage')
    const labour = inMonth.filter(({ taxAs }) => taxAs === 'labour')
    // Months of employment in the year: from its first for who was here before it, else from the contract's or the first
    // that was paid; up to this one, or to the one she left in.
    const { contractFrom = null, leftOn = null } = employment.get(workerId) ?? {}
    const begun = contractFrom === null ? thisMonth : monthIn(contractFrom, year)
    const first = known.has(workerId)
      ? 1
      : Math.min(thisMonth, begun, ...all.map(({ firstMonth }) => firstMonth))
    const last = leftOn === null ? thisMonth : Math.max(first, Math.min(thisMonth, monthIn(leftOn, year)))
    return {
      month: {
        normalPay: sum(inMonth, 'normalPay'),
        normalMinutes: sum(inMonth, 'normalMinutes'),
        topUp: sum(inMonth, 'topUp'),
        gross: sum(inMonth, 'gross'),
        damage: sum(inMonth, 'damage'),
        social: sum(inMonth, 'social'),
      },
      labour: { income: sum(labour, 'gross'), withheld: sum(labour, 'tax') },
      year: {
        income: sum(wages, 'gross'),
        months: last - first + 1,
        deducted: sum(wages, 'social'),
        withheld: sum(wages, 'tax'),
      },
    }
  }
}

/** The month of a year that a day lies in; 1 and 12 for days before and after it. */
function monthIn(day: string, year: string): number {
  const its = day.slice(0, 4)
  return its < year ? 1 : its > year ? 12 : Number(day.slice(5, 7))
}
