import { type Kysely, sql } from 'kysely'
import { YifangError } from '../../../shared/errors.ts'
import type { UserMapping } from '../../../shared/orders/files/mapping.ts'
import type { ProblemRow } from '../../../shared/orders/files/problem-rows.ts'
import type { RowProblem, RowProblemCode } from '../../../shared/orders/files/types.ts'
import type { Database } from '../../schema.ts'

export interface ProblemSource {
  readonly fileName: string
  readonly header: readonly string[]
  readonly mapping: UserMapping | null
  readonly rows: readonly ProblemRow[]
  readonly problems: readonly RowProblem[]
}

/**
 * The rows that a file left out, with all rows of their orders: a mended row brought back alone would stand
 * for its whole line where lines are summed. Raises not-found.
 */
export async function readProblemSource(db: Kysely<Database>, importFileId: number): Promise<ProblemSource> {
  const file = await db
    .selectFrom('import_file')
    .selectAll()
    .where('id', '=', importFileId)
    .executeTakeFirst()
  if (!file) throw new YifangError('not-found', { what: 'import', id: importFileId })
  const problems = await db
    .selectFrom('import_problem')
    .selectAll()
    .where('import_file_id', '=', importFileId)
    .where('kept', '=', 0)
    .orderBy('row')
    .execute()
  const rows = await sql<{ row: number; cells: string; order_number: string | null }>`
    WITH bad AS (SELECT DISTINCT row FROM import_problem WHERE import_file_id = ${importFileId} AND kept = 0)
    SELECT r.row, r.cells, r.order_number FROM import_row r
    WHERE r.import_file_id = ${importFileId} AND (r.row IN (SELECT row FROM bad) OR r.order_number IN (
      SELECT order_number FROM import_row WHERE import_file_id = ${importFileId} AND row IN (SELECT row FROM bad)
        AND order_number IS NOT NULL))
    ORDER BY r.row`.execute(db)
  return {
    fileName: file.file_name,
    header: JSON.parse(file.header) as string[],
    mapping: file.mapping === null ? null : (JSON.parse(file.mapping) as UserMapping),
    rows: rows.rows.map((row) => ({
      row: row.row,
      cells: JSON.parse(row.cells) as string[],
      orderNumber: row.order_number,
    })),
    problems: problems.map((problem) => ({
      row: problem.row,
      code: problem.code as RowProblemCode,
      column: problem.column_name,
      value: problem.value,
      kept: false,
    })),
  }
}
