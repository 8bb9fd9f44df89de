import type { Store } from '../../db/open.ts'
import { toJob } from '../../db/settings/jobs.ts'
import { YifangError } from '../../shared/errors.ts'
import type { HostEvent, Job } from '../../shared/settings/contract.ts'
import { storeError } from './store-error.ts'

export interface JobRun {
  /** Reports progress; also lets users' calls in between. Raises `cancelled` once the user asked for it. */
  progress(done: number, total: number): Promise<void>
  readonly signal: AbortSignal
}

export interface Jobs {
  /** Starts work in the background; gives its id at once. One of a kind at a time: raises job-running. */
  start(kind: string, subjectId: number | null, work: (run: JobRun) => Promise<unknown>): Promise<number>
  cancel(id: number): void
  list(): Promise<Job[]>
  /** Ids of those that run in this process now. */
  running(): number[]
  /** Resolves when nothing runs any more: for closing the host. */
  settle(): Promise<void>
}

/** How often a job's row and its event are written, in milliseconds: a progress bar needs no more. */
const reportEvery = 250

export function createJobs(
  store: Store,
  clock: () => number,
  publish: (event: HostEvent) => void,
  bug: (error: unknown) => string,
): Jobs {
  const running = new Map<number, { kind: string; abort: AbortController; finished: Promise<void> }>()
  const publishRow = async (id: number) => {
    const row = await store.writer
      .selectFrom('job')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    publish({ kind: 'job', job: toJob(row) })
  }
  return {
    start: async (kind, subjectId, work) => {
      if ([...running.values()].some((job) => job.kind === kind))
        throw new YifangError('job-running', { kind })
      const abort = new AbortController()
      const { id } = await store.writer
        .insertInto('job')
        .values({ kind, subject_id: subjectId, state: 'running', started_at: clock() })
        .returning('id')
        .executeTakeFirstOrThrow()
      let reportedAt = 0
      const finish = async (state: Job['state'], result: unknown, error: unknown) => {
        await store.writer
          .updateTable('job')
          .set({
            state,
            result: JSON.stringify(result ?? null),
            error: error === null ? null : JSON.stringify(error),
            finished_at: clock(),
          })
          .where('id', '=', id)
          .execute()
        await publishRow(id)
      }
      const run: JobRun = {
        signal: abort.signal,
        progress: async (done, total) => {
          if (abort.signal.aborted) throw new YifangError('cancelled', {})
          if (clock() - reportedAt < reportEvery && done < total) return
          reportedAt = clock()
          // How far it was may be lost in a power cut: not worth waiting for the disk.
          await store.repeatable((connection) =>
            connection.updateTable('job').set({ done, total }).where('id', '=', id).execute(),
          )
          await publishRow(id)
          // One turn of the event loop: calls that came meanwhile are answered.
          await new Promise((resolve) => setImmediate(resolve))
        },
      }
      const finished = (async () => {
        try {
          await publishRow(id)
          await finish('done', await work(run), null)
        } catch (raised) {
          const error = storeError(raised)
          const known = error instanceof YifangError
          const shown = known
            ? { code: error.code, data: error.data }
            : { code: 'internal', data: { id: bug(error) } }
          await finish(known && error.code === 'cancelled' ? 'cancelled' : 'failed', null, shown).catch(bug)
        } finally {
          running.delete(id)
        }
      })()
      running.set(id, { kind, abort, finished })
      return id
    },
    cancel: (id) => running.get(id)?.abort.abort(),
    list: async () => {
      const rows = await store.reader.selectFrom('job').selectAll().orderBy('id', 'desc').limit(50).execute()
      return rows.map(toJob)
    },
    running: () => [...running.keys()],
    settle: async () => {
      for (const job of running.values()) job.abort.abort()
      await Promise.allSettled([...running.values()].map((job) => job.finished))
    },
  }
}
