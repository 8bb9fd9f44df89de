import { type Kysely, type Selectable, sql } from 'kysely'
import type { z } from 'zod'
import { dayMs } from '../../shared/dates.ts'
import { YifangError } from '../../shared/errors.ts'
import {
  mostJobCharacters,
  mostQueueCharacters,
  type newPrintJobSchema,
  type PrintJob,
  type PrintJobContent,
  type PrintJobEnd,
} from '../../shared/stations/print-contract.ts'
import type { CommandScope } from '../command.ts'
import { codeStamp } from '../printed-code.ts'
import type { Database } from '../schema.ts'

/**
 * Documents that wait for the printer of another station. Each is given to the printer once: what is `printing` was
 * claimed before the printer heard of it, and where nobody told its end (the program was killed), it is asked about. So is what
 * a restored backup brings back as waiting, for it may have come out long ago. What was to be printed is gone in the
 * transaction in which it came out or was given up.
 */

type NewPrintJob = { readonly [K in keyof typeof newPrintJobSchema]: z.infer<(typeof newPrintJobSchema)[K]> }
type JobRow = Selectable<Database['print_job']>

/** How long something waits to be printed, or for an answer. Three days of a holiday would do nobody good. */
export const keepJobsFor = 3 * dayMs

/** A printer that is shared now. Raises printer-not-shared. */
export async function requireShared(
  scope: CommandScope,
  id: number,
): Promise<Selectable<Database['shared_printer']>> {
  const row = await scope.trx
    .selectFrom('shared_printer')
    .selectAll()
    .where('id', '=', id)
    .where('stopped_at', 'is', null)
    .executeTakeFirst()
  if (!row) throw new YifangError('printer-not-shared', {})
  return row
}

/** Raises printer-not-shared, print-job-large, print-queue-full. */
export async function addPrintJob(
  scope: CommandScope,
  station: string,
  job: NewPrintJob,
): Promise<{ id: number }> {
  await requireShared(scope, job.sharedPrinterId)
  if (job.html.length > mostJobCharacters)
    throw new YifangError('print-job-large', { most: mostJobCharacters / 1_000_000 })
  const { size } = await scope.trx
    .selectFrom('print_job_content')
    .select(sql<number>`coalesce(sum(length(html)), 0)`.as('size'))
    .executeTakeFirstOrThrow()
  if (size + job.html.length > mostQueueCharacters) throw new YifangError('print-queue-full', {})
  const { html, width, height, copies } = job
  const { epoch } = await codeStamp(scope.trx)
  const id = await scope.insert('print_job', {
    shared_printer_id: job.sharedPrinterId,
    station,
    user_id: scope.userId,
    document: job.document,
    pages: job.pages,
    at: scope.at,
    restore_epoch: epoch,
    state: 'waiting',
  })
  await scope.trx
    .insertInto('print_job_content')
    .values({ print_job_id: id, html, width, height, copies })
    .execute()
  return { id }
}

/** The next that a station has to print; null: nothing waits. */
export async function nextPrintJob(db: Kysely<Database>, station: string): Promise<number | null> {
  const { epoch } = await codeStamp(db)
  const row = await db
    .selectFrom('print_job')
    .innerJoin('shared_printer', 'shared_printer.id', 'shared_printer_id')
    .select('print_job.id')
    .where('shared_printer.station', '=', station)
    .where('print_job.state', '=', 'waiting')
    .where('restore_epoch', '=', epoch)
    .orderBy('print_job.id')
    .executeTakeFirst()
  return row?.id ?? null
}

/** Claims a job that waits, before its printer hears of it. False: somebody has it, or it was given up. */
export async function takePrintJob(scope: CommandScope, id: number): Promise<boolean> {
  const row = await findJob(scope, id)
  if (row?.state !== 'waiting') return false
  await scope.update('print_job', id, { state: 'printing' })
  return true
}

/** What is to be printed, and on which printer; null where it is gone. */
export async function readPrintJob(db: Kysely<Database>, id: number): Promise<PrintJobContent | null> {
  const row = await db
    .selectFrom('print_job')
    .innerJoin('shared_printer', 'shared_printer.id', 'shared_printer_id')
    .innerJoin('print_job_content', 'print_job_id', 'print_job.id')
    .select(['printer_name as printerName', 'html', 'width', 'height', 'copies'])
    .where('print_job.id', '=', id)
    .executeTakeFirst()
  return row ?? null
}

/** How the printing of a claimed job ended; whatever was decided about it meanwhile stays. */
export async function endPrintJob(scope: CommandScope, id: number, end: PrintJobEnd): Promise<null> {
  const row = await findJob(scope, id)
  if (row?.state !== 'printing' && row?.state !== 'asks') return null
  if (end.state === 'printed') await finish(scope, id, 'printed')
  else {
    // Nobody can tell what a printer does that says nothing.
    const state = end.reason === 'timeout' ? 'asks' : 'failed'
    await scope.update('print_job', id, { ...end, state, ended_at: scope.at })
  }
  return null
}

/**
 * What people say of a job: it came out, it shall be printed (again), or not at all. Raises not-found,
 * print-job-begun where it is with the printer or over.
 */
