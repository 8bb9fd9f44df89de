import { type Kysely, sql } from 'kysely'
import type { Database } from '../schema.ts'

/**
 * Ids of the live entries, the newest first, that stem from what one command wrote (a sheet, a share, a scan) together
 * with an entry; itself among them, and what was given of them to other workers since, through however many hands. That
 * is found by the audit: the command that wrote the one given took its pieces from the entry that it changed. CROSS JOIN
 * keeps SQLite from walking all the audit for it.
 */
export async function writtenWith(db: Kysely<Database>, entryId: number): Promise<readonly number[]> {
  const { rows } = await sql<{ id: number }>`
    WITH RECURSIVE
      origin (id) AS (
        SELECT ${entryId}
        UNION
        SELECT source.row_id FROM origin
          CROSS JOIN audit given ON given.table_name = 'work_entry' AND given.action = 'insert' AND given.row_id = origin.id
          CROSS JOIN audit source ON source.command_id = given.command_id
            AND source.table_name = 'work_entry' AND source.action = 'update'),
      stem (id) AS (
        SELECT e.id FROM origin
          CROSS JOIN audit one ON one.table_name = 'work_entry' AND one.action = 'insert' AND one.row_id = origin.id
          CROSS JOIN audit other ON other.command_id = one.command_id
            AND other.table_name = 'work_entry' AND other.action = 'insert'
          CROSS JOIN work_entry e ON e.id BETWEEN other.row_id AND other.last_row_id
        UNION
        SELECT given.row_id FROM stem
          CROSS JOIN audit source ON source.table_name = 'work_entry' AND source.action = 'update'
            AND source.row_id = stem.id AND source.after ->> 'good' IS NOT NULL
          CROSS JOIN audit given ON given.command_id = source.command_id
            AND given.table_name = 'work_entry' AND given.action = 'insert')
    SELECT e.id FROM stem CROSS JOIN work_entry e ON e.id = stem.id AND e.voided_at IS NULL
    ORDER BY e.id DESC`.execute(db)
  return rows.map(({ id }) => id)
}

/** How many live entries were written together with each of these, see `writtenWith`; each sheet is read once. */
export async function countTogether(
  db: Kysely<Database>,
  entryIds: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  const counts = new Map<number, number>()
  for (const entryId of entryIds) {
    if (counts.has(entryId)) continue
    const together = await writtenWith(db, entryId)
    for (const id of together) counts.set(id, together.length)
  }
  return counts
}
