import { searchText } from '../../shared/orders/search.ts'
import type { Bulk } from '../open.ts'

/** Writes an order's search words. For a new order, or after `removeFromSearch`. */
export function addToSearch(bulk: Bulk, orderId: number, terms: readonly string[], text: string): void {
  for (const term of terms)
    bulk.run('INSERT OR IGNORE INTO order_term (term, order_id) VALUES (?, ?)', [term, orderId])
  bulk.run('INSERT INTO order_text (rowid, text) VALUES (?, ?)', [orderId, text])
}

/** Takes an order out of the search, before its words are written anew or its buyer is blanked. */
export function removeFromSearch(bulk: Bulk, orderId: number): void {
  bulk.run('DELETE FROM order_term WHERE order_id = ?', [orderId])
  bulk.run('DELETE FROM order_text WHERE rowid = ?', [orderId])
}

/** Makes a listing's title, attributes and seller code findable. Once is enough: a known listing costs a look-up. */
export function addListing(
  bulk: Bulk,
  matchKey: string,
  line: { readonly title: string; readonly attributes: string; readonly sellerCode: string },
): void {
  const added = bulk.run('INSERT OR IGNORE INTO listing (match_key) VALUES (?)', [matchKey])
  if (added.changes === 0) return
  const text = searchText([line.title, line.attributes, line.sellerCode])
  bulk.run('INSERT INTO listing_text (rowid, text) VALUES (?, ?)', [added.id, text])
}
