import { type RawBuilder, sql } from 'kysely'

/** SQL: ids of the live entries that were written together with one by a sheet or share; itself among them. */
export function writtenWith(entryId: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(
    SELECT e.id FROM audit one JOIN audit other ON other.command_id = one.command_id
      AND other.table_name = 'work_entry' AND other.action = 'insert'
    JOIN work_entry e ON e.id BETWEEN other.row_id AND other.last_row_id AND e.voided_at IS NULL
    WHERE one.table_name = 'work_entry' AND one.action = 'insert' AND one.row_id = ${entryId})`
}
