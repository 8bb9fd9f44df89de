import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import RawDatabase from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import { migrateToNewest } from '../../db/migrate.ts'
import { migrations } from '../../db/migrations/index.ts'

/** Columns that a later migration called otherwise. */
const renamed: Readonly<Record<string, string>> = { 'worker_skill.operation_name': 'skill' }

export type Row = Readonly<Record<string, string | number | null>>

/** A store in the shape it had just before a migration, with the raw handle to fill it as that time's program did. */
export async function storeBefore(migration: string) {
  const dir = mkdtempSync(join(tmpdir(), 'yifang-migration-'))
  const raw = new RawDatabase(join(dir, 'yifang.db'))
  raw.pragma('journal_mode = WAL')
  raw.pragma('foreign_keys = ON')
  const db = new Kysely<unknown>({ dialect: new SqliteDialect({ database: raw }) })
  const earlier = Object.fromEntries(Object.entries(migrations).filter(([name]) => name < migration))
  if (Object.keys(earlier).length > 0) await migrateToNewest(db, earlier)
  return {
    dir,
    raw,
    db,
    insert: (table: string, row: Row) => {
      const has = new Set(
        raw
          .prepare<[], { name: string }>(`SELECT name FROM pragma_table_info('${table}')`)
          .all()
          .map(({ name }) => name),
      )
      // A row in an older shape, put into a store whose column has another name by now.
      const names = Object.keys(row).map((name) =>
        has.has(name) ? name : (renamed[`${table}.${name}`] ?? name),
      )
      raw
        .prepare(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`)
        .run(Object.values(row))
    },
    close: async () => {
      await db.destroy()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

/** Every table's rows as text: what must not change. */
export function contents(raw: RawDatabase.Database): Record<string, unknown[]> {
  const tables = raw
    .prepare<[], { name: string }>(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'kysely%' AND name NOT LIKE 'sqlite%'
       AND name NOT GLOB '*_text*'`,
    )
    .all()
  return Object.fromEntries(tables.map(({ name }) => [name, raw.prepare(`SELECT * FROM ${name}`).all()]))
}

export function schemaOf(raw: RawDatabase.Database): unknown[] {
  return raw.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY name').all()
}
