import { type Kysely, sql } from 'kysely'
import { addDays, type BusinessDate, businessDate, formatInstant, startOfDay } from '../../../shared/dates.ts'
import { YifangError } from '../../../shared/errors.ts'
import type { ScannedBadge } from '../../../shared/payroll/time/contract.ts'
import { staysOf } from '../../../shared/payroll/time/day-hours.ts'
import { type LastPunch, nextPunch } from '../../../shared/payroll/time/next-punch.ts'
import type { CommandScope } from '../../command.ts'
import { readCalendar } from '../../planning/calendar.ts'
import { readCode, rowOfCode, unknownCode } from '../../printed-code.ts'
import type { Database } from '../../schema.ts'
import { cutAway } from './away.ts'
import { makeHours } from './make-hours.ts'
import { requireDay } from './require-day.ts'
import { dayKeyOf, emptyDay, readReckoner, readWorkerDays } from './worker-days.ts'

/**
 * A badge at a station: she comes, or she leaves. The same badge within a minute is told and not written, at whichever
 * station. Who scans is here: a tick that she is absent goes, and days away lose this one. Raises code-unknown,
 * code-foreign, code-old-epoch, clock-back.
 */
export async function scanBadge(scope: CommandScope, text: string): Promise<ScannedBadge> {
  const { trx, at } = scope
  const worker = await badgeOf(trx, text)
  const last = await lastPunch(trx, worker.id)
  const calendar = await readCalendar(trx)
  const { ownShift } = await readReckoner(trx, calendar)
  const { ends } = ownShift(worker.id).shift
  const next = nextPunch(last, at, ends)
  if (next.kind === 'clock-back')
    throw new YifangError('clock-back', { last: formatInstant(last!.at), now: formatInstant(at) })
  const latest = await trx
    .selectFrom('punch')
    .select(({ fn }) => fn.max('at').as('at'))
    .where('voided_at', 'is', null)
    .executeTakeFirst()
  const clockBehind = (latest?.at ?? 0) > at + clockTolerance ? latest!.at : null
  if (next.kind === 'again') {
    const { minutes } = await minutesOf(trx, worker.id, last!.workDate)
    return {
      outcome: 'again',
      way: next.way,
      worker,
      at: last!.at,
      workDate: last!.workDate,
      minutes,
      missed: null,
      wasAway: null,
      clockBehind,
    }
  }
  const { way, workDate } = next
  await scope.insert('punch', { worker_id: worker.id, work_date: workDate, way, at, by_hand: 0 })
  const wasAway = await sheIsHere(scope, worker.id, workDate)
  await makeHours(scope, { workerIds: [worker.id], from: workDate, to: workDate }, businessDate(at))
  const missed = next.missed === null ? null : await minutesOf(trx, worker.id, next.missed)
  const { minutes } = await minutesOf(trx, worker.id, workDate)
  return {
    outcome: way,
    way,
    worker,
    at,
    workDate,
    minutes,
    // Somebody may have said already when she left.
    missed: missed?.outMissing ? { workDate: next.missed!, from: missed.open ?? 0, ends } : null,
    wasAway,
    clockBehind,
  }
}

const clockTolerance = 2 * 60_000

/** Adds a scan that was forgotten, at a minute of its work date. Raises date-ahead (also later today), not-found. */
export async function addPunch(
  scope: CommandScope,
  input: {
    readonly workerId: number
    readonly workDate: BusinessDate
    readonly way: 'in' | 'out'
    readonly minute: number
  },
  today: BusinessDate,
): Promise<{ id: number }> {
  const { workerId, workDate, way, minute } = input
  await requireDay(scope, [workerId], workDate, today)
  const at = startOfDay(workDate) + minute * 60_000
  if (at > scope.at)
    throw new YifangError('date-ahead', { date: formatInstant(at), today: formatInstant(scope.at) })
  const id = await scope.insert('punch', { worker_id: workerId, work_date: workDate, way, at, by_hand: 1 })
  await sheIsHere(scope, workerId, workDate)
  await makeHours(scope, { workerIds: [workerId], from: workDate, to: workDate }, today)
  return { id }
}

