import RawDatabase from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import { migrateToNewest } from '../migrate.ts'
import { migrations } from '../migrations/index.ts'
import type { StoredRow } from './trees.ts'

export interface Column {
  readonly name: string
  readonly type: string
  readonly isRequired: boolean
  /** The table's row number under another name. */
  readonly isRowid: boolean
  readonly hasDefault: boolean
}

export interface FreshTable {
  readonly name: string
  /** In the order in which rows are stored. */
  readonly columns: readonly Column[]
  readonly hasRowid: boolean
}

export interface FreshStore {
  readonly raw: RawDatabase.Database
  readonly tables: readonly FreshTable[]
  /** False where the row breaks what the table asks of every row: it is none of it. */
  insert(table: FreshTable, row: StoredRow): boolean
  /** Makes the indexes, once most rows are there: sorted once instead of a million random steps. */
  index(): void
}

/** Sums and search words that are made anew from the rows they are of. */
const derived = /^(?:sqlite_|kysely_|order_text|listing_text)|^(?:stock_level|order_term)$/

/** An empty store of the given version, for rows that come one by one and in any order. It has no index that forbids nothing. */
export async function makeFreshStore(file: string, version: string): Promise<FreshStore> {
  const raw = new RawDatabase(file)
  raw.pragma('journal_mode = DELETE')
  raw.pragma('synchronous = OFF')
  raw.pragma('cache_size = -64000')
  const known = Object.fromEntries(Object.entries(migrations).filter(([name]) => name <= version))
  await migrateToNewest(new Kysely<unknown>({ dialect: new SqliteDialect({ database: raw }) }), known)
  raw.pragma('foreign_keys = OFF')
  const tables = readTables(raw)
  const indexes = dropIndexes(raw)
  const statements = new Map<string, RawDatabase.Statement>()
  const insert = (table: FreshTable, { rowid, values }: StoredRow) => {
    if (values.length > table.columns.length) return false
    const columns = table.columns.slice(0, values.length)
    const key = `${table.name} ${values.length}`
    let statement = statements.get(key)
    if (!statement) {
      const names = columns.map(({ name }) => `"${name}"`).join(', ')
      statement = raw.prepare(
        `INSERT INTO "${table.name}" (${names}) VALUES (${columns.map(() => '?').join(', ')})`,
      )
      statements.set(key, statement)
    }
    try {
      statement.run(...values.map((value, index) => (columns[index]!.isRowid ? rowid : value)))
      return true
    } catch (error) {
      if (
        error instanceof RawDatabase.SqliteError &&
        /^SQLITE_(?:CONSTRAINT|MISMATCH|TOOBIG)/.test(error.code)
      )
        return false
      throw error
    }
  }
  const index = () => {
    for (const sql of indexes) raw.exec(sql)
  }
  return { raw, tables, insert, index }
}

/** Those that only make reading quicker. Gives how they are made again. */
function dropIndexes(raw: RawDatabase.Database): string[] {
  const found = raw
    .prepare(`SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql LIKE 'CREATE INDEX %'`)
    .all() as { name: string; sql: string }[]
  for (const { name } of found) raw.exec(`DROP INDEX "${name}"`)
  return found.map(({ sql }) => sql)
}

function readTables(raw: RawDatabase.Database): FreshTable[] {
  const found = raw
    .prepare(`SELECT name, wr FROM pragma_table_list WHERE schema = 'main' AND type = 'table'`)
    .all() as { name: string; wr: number }[]
  return found
    .filter(({ name }) => !derived.test(name))
    .map(({ name, wr }) => {
      raw.exec(`DELETE FROM "${name}"`)
      const info = raw
        .prepare(
          'SELECT name, type, "notnull" AS required, dflt_value AS initial, pk FROM pragma_table_info(?)',
        )
        .all(name) as { name: string; type: string; required: number; initial: string | null; pk: number }[]
      const isSingleKey = info.filter(({ pk }) => pk > 0).length === 1
      const columns = info.map((column): Column & { pk: number } => ({
        pk: column.pk,
        name: column.name,
        type: column.type,
        isRequired: column.required === 1,
        isRowid: wr === 0 && isSingleKey && column.pk === 1 && column.type === 'INTEGER',
        hasDefault: column.initial !== null,
      }))
      // Without row numbers the key comes first, whatever the order of the columns.
      if (wr === 1) columns.sort((a, b) => (a.pk || 1000) - (b.pk || 1000))
      return { name, columns, hasRowid: wr === 0 }
    })
}

const fitting: Readonly<Record<string, readonly string[]>> = {
  INTEGER: ['number', 'bigint'],
  INT: ['number', 'bigint'],
  TEXT: ['string'],
  REAL: ['number'],
  BLOB: ['object'],
}

/** Whether a row of nobody could be of this table, by the kinds of its values alone. */
export function fits(table: FreshTable, { rowid, values }: StoredRow): boolean {
  if (table.hasRowid !== (rowid !== null) || values.length > table.columns.length) return false
  return table.columns.every(({ type, isRequired, isRowid, hasDefault }, index) => {
    if (index >= values.length) return !isRequired || hasDefault
    const value = values[index]!
    if (isRowid) return value === null
    if (value === null) return !isRequired
    return fitting[type]?.includes(typeof value) ?? true
  })
}
