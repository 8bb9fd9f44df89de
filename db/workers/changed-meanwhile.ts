import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import { formatInstant } from '../../shared/dates.ts'
import { YifangError } from '../../shared/errors.ts'
import type { CommandScope } from '../command.ts'

/**
 * What is saved as a whole would lose somebody else's change since it was read. Raises changed-meanwhile, with who changed
 * one of the rows last and when, where what is there now is not what was read; nothing where nothing is said of what was read.
 */
export async function refuseStale(
  scope: CommandScope,
  rows: readonly { readonly table: string; readonly where: string; readonly id: number }[],
  now: object,
  before: object | undefined,
): Promise<void> {
  if (before === undefined || isDeepStrictEqual(now, before)) return
  const parts = rows.map(
    ({ table, where, id }) => sql`
      SELECT command_id FROM ${sql.table(table)} WHERE ${sql.ref(where)} = ${id}
      UNION ALL SELECT command_id FROM audit WHERE table_name = ${table} AND action = 'delete' AND before ->> ${where} = ${id}`,
  )
  const { rows: last } = await sql<{ at: number; who: string | null }>`
    SELECT c.at, user.name AS who FROM command c LEFT JOIN user ON user.id = c.user_id
    WHERE c.id = (SELECT max(command_id) FROM (${sql.join(parts, sql` UNION ALL `)}))`.execute(scope.trx)
  throw new YifangError('changed-meanwhile', {
    who: last[0]?.who ?? '',
    at: last[0] ? formatInstant(last[0].at) : '',
  })
}