/** Takes a scan back; a second time changes nothing. Raises not-found. */
export async function voidPunch(scope: CommandScope, id: number, today: BusinessDate): Promise<null> {
  const row = await scope.trx.selectFrom('punch').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new YifangError('not-found', { what: 'punch', id })
  if (row.voided_at !== null) return null
  await scope.update('punch', id, { voided_at: scope.at })
  await makeHours(scope, { workerIds: [row.worker_id], from: row.work_date, to: row.work_date }, today)
  return null
}

/** The worker of a badge's code; one who left has none. Raises code-unknown, code-foreign, code-old-epoch. */
async function badgeOf(
  db: Kysely<Database>,
  text: string,
): Promise<{ readonly id: number; readonly name: string; readonly photoHash: string }> {
  const code = await readCode(db, text)
  const id = code?.kind === 'worker' ? await rowOfCode(db, code, text) : null
  const row =
    id === null
      ? undefined
      : await db
          .selectFrom('worker')
          .select(['id', 'name', 'photo_hash'])
          .where('id', '=', id)
          .where('archived_at', 'is', null)
          .executeTakeFirst()
  if (!row) throw await unknownCode(db, text)
  return { id: row.id, name: row.name, photoHash: row.photo_hash }
}

async function lastPunch(db: Kysely<Database>, workerId: number): Promise<LastPunch | null> {
  const row = await db
    .selectFrom('punch')
    .select(['way', 'at', 'work_date'])
    .where('worker_id', '=', workerId)
    .where('voided_at', 'is', null)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? { way: row.way, at: row.at, workDate: row.work_date } : null
}

/** Somebody who scanned is neither absent nor away. Gives why she was said to be away. */
async function sheIsHere(scope: CommandScope, workerId: number, day: BusinessDate) {
  const row = await scope.trx
    .selectFrom('attendance')
    .select(['id', 'mark'])
    .where('worker_id', '=', workerId)
    .where('work_date', '=', day)
    .executeTakeFirst()
  if (row?.mark === 'absent') await scope.update('attendance', row.id, { mark: null })
  return cutAway(scope, workerId, day)
}

/** What a worker's day comes to by now. */
async function minutesOf(db: Kysely<Database>, workerId: number, workDate: BusinessDate) {
  const { hoursOf } = await readReckoner(db, await readCalendar(db))
  const days = await readWorkerDays(db, { workerIds: [workerId], from: workDate, to: workDate })
  const day = days.get(dayKeyOf(workerId, workDate)) ?? emptyDay(workerId, workDate)
  const { normal, overtime, outMissing } = hoursOf(day)
  return { minutes: normal + overtime, outMissing, open: staysOf(day.punches).open }
}

/** Days before one on which somebody scanned in and never out and nothing says when she left, the latest first. */
export async function missingOuts(
  db: Kysely<Database>,
  before: BusinessDate,
): Promise<{ workDate: BusinessDate; workers: number }[]> {
  const span = { from: addDays(before, 0 - askedDays), to: addDays(before, -1) }
  // SQLite takes `way` from the row that has the greatest `at`.
  const { rows } = await sql<{ workerId: number }>`
    SELECT DISTINCT workerId FROM (SELECT worker_id AS workerId, way, max(at) FROM punch
      WHERE work_date BETWEEN ${span.from} AND ${span.to} AND voided_at IS NULL GROUP BY worker_id, work_date)
    WHERE way = 'in'`.execute(db)
  const workerIds = rows.map(({ workerId }) => workerId)
  const { hoursOf } = await readReckoner(db, await readCalendar(db))
  const counts = new Map<BusinessDate, number>()
  for (const day of (await readWorkerDays(db, { ...span, workerIds })).values())
    if (hoursOf(day).outMissing) counts.set(day.workDate, (counts.get(day.workDate) ?? 0) + 1)
  return [...counts]
    .map(([workDate, workers]) => ({ workDate, workers }))
    .toSorted((a, b) => b.workDate.localeCompare(a.workDate))
}

const askedDays = 31
