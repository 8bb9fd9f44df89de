import { type Kysely, sql } from 'kysely'
import { addDays, type BusinessDate } from '../../shared/dates.ts'
import type { Recurring } from '../../shared/payroll/contract.ts'
import { type RecurringPay, type RecurringSum, recurringSums } from '../../shared/payroll/recurring.ts'
import type { CommandScope } from '../command.ts'
import type { Database } from '../schema.ts'
import { requireWorker } from './adjust.ts'
import type { PaySpan } from './unpaid.ts'

const columns = sql`r.id, r.worker_id AS workerId, r.kind, r.per, r.amount, r.reason, r.from_date AS "from", r.to_date AS "to"`

/** What comes by itself, by worker; `all` with what has ended before a day. */
export async function listRecurring(
  db: Kysely<Database>,
  input: { readonly endedBefore: string | null },
): Promise<Recurring[]> {
  const { rows } = await sql<Recurring>`
    SELECT ${columns}, worker.name AS workerName FROM recurring_pay r JOIN worker ON worker.id = r.worker_id
    WHERE r.to_date IS NULL OR (r.to_date >= r.from_date AND (${input.endedBefore} IS NULL OR r.to_date >= ${input.endedBefore}))
    ORDER BY worker.name_initials, worker.id, r.from_date DESC, r.id DESC LIMIT 2000`.execute(db)
  return rows
}

/** Gives or charges the same to one or several workers from a day on. Raises not-found. */
export async function addRecurring(
  scope: CommandScope,
  input: Omit<RecurringPay, 'id'> & { readonly workerIds: readonly number[]; readonly reason: string },
): Promise<null> {
  const { workerIds, kind, per, amount, reason, from, to } = input
  for (const workerId of workerIds) {
    await requireWorker(scope, workerId)
    const row = { worker_id: workerId, kind, per, amount, reason, from_date: from, to_date: to }
    await scope.insert('recurring_pay', { ...row, at: scope.at })
  }
  return null
}

/** Its last day; before its first: it never was. What runs paid beyond is taken back by the next one. Raises not-found. */
export async function endRecurring(
  scope: CommandScope,
  input: { readonly id: number; readonly to: string },
): Promise<null> {
  await scope.update('recurring_pay', input.id, { to_date: input.to })
  return null
}

/** What the workers of a run are due by it. `standing`: up to when each was paid, and between which days she is employed. */
export async function unpaidRecurring(
  db: Kysely<Database>,
  span: PaySpan,
  standing: (workerId: number) => {
    readonly paidTo: string
    readonly isEmployed: (day: BusinessDate) => boolean
  },
): Promise<ReadonlyMap<number, readonly RecurringSum[]>> {
  const { from, to } = span
  const { rows: items } = await sql<RecurringPay & { readonly workerId: number }>`
    SELECT ${columns} FROM recurring_pay r
    WHERE r.worker_id IN (SELECT value FROM json_each(${JSON.stringify(span.workerIds)})) AND r.from_date <= ${to}
    ORDER BY r.worker_id, r.id`.execute(db)
  if (items.length === 0) return new Map()
  const sinceOf = new Map(
    items.map((item) => [item.id, sinceFor(item.from, standing(item.workerId).paidTo, to)]),
  )
  const days = await daysThere(
    db,
    items.map(({ id, workerId, per }) => ({
      workerId,
      since: per === 'day' ? sinceOf.get(id)! : addDays(to, 1),
    })),
    to,
  )
  const { rows: paid } = await sql<{ id: number; day: string }>`
    SELECT recurring_id AS id, work_date AS day FROM payslip_recurring
    WHERE recurring_id IN (SELECT value FROM json_each(${JSON.stringify(items.map(({ id }) => id))}))
    GROUP BY recurring_id, work_date HAVING sum(days) > 0`.execute(db)
  const isPaid = new Set(paid.map(({ id, day }) => `${id} ${day}`))
  const sums = Map.groupBy(items, ({ workerId }) => workerId)
  return new Map(
    [...sums].map(([workerId, hers]) => [
      workerId,
      hers.flatMap(({ workerId: _, ...item }) =>
        recurringSums(item, {
          since: sinceOf.get(item.id)!,
          from,
          to,
          isThere: (day) => days.has(`${workerId} ${day}`),
          isEmployed: standing(workerId).isEmployed,
          isPaid: (day) => isPaid.has(`${item.id} ${day}`),
        }),
      ),
    ]),
  )
}

/** From which day on it is looked at: the month before the run's, or whatever she was not paid for yet. A month's first day. */
function sinceFor(begins: BusinessDate, paidTo: string, to: BusinessDate): BusinessDate {
  const before = addDays(`${to.slice(0, 7)}-01`, -1)
  const unpaid = paidTo === '' ? begins : addDays(paidTo, 1)
  return `${(unpaid < before ? unpaid : before).slice(0, 7)}-01`
}

/** The days on which somebody was there: hours or work of hers are recorded. */
async function daysThere(
  db: Kysely<Database>,
  from: readonly { readonly workerId: number; readonly since: string }[],
  to: string,
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ there: string }>`
    WITH RECURSIVE one (worker_id, day) AS (
      SELECT value ->> 'workerId', min(value ->> 'since') FROM json_each(${JSON.stringify(from)}) GROUP BY 1
      UNION ALL SELECT worker_id, date(day, '+1 day') FROM one WHERE day < ${to})
    SELECT worker_id || ' ' || day AS there FROM one WHERE day <= ${to} AND (
      EXISTS (SELECT 1 FROM time_entry t WHERE t.worker_id = one.worker_id AND t.work_date = day AND t.voided_at IS NULL)
      OR EXISTS (SELECT 1 FROM work_entry e WHERE e.worker_id = one.worker_id AND e.work_date = day AND e.voided_at IS NULL))`.execute(
    db,
  )
  return new Set(rows.map(({ there }) => there))
}
