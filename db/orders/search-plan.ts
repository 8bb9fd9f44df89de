import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Database } from '../schema.ts'

/** How a search is asked for: a condition on `orders o`, and whether orders were left out. */
export interface SearchPlan {
  readonly where: RawBuilder<unknown>
  readonly more: boolean
}

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
  readonly below: string
  /** Its trigrams, for addresses, titles and notes; null below three characters. The index holds no positions:
   *  they are asked for together. */
  readonly trigrams: string | null
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
  const words = search.trim().toLowerCase().split(/\s+/).filter(Boolean).map(toWord)
  if (words.length === 0) return null
  const counted: { word: Word; hits: Hits; most: number }[] = []
  for (const word of words) {
    const hits = limit === anyWord ? { terms: 0, texts: 0, lines: 0 } : await countHits(db, word, limit + 1)
    counted.push({ word, hits, most: Math.max(hits.terms, hits.texts, hits.lines) })
  }
  const [rarest, ...others] = counted.sort((a, b) => a.most - b.most)
  const tests = others.map(({ word }) => holds(word))
  const naming = (where: RawBuilder<unknown>) => sql.join([where, ...tests], sql` AND `)
  if (rarest!.most <= limit) return { where: naming(sql`o.id IN (${ordersWith(rarest!.word)})`), more: false }
  if (filter.length > 0 && (await isFew(db, filter, limit)))
    return { where: naming(holds(rarest!.word)), more: false }
  // Each test of a common word looks into the texts of one order, which is dear.
  const newest = newestWith(rarest!.word, rarest!.hits, others.length > 0 ? Math.ceil(limit / 5) : limit)
  return { where: naming(sql`o.id IN (${newest})`), more: true }
}

function toWord(text: string): Word {
  const characters = [...text]
  const trigrams = characters.slice(0, -2).map(
    (_character, index) =>
      `"${characters
        .slice(index, index + 3)
        .join('')
        .replaceAll('"', '""')}"`,
  )
  return {
    from: text,
    below: `${text}\u{10FFFF}`,
    trigrams: trigrams.length > 0 ? trigrams.join(' AND ') : null,
  }
}

async function countHits(db: Kysely<Database>, word: Word, limit: number): Promise<Hits> {
  const counted = await sql<Hits>`SELECT
    (SELECT count(*) FROM (SELECT 1 FROM order_term WHERE ${inRange(word)} LIMIT ${limit})) AS terms,
    ${word.trigrams === null ? sql`0` : sql`(SELECT count(*) FROM (${texts(word.trigrams)} LIMIT ${limit}))`} AS texts,
    ${word.trigrams === null ? sql`0` : sql`(SELECT count(*) FROM (${lines(word.trigrams)} LIMIT ${limit}))`} AS lines`.execute(
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

const inRange = (word: Word) => sql`term >= ${word.from} AND term < ${word.below}`
const texts = (trigrams: string) =>
  sql`SELECT rowid AS order_id FROM order_text WHERE order_text MATCH ${trigrams}`
const keys = (trigrams: string) => sql`SELECT match_key FROM listing WHERE id IN (
  SELECT rowid FROM listing_text WHERE listing_text MATCH ${trigrams})`
const lines = (trigrams: string) =>
  sql`SELECT order_id FROM order_line WHERE match_key IN (${keys(trigrams)})`

/** Ids of all orders with a word. */
function ordersWith(word: Word): RawBuilder<unknown> {
  const terms = sql`SELECT order_id FROM order_term WHERE ${inRange(word)}`
  return word.trigrams === null
    ? terms
    : sql`${terms} UNION ${texts(word.trigrams)} UNION ${lines(word.trigrams)}`
}

/** Ids of orders with a common word: the closest terms, the newest texts and lines. */
function newestWith(word: Word, hits: Hits, limit: number): RawBuilder<unknown> {
  const terms = sql`SELECT * FROM (SELECT order_id FROM order_term WHERE ${inRange(word)} LIMIT ${limit})`
  if (word.trigrams === null) return terms
  // By the index where few lines have the listing; from the newest line back where many have it.
  const newestLines =
    hits.lines <= limit
      ? lines(word.trigrams)
      : sql`SELECT order_id FROM order_line WHERE +match_key IN (${keys(word.trigrams)}) ORDER BY id DESC LIMIT ${limit}`
  return sql`${terms}
    UNION SELECT * FROM (${texts(word.trigrams)} ORDER BY rowid DESC LIMIT ${limit})
    UNION SELECT * FROM (${newestLines})`
}

/** Whether the order `o` has a word: for orders that something else has named. */
function holds(word: Word): RawBuilder<unknown> {
  const term = sql`EXISTS (SELECT 1 FROM order_term t WHERE t.order_id = o.id AND ${inRange(word)})`
  if (word.trigrams === null) return term
  return sql`(${term}
    OR EXISTS (SELECT 1 FROM order_line l WHERE l.order_id = o.id AND l.match_key IN (${keys(word.trigrams)}))
    OR EXISTS (SELECT 1 FROM order_text x WHERE x.rowid = o.id AND x.order_text MATCH ${word.trigrams}))`
}
