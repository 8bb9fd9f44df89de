import { type Kysely, sql } from 'kysely'
import { YifangError } from '../../shared/errors.ts'
import type {
  PaidTicket,
  PayrollRun,
  Payslip,
  PayslipLine,
  PayslipRow,
  PayWarning,
  WorkerPayslip,
} from '../../shared/payroll/payslip-contract.ts'
import type { PayTerms } from '../../shared/payroll/rules.ts'
import type { WorkerKind } from '../../shared/workers/contract.ts'
import { codeStamp, codesOf } from '../printed-code.ts'
import type { Database } from '../schema.ts'

const paidOf = sql<number>`coalesce((SELECT sum(amount) FROM wage_payment w WHERE w.payslip_id = p.id), 0)`

/** Closed runs, the newest first. */
export async function listRuns(db: Kysely<Database>, id: number | null = null): Promise<PayrollRun[]> {
  const { rows } = await sql<PayrollRun>`
    SELECT r.id, r.from_date AS "from", r.to_date AS "to", r.note, r.closed_at AS closedAt, count(*) AS payslips,
      sum(p.gross) AS gross, sum(p.net) AS net, sum(${paidOf}) AS paid
    FROM payroll_run r JOIN payslip p ON p.run_id = r.id
    WHERE ${id} IS NULL OR r.id = ${id} GROUP BY r.id ORDER BY r.id DESC LIMIT 500`.execute(db)
  return rows
}

/** A closed run and its payslips, by name. Raises not-found. */
export async function readRun(
  db: Kysely<Database>,
  id: number,
): Promise<{ run: PayrollRun; payslips: PayslipRow[] }> {
  const [run] = await listRuns(db, id)
  if (!run) throw new YifangError('not-found', { what: 'payroll-run', id })
  const { rows } = await sql<Omit<PayslipRow, 'warnings'> & { readonly warnings: string }>`
    SELECT p.id, p.worker_id AS workerId, p.worker_name AS name, p.gross, p.net, ${paidOf} AS paid, p.warnings,
      worker.pay_method AS payMethod, worker.wechat_name AS wechatName, worker.phone
    FROM payslip p JOIN worker ON worker.id = p.worker_id WHERE p.run_id = ${id}
    ORDER BY worker.name_initials, worker.id`.execute(db)
  return {
    run,
    payslips: rows.map((row) => ({ ...row, warnings: JSON.parse(row.warnings) as PayWarning[] })),
  }
}

interface SlipRow {
  readonly id: number
  readonly runId: number
  readonly from: string
  readonly to: string
  readonly workerId: number
  readonly name: string
  readonly kind: WorkerKind
  readonly photoHash: string
  readonly terms: string
  readonly normalMinutes: number
  readonly gross: number
  readonly net: number
  readonly paid: number
  readonly warnings: string
}

