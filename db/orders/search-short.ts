import { type Kysely, sql } from 'kysely'
import type { Database } from '../schema.ts'

/** Three-character pieces that a short word is looked for by; more of them and the commonest are taken. */
const pieceLimit = 400

export interface ShortWord {
  /** FTS5 expressions: any of the pieces that begin with the word; null where there is none. */
  readonly texts: string | null
  readonly listings: string | null
  /** Not all pieces were taken. */
  readonly more: boolean
}

/**
 * One or two Chinese characters ("广东", "兔"). The indexes hold three characters at a time and answer nothing
 * shorter, but they can say which pieces begin with these: "广东省", "广东路"… cost some ms to find and are sought
 * instead. The last characters of a text have no piece of their own, so that every text ends in a space (searchText).
 */
export async function shortWord(db: Kysely<Database>, text: string): Promise<ShortWord> {
  await makeLists(db)
  const from = (table: 'order_piece' | 'listing_piece') => sql`
    SELECT ${table} AS source, term FROM (SELECT term FROM ${sql.table(`temp.${table}`)}
      WHERE term >= ${text} AND term < ${`${text}\u{10FFFF}`} ORDER BY doc DESC LIMIT ${pieceLimit + 1})`
  const found = await sql<{ source: string; term: string }>`
    ${from('order_piece')} UNION ALL ${from('listing_piece')}`.execute(db)
  const pieces = (source: string) => found.rows.filter((row) => row.source === source).map((row) => row.term)
  const texts = pieces('order_piece')
  const listings = pieces('listing_piece')
  return {
    texts: anyOf(texts.slice(0, pieceLimit)),
    listings: anyOf(listings.slice(0, pieceLimit)),
    more: texts.length > pieceLimit || listings.length > pieceLimit,
  }
}

/**
 * Views of the indexes' own word lists, once for each connection and on it only: they store nothing, and a read-only one
 * may have them.
 */
async function makeLists(db: Kysely<Database>): Promise<void> {
  if (listed.has(db)) return
  await sql`CREATE VIRTUAL TABLE IF NOT EXISTS temp.order_piece USING fts5vocab (main, order_text, row)`.execute(
    db,
  )
  await sql`CREATE VIRTUAL TABLE IF NOT EXISTS temp.listing_piece USING fts5vocab (main, listing_text, row)`.execute(
    db,
  )
  listed.add(db)
}
const listed = new WeakSet<Kysely<Database>>()

const anyOf = (pieces: readonly string[]): string | null =>
  pieces.length === 0 ? null : pieces.map((piece) => `"${piece.replaceAll('"', '""')}"`).join(' OR ')
