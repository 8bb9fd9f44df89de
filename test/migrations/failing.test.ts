import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import { expect, test } from 'vitest'
import { migrateToNewest, NewerStore, newestVersion, storeVersion } from '../../db/migrate.ts'
import { migrations } from '../../db/migrations/index.ts'
import { openStore } from '../../db/open.ts'
import { rowsOf } from './rows.ts'
import { contents, schemaOf, storeBefore } from './support.ts'

/** A store at the newest version with one row of everything. */
async function fullStore() {
  const store = await storeBefore('9999')
  for (const rows of Object.values(rowsOf)) for (const [table, row] of rows) store.insert(table, row)
  return store
}

const good: Migration = {
  up: async (db) => {
    await sql`CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT`.execute(db)
    await sql`UPDATE user SET name = 'renamed'`.execute(db)
  },
}
const halfway: Migration = {
  up: async (db) => {
    await sql`CREATE TABLE half (id INTEGER PRIMARY KEY) STRICT`.execute(db)
    await sql`DELETE FROM job`.execute(db)
    await sql`INSERT INTO no_such_table VALUES (1)`.execute(db)
  },
}

test('a migration that fails halfway leaves the store as it was, those before it included; then the mended one runs', async () => {
  const store = await fullStore()
  try {
    const before = { rows: contents(store.raw), schema: schemaOf(store.raw) }
    await expect(
      migrateToNewest(store.db, { ...migrations, '9998-good': good, '9999-half': halfway }),
    ).rejects.toThrow('no_such_table')
    expect({ rows: contents(store.raw), schema: schemaOf(store.raw) }).toEqual(before)
    expect(await storeVersion(store.db)).toBe(newestVersion)
    expect(store.raw.pragma('foreign_keys', { simple: true })).toBe(1)
    await migrateToNewest(store.db, { ...migrations, '9998-good': good })
    expect(contents(store.raw).later).toEqual([])
  } finally {
    await store.close()
  }
})

test('a migration that breaks a foreign key is refused whole', async () => {
  const store = await fullStore()
  try {
    const before = contents(store.raw)
    const orphan: Migration = { up: async (db) => void (await sql`DELETE FROM shop`.execute(db)) }
    await expect(migrateToNewest(store.db, { ...migrations, '9999-orphan': orphan })).rejects.toThrow(
      'foreign keys',
    )
    expect(contents(store.raw)).toEqual(before)
  } finally {
    await store.close()
  }
})

test('a table can be rebuilt while rows of others refer to it', async () => {
  const store = await fullStore()
  try {
    const before = contents(store.raw)
    const rebuild: Migration = {
      up: async (db) => {
        await sql`CREATE TABLE shop_new AS SELECT * FROM shop`.execute(db)
        await sql`DROP TABLE shop`.execute(db)
        await sql`CREATE TABLE shop (id INTEGER PRIMARY KEY AUTOINCREMENT, platform TEXT NOT NULL, name TEXT NOT NULL,
          currency TEXT NOT NULL, time_zone TEXT NOT NULL, promise_hours INTEGER, sender TEXT NOT NULL, archived_at INTEGER,
          command_id INTEGER NOT NULL REFERENCES command (id)) STRICT`.execute(db)
        await sql`INSERT INTO shop SELECT * FROM shop_new`.execute(db)
        await sql`DROP TABLE shop_new`.execute(db)
      },
    }
    await migrateToNewest(store.db, { ...migrations, '9999-rebuild': rebuild })
    expect(contents(store.raw)).toEqual(before)
  } finally {
    await store.close()
  }
})

test('a store of a newer program is refused and not a byte of it changes', async () => {
  const store = await fullStore()
  await migrateToNewest(store.db, { ...migrations, '9998-good': good })
  store.raw.pragma('wal_checkpoint(TRUNCATE)')
  try {
    const file = `${store.dir}/yifang.db`
    const digest = () => createHash('sha256').update(readFileSync(file)).digest('hex')
    const before = digest()
    const opening = openStore(store.dir, () => Promise.reject(new Error('no backup is made of it')))
    await expect(opening).rejects.toThrow(NewerStore)
    await expect(opening).rejects.toMatchObject({ version: '9998-good' })
    expect(digest()).toBe(before)
    expect(contents(store.raw).user).toMatchObject([{ name: 'renamed' }, { name: 'renamed' }])
  } finally {
    await store.close()
  }
})
