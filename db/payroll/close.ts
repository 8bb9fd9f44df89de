import { sql } from 'kysely'
import { YifangError } from '../../shared/errors.ts'
import { toDecimal } from '../../shared/money.ts'
import type { PayslipLine } from '../../shared/payroll/payslip-contract.ts'
import type { CommandScope } from '../command.ts'
import { gatherWages, hourKey, type WorkerWages } from './gather.ts'
import { lineDescriber } from './lines.ts'
import { hasAnything, requireSpan, warningsOf } from './preview.ts'
import { chargeRework } from './rework-charges.ts'
import { readPayRules } from './rules.ts'
import { unpaidEntries } from './unpaid.ts'

export interface CloseInput {
  readonly workerIds: readonly number[]
  readonly from: string
  readonly to: string
  readonly note: string
  /** What the preview showed: what changed since is looked at before it is paid. */
  readonly expected: { readonly gross: number; readonly net: number }
}

/**
 * Closes a run: copies what is paid, line by line, with the entries and hours behind each. Nothing of it changes ever
 * after; what is corrected later is a line of the next run. Workers without anything to pay get no payslip.
 * Raises payroll-month, payroll-ahead, payroll-behind, payroll-changed, payroll-empty.
 */
export async function closeRun(
  scope: CommandScope,
  input: CloseInput,
  today: string,
): Promise<{ id: number; payslips: number }> {
  const { trx } = scope
  await requireSpan(trx, input, input.workerIds, today)
  const rules = await readPayRules(trx)
  // Gathered once: these are the rows outside what was paid before this run stands.
  await sql`CREATE TEMP TABLE run_entry AS ${unpaidEntries(input, rules.rework)}`.execute(trx)
  try {
    const all = await gatherWages(trx, input, rules, sql`SELECT * FROM run_entry`)
    const gross = all.reduce((sum, wages) => sum + wages.gross, 0)
    const net = all.reduce((sum, wages) => sum + wages.net, 0)
    if (gross !== input.expected.gross || net !== input.expected.net)
      throw new YifangError('payroll-changed', {
        before: toDecimal(input.expected.net),
        now: toDecimal(net),
      })
    const paid = all.filter(hasAnything)
    if (paid.length === 0) throw new YifangError('payroll-empty', {})
    const last = await sql<{ id: number }>`SELECT coalesce(max(id), 0) AS id FROM work_entry`.execute(trx)
    const runId = await scope.insert('payroll_run', {
      from_date: input.from,
      to_date: input.to,
      note: input.note,
      rules: JSON.stringify(rules),
      entries_until: last.rows[0]!.id,
      closed_at: scope.at,
    })
    await writePayslips(scope, runId, paid, input.to)
    await writeEntries(scope, runId)
    if (rules.chargeRework) await chargeRework(scope, runId, input.to)
    return { id: runId, payslips: paid.length }
  } finally {
    await sql`DROP TABLE run_entry`.execute(trx)
  }
}

const lineStatement = `INSERT INTO payslip_line (payslip_id, kind, why, style_number, style_name, operation_id,
    operation_name, is_rework, fault, quantity, rate, overtime, base, adjustment_id, debt_id, recurring_id, note, amount,
    command_id)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`

function lineValues(line: PayslipLine): readonly (string | number | null)[] {
  return [
    line.kind,
    line.why,
    line.styleNumber,
    line.styleName,
    line.operationId,
    line.operationName,
    line.isRework ? 1 : 0,
    line.fault,
    line.quantity,
    line.rate,
    line.overtime,
    line.base,
    line.adjustmentId,
    line.debtId,
    line.recurringId,
    line.note,
    line.amount,
  ]
}

