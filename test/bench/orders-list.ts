import RawDatabase from 'better-sqlite3'
import { storeFile } from '../../db/open.ts'
import { commonWord } from '../../db/orders/search-plan.ts'
import { openHost } from '../../electron/host/host.ts'
import { tailTerm } from '../../shared/orders/search.ts'
import { clientOf } from '../support/host.ts'
import { bigStore, bigStoreNow } from './big-store.ts'
import { figure, median } from './figures.ts'

interface Question {
  readonly name: string
  readonly input: {
    readonly search?: string
    readonly shopId?: number
    readonly stage?: ('open' | 'ended')[]
  }
  /** The same 50 rows by the best plan we know, then the same number of hits; both take `values`. */
  readonly page: string
  readonly count: string
  readonly values: readonly (string | number)[]
}

const rows = 'SELECT o.*, shop.name AS shop_name, shop.platform FROM'
const byTermOnly = 'SELECT order_id FROM order_term WHERE term >= ? AND term < ?'
const byTerm = `(${byTermOnly})`
const sought = `${rows} (SELECT id FROM orders WHERE id IN ${byTerm} ORDER BY ship_by, id LIMIT 50) f
  CROSS JOIN orders o ON o.id = f.id JOIN shop ON shop.id = o.shop_id ORDER BY o.ship_by, o.id`
const soughtCount = `SELECT count(DISTINCT order_id) FROM ${byTerm}`
const word = (text: string) => [text, `${text}\u{10FFFF}`]
/** Three characters and more are also sought in texts and listings. */
const anywhere = (text: string) => {
  const trigrams = [...text]
    .slice(0, -2)
    .map((_character, index) => `"${[...text].slice(index, index + 3).join('')}"`)
    .join(' AND ')
  const ids = `(SELECT order_id FROM order_term WHERE term >= ? AND term < ?
    UNION SELECT rowid FROM order_text WHERE order_text MATCH ?
    UNION SELECT l.order_id FROM listing_text t JOIN listing ON listing.id = t.rowid
      JOIN order_line l ON l.match_key = listing.match_key WHERE listing_text MATCH ?)`
  return {
    page: sought.replace(byTerm, ids),
    count: soughtCount.replace(byTerm, ids),
    values: [...word(text), trigrams, trigrams],
  }
}

/** Digits are the end of an order number too. */
const digits = (text: string) => {
  const { page, count, values } = anywhere(text)
  const both = (statement: string) =>
    statement.replace(
      byTermOnly,
      `${byTermOnly} UNION SELECT order_id FROM order_term WHERE term >= ? AND term < ?`,
    )
  return {
    page: both(page),
    count: both(count),
    values: [...word(text), ...word(tailTerm(text)!), ...values.slice(2)],
  }
}
/**
 * Two Chinese characters are sought as the three-character pieces that begin with them, which we know here; a word
 * that so many orders hold gives the newest of them.
 */
const newest = (text: string, inTexts: string, inListings: string) => {
  const ids = `(${byTermOnly}
    UNION SELECT * FROM (SELECT rowid FROM order_text WHERE order_text MATCH ? ORDER BY rowid DESC LIMIT ${commonWord})
    UNION SELECT * FROM (SELECT order_id FROM order_line WHERE +match_key IN (
      SELECT match_key FROM listing WHERE id IN (SELECT rowid FROM listing_text WHERE listing_text MATCH ?))
      ORDER BY id DESC LIMIT ${commonWord}))`
  return {
    page: sought.replace(byTerm, ids),
    count: soughtCount.replace(byTerm, ids),
    values: [...word(text), `"${inTexts}"`, `"${inListings}"`],
  }
}
/** No listing holds it: reading all lines to find none is not what we are compared with. */
const newestText = (text: string, inTexts: string) => {
  const ids = `(${byTermOnly}
    UNION SELECT * FROM (SELECT rowid FROM order_text WHERE order_text MATCH ? ORDER BY rowid DESC LIMIT ${commonWord}))`
  return {
    page: sought.replace(byTerm, ids),
    count: soughtCount.replace(byTerm, ids),
    values: [...word(text), `"${inTexts}"`],
  }
}

