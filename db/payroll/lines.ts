import { type Kysely, sql } from 'kysely'
import type { PayslipLine } from '../../shared/payroll/payslip-contract.ts'
import type { PayLine } from '../../shared/payroll/wage-sums.ts'
import type { Database } from '../schema.ts'

const plain: Omit<PayslipLine, 'kind' | 'amount'> = {
  id: 0,
  why: '',
  styleNumber: '',
  styleName: '',
  operationId: null,
  operationName: '',
  isRework: false,
  fault: '',
  quantity: 0,
  rate: 0,
  overtime: 'none',
  base: 0,
  adjustment: null,
  debt: null,
  adjustmentId: null,
  debtId: null,
  recurringId: null,
  note: '',
}

/** Reads the names and reasons that reckoned lines need, and gives what makes payslip lines of them. */
export async function lineDescriber(
  db: Kysely<Database>,
  lines: readonly PayLine[],
): Promise<(line: PayLine) => PayslipLine> {
  const ids = (of: (line: PayLine) => number | null) =>
    JSON.stringify([...new Set(lines.map(of).filter((id) => id !== null))])
  const steps = await sql<{ id: number; styleNumber: string; styleName: string; operationName: string }>`
    SELECT o.id, style_number AS styleNumber, style.name AS styleName, o.name AS operationName
    FROM operation o JOIN style ON style.id = o.style_id
    WHERE o.id IN (SELECT value FROM json_each(${ids((line) => (line.kind === 'piece' ? line.sum.operationId : null))}))`.execute(
    db,
  )
  const nameOf = new Map(steps.rows.map(({ id, ...name }) => [id, name]))
  const reasons = async (table: 'pay_adjustment' | 'worker_debt' | 'recurring_pay', wanted: string) => {
    const { rows } = await sql<{ id: number; reason: string }>`
      SELECT id, reason FROM ${sql.table(table)}
      WHERE id IN (SELECT value FROM json_each(${wanted}))`.execute(db)
    return new Map(rows.map(({ id, reason }) => [id, reason]))
  }
  const adjustments = await reasons(
    'pay_adjustment',
    ids((line) => (line.kind === 'adjustment' ? line.sum.id : null)),
  )
  const debts = await reasons(
    'worker_debt',
    ids((line) => (line.kind === 'debt' ? line.sum.id : null)),
  )
  const recurring = await reasons(
    'recurring_pay',
    ids((line) => (line.kind === 'recurring' ? line.sum.item.id : null)),
  )
  return (line) => {
    const { amount } = line
    switch (line.kind) {
      case 'piece': {
        const { operationId, why, isRework, fault, pieces, rate } = line.sum
        return {
          ...plain,
          kind: line.kind,
          amount,
          why,
          isRework,
          fault,
          operationId,
          quantity: pieces,
          rate,
          ...nameOf.get(operationId),
        }
      }
      case 'hour': {
        const { minutes, rate, percent, overtime } = line.sum
        return { ...plain, kind: line.kind, amount, quantity: minutes, rate, base: percent, overtime }
      }
      case 'salary':
        return {
          ...plain,
          kind: line.kind,
          amount,
          why: line.sum.why,
          quantity: line.sum.worked,
          base: line.sum.month,
          rate: line.sum.salary * 10_000,
          note: `${line.sum.from} – ${line.sum.to}`,
        }
      case 'premium':
        return {
          ...plain,
          kind: line.kind,
          amount,
          why: line.sum.why === 'now' ? '' : line.sum.why,
          overtime: line.sum.overtime,
          quantity: line.sum.percent,
          base: line.sum.base,
        }
      case 'top-up':
        return { ...plain, kind: line.kind, amount, quantity: line.earned, base: line.least }
      case 'adjustment':
        return {
          ...plain,
          kind: line.kind,
          amount,
          adjustment: line.sum.kind,
          adjustmentId: line.sum.id,
          note: adjustments.get(line.sum.id) ?? '',
        }
      case 'recurring': {
        const { item, why, days, of } = line.sum
        return {
          ...plain,
          kind: 'adjustment',
          amount,
          why,
          quantity: days,
          base: of,
          rate: item.amount * 10_000,
          adjustment: item.kind,
          recurringId: item.id,
          note: recurring.get(item.id) ?? '',
        }
      }
      case 'debt':
        return {
          ...plain,
          kind: line.kind,
          amount,
          debt: line.sum.kind,
          debtId: line.sum.id,
          note: debts.get(line.sum.id) ?? '',
        }
      default:
        return { ...plain, kind: line.kind, amount }
    }
  }
}
