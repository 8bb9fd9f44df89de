import { type Kysely, sql } from 'kysely'
import { YifangError } from '../../shared/errors.ts'
import type { KioskView, PaidTicket, Payslip } from '../../shared/payroll/payslip-contract.ts'
import type { Fault } from '../../shared/payroll/rules.ts'
import { readCode, rowOfCode, unknownCode } from '../printed-code.ts'
import type { Database } from '../schema.ts'
import { unpaidTickets } from './behind.ts'
import { previewPayslip } from './preview.ts'
import { readPayslip, ticketsOf } from './read-runs.ts'

/**
 * The worker whose badge was held before the reader. Only the badge's QR code opens her wages: it names the workshop, where
 * the number under it could be typed by anybody. Raises badge-needed, code-foreign, code-unknown, code-old-epoch, not-found.
 */
async function workerOfBadge(db: Kysely<Database>, text: string): Promise<number> {
  const code = await readCode(db, text)
  if (code?.kind !== 'worker') throw code ? new YifangError('badge-needed', {}) : await unknownCode(db, text)
  if (!code.site) throw new YifangError('badge-needed', {})
  const id = await rowOfCode(db, code, text)
  if (id === null) throw await unknownCode(db, text)
  return id
}

/** What a worker sees of her own: today's work, what is not paid yet, and her payslips. */
export async function readKiosk(db: Kysely<Database>, text: string, today: string): Promise<KioskView> {
  const workerId = await workerOfBadge(db, text)
  const { rows: work } = await sql<KioskView['today'][number]>`
    SELECT o.name AS operationName, style.name AS styleName, sum(e.good) AS pieces, e.rate, sum(e.good * e.rate) AS amount
    FROM work_entry e JOIN operation o ON o.id = e.operation_id JOIN style ON style.id = o.style_id
    WHERE e.worker_id = ${workerId} AND e.work_date = ${today} AND e.voided_at IS NULL AND e.good > 0
    GROUP BY o.id, e.rate ORDER BY min(e.id)`.execute(db)
  const { rows: past } = await sql<KioskView['past'][number]>`
    SELECT p.id, r.from_date AS "from", r.to_date AS "to", p.net,
      coalesce((SELECT sum(amount) FROM wage_payment w WHERE w.payslip_id = p.id), 0) AS paid
    FROM payslip p JOIN payroll_run r ON r.id = p.run_id WHERE p.worker_id = ${workerId}
    ORDER BY p.id DESC LIMIT 24`.execute(db)
  const soFar = await previewPayslip(db, { from: `${today.slice(0, 7)}-01`, to: today, workerId }, today)
  return { soFar, today: work, past }
}

/** A payslip of her own. Raises not-found where it is another's. */
export async function readOwnPayslip(db: Kysely<Database>, text: string, id: number): Promise<Payslip> {
  const workerId = await workerOfBadge(db, text)
  const slip = await readPayslip(db, id)
  if (slip.workerId !== workerId) throw new YifangError('not-found', { what: 'payslip', id })
  return slip
}

/** The tickets behind a line of pieces of her own, closed or not. Raises not-found where it is another's. */
export async function readOwnTickets(
  db: Kysely<Database>,
  text: string,
  line:
    | { readonly lineId: number }
    | {
        readonly operationId: number
        readonly rate: number
        readonly why: 'now' | 'late' | 'reversed'
        readonly isRework: boolean
        readonly fault: Fault
      },
  today: string,
): Promise<PaidTicket[]> {
  const workerId = await workerOfBadge(db, text)
  if (!('lineId' in line))
    return unpaidTickets(db, { from: `${today.slice(0, 7)}-01`, to: today, workerId, ...line })
  const owner = await db
    .selectFrom('payslip_line')
    .innerJoin('payslip', 'payslip.id', 'payslip_id')
    .select('worker_id')
    .where('payslip_line.id', '=', line.lineId)
    .executeTakeFirst()
  if (owner?.worker_id !== workerId)
    throw new YifangError('not-found', { what: 'payslip-line', id: line.lineId })
  return ticketsOf(db, line.lineId)
}
