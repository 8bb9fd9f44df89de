import { type Kysely, sql } from 'kysely'
import { isNamed, nameKey } from '../../shared/settings/audit-references.ts'
import type { DoneSince } from '../../shared/settings/update-contract.ts'
import type { Database } from '../schema.ts'
import { type StoredAuditRow, toAuditRows } from './audit.ts'

/** What is no work of anybody: signing in, languages, notes that were put away, what the program did by itself. */
const noWork = (name: string, user: string) => sql`(${sql.ref(user)} IS NULL
  OR ${sql.ref(name)} GLOB 'settings.session.*' OR ${sql.ref(name)} GLOB 'settings.jobs.*'
  OR ${sql.ref(name)} GLOB 'settings.backup.*' OR ${sql.ref(name)} GLOB 'settings.updates.*')`

/** Newest command that was work. 0 where there is none. */
export async function newestWork(db: Kysely<Database>): Promise<number> {
  const found = await sql<{
    id: number | null
  }>`SELECT max(id) AS id FROM command WHERE NOT ${noWork('name', 'user_id')}`.execute(db)
  return found.rows[0]?.id ?? 0
}

/** Figures of what was done after a command. Reads stores of other versions too: these tables are as old as the program. */
export async function countsSince(db: Kysely<Database>, commandId: number) {
  const inserted = sql`coalesce((SELECT sum(last_row_id - row_id + 1) FROM audit
    WHERE command_id > ${commandId} AND action = 'insert' AND table_name =`
  const found = await sql<{ commands: number; orders: number; workEntries: number }>`
    SELECT (SELECT count(*) FROM command WHERE id > ${commandId} AND NOT ${noWork('name', 'user_id')}) AS commands,
      ${inserted} 'orders'), 0) AS orders,
      ${inserted} 'work_entry'), 0) AS workEntries`.execute(db)
  return found.rows[0]!
}

/**
 * What was done after a command, oldest first, a line a command: what it was, whose row it wrote first, and how many of that
 * kind. `limit` lines at most.
 */
export async function doneSince(
  db: Kysely<Database>,
  commandId: number,
  limit: number,
): Promise<DoneSince[]> {
  const found = await sql<StoredAuditRow & { commandId: number; rows: number }>`
    SELECT a.id, c.id AS commandId, c.at, u.name AS userName, c.station, c.name AS command, a.table_name AS "table",
      a.row_id AS rowId, a.row_id AS lastRowId, a.action, NULL AS before, NULL AS after,
      (SELECT sum(b.last_row_id - b.row_id + 1) FROM audit b
        WHERE b.command_id = c.id AND b.table_name = a.table_name) AS rows
    FROM command c
      JOIN audit a ON a.id = (SELECT min(f.id) FROM audit f WHERE f.command_id = c.id)
      LEFT JOIN user u ON u.id = c.user_id
    WHERE c.id > ${commandId} AND NOT ${noWork('c.name', 'c.user_id')}
    ORDER BY c.id LIMIT ${limit}`.execute(db)
  const named = await toAuditRows(db, found.rows)
  return named.map((row, index) => {
    const { commandId: id, rows } = found.rows[index]!
    return {
      commandId: id,
      at: row.at,
      userName: row.userName,
      command: row.command,
      table: row.table,
      name: isNamed(row.table) ? (row.names[nameKey(row.table, row.rowId)] ?? '') : '',
      rows,
    }
  })
}
