import { type Kysely, sql } from 'kysely'
import type { WorkerTally } from '../../shared/production/work-contract.ts'
import type { Database } from '../schema.ts'

/** Good pieces of each worker on a work date by operation, who made most first. Money is left out. */
export async function dayTally(db: Kysely<Database>, workDate: string): Promise<WorkerTally[]> {
  const { rows } = await sql<{ workerId: number; name: string; operation: string; good: number }>`
    SELECT e.worker_id AS workerId, worker.name, o.name AS operation, sum(e.good) AS good
    FROM work_entry e JOIN worker ON worker.id = e.worker_id JOIN operation o ON o.id = e.operation_id
    WHERE e.work_date = ${workDate} AND e.voided_at IS NULL AND e.good > 0
    GROUP BY e.worker_id, o.name ORDER BY good DESC, o.name`.execute(db)
  return [...Map.groupBy(rows, ({ workerId }) => workerId)]
    .map(([workerId, list]) => ({
      workerId,
      name: list[0]!.name,
      pieces: list.reduce((sum, { good }) => sum + good, 0),
      operations: list.map(({ operation, good }) => ({ name: operation, good })),
    }))
    .toSorted((a, b) => b.pieces - a.pieces || a.workerId - b.workerId)
}