const questions = (orderNumber: string): readonly Question[] => [
  {
    name: 'the orders at work (default view)',
    input: {},
    page: `${rows} orders o JOIN shop ON shop.id = o.shop_id
      WHERE stage IN ('waiting', 'open', 'picking', 'packed') ORDER BY o.ship_by, o.id LIMIT 50`,
    count: `SELECT count(*) FROM orders INDEXED BY orders_stage WHERE stage IN ('waiting', 'open', 'picking', 'packed')`,
    values: [],
  },
  {
    name: 'a filter (shop and stage)',
    input: { shopId: 2, stage: ['ended'] },
    page: `${rows} orders o JOIN shop ON shop.id = o.shop_id WHERE o.shop_id = ? AND stage = ? ORDER BY o.ship_by, o.id LIMIT 50`,
    count: 'SELECT count(*) FROM (SELECT 1 FROM orders WHERE shop_id = ? AND stage = ? LIMIT 10001)',
    values: [2, 'ended'],
  },
  { name: 'an order number', input: { search: orderNumber }, ...anywhere(orderNumber) },
  { name: 'the last four digits of a phone', input: { search: '4271' }, ...digits('4271') },
  {
    name: 'a two-character name',
    input: { search: '王伟' },
    page: sought,
    count: soughtCount,
    values: word('王伟'),
  },
  { name: 'pinyin initials', input: { search: 'wxy' }, ...anywhere('wxy') },
  {
    name: 'two pinyin initials',
    input: { search: 'zq' },
    page: sought,
    count: soughtCount,
    values: word('zq'),
  },
  {
    name: 'a province in two characters (a tenth of all orders)',
    input: { search: '广东' },
    ...newestText('广东', '广东省'),
  },
  {
    name: 'goods in two characters (an eighth of all orders)',
    input: { search: '古筝' },
    ...newest('古筝', '古筝汉', '古筝汉'),
  },
  { name: 'a text that hits nothing', input: { search: '绝无此词' }, ...anywhere('绝无此词') },
]

const rounds = 41

/** The first page of the order list through the host at a million orders, beside the bare statements for the same rows. */
export async function benchOrderList(): Promise<void> {
  const dir = await bigStore((line) => console.error(line))
  const host = await openHost({ dataDir: dir, version: 'bench', upkeep: false, clock: () => bigStoreNow })
  const client = clientOf(host)
  const raw = new RawDatabase(storeFile(dir), { readonly: true })
  raw.pragma('cache_size = -32000')
  raw.pragma('temp_store = MEMORY')
  const { order_number: orderNumber } = raw
    .prepare<[], { order_number: string }>('SELECT order_number FROM orders WHERE id = 612345')
    .get()!
  for (const { name, input, page, count, values } of questions(orderNumber)) {
    const pageStatement = raw.prepare<unknown[], { id: number }>(page)
    const countStatement = raw.prepare(count).pluck()
    const ours: number[] = []
    const bare: number[] = []
    for (let round = 0; round < rounds; round++) {
      // In turns, so that whoever else uses the machine disturbs both alike.
      const asked = performance.now()
      const answer = await client.orders.list({ search: '', ...input, limit: 50 })
      const answered = performance.now()
      const bareRows = pageStatement.all(...values)
      const total =
        bareRows.length < 50 ? bareRows.length : Math.min(Number(countStatement.get(...values)), 10_000)
      bare.push(performance.now() - answered)
      ours.push(answered - asked)
      const same = answer.total === total && answer.rows.every((row, index) => row.id === bareRows[index]?.id)
      if (!same) throw new Error(`${name}: the list and the bare statement differ`)
    }
    figure(`order list of 1,000,000: ${name}`, median(ours), 'ms', median(bare), '≤ 50 ms and ≤ 2 × floor')
  }
  raw.close()
  await host.close()
}
