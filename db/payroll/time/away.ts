import { addDays, type BusinessDate } from '../../../shared/dates.ts'
import type { AwayKind } from '../../../shared/workers/contract.ts'
import type { CommandScope } from '../../command.ts'

/** Takes a day out of a worker's days away. Gives why she was away; null where she was not. */
export async function cutAway(
  scope: CommandScope,
  workerId: number,
  day: BusinessDate,
): Promise<AwayKind | null> {
  const rows = await scope.trx
    .selectFrom('worker_away')
    .selectAll()
    .where('worker_id', '=', workerId)
    .where('from_date', '<=', day)
    .where('to_date', '>=', day)
    .execute()
  for (const { id, command_id: _, ...row } of rows) {
    const { from_date, to_date } = row
    if (from_date === to_date) await scope.remove('worker_away', id)
    else if (from_date === day) await scope.update('worker_away', id, { from_date: addDays(day, 1) })
    else {
      await scope.update('worker_away', id, { to_date: addDays(day, -1) })
      if (to_date > day) await scope.insert('worker_away', { ...row, from_date: addDays(day, 1) })
    }
  }
  return rows[0]?.kind ?? null
}

/** Says that a worker is away on a day. Days of one kind beside it are one span with it, so that a harvest is one row. */
export async function addAway(
  scope: CommandScope,
  workerId: number,
  day: BusinessDate,
  kind: AwayKind,
): Promise<void> {
  await cutAway(scope, workerId, day)
  const beside = (column: 'from_date' | 'to_date', date: BusinessDate) =>
    scope.trx
      .selectFrom('worker_away')
      .selectAll()
      .where('worker_id', '=', workerId)
      .where('kind', '=', kind)
      .where(column, '=', date)
      .executeTakeFirst()
  const before = await beside('to_date', addDays(day, -1))
  const after = await beside('from_date', addDays(day, 1))
  if (before && after && before.note === after.note) {
    await scope.remove('worker_away', after.id)
    await scope.update('worker_away', before.id, { to_date: after.to_date })
  } else if (before) await scope.update('worker_away', before.id, { to_date: day })
  else if (after) await scope.update('worker_away', after.id, { from_date: day })
  else await scope.insert('worker_away', { worker_id: workerId, from_date: day, to_date: day, kind })
}
