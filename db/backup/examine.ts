import { statSync } from 'node:fs'
import { copyFile } from 'node:fs/promises'
import RawDatabase from 'better-sqlite3'
import { Kysely, SqliteDialect, sql } from 'kysely'
import type { Manifest } from '../../shared/settings/backup-contract.ts'
import { checkStore } from '../check/index.ts'
import { migrateToNewest, newestVersion, storeVersion } from '../migrate.ts'
import type { Database } from '../schema.ts'
import { removeFile } from './stubborn-files.ts'

export type StoreFacts = Pick<
  Manifest,
  | 'schema'
  | 'siteId'
  | 'workshopName'
  | 'restoreEpoch'
  | 'highestId'
  | 'lastCommandId'
  | 'lastCommandAt'
  | 'counts'
  | 'newestOrder'
> & { readonly hasDataKey: boolean }

/** `pages`: the file is physically damaged; `rules`: it reads well and breaks a rule of DESIGN §5. */
export interface Findings {
  readonly pages: readonly string[]
  readonly rules: readonly string[]
  /** Null where the pages are damaged. */
  readonly facts: StoreFacts | null
}

const unreadable = (problem: string): Findings => ({ pages: [problem], rules: [], facts: null })

/** Opens a single database file, which nobody else has open. */
export function openFile(
  file: string,
  readonly: boolean,
): { raw: RawDatabase.Database; db: Kysely<Database> } {
  const raw = new RawDatabase(file, { readonly, fileMustExist: true })
  return { raw, db: new Kysely<Database>({ dialect: new SqliteDialect({ database: raw }) }) }
}

/** What a store says of itself. Raises NewerStore. */
export async function readFacts(db: Kysely<Database>): Promise<StoreFacts> {
  const schema = (await storeVersion(db as unknown as Kysely<unknown>)) ?? ''
  const found = await sql<
    Omit<StoreFacts, 'counts' | 'schema' | 'hasDataKey' | 'newestOrder'> & StoreFacts['counts']
  >`
    SELECT site_id AS siteId, restore_epoch AS restoreEpoch,
      coalesce((SELECT value ->> 'name' FROM setting WHERE key = 'workshop'), '') AS workshopName,
      (SELECT coalesce(max(seq), 0) FROM sqlite_sequence) AS highestId,
      (SELECT coalesce(max(id), 0) FROM command) AS lastCommandId,
      (SELECT at FROM command ORDER BY id DESC LIMIT 1) AS lastCommandAt,
      (SELECT count(*) FROM orders) AS orders,
      (SELECT count(*) FROM sku) AS skus,
      (SELECT count(*) FROM parcel WHERE state = 'shipped') AS parcels,
      (SELECT count(*) FROM stock_move) AS stockMoves,
      (SELECT count(*) FROM command) AS commands
    FROM workshop`.execute(db)
  const row = found.rows[0]
  if (!row) throw new Error('no workshop in this store')
  const sealing = await sql`SELECT 1 FROM sqlite_schema WHERE name = 'data_key'`.execute(db)
  const keys = sealing.rows.length === 0 ? [] : (await sql`SELECT 1 FROM data_key LIMIT 1`.execute(db)).rows
  const newest = await sql<{ number: string; at: number | null }>`
    SELECT order_number AS number, created_at AS at FROM orders ORDER BY id DESC LIMIT 1`.execute(db)
  const { orders, skus, parcels, stockMoves, commands, ...facts } = row
  return {
    schema,
    ...facts,
    hasDataKey: keys.length > 0,
    newestOrder: newest.rows[0] ?? null,
    counts: { orders, skus, parcels, stockMoves, commands },
  }
}

/** SQLite's own check of pages and indexes; gives what it says where that is not "ok". */
export function quickCheck(raw: RawDatabase.Database): string[] {
  const said = raw.pragma('quick_check(20)') as { quick_check: string }[]
  return said.map((row) => row.quick_check).filter((text) => text !== 'ok')
}

/**
 * Examines a copy of a store: SQLite's check, then every rule. An older version is brought to the newest one on
 * a copy of its own, as a restore would do: that it can be is part of being sound; `file` stays as it is.
 * Raises NewerStore, and what a migration raises.
 */
export async function examineCopy(file: string): Promise<Findings> {
  if (statSync(file).size === 0) return unreadable('the database is empty')
  const { raw, db } = openFile(file, true)
  try {
    const pages = quickCheck(raw)
    if (pages.length > 0) return { pages, rules: [], facts: null }
    const schema = await storeVersion(db as unknown as Kysely<unknown>)
    if (schema === null) return unreadable('not a store of Yifang')
    if (schema !== newestVersion) return await examineOlder(file, schema)
    return { pages: [], rules: await brokenRules(db), facts: await readFacts(db) }
  } catch (error) {
    if (error instanceof RawDatabase.SqliteError) return unreadable(error.message)
    throw error
  } finally {
    await db.destroy()
  }
}

async function examineOlder(file: string, schema: string): Promise<Findings> {
  const trial = `${file}.trial`
  await copyFile(file, trial)
  const { db } = openFile(trial, false)
  try {
    await migrateToNewest(db as unknown as Kysely<unknown>).catch(raiseFailedMigration)
    return { pages: [], rules: await brokenRules(db), facts: { ...(await readFacts(db)), schema } }
  } finally {
    await db.destroy()
    for (const end of ['', '-journal', '-wal', '-shm']) await removeFile(`${trial}${end}`)
  }
}

/** A migration that fails is a fault of the program: nobody may take the file for a damaged one and put it aside. */
function raiseFailedMigration(error: unknown): never {
  const isOfProgram =
    error instanceof RawDatabase.SqliteError && !/^SQLITE_(?:CORRUPT|NOTADB|FULL|IOERR|BUSY)/.test(error.code)
  throw isOfProgram ? new Error(`migration failed: ${error.message}`, { cause: error }) : error
}

async function brokenRules(db: Kysely<Database>): Promise<string[]> {
  const results = await checkStore(db)
  return results.flatMap((result) => result.violations.map(({ detail }) => `§5.${result.rule}: ${detail}`))
}
