import type RawDatabase from 'better-sqlite3'
import type { Kysely } from 'kysely'
import { searchText } from '../../shared/orders/search.ts'
import type { Bulk } from '../open.ts'
import { addToSearch } from '../orders/search-index.ts'
import { searchWords } from '../orders/search-words.ts'
import type { Database } from '../schema.ts'

/** Makes every order and listing findable, in a store whose search tables are empty. Inside a transaction. */
export async function rebuildSearch(db: Kysely<Database>, raw: RawDatabase.Database): Promise<void> {
  const statements = new Map<string, RawDatabase.Statement>()
  const bulk: Bulk = {
    run: (statement, parameters) => {
      const known = statements.get(statement) ?? raw.prepare(statement)
      statements.set(statement, known)
      const { lastInsertRowid, changes } = known.run(...parameters)
      return { id: Number(lastInsertRowid), changes }
    },
  }
  const orders = raw.prepare('SELECT id FROM orders ORDER BY id').pluck().all() as number[]
  for (const id of orders) {
    const { terms, text } = await searchWords(db, id)
    addToSearch(bulk, id, terms, text)
  }
  bulk.run('INSERT OR IGNORE INTO listing (match_key) SELECT DISTINCT match_key FROM order_line', [])
  const listings = raw
    .prepare(
      `SELECT g.id, l.title, l.attributes, l.seller_code AS code FROM listing g
       JOIN order_line l ON l.id = (SELECT min(id) FROM order_line WHERE match_key = g.match_key)`,
    )
    .all() as { id: number; title: string; attributes: string; code: string }[]
  for (const { id, title, attributes, code } of listings)
    bulk.run('INSERT INTO listing_text (rowid, text) VALUES (?, ?)', [
      id,
      searchText([title, attributes, code]),
    ])
}