export async function settlePrintJob(
  scope: CommandScope,
  id: number,
  as: 'printed' | 'again' | 'cancelled',
): Promise<Record<string, never>> {
  const row = await findJob(scope, id)
  if (!row) throw new YifangError('not-found', { what: 'print_job', id })
  const { epoch } = await codeStamp(scope.trx)
  const state = stateOf(row, epoch)
  const isOpen = state === 'asks' || state === 'failed' || (state === 'waiting' && as === 'cancelled')
  if (!isOpen) throw new YifangError('print-job-begun', {})
  if (as !== 'again') await finish(scope, id, as)
  else {
    await requireShared(scope, row.shared_printer_id)
    const again = { state: 'waiting', reason: '', detail: '', ended_at: null, restore_epoch: epoch } as const
    await scope.update('print_job', id, again)
  }
  return {}
}

/**
 * After a start of the host, or of the program at a station: nobody knows whether what was with a printer (of that station)
 * came out. Gives how many.
 */
export async function askAboutPrinting(scope: CommandScope, station: string | null = null): Promise<number> {
  const lost = await printingNow(scope.trx, station)
  for (const id of lost) await scope.update('print_job', id, { state: 'asks' })
  return lost.length
}

/** What is with a printer, of one station or of all. */
export async function printingNow(db: Kysely<Database>, station: string | null): Promise<number[]> {
  const rows = await db
    .selectFrom('print_job')
    .innerJoin('shared_printer', 'shared_printer.id', 'shared_printer_id')
    .select('print_job.id')
    .where('print_job.state', '=', 'printing')
    .$if(station !== null, (query) => query.where('shared_printer.station', '=', station!))
    .orderBy('print_job.id')
    .execute()
  return rows.map(({ id }) => id)
}

/** Gives up what is kept for longer than `keepJobsFor`, so that nothing personal lies about. Gives how many. */
export async function sweepPrintJobs(scope: CommandScope): Promise<number> {
  const old = await oldPrintJobs(scope.trx, scope.at)
  for (const id of old) {
    await scope.update('print_job', id, { reason: 'too-old' })
    await finish(scope, id, 'cancelled')
  }
  return old.length
}

/** Those that `sweepPrintJobs` gives up. */
export async function oldPrintJobs(db: Kysely<Database>, now: number): Promise<number[]> {
  const rows = await db
    .selectFrom('print_job')
    .select('id')
    .where('state', 'in', ['waiting', 'failed', 'asks'])
    .where('at', '<', now - keepJobsFor)
    .orderBy('id')
    .execute()
  return rows.map(({ id }) => id)
}

/** Of the last day, and whatever is open; `station`: only what it asked for or has to print. */
export async function listPrintJobs(
  db: Kysely<Database>,
  since: number,
  station: string | null,
): Promise<(Omit<PrintJob, 'isOwn' | 'printer'> & { printer: { name: string; station: string } })[]> {
  const { epoch } = await codeStamp(db)
  const rows = await db
    .selectFrom('print_job')
    .innerJoin('shared_printer', 'shared_printer.id', 'shared_printer_id')
    .leftJoin('user', 'user.id', 'print_job.user_id')
    .selectAll('print_job')
    .select([
      'shared_printer.name as printer',
      'shared_printer.station as at_station',
      'user.name as user_name',
    ])
    .where((where) =>
      where.or([
        where('print_job.state', 'not in', ['printed', 'cancelled']),
        where('print_job.at', '>', since),
      ]),
    )
    .$if(station !== null, (query) =>
      query.where((where) =>
        where.or([where('print_job.station', '=', station!), where('shared_printer.station', '=', station!)]),
      ),
    )
    .orderBy('print_job.id', 'desc')
    .limit(200)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    document: row.document,
    pages: row.pages,
    station: row.station,
    userName: row.user_name ?? '',
    at: row.at,
    state: stateOf(row, epoch),
    reason: row.reason,
    detail: row.detail,
    endedAt: row.ended_at,
    printer: { name: row.printer, station: row.at_station },
  }))
}

/** Whether a station has to print a job. */
export async function isPrintedAt(db: Kysely<Database>, id: number, station: string): Promise<boolean> {
  const row = await db
    .selectFrom('print_job')
    .innerJoin('shared_printer', 'shared_printer.id', 'shared_printer_id')
    .select('print_job.id')
    .where('print_job.id', '=', id)
    .where('shared_printer.station', '=', station)
    .executeTakeFirst()
  return row !== undefined
}

/** Whether a station asked for a job, or has to print it. */
export async function concernsStation(db: Kysely<Database>, id: number, station: string): Promise<boolean> {
  const row = await db
    .selectFrom('print_job')
    .innerJoin('shared_printer', 'shared_printer.id', 'shared_printer_id')
    .select(['print_job.station as asks', 'shared_printer.station as prints'])
    .where('print_job.id', '=', id)
    .executeTakeFirst()
  return row !== undefined && (row.asks === station || row.prints === station)
}

function stateOf({ state, restore_epoch }: JobRow, epoch: number): PrintJob['state'] {
  return restore_epoch !== epoch && (state === 'waiting' || state === 'printing') ? 'asks' : state
}

async function finish(scope: CommandScope, id: number, state: 'printed' | 'cancelled'): Promise<void> {
  await scope.update('print_job', id, { state, ended_at: scope.at })
  await scope.trx.deleteFrom('print_job_content').where('print_job_id', '=', id).execute()
}

async function findJob(scope: CommandScope, id: number): Promise<JobRow | undefined> {
  return scope.trx.selectFrom('print_job').selectAll().where('id', '=', id).executeTakeFirst()
}
