import { sql } from 'kysely'
import { YifangError } from '../../shared/errors.ts'
import type { CommandScope } from '../command.ts'
import { refuseName, standing } from './workers.ts'

/**
 * A worker leaves with a day: her last, which may be earlier than today. What she earned and was not paid stays owed, and
 * sheets of days up to it can still be typed. Raises date-ahead, worked-later where work of hers is recorded after it, not-found.
 */
export async function leave(
  scope: CommandScope,
  input: { readonly workerId: number; readonly leftOn: string; readonly reason: string },
  today: string,
): Promise<Record<string, never>> {
  const { workerId, leftOn, reason } = input
  if (leftOn > today) throw new YifangError('date-ahead', { date: leftOn, today })
  const worker = await workerRow(scope, workerId)
  const later = await sql<{ date: string | null }>`
    SELECT max(work_date) AS date FROM (
      SELECT work_date FROM work_entry WHERE worker_id = ${workerId} AND work_date > ${leftOn} AND voided_at IS NULL
      UNION ALL
      SELECT work_date FROM time_entry WHERE worker_id = ${workerId} AND work_date > ${leftOn} AND voided_at IS NULL)`.execute(
    scope.trx,
  )
  const date = later.rows[0]?.date
  if (date) throw new YifangError('worked-later', { worker: worker.name, date, leftOn })
  await scope.update('worker', workerId, standing(scope, leftOn, reason))
  return {}
}

/**
 * She is back: the same worker, with her badge and her past. Raises already-exists where somebody here has her name by now,
 * worker-known where she was entered anew meanwhile, not-found.
 */
export async function comeBack(
  scope: CommandScope,
  { workerId }: { readonly workerId: number },
): Promise<Record<string, never>> {
  const worker = await workerRow(scope, workerId)
  if (worker.archived_at === null) return {}
  const twin = await scope.trx
    .selectFrom('personal_number as own')
    .innerJoin('personal_number as other', (join) =>
      join.onRef('other.fingerprint', '=', 'own.fingerprint').onRef('other.worker_id', '<>', 'own.worker_id'),
    )
    .innerJoin('worker', 'worker.id', 'other.worker_id')
    .select('worker.name')
    .where('own.worker_id', '=', workerId)
    .where('own.kind', '=', 'id-number')
    .where('other.kind', '=', 'id-number')
    .where('worker.archived_at', 'is', null)
    .executeTakeFirst()
  if (twin) throw new YifangError('worker-known', { worker: twin.name })
  await refuseName(scope, worker.name, workerId)
  await scope.update('worker', workerId, standing(scope, null))
  return {}
}

async function workerRow(scope: CommandScope, id: number) {
  const row = await scope.trx
    .selectFrom('worker')
    .select(['name', 'archived_at'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new YifangError('not-found', { what: 'worker', id })
  return row
}
