import type RawDatabase from 'better-sqlite3'
import type { Selectable } from 'kysely'
import { searchText } from '../../shared/orders/search.ts'
import { wordsOf } from '../orders/search-words.ts'
import type { Database } from '../schema.ts'

/** Orders read at once. */
const atOnce = 1000

interface OrderRow extends Selectable<Database['orders']> {
  /** JSON lists. */
  readonly custom: string
  readonly tracking: string
}

/**
 * Makes every order and listing findable, in a store whose search tables are empty. Inside a transaction. By bare statements, a
 * thousand orders at once: a million of them one by one would take an hour.
 */
export function rebuildSearch(raw: RawDatabase.Database): void {
  // Sorted once: in the order of the orders each word would go to another page.
  raw.exec('CREATE TEMP TABLE word (term TEXT, order_id INTEGER)')
  const addWord = raw.prepare('INSERT INTO word (term, order_id) VALUES (?, ?)')
  const addText = raw.prepare('INSERT INTO order_text (rowid, text) VALUES (?, ?)')
  const read = raw.prepare(
    `SELECT o.*,
       (SELECT json_group_array(value) FROM
         (SELECT json_each.value FROM order_line l, json_each(json_array(l.custom_text, l.wearer))
          WHERE l.order_id = o.id ORDER BY l.id, json_each.key)) AS custom,
       (SELECT json_group_array(tracking_number) FROM waybill w WHERE w.order_id = o.id) AS tracking
     FROM orders o WHERE o.id > ? ORDER BY o.id LIMIT ${atOnce}`,
  )
  for (let last = 0; ; ) {
    const orders = read.all(last) as OrderRow[]
    for (const order of orders) {
      const { terms, text } = wordsOf(order, JSON.parse(order.custom), JSON.parse(order.tracking))
      for (const term of terms) addWord.run(term, order.id)
      addText.run(order.id, text)
    }
    if (orders.length < atOnce) break
    last = orders.at(-1)!.id
  }
  raw.exec(`INSERT OR IGNORE INTO order_term (term, order_id) SELECT term, order_id FROM word ORDER BY term, order_id;
    DROP TABLE word;
    INSERT OR IGNORE INTO listing (match_key) SELECT DISTINCT match_key FROM order_line`)
  const listings = raw
    .prepare(
      `SELECT g.id, l.title, l.attributes, l.seller_code AS code FROM listing g
       JOIN order_line l ON l.id = (SELECT min(id) FROM order_line WHERE match_key = g.match_key)`,
    )
    .all() as { id: number; title: string; attributes: string; code: string }[]
  const addListing = raw.prepare('INSERT INTO listing_text (rowid, text) VALUES (?, ?)')
  for (const { id, title, attributes, code } of listings)
    addListing.run(id, searchText([title, attributes, code]))
}
