import { closeSync, existsSync, fsyncSync, openSync, rmSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import RawDatabase from 'better-sqlite3'
import { Kysely, type SqliteDatabase, SqliteDialect } from 'kysely'
import { migrateToNewest, newestVersion, storeVersion } from './migrate.ts'
import type { Database } from './schema.ts'

export type Db = Kysely<Database>

/** The file cannot be read as a store: it is renamed aside by the caller, never deleted. */
export class DamagedStore extends Error {
  constructor(cause: unknown) {
    super('the store cannot be read', { cause })
    this.name = 'DamagedStore'
  }
}

/** Statements of hot bulk paths, compiled once: as fast as bare better-sqlite3 (Kysely row by row is 8 × slower). */
export interface Bulk {
  /** Runs inside the transaction that is open on the writer. For db/ only. */
  run(
    statement: string,
    parameters: readonly (string | number | null)[],
  ): { readonly id: number; readonly changes: number }
}

export interface Store {
  readonly dir: string
  readonly bulk: Bulk
  /** The one writer. Kysely lets one transaction at a time have it: that is the queue of commands. */
  readonly writer: Db
  /** Read-only, on its own connection: no read waits for a write. */
  readonly reader: Db
  /** True where the last process on this folder did not close it. */
  readonly wasUnclean: boolean
  /**
   * Transactions of a long write that can be done again from its staged rows: each is whole and in its place, but
   * a power cut may take the last ones with it, until the next ordinary commit. Spares a wait for the disk each.
   */
  repeatable<T>(work: (writer: Db) => Promise<T>): Promise<T>
  /** Copies the store to a new file through SQLite's backup API (a file copy is broken while WAL is on). */
  backupTo(file: string): Promise<void>
  close(): Promise<void>
}

export const storeFile = (dir: string) => join(dir, 'yifang.db')
const markerFile = (dir: string) => join(dir, 'open.marker')

/** Opens with WAL, full synchronisation and foreign keys (DESIGN §3). */
function openRaw(file: string, readonly: boolean, cacheKilobytes = 20_000): RawDatabase.Database {
  const raw = new RawDatabase(file, { readonly, timeout: 5000 })
  if (!readonly) {
    raw.pragma('journal_mode = WAL')
    raw.pragma('synchronous = FULL')
    raw.pragma('foreign_keys = ON')
    raw.pragma('wal_autocheckpoint = 8000')
    // What is blanked must not stay readable in freed space.
    raw.pragma('secure_delete = ON')
  }
  raw.pragma('temp_store = MEMORY')
  // No memory map: at 1,000,000 orders it made searches slower, and each connection adds its own to the process.
  raw.pragma(`cache_size = -${cacheKilobytes}`)
  return raw
}

/**
 * Kysely prepares a statement for every call, which costs more than most of our statements themselves.
 * Statements are compiled once a connection and kept by their text; the oldest go where texts vary.
 */
function compiledOnce(raw: RawDatabase.Database): SqliteDatabase {
  const compiled = new Map<string, RawDatabase.Statement>()
  return {
    prepare: (text: string) => {
      // On a full disk SQLite has rolled back by itself, and a second rollback would hide why.
      if (text.toLowerCase() === 'rollback' && !raw.inTransaction) return raw.prepare('SELECT 1')
      const known = compiled.get(text)
      if (known) return known
      const statement = raw.prepare(text)
      if (compiled.size >= compiledLimit) compiled.delete(compiled.keys().next().value!)
      compiled.set(text, statement)
      return statement
    },
    close: () => {
      compiled.clear()
      raw.close()
    },
  }
}
const compiledLimit = 500

/**
 * A read-only connection of its own, for worker threads: heavy reports, checks, staging of imports. These go
 * through the rows once, so a small cache is enough.
 */
export function openReader(dir: string, cacheKilobytes = 4000): Db {
  return new Kysely<Database>({
    dialect: new SqliteDialect({
      // Opened with its first question: Kysely closes only what it was asked something by.
      database: () => Promise.resolve(compiledOnce(openRaw(storeFile(dir), true, cacheKilobytes))),
    }),
  })
}

/**
 * Opens or creates the store of a data folder and brings it to the newest version.
 * `beforeMigrate` runs only where an existing store is about to change: the backup.
 * Raises NewerStore, DamagedStore, or what the failing migration raised.
 */
export async function openStore(
  dir: string,
  beforeMigrate: (backupTo: Store['backupTo']) => Promise<void>,
): Promise<Store> {
  const file = storeFile(dir)
  const existed = existsSync(file) && statSync(file).size > 0
  const wasUnclean = existsSync(markerFile(dir))
  if (existed) await refuseNewer(file)
  let raw: RawDatabase.Database
  try {
    raw = openRaw(file, false)
    // Reads the schema and one page: a file that is not a database fails here and not in the middle of a day.
    raw.prepare('SELECT count(*) FROM sqlite_schema').get()
  } catch (error) {
    throw isDamage(error) ? new DamagedStore(error) : error
  }
  const writer = new Kysely<Database>({ dialect: new SqliteDialect({ database: compiledOnce(raw) }) })
  const backupTo = async (target: string) => {
    await raw.backup(target)
    syncFile(target)
  }
  try {
    // Kysely<Database> and Kysely<unknown> differ in types only; migrations know no tables.
    const untyped = writer as unknown as Kysely<unknown>
    const version = await storeVersion(untyped)
    if (version !== newestVersion) {
      if (existed && version !== null) await beforeMigrate(backupTo)
      await migrateToNewest(untyped)
    }
  } catch (error) {
    await writer.destroy()
    throw isDamage(error) ? new DamagedStore(error) : error
  }
  const marker = openSync(markerFile(dir), 'w')
  writeSync(marker, String(process.pid))
  closeSync(marker)
  const reader = openReader(dir, 24_000)
  const compiled = new Map<string, RawDatabase.Statement>()
  const bulk: Bulk = {
    run: (statement, parameters) => {
      let known = compiled.get(statement)
      if (!known) {
        // Asked once a statement: a test of any caller meets it, and an import runs 200,000.
        if (!raw.inTransaction) throw new Error('bulk statements run inside a command')
        known = raw.prepare(statement)
        compiled.set(statement, known)
      }
      const result = known.run(...parameters)
      return { id: Number(result.lastInsertRowid), changes: result.changes }
    },
  }
  return {
    dir,
    bulk,
    writer,
    reader,
    wasUnclean,
    backupTo,
    repeatable: (work) =>
      // The connection is ours meanwhile, as in a transaction: nobody else commits with less than FULL.
      writer.connection().execute(async (connection) => {
        raw.pragma('synchronous = NORMAL')
        try {
          return await work(connection)
        } finally {
          raw.pragma('synchronous = FULL')
        }
      }),
    close: async () => {
      await reader.destroy()
      raw.pragma('wal_checkpoint(TRUNCATE)')
      await writer.destroy()
      rmSync(markerFile(dir), { force: true })
    },
  }
}

/** Looks at the version on a read-only connection: a writing one would tidy the file of a newer program as it closes. */
async function refuseNewer(file: string): Promise<void> {
  const db = new Kysely<unknown>({
    dialect: new SqliteDialect({ database: () => Promise.resolve(openRaw(file, true)) }),
  })
  try {
    await storeVersion(db)
  } catch (error) {
    throw isDamage(error) ? new DamagedStore(error) : error
  } finally {
    await db.destroy()
  }
}

/** Whether SQLite says that the file is no database, or a broken one. */
export function isDamage(error: unknown): boolean {
  const code = error instanceof RawDatabase.SqliteError ? error.code : ''
  return code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB'
}

/** A copy that is only in the system's cache is no backup when the power fails. */
function syncFile(file: string): void {
  const handle = openSync(file, 'r+')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
