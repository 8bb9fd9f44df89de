import { type Kysely, sql } from 'kysely'
import type { PaidTicket, PaidTime, UnratedStep } from '../../shared/payroll/payslip-contract.ts'
import type { Fault, OvertimeKind } from '../../shared/payroll/rules.ts'
import { codeStamp, codesOf } from '../printed-code.ts'
import type { Database } from '../schema.ts'
import { gatherWages } from './gather.ts'
import { readPayRules } from './rules.ts'
import { unpaidEntries } from './unpaid.ts'

/** One worker's part of a run that is not closed yet. */
export interface OpenSlip {
  readonly from: string
  readonly to: string
  readonly workerId: number
}

/** The tickets behind a line of pieces that is not closed yet, by day: those that closing would write under it. */
export async function unpaidTickets(
  db: Kysely<Database>,
  input: OpenSlip & {
    readonly operationId: number
    readonly rate: number
    readonly why: string
    readonly isRework: boolean
    readonly fault: Fault
  },
): Promise<PaidTicket[]> {
  const { from, to, workerId, operationId, rate, why } = input
  const { rework } = await readPayRules(db)
  const stamp = await codeStamp(db)
  const pieces = input.isRework ? sql`e.rework` : sql`e.good`
  const isMeant = input.isRework
    ? sql`e.rework_rate = ${rate} AND e.fault = ${input.fault} AND e.rework <> 0`
    : sql`e.rate = ${rate} AND e.good <> 0`
  const { rows } = await sql<Omit<PaidTicket, 'code'> & { readonly bundleId: number }>`
    SELECT e.id AS entryId, e.day AS workDate, batch_number AS batchNumber, bundle.id AS bundleId,
      bundle_number AS bundleNumber, sku.colour, sku.size, ${pieces} AS pieces
    FROM (${unpaidEntries({ workerIds: [workerId], from, to }, rework)}) e
    JOIN work_entry w ON w.id = e.id JOIN bundle ON bundle.id = w.bundle_id
    JOIN batch ON batch.id = bundle.batch_id JOIN sku ON sku.id = bundle.sku_id
    WHERE e.operation_id = ${operationId} AND e.why = ${why} AND ${isMeant}
    ORDER BY e.day, bundle_number, e.id`.execute(db)
  return rows.map(({ bundleId, ...row }) => ({ ...row, code: codesOf('bundle', bundleId, stamp).code }))
}

/** The steps that a worker did without a rate being agreed, with what waits for it. */
export async function unratedSteps(db: Kysely<Database>, input: OpenSlip): Promise<UnratedStep[]> {
  const { from, to, workerId } = input
  const { rework } = await readPayRules(db)
  const { rows } = await sql<UnratedStep>`
    SELECT style.id AS styleId, style_number AS styleNumber, style.name AS styleName, o.name AS operationName,
      count(*) AS entries, sum(e.good) AS pieces
    FROM (${unpaidEntries({ workerIds: [workerId], from, to }, rework)}) e
    JOIN operation o ON o.id = e.operation_id JOIN style ON style.id = o.style_id
    WHERE e.rate IS NULL GROUP BY o.id ORDER BY style_number, o.id`.execute(db)
  return rows
}

/** The hours that a run not closed yet would keep of a worker, by day, with what they are paid at. */
export async function unpaidHours(db: Kysely<Database>, input: OpenSlip): Promise<PaidTime[]> {
  const { from, to, workerId } = input
  const [wages] = await gatherWages(db, { from, to, workerIds: [workerId] }, await readPayRules(db))
  const times = wages?.times ?? []
  const notes = await sql<{ id: number; note: string }>`
    SELECT id, note FROM time_entry
    WHERE id IN (SELECT value FROM json_each(${JSON.stringify(times.map(({ id }) => id))}))`.execute(db)
  const noteOf = new Map(notes.rows.map(({ id, note }) => [id, note]))
  return times.map(({ id, day, minutes, overtime, paid, rate, percent }) => ({
    id,
    workDate: day,
    minutes,
    overtime,
    paid,
    rate,
    percent,
    note: noteOf.get(id) ?? '',
  }))
}

/** The hours behind a closed payslip, by day. */
export async function paidHours(db: Kysely<Database>, payslipId: number): Promise<PaidTime[]> {
  const { rows } = await sql<
    Omit<PaidTime, 'paid'> & { readonly paid: number; readonly overtime: OvertimeKind }
  >`
    SELECT t.id, t.work_date AS workDate, s.minutes, t.overtime, t.paid, coalesce(l.rate, 0) AS rate,
      coalesce(l.base, 100) AS percent, t.note
    FROM payslip_time s JOIN time_entry t ON t.id = s.time_entry_id
    LEFT JOIN payslip_line l ON l.id = s.payslip_line_id
    WHERE s.payslip_id = ${payslipId} ORDER BY t.work_date, t.id`.execute(db)
  return rows.map((row) => ({ ...row, paid: row.paid === 1 }))
}
