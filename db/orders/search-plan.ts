import { type Kysely, type RawBuilder, sql } from 'kysely'
import { tailLength, tailTerm } from '../../shared/orders/search.ts'
import type { Database } from '../schema.ts'
import { shortWord } from './search-short.ts'

/** How a search is asked for: a condition on `orders o`, and whether orders were left out. */
export interface SearchPlan {
  readonly where: RawBuilder<unknown>
  readonly more: boolean
  /** Orders that `where` surely names: where that is beyond what is ever counted, nobody need count. */
  readonly atLeast: number
  /** All orders it names, where these are few. */
  readonly ids: readonly number[] | null
}

/** A word with no more hits is asked for once: the ids themselves, instead of a count and then the orders. */
const fewHits = 1000

/**
 * Hits of a word that are looked at one by one: some 40 ms. A word that more orders hold ("演出服" is in nearly
 * every title) gives the newest of them, unless another word or the filter names fewer.
 */
export const commonWord = 12_000
/** No word is too common: for exports, which nobody waits for at a keyboard. */
export const anyWord = Number.MAX_SAFE_INTEGER

interface Word {
  /** Whole words and their beginnings: number, name, initials, phone's last four. */
  readonly from: string
  /** The end of an order number, as its term is written; null for what is no such end. */
  readonly tail: string | null
  /** What addresses and notes, and what titles are asked for; null: they are not. The indexes hold no positions. */
  readonly texts: string | null
  readonly listings: string | null
  readonly more: boolean
}

interface Hits {
  readonly terms: number
  readonly texts: number
  readonly lines: number
}

/**
 * Turns the words of a search into one condition. The rarest word names its orders from the indexes and the
 * others are tested on these; where all words are common, the filter names the orders if those are few, else
 * the newest hits of the first word do and `more` is true. Null: nothing is sought.
 */
export async function planSearch(
  db: Kysely<Database>,
  search: string,
  filter: readonly RawBuilder<unknown>[],
  limit = commonWord,
): Promise<SearchPlan | null> {
  const texts = search.trim().toLowerCase().split(/\s+/).filter(Boolean)
  if (texts.length === 0) return null
  const words: Word[] = []
  for (const text of texts) words.push(await toWord(db, text))
  const isCut = words.some((word) => word.more)
  if (words.length === 1 && limit !== anyWord) {
    const ids = await fewWith(db, words[0]!)
    if (ids !== null) {
      const where = sql`o.id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`
      return { where, more: isCut, atLeast: 0, ids }
    }
  }
  const counted: { word: Word; hits: Hits; most: number }[] = []
  for (const word of words) {
    const hits = limit === anyWord ? { terms: 0, texts: 0, lines: 0 } : await countHits(db, word, limit + 1)
    counted.push({ word, hits, most: Math.max(hits.terms, hits.texts, hits.lines) })
  }
  const [rarest, ...others] = counted.sort((a, b) => a.most - b.most)
  const tests = others.map(({ word }) => holds(word))
  const naming = (where: RawBuilder<unknown>) => sql.join([where, ...tests], sql` AND `)
  if (rarest!.most <= limit)
    return { where: naming(sql`o.id IN (${ordersWith(rarest!.word)})`), more: isCut, atLeast: 0, ids: null }
  if (filter.length > 0 && (await isFew(db, filter, limit)))
    return { where: naming(holds(rarest!.word)), more: isCut, atLeast: 0, ids: null }
  // Each test of a common word looks into the texts of one order, which is dear.
  const newest = newestWith(rarest!.word, rarest!.hits, others.length > 0 ? Math.ceil(limit / 5) : limit)
  const atLeast = others.length === 0 && rarest!.hits.texts > limit ? limit : 0
  return { where: naming(sql`o.id IN (${newest})`), more: true, atLeast, ids: null }
}

async function toWord(db: Kysely<Database>, text: string): Promise<Word> {
  const characters = [...text]
  // A longer word is a whole number: others that only end like it are not meant.
  const tail = characters.length <= tailLength.most && /\d/.test(text) ? tailTerm(text) : null
  if (characters.length < 3 && /\p{Script=Han}/u.test(text))
    return { from: text, tail: null, ...(await shortWord(db, text)) }
  const trigrams = characters.slice(0, -2).map(
    (_character, index) =>
      `"${characters
        .slice(index, index + 3)
        .join('')
        .replaceAll('"', '""')}"`,
  )
  const all = trigrams.length > 0 ? trigrams.join(' AND ') : null
  return { from: text, tail, texts: all, listings: all, more: false }
}

