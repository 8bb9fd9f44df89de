import { type Kysely, sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import { migrations } from './migrations/index.ts'

/** Name of the newest migration this program knows: the store's version. */
export const newestVersion = Object.keys(migrations).sort().at(-1)!

/** The store was written by a newer program: nothing is touched. */
export class NewerStore extends Error {
  readonly version: string
  constructor(version: string) {
    super(`store has migration ${version}, this program knows up to ${newestVersion}`)
    this.name = 'NewerStore'
    this.version = version
  }
}

/** Version of a store, or null for a new one. Raises NewerStore where it is ahead of this program. */
export async function storeVersion(db: Kysely<unknown>): Promise<string | null> {
  const table = await sql<{ name: string }>`
    SELECT name FROM sqlite_schema WHERE type = 'table' AND name = 'kysely_migration'`.execute(db)
  if (table.rows.length === 0) return null
  const done = await sql<{ name: string }>`SELECT name FROM kysely_migration ORDER BY name`.execute(db)
  const version = done.rows.at(-1)?.name ?? null
  const unknown = done.rows.find((row) => !(row.name in migrations))
  if (unknown) throw new NewerStore(unknown.name)
  return version
}

/**
 * Brings a store to the newest version: all pending migrations with their records, or none. Kysely runs SQLite
 * migrations without a transaction and records each after it ran, so one is opened around the whole run.
 * Foreign keys are off meanwhile (a table may have to be rebuilt, and dropping the old one would count as
 * deleting its rows) and checked before the commit.
 * Raises what the failing migration raised; the store then stands as it stood before.
 */
export async function migrateToNewest(
  db: Kysely<unknown>,
  known: Readonly<Record<string, Migration>> = migrations,
): Promise<void> {
  await db.connection().execute(async (connection) => {
    await sql`PRAGMA foreign_keys = OFF`.execute(connection)
    await sql`BEGIN IMMEDIATE`.execute(connection)
    try {
      const migrator = new Migrator({
        db: connection,
        provider: { getMigrations: async () => ({ ...known }) },
      })
      // Never throws: says what failed.
      const { error } = await migrator.migrateToLatest()
      if (error) throw error
      const broken = await sql<{ table: string }>`PRAGMA foreign_key_check`.execute(connection)
      if (broken.rows.length > 0) throw new Error(`migration breaks foreign keys of ${broken.rows[0]!.table}`)
      await sql`COMMIT`.execute(connection)
    } catch (error) {
      await sql`ROLLBACK`.execute(connection)
      throw error
    } finally {
      await sql`PRAGMA foreign_keys = ON`.execute(connection)
    }
  })
}
