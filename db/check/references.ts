import { type Kysely, sql } from 'kysely'
import type { Database } from '../schema.ts'
import { collect, details, type Rule, type Violation } from './rule.ts'

/** Rule 9: foreign keys, and the audit both ways. */
export const referencesRule: Rule = {
  rule: 9,
  name: 'every reference resolves, every change is in the audit and the reverse',
  find: async (db, limit) => {
    const tables = await auditedTables(db)
    await gatherRanges(db)
    try {
      return await collect(limit, [
        (left) => brokenReferences(db, left),
        (left) => unknownTables(db, tables, left),
        ...tables.flatMap((table) => [
          (left: number) => rowsWithoutAudit(db, table, left),
          (left: number) => auditWithoutRows(db, table, left),
        ]),
      ])
    } finally {
      await sql`DROP TABLE temp.audited_range`.execute(db)
    }
  },
}

/** Tables whose rows name the command that last changed them (db/command.ts, AuditedTable). */
async function auditedTables(db: Kysely<Database>): Promise<string[]> {
  const found = await sql<{ name: string }>`
    SELECT m.name FROM sqlite_schema m WHERE m.type = 'table' AND m.name <> 'audit'
      AND EXISTS (SELECT 1 FROM pragma_table_info(m.name) WHERE name = 'command_id')
      AND EXISTS (SELECT 1 FROM pragma_table_info(m.name) WHERE name = 'id')
    ORDER BY m.name`.execute(db)
  return found.rows.map((row) => row.name)
}

/**
 * Bulk inserts and deletes name ranges of ids; single rows are found by the audit's own index. Searching
 * ranges there would walk over millions of single rows, so the few ranges get a small table with a key.
 */
async function gatherRanges(db: Kysely<Database>): Promise<void> {
  await sql`DROP TABLE IF EXISTS temp.audited_range`.execute(db)
  await sql`
    CREATE TEMP TABLE audited_range (table_name TEXT, action TEXT, first INTEGER, last INTEGER, command_id INTEGER,
      PRIMARY KEY (table_name, action, first, command_id, last)) WITHOUT ROWID`.execute(db)
  await sql`
    INSERT OR IGNORE INTO audited_range
    SELECT table_name, action, row_id, last_row_id, command_id FROM audit WHERE last_row_id > row_id`.execute(
    db,
  )
}

async function brokenReferences(db: Kysely<Database>, left: number): Promise<Violation[]> {
  const found = await sql<{ detail: string }>`
    SELECT "table" || ' row ' || coalesce(rowid, '?') || ' refers to a row of ' || parent || ' that does not exist' AS detail
    FROM pragma_foreign_key_check LIMIT ${left}`.execute(db)
  return details(found.rows)
}

async function unknownTables(
  db: Kysely<Database>,
  tables: readonly string[],
  left: number,
): Promise<Violation[]> {
  const found = await sql<{ detail: string }>`
    SELECT 'the audit names a table ' || table_name || ' that is not audited' AS detail
    FROM (SELECT DISTINCT table_name FROM audit)
    WHERE table_name NOT IN (SELECT value FROM json_each(${JSON.stringify(tables)})) LIMIT ${left}`.execute(
    db,
  )
  return details(found.rows)
}

/** Rows that no audit row of their own command names. */
async function rowsWithoutAudit(db: Kysely<Database>, table: string, left: number): Promise<Violation[]> {
  const found = await sql<{ detail: string }>`
    SELECT ${table} || ' row ' || t.id || ' is not in the audit of its command ' || t.command_id AS detail
    FROM ${sql.table(table)} t
    WHERE t.command_id IS NOT NULL
      AND NOT coalesce((SELECT r.last >= t.id AND r.command_id = t.command_id FROM audited_range r
        WHERE r.table_name = ${table} AND r.action = 'insert' AND r.first <= t.id ORDER BY r.first DESC LIMIT 1), 0)
      AND NOT EXISTS (SELECT 1 FROM audit a WHERE a.table_name = ${table} AND a.row_id = t.id
        AND a.command_id = t.command_id AND a.action <> 'delete')
      AND NOT EXISTS (SELECT 1 FROM audited_range r WHERE r.table_name = ${table} AND r.command_id = t.command_id
        AND r.action <> 'delete' AND t.id BETWEEN r.first AND r.last)
    LIMIT ${left}`.execute(db)
  return details(found.rows)
}

/** Inserts and updates in the audit whose row is not there and was not deleted by a later command. */
async function auditWithoutRows(db: Kysely<Database>, table: string, left: number): Promise<Violation[]> {
  const single = await sql<{ detail: string }>`
    SELECT 'audit ' || a.id || ' names ' || ${table} || ' row ' || a.row_id || ' that does not exist' AS detail
    FROM audit a
    WHERE a.table_name = ${table} AND a.row_id = a.last_row_id AND a.action <> 'delete'
      AND NOT EXISTS (SELECT 1 FROM ${sql.table(table)} t WHERE t.id = a.row_id)
      AND NOT EXISTS (SELECT 1 FROM audit d WHERE d.table_name = ${table} AND d.row_id = a.row_id
        AND d.action = 'delete' AND d.id > a.id)
      AND NOT EXISTS (SELECT 1 FROM audited_range d WHERE d.table_name = ${table} AND d.action = 'delete'
        AND a.row_id BETWEEN d.first AND d.last)
    LIMIT ${left}`.execute(db)
  // A range is whole when the rows that are there and those deleted since make up its length.
  const ranges = await sql<{ detail: string }>`
    SELECT 'audit of command ' || r.command_id || ' names ' || ${table} || ' rows ' || r.first || '…' || r.last
      || ', of which some do not exist' AS detail
    FROM audited_range r
    WHERE r.table_name = ${table} AND r.action <> 'delete' AND r.last - r.first + 1 >
      (SELECT count(*) FROM ${sql.table(table)} t WHERE t.id BETWEEN r.first AND r.last)
      + (SELECT count(DISTINCT d.row_id) FROM audit d WHERE d.table_name = ${table} AND d.action = 'delete'
          AND d.last_row_id = d.row_id AND d.row_id BETWEEN r.first AND r.last
          AND NOT EXISTS (SELECT 1 FROM audited_range c WHERE c.table_name = ${table} AND c.action = 'delete'
            AND d.row_id BETWEEN c.first AND c.last))
      + (SELECT coalesce(sum(min(d.last, r.last) - max(d.first, r.first) + 1), 0) FROM audited_range d
          WHERE d.table_name = ${table} AND d.action = 'delete' AND d.first <= r.last AND d.last >= r.first)
    LIMIT ${left}`.execute(db)
  return [...details(single.rows), ...details(ranges.rows)].slice(0, left)
}