async function writePayslips(
  scope: CommandScope,
  runId: number,
  paid: readonly WorkerWages[],
  to: string,
): Promise<void> {
  const { bulk, commandId } = scope
  const describe = await lineDescriber(
    scope.trx,
    paid.flatMap(({ lines }) => lines),
  )
  let firstLine = 0
  let lastLine = 0
  for (const wages of paid) {
    const payslipId = await scope.insert('payslip', {
      run_id: runId,
      worker_id: wages.workerId,
      worker_name: wages.name,
      terms: JSON.stringify(wages.terms),
      gross: wages.gross,
      normal_pay: wages.normalPay,
      normal_minutes: wages.normalMinutes,
      net: wages.net,
      warnings: JSON.stringify(warningsOf(wages)),
    })
    const hourLines = new Map<string, number>()
    for (const line of wages.lines) {
      const { id } = bulk.run(lineStatement, [payslipId, ...lineValues(describe(line)), commandId])
      firstLine ||= id
      lastLine = id
      if (line.kind === 'recurring')
        for (const { day, days } of line.sum.dates)
          bulk.run(
            'INSERT INTO payslip_recurring (recurring_id, work_date, payslip_line_id, days) VALUES (?, ?, ?, ?)',
            [line.sum.item.id, day, id, days],
          )
      if (line.kind === 'hour') hourLines.set(hourKey(line.sum), id)
      if (line.kind === 'carry')
        await scope.insert('worker_debt', {
          worker_id: wages.workerId,
          business_date: to,
          kind: 'carried',
          amount: line.amount,
          instalment: null,
          reason: '',
          payslip_id: payslipId,
          at: scope.at,
        })
    }
    for (const { overtime, percent, days } of wages.premiums)
      for (const { day, base } of days)
        bulk.run(
          'INSERT INTO payslip_premium (payslip_id, work_date, overtime, percent, base) VALUES (?, ?, ?, ?, ?)',
          [payslipId, day, overtime, percent, base],
        )
    for (const time of wages.times)
      bulk.run(
        'INSERT INTO payslip_time (time_entry_id, reversal, payslip_id, payslip_line_id, minutes) VALUES (?, ?, ?, ?, ?)',
        [time.id, time.minutes < 0 ? 1 : 0, payslipId, hourLines.get(hourKey(time)) ?? null, time.minutes],
      )
  }
  if (firstLine > 0) await scope.recordInserted('payslip_line', firstLine, lastLine)
}

/** The entries behind each line, what has no rate yet on the unpaid list, and what was on it settled. */
async function writeEntries(scope: CommandScope, runId: number): Promise<void> {
  const { trx, commandId } = scope
  const lines = sql`FROM run_entry e CROSS JOIN payslip p ON p.run_id = ${runId} AND p.worker_id = e.worker_id
    CROSS JOIN payslip_line l ON l.payslip_id = p.id AND l.operation_id = e.operation_id AND l.why = e.why
      AND iif(l.is_rework, e.rework <> 0 AND l.rate = e.rework_rate AND l.fault = e.fault, e.good <> 0 AND l.rate = e.rate)`
  await sql`
    INSERT INTO payslip_entry (work_entry_id, reversal, is_rework, payslip_line_id, pieces)
    SELECT e.id, e.sign < 0, l.is_rework, l.id, iif(l.is_rework, e.rework, e.good) ${lines}`.execute(trx)
  const listed = await sql<{ id: number; line: number }>`
    SELECT e.listed AS id, min(l.id) AS line ${lines} WHERE e.listed IS NOT NULL GROUP BY e.listed`.execute(
    trx,
  )
  for (const { id, line } of listed.rows) await scope.update('unpaid_entry', id, { settled_line_id: line })
  const first = await sql<{ id: number }>`SELECT coalesce(max(id), 0) + 1 AS id FROM unpaid_entry`.execute(
    trx,
  )
  await sql`
    INSERT INTO unpaid_entry (work_entry_id, why, command_id)
    SELECT id, 'no-rate', ${commandId} FROM run_entry WHERE rate IS NULL AND listed IS NULL ORDER BY id`.execute(
    trx,
  )
  const now = await sql<{ id: number }>`SELECT coalesce(max(id), 0) AS id FROM unpaid_entry`.execute(trx)
  if (now.rows[0]!.id >= first.rows[0]!.id)
    await scope.recordInserted('unpaid_entry', first.rows[0]!.id, now.rows[0]!.id)
}