async function countHits(db: Kysely<Database>, word: Word, limit: number): Promise<Hits> {
  const counted = await sql<Hits>`SELECT
    (SELECT count(*) FROM (SELECT 1 FROM order_term WHERE ${isTerm(word)} LIMIT ${limit})) AS terms,
    ${word.texts === null ? sql`0` : sql`(SELECT count(*) FROM (${textsWith(word.texts)} LIMIT ${limit}))`} AS texts,
    ${word.listings === null ? sql`0` : sql`(SELECT count(*) FROM (${linesWith(word.listings)} LIMIT ${limit}))`} AS lines`.execute(
    db,
  )
  return counted.rows[0]!
}

async function isFew(
  db: Kysely<Database>,
  filter: readonly RawBuilder<unknown>[],
  limit: number,
): Promise<boolean> {
  const counted = await sql<{ n: number }>`
    SELECT count(*) AS n FROM (
      SELECT 1 FROM orders o WHERE ${sql.join([...filter], sql` AND `)} LIMIT ${limit + 1})`.execute(db)
  return counted.rows[0]!.n <= limit
}

const beginsWith = (text: string) => sql`(term >= ${text} AND term < ${`${text}\u{10FFFF}`})`
const isTerm = ({ from, tail }: Word) =>
  tail === null ? beginsWith(from) : sql`(${beginsWith(from)} OR ${beginsWith(tail)})`
const textsWith = (match: string) =>
  sql`SELECT rowid AS order_id FROM order_text WHERE order_text MATCH ${match}`
const keys = (match: string) => sql`SELECT match_key FROM listing WHERE id IN (
  SELECT rowid FROM listing_text WHERE listing_text MATCH ${match})`
const linesWith = (match: string) => sql`SELECT order_id FROM order_line WHERE match_key IN (${keys(match)})`

/** Where the orders of a word are told: a statement each, giving `order_id`. */
function sources({ from, tail, texts, listings }: Word): readonly RawBuilder<unknown>[] {
  const found = [sql`SELECT order_id FROM order_term WHERE ${beginsWith(from)}`]
  if (tail !== null) found.push(sql`SELECT order_id FROM order_term WHERE ${beginsWith(tail)}`)
  if (texts !== null) found.push(textsWith(texts))
  if (listings !== null) found.push(linesWith(listings))
  return found
}

/** Ids of all orders with a word. */
function ordersWith(word: Word): RawBuilder<unknown> {
  return sql.join(sources(word), sql` UNION `)
}

/** The same, read; null where they are more than a few. No source is read further than that. */
async function fewWith(db: Kysely<Database>, word: Word): Promise<number[] | null> {
  const parts = sources(word).map(
    (source) => sql`SELECT * FROM (SELECT DISTINCT order_id FROM (${source}) LIMIT ${fewHits + 1})`,
  )
  const found = await sql<{ order_id: number }>`${sql.join(parts, sql` UNION `)}`.execute(db)
  return found.rows.length > fewHits ? null : found.rows.map((row) => row.order_id)
}

/** Ids of orders with a common word: the closest terms, the newest texts and lines. */
function newestWith(word: Word, hits: Hits, limit: number): RawBuilder<unknown> {
  const found = [sql`SELECT * FROM (SELECT order_id FROM order_term WHERE ${isTerm(word)} LIMIT ${limit})`]
  if (word.texts !== null)
    found.push(sql`SELECT * FROM (${textsWith(word.texts)} ORDER BY rowid DESC LIMIT ${limit})`)
  if (word.listings !== null) {
    // By the index where few lines have the listing; from the newest line back where many have it.
    const newest =
      hits.lines <= limit
        ? linesWith(word.listings)
        : sql`SELECT order_id FROM order_line WHERE +match_key IN (${keys(word.listings)}) ORDER BY id DESC LIMIT ${limit}`
    found.push(sql`SELECT * FROM (${newest})`)
  }
  return sql.join(found, sql` UNION `)
}

/** Whether the order `o` has a word: for orders that something else has named. */
function holds(word: Word): RawBuilder<unknown> {
  const tests = [sql`EXISTS (SELECT 1 FROM order_term t WHERE t.order_id = o.id AND ${isTerm(word)})`]
  if (word.listings !== null)
    tests.push(
      sql`EXISTS (SELECT 1 FROM order_line l WHERE l.order_id = o.id AND l.match_key IN (${keys(word.listings)}))`,
    )
  if (word.texts !== null)
    tests.push(
      sql`EXISTS (SELECT 1 FROM order_text x WHERE x.rowid = o.id AND x.order_text MATCH ${word.texts})`,
    )
  return sql`(${sql.join(tests, sql` OR `)})`
}
