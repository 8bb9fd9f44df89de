import { type Kysely, sql } from 'kysely'
import { addDays } from '../../shared/dates.ts'
import { YifangError } from '../../shared/errors.ts'
import type { Payslip, PayWarning, WageRow } from '../../shared/payroll/payslip-contract.ts'
import type { Database } from '../schema.ts'
import { gatherWages, lastOfMonth, type WorkerWages } from './gather.ts'
import { lineDescriber } from './lines.ts'
import { readPayRules } from './rules.ts'
import { paidUntil } from './unpaid.ts'

interface Span {
  readonly from: string
  readonly to: string
}

/** Raises payroll-month, payroll-ahead, payroll-behind: a run lies in one calendar month, not in the future, and ends where its workers are not paid beyond. */
export async function requireSpan(
  db: Kysely<Database>,
  span: Span,
  workerIds: readonly number[],
  today: string,
): Promise<void> {
  const { from, to } = span
  const until = await sql<{ day: string }>`
    SELECT coalesce(max(last_to), '') AS day FROM (${paidUntil(workerIds)})`.execute(db)
  const paidTo = until.rows[0]?.day ?? ''
  if (to < from || to > lastOfMonth(from)) throw new YifangError('payroll-month', { from, to })
  if (to > today) throw new YifangError('payroll-ahead', { to })
  if (to < paidTo) throw new YifangError('payroll-behind', { to, paidTo })
}

/**
 * The period that is next to be paid: the month after the last run's, or that of the oldest unpaid work; this month where
 * there is neither. Where that run was of some only (she left, or was paid her day), from when the others wait for theirs.
 * Never beyond today.
 */
export async function nextSpan(db: Kysely<Database>, today: string): Promise<Span> {
  const { rows } = await sql<{ paidTo: string | null; oldest: string | null }>`
    SELECT (SELECT max(to_date) FROM payroll_run) AS paidTo,
      (SELECT min(day) FROM (SELECT min(work_date) AS day FROM work_entry WHERE voided_at IS NULL
        UNION ALL SELECT min(work_date) FROM time_entry WHERE voided_at IS NULL)) AS oldest`.execute(db)
  const { paidTo, oldest } = rows[0]!
  const first =
    paidTo === null
      ? `${(oldest ?? today).slice(0, 7)}-01`
      : ((await waitingSince(db, paidTo)) ?? addDays(paidTo, 1))
  const from = first > today ? `${today.slice(0, 7)}-01` : first
  const end = lastOfMonth(from)
  return { from, to: end > today ? today : end }
}

/**
 * From which day of the last run's month those who are here wait to be paid for days that it reached over; null: nobody, or
 * the month is over and most were paid: whoever was left out comes with the next one.
 */
async function waitingSince(db: Kysely<Database>, lastRun: string): Promise<string | null> {
  const monthStart = `${lastRun.slice(0, 7)}-01`
  const workers = await db.selectFrom('worker').select('id').where('archived_at', 'is', null).execute()
  const unpaid = sql`BETWEEN CASE WHEN last_to < ${monthStart} THEN ${monthStart} ELSE date(last_to, '+1 day') END
    AND ${lastRun}`
  const { rows } = await sql<{ paidTo: string | null; waiting: number; paid: number }>`
    SELECT min(iif(waits, last_to, NULL)) AS paidTo, sum(waits) AS waiting, sum(last_to = ${lastRun}) AS paid
    FROM (SELECT last_to, last_to < ${lastRun} AND (
        EXISTS (SELECT 1 FROM work_entry e WHERE e.worker_id = w.id AND e.voided_at IS NULL AND e.work_date ${unpaid})
        OR EXISTS (SELECT 1 FROM time_entry t WHERE t.worker_id = w.id AND t.voided_at IS NULL AND t.work_date ${unpaid})
        OR coalesce((SELECT basis FROM pay_terms a WHERE a.worker_id = w.id AND a.valid_from <= ${lastRun}
          ORDER BY a.valid_from DESC LIMIT 1), iif(w.kind = 'monthly', 'month', '')) = 'month') AS waits
      FROM (${paidUntil(workers.map(({ id }) => id))}) p JOIN worker w ON w.id = p.worker_id)`.execute(db)
  const { paidTo, waiting, paid } = rows[0]!
  if (paidTo === null || (lastRun === lastOfMonth(lastRun) && waiting <= paid)) return null
  return paidTo < monthStart ? monthStart : addDays(paidTo, 1)
}

/** What the owner should look at, work without a rate first. */
export function warningsOf({ warnings, noRate }: WorkerWages): PayWarning[] {
  return noRate.entries === 0 ? [...warnings] : [{ code: 'no-rate', ...noRate }, ...warnings]
}

/** What a run would pay, by worker; who has nothing is left out. Raises what requireSpan raises. */
export async function previewRun(db: Kysely<Database>, span: Span, today: string): Promise<WageRow[]> {
  const workers = await sql<{ id: number; archived: number; before: number | null }>`
    SELECT id, archived_at IS NOT NULL AS archived,
      (SELECT net FROM payslip p WHERE p.worker_id = worker.id ORDER BY p.id DESC LIMIT 1) AS before
    FROM worker`.execute(db)
  const workerIds = workers.rows.map(({ id }) => id)
  await requireSpan(db, span, [], today)
  const known = new Map(workers.rows.map((row) => [row.id, row]))
  const all = await gatherWages(db, { ...span, workerIds }, await readPayRules(db))
  const isShown = (wages: WorkerWages) =>
    hasAnything(wages) || wages.warnings.some(({ code }) => code === 'no-attendance')
  return all.filter(isShown).map((wages) => {
    const { archived, before } = known.get(wages.workerId)!
    return {
      workerId: wages.workerId,
      name: wages.name,
      kind: wages.kind,
      archived: archived === 1,
      pieces: wages.lines.reduce(
        (sum, line) => sum + (line.kind === 'piece' && !line.sum.isRework ? line.sum.pieces : 0),
        0,
      ),
      minutes: wages.times.reduce((sum, { minutes }) => sum + minutes, 0),
      gross: wages.gross,
      taken: wages.net - wages.gross,
      net: wages.net,
      before,
      paidTo: wages.paidTo,
      warnings: warningsOf(wages),
    }
  })
}

/** Whether there is anything to pay, to keep or to say. */
export function hasAnything({ lines, times, noRate }: WorkerWages): boolean {
  return lines.length + times.length + noRate.entries > 0
}

/** One worker's payslip as it would be. Raises what requireSpan raises, not-found. */
export async function previewPayslip(
  db: Kysely<Database>,
  input: Span & { readonly workerId: number },
  today: string,
): Promise<Payslip> {
  const { from, to, workerId } = input
  await requireSpan(db, input, [workerId], today)
  const [wages] = await gatherWages(db, { from, to, workerIds: [workerId] }, await readPayRules(db))
  if (!wages) throw new YifangError('not-found', { what: 'worker', id: workerId })
  const worker = await db
    .selectFrom('worker')
    .select('photo_hash')
    .where('id', '=', workerId)
    .executeTakeFirstOrThrow()
  const describe = await lineDescriber(db, wages.lines)
  return {
    id: null,
    runId: null,
    from,
    to,
    workerId,
    name: wages.name,
    kind: wages.kind,
    photoHash: worker.photo_hash,
    terms: wages.terms,
    normalMinutes: wages.normalMinutes,
    gross: wages.gross,
    net: wages.net,
    paid: 0,
    lines: wages.lines.map(describe),
    warnings: warningsOf(wages),
    payments: [],
  }
}
