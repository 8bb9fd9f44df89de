/**
 * Writes db/schema.sql (the snapshot that a test diffs) and db/schema.ts (Kysely's table types) from the
 * migrations, so that neither can drift from them. Our own 60 lines instead of kysely-codegen, which does
 * not turn CHECK (x IN (…)) into a union.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import { migrateToNewest } from '../db/migrate.ts'

const root = join(import.meta.dirname, '..')

interface Column {
  readonly name: string
  readonly type: string
  readonly notnull: number
  readonly dflt_value: string | null
  readonly pk: number
}

export async function schemaFiles(): Promise<{ readonly sql: string; readonly types: string }> {
  const raw = new Database(':memory:')
  const db = new Kysely<unknown>({ dialect: new SqliteDialect({ database: raw }) })
  await migrateToNewest(db)
  const rows = raw
    .prepare<[], { type: string; name: string; sql: string }>(
      `SELECT type, name, sql FROM sqlite_schema
       WHERE sql IS NOT NULL AND name NOT LIKE 'kysely_%' AND name NOT LIKE 'order_text_%' AND name NOT LIKE 'listing_text_%' AND name NOT LIKE 'sqlite_%'
       ORDER BY rowid`,
    )
    .all()
  const snapshot = rows.map((row) => `${withoutIndent(row.sql)};`).join('\n\n')
  const tables = rows.filter((row) => row.type === 'table' && !row.sql.startsWith('CREATE VIRTUAL'))
  const types = tables.map((table) => {
    const columns = raw.prepare<[string], Column>('SELECT * FROM pragma_table_info(?)').all(table.name)
    const fields = columns.map((column) => `  ${column.name}: ${columnType(column, table.sql)}`)
    return `export interface ${pascal(table.name)}Table {\n${fields.join('\n')}\n}`
  })
  const database = `export interface Database {\n${tables.map((t) => `  ${t.name}: ${pascal(t.name)}Table`).join('\n')}\n}`
  await db.destroy()
  return {
    sql: `-- Written by build/schema-types.ts from db/migrations. Do not edit.\n\n${snapshot}\n`,
    types: `// Written by build/schema-types.ts from db/migrations. Do not edit.\nimport type { Generated } from 'kysely'\n\n${types.join('\n\n')}\n\n${database}\n`,
  }
}

/** A statement as if it stood at the margin: its last line says how deep the migration's text was. */
function withoutIndent(statement: string): string {
  const depth = /\n( *)\)[^\n]*$/.exec(statement)?.[1]?.length ?? 4
  return statement.replaceAll(new RegExp(`\\n {${depth}}`, 'g'), '\n')
}

function columnType(column: Column, createSql: string): string {
  const base = column.type === 'INTEGER' ? 'number' : column.type === 'BLOB' ? 'Buffer' : 'string'
  const list = new RegExp(`CHECK \\(${column.name} IN \\(([^)]*)\\)\\)`).exec(createSql)?.[1]
  const union = list
    ?.split(',')
    .map((value) => value.trim())
    .join(' | ')
  const type = union ?? base
  const nullable = column.notnull === 0 && column.pk === 0 ? `${type} | null` : type
  const generated = column.dflt_value !== null || (column.pk === 1 && /AUTOINCREMENT/.test(createSql))
  return generated ? `Generated<${nullable}>` : nullable
}

function pascal(name: string): string {
  return name.replace(/(?:^|_)([a-z])/g, (_all, letter: string) => letter.toUpperCase())
}

if (process.argv[1] === import.meta.filename) {
  const files = await schemaFiles()
  const write = (path: string, text: string) => {
    const target = join(root, path)
    let before = ''
    try {
      before = readFileSync(target, 'utf8')
    } catch {
      // first run
    }
    if (before !== text) writeFileSync(target, text)
  }
  write('db/schema.sql', files.sql)
  write('db/schema.ts', files.types)
}
