import type { Kysely } from 'kysely'
import { dayMs } from '../../shared/dates.ts'
import type { Job, JobNote } from '../../shared/settings/contract.ts'
import type { CommandScope } from '../command.ts'
import type { Database } from '../schema.ts'
import { readSetting, writeSetting } from './settings.ts'

/** How long a job that did not end well stays on the first screen. */
const notesFor = 2 * dayMs
/** Ids of the jobs whose notes were put away. */
const putAwayKey = 'jobs.put-away'
const putAwayLimit = 50

/** A job as it is stored. */
export interface JobRow {
  readonly id: number
  readonly kind: string
  readonly subject_id: number | null
  readonly state: Job['state']
  readonly done: number
  readonly total: number
  /** JSON */
  readonly result: string | null
  /** JSON */
  readonly error: string | null
  readonly started_at: number
  readonly finished_at: number | null
}

/** A stored job as the contract has it. */
export function toJob(row: JobRow): Job {
  return {
    id: row.id,
    kind: row.kind,
    subjectId: row.subject_id,
    state: row.state,
    done: row.done,
    total: row.total,
    result: row.result === null ? null : (JSON.parse(row.result) as unknown),
    error: row.error === null ? null : (JSON.parse(row.error) as Job['error']),
    startedAt: row.started_at,
    finishedAt: row.finished_at,
  }
}

/**
 * What the first screen says of jobs that failed or were cut off in the last two days, newest first. An import that
 * a power cut stopped says that it goes on, then that it was finished; any other note goes once its kind was done
 * again, or is put away by hand.
 */
export async function readJobNotes(db: Kysely<Database>, now: number): Promise<JobNote[]> {
  const rows = await db
    .selectFrom('job')
    .selectAll()
    .where('started_at', '>=', now - notesFor)
    .orderBy('id')
    .execute()
  const troubled = rows.filter(({ state }) => state === 'failed' || state === 'interrupted')
  if (troubled.length === 0) return []
  const away = new Set(await putAway(db))
  const unfinished = await halfWritten(db)
  const notes = troubled.flatMap((row): JobNote[] => {
    const later = rows.filter(({ id, kind }) => id > row.id && kind === row.kind)
    const ofSame = later.filter(({ subject_id }) => subject_id === row.subject_id)
    // The last of several cuts speaks for all of them.
    if (away.has(row.id) || ofSame.some(({ state }) => state === 'failed' || state === 'interrupted'))
      return []
    const note = (since: JobNote['since'], result: unknown = null) => [{ ...toJob(row), since, result }]
    const again = ofSame.find(({ state }) => state === 'running' || state === 'done')
    if (row.kind === 'import' && row.state === 'interrupted' && again) {
      if (again.state === 'running') return note('goes-on')
      const isOld = later.some(({ id, state }) => id > again.id && state === 'done')
      return isOld ? [] : note('finished', toJob(again).result)
    }
    if (again) return []
    // Another one that went well is no comfort to what stands half written.
    const isHalf = row.kind === 'import' ? unfinished.has(row.subject_id ?? 0) : row.kind === 'reprice'
    if (isHalf) return note('open')
    return later.some(({ state }) => state === 'done') ? [] : note('open')
  })
  return notes.toReversed()
}

/** Puts the note of a job away, for everybody. */
export async function putJobNoteAway(scope: CommandScope, jobId: number): Promise<void> {
  const known = await putAway(scope.trx)
  if (!known.includes(jobId)) await writeSetting(scope, putAwayKey, [...known, jobId].slice(-putAwayLimit))
}

async function putAway(db: Kysely<Database>): Promise<readonly number[]> {
  const ids = await readSetting(db, putAwayKey)
  return Array.isArray(ids) ? ids.filter((id) => typeof id === 'number') : []
}

/** Files of batches that are neither wholly in the books nor given up. */
async function halfWritten(db: Kysely<Database>): Promise<ReadonlySet<number>> {
  const files = await db
    .selectFrom('import_file')
    .select('id')
    .where('batch', 'in', (eb) =>
      eb.selectFrom('import_file as open').select('open.batch').where('open.state', '=', 'applying'),
    )
    .execute()
  return new Set(files.map(({ id }) => id))
}
