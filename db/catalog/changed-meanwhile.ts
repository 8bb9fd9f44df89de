import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import { formatInstant } from '../../shared/dates.ts'
import { YifangError } from '../../shared/errors.ts'
import type { CommandScope } from '../command.ts'

/**
 * A list of a style is saved as a whole: somebody else's change since it was read would be lost without a word. Raises
 * changed-meanwhile with who changed it last and when, where what is there now is not what was read; nothing where
 * nothing is said of what was read.
 */
export async function refuseStale(
  scope: CommandScope,
  styleId: number,
  table: 'bom_line' | 'size_point' | 'operation',
  now: readonly object[],
  before: readonly object[] | undefined,
): Promise<void> {
  if (before === undefined || isDeepStrictEqual(now, before)) return
  // A step's predecessors are rows of their own.
  const { rows } = await sql<{ at: number; who: string | null }>`
    WITH line AS (
      SELECT DISTINCT table_name, row_id FROM audit WHERE table_name = ${table}
        AND (after ->> 'style_id' = ${styleId} OR before ->> 'style_id' = ${styleId})),
    change AS (
      SELECT a.command_id FROM line JOIN audit a ON a.table_name = line.table_name AND a.row_id = line.row_id
      UNION ALL
      SELECT a.command_id FROM audit a WHERE ${table} = 'operation' AND a.table_name = 'operation_predecessor'
        AND coalesce(a.after, a.before) ->> 'operation_id' IN (SELECT row_id FROM line))
    SELECT c.at, user.name AS who FROM command c LEFT JOIN user ON user.id = c.user_id
    WHERE c.id = (SELECT max(command_id) FROM change)`.execute(scope.trx)
  throw new YifangError('changed-meanwhile', {
    who: rows[0]?.who ?? '',
    at: rows[0] ? formatInstant(rows[0].at) : '',
  })
}
