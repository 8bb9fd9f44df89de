import type { BusinessDate } from '../../../shared/dates.ts'
import { YifangError } from '../../../shared/errors.ts'
import type { CommandScope } from '../../command.ts'

/** Raises date-ahead for a day to come, and not-found for a worker that there is not. */
export async function requireDay(
  scope: CommandScope,
  workerIds: readonly number[],
  workDate: BusinessDate,
  today: BusinessDate,
): Promise<void> {
  if (workDate > today) throw new YifangError('date-ahead', { date: workDate, today })
  const found = await scope.trx.selectFrom('worker').select('id').where('id', 'in', workerIds).execute()
  const missing = workerIds.find((id) => !found.some((row) => row.id === id))
  if (missing !== undefined) throw new YifangError('not-found', { what: 'worker', id: missing })
}