/** Closed payslips whole: one, or all of a run. */
async function readSlips(
  db: Kysely<Database>,
  which: { readonly id: number } | { readonly runId: number },
): Promise<Payslip[]> {
  const where = 'id' in which ? sql`p.id = ${which.id}` : sql`p.run_id = ${which.runId}`
  const slips = await sql<SlipRow>`
    SELECT p.id, p.run_id AS runId, r.from_date AS "from", r.to_date AS "to", p.worker_id AS workerId,
      p.worker_name AS name, worker.kind, worker.photo_hash AS photoHash, p.terms, p.normal_minutes AS normalMinutes,
      p.gross, p.net, ${paidOf} AS paid, p.warnings
    FROM payslip p JOIN payroll_run r ON r.id = p.run_id JOIN worker ON worker.id = p.worker_id
    WHERE ${where} ORDER BY worker.name_initials, worker.id`.execute(db)
  const lines = await sql<Omit<PayslipLine, 'isRework'> & { slipId: number; isRework: number }>`
    SELECT l.payslip_id AS slipId, l.id, l.kind, l.why, l.style_number AS styleNumber, l.style_name AS styleName,
      l.operation_id AS operationId, l.operation_name AS operationName, l.is_rework AS isRework, l.fault, l.quantity, l.rate,
      l.overtime, l.base, coalesce(a.kind, c.kind) AS adjustment, d.kind AS debt, l.adjustment_id AS adjustmentId, l.debt_id AS debtId,
      l.recurring_id AS recurringId, l.note, l.amount
    FROM payslip p JOIN payslip_line l ON l.payslip_id = p.id LEFT JOIN pay_adjustment a ON a.id = l.adjustment_id
    LEFT JOIN worker_debt d ON d.id = l.debt_id LEFT JOIN recurring_pay c ON c.id = l.recurring_id WHERE ${where} ORDER BY l.id`.execute(
    db,
  )
  const payments = await sql<
    Omit<Payslip['payments'][number], 'reversed'> & { slipId: number; reversed: number }
  >`
    SELECT w.payslip_id AS slipId, w.id, w.business_date AS businessDate, w.amount, w.method, w.note,
      (w.reverses_id IS NOT NULL OR EXISTS (SELECT 1 FROM wage_payment b WHERE b.reverses_id = w.id)) AS reversed
    FROM payslip p JOIN wage_payment w ON w.payslip_id = p.id WHERE ${where} ORDER BY w.id`.execute(db)
  const linesOf = Map.groupBy(lines.rows, ({ slipId }) => slipId)
  const paymentsOf = Map.groupBy(payments.rows, ({ slipId }) => slipId)
  return slips.rows.map((slip) => ({
    ...slip,
    terms: JSON.parse(slip.terms) as PayTerms,
    warnings: JSON.parse(slip.warnings) as PayWarning[],
    lines: (linesOf.get(slip.id) ?? []).map(({ slipId: _, ...line }) => ({
      ...line,
      isRework: line.isRework === 1,
    })),
    payments: (paymentsOf.get(slip.id) ?? []).map(({ slipId: _, ...payment }) => ({
      ...payment,
      reversed: payment.reversed === 1,
    })),
  }))
}

/** One closed payslip. Raises not-found. */
export async function readPayslip(db: Kysely<Database>, id: number): Promise<Payslip> {
  const [slip] = await readSlips(db, { id })
  if (!slip) throw new YifangError('not-found', { what: 'payslip', id })
  return slip
}

/** All payslips of a closed run, by name. */
export function payslipsOfRun(db: Kysely<Database>, runId: number): Promise<Payslip[]> {
  return readSlips(db, { runId })
}

/** A worker's closed payslips, the newest first. */
export async function payslipsOfWorker(db: Kysely<Database>, workerId: number): Promise<WorkerPayslip[]> {
  const { rows } = await sql<WorkerPayslip>`
    SELECT p.id, p.run_id AS runId, r.from_date AS "from", r.to_date AS "to", p.gross, p.net, ${paidOf} AS paid
    FROM payslip p JOIN payroll_run r ON r.id = p.run_id WHERE p.worker_id = ${workerId}
    ORDER BY p.id DESC LIMIT 500`.execute(db)
  return rows
}

/** The tickets behind a line of pieces, by day. Raises not-found. */
export async function ticketsOf(db: Kysely<Database>, lineId: number): Promise<PaidTicket[]> {
  const line = await db.selectFrom('payslip_line').select('id').where('id', '=', lineId).executeTakeFirst()
  if (!line) throw new YifangError('not-found', { what: 'payslip-line', id: lineId })
  const stamp = await codeStamp(db)
  const { rows } = await sql<Omit<PaidTicket, 'code'> & { readonly bundleId: number }>`
    SELECT e.id AS entryId, e.work_date AS workDate, batch_number AS batchNumber, bundle.id AS bundleId,
      bundle_number AS bundleNumber, sku.colour, sku.size, s.pieces
    FROM payslip_entry s JOIN work_entry e ON e.id = s.work_entry_id JOIN bundle ON bundle.id = e.bundle_id
    JOIN batch ON batch.id = bundle.batch_id JOIN sku ON sku.id = bundle.sku_id
    WHERE s.payslip_line_id = ${lineId} ORDER BY e.work_date, bundle_number, e.id`.execute(db)
  return rows.map(({ bundleId, ...row }) => ({ ...row, code: codesOf('bundle', bundleId, stamp).code }))
}
