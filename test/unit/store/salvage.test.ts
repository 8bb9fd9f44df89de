import { closeSync, copyFileSync, existsSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import RawDatabase from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { storeFile } from '../../../db/open.ts'
import { type Salvaged, salvageStore } from '../../../db/repair/salvage.ts'
import { makeDemo } from '../../../electron/host/demo/make-demo.ts'
import { type Random, seededRandom } from '../../../electron/host/demo/random.ts'
import { openTestHost } from './host-support.ts'
import { testFolder } from './support.ts'

const now = Date.UTC(2026, 4, 20, 2)
let dir: string
let whole: RawDatabase.Database
beforeAll(async () => {
  dir = testFolder()
  const { host, client } = await openTestHost(dir, () => now)
  await makeDemo(client, 400, now)
  await host.close()
  whole = new RawDatabase(storeFile(dir), { readonly: true })
}, 120_000)
afterAll(() => {
  whole.close()
  rmSync(dir, { recursive: true, force: true })
})

interface Leaf {
  readonly pages: readonly number[]
  readonly ids: readonly number[]
}

/** Which rows lie on which pages, as SQLite's own statistics tell: a leaf with its overflow pages. */
function leavesOf(table: string): Leaf[] {
  const stat = whole
    .prepare('SELECT path, pageno, pagetype, ncell FROM dbstat WHERE name = ? ORDER BY path')
    .all(table) as { path: string; pageno: number; pagetype: string; ncell: number }[]
  const ids = whole.prepare(`SELECT rowid FROM "${table}" ORDER BY rowid`).pluck().all() as number[]
  let from = 0
  return stat
    .filter(({ pagetype }) => pagetype === 'leaf')
    .map(({ path, pageno, ncell }) => {
      const overflow = stat.filter((other) => other.pagetype === 'overflow' && isOf(other.path, path))
      const leaf = {
        pages: [pageno, ...overflow.map((page) => page.pageno)],
        ids: ids.slice(from, from + ncell),
      }
      from += ncell
      return leaf
    })
}

/** An overflow page's path is its leaf's, the cell, "+" and a number. */
function isOf(overflow: string, leaf: string): boolean {
  return overflow.startsWith(leaf) && /^[\da-f]{3}\+[\da-f]+$/.test(overflow.slice(leaf.length))
}

function tables(): string[] {
  return whole
    .prepare(
      `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND wr = 0
       AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'kysely_%' AND name NOT LIKE '%\\_text\\_%' ESCAPE '\\'`,
    )
    .pluck()
    .all() as string[]
}

async function salvage(
  spoil: (file: string) => void,
): Promise<Salvaged & { readonly raw: RawDatabase.Database }> {
  const place = testFolder()
  const damaged = join(place, 'damaged.db')
  copyFileSync(storeFile(dir), damaged)
  spoil(damaged)
  const before = readFileSync(damaged)
  const salvaged = await salvageStore(damaged, join(place, 'out'), now, () => {})
  expect(readFileSync(damaged).equals(before)).toBe(true)
  return { ...salvaged, raw: new RawDatabase(join(place, 'out', 'yifang.db')) }
}

function overwrite(file: string, page: number, bytes: Buffer): void {
  const handle = openSync(file, 'r+')
  writeSync(handle, bytes, 0, bytes.length, (page - 1) * 4096)
  closeSync(handle)
}

function noise(random: Random, length: number): Buffer {
  return Buffer.from(Array.from({ length }, () => random.whole(0, 255)))
}

/** Every row whose pages are whole is there, or is told to be left out; what is there is as it was. */
function compare(
  { raw, report }: Salvaged & { readonly raw: RawDatabase.Database },
  bad: ReadonlySet<number>,
) {
  let missing = 0
  for (const table of tables()) {
    const present = new Set(raw.prepare(`SELECT rowid FROM "${table}"`).pluck().all() as number[])
    const expected = leavesOf(table)
      .filter(({ pages }) => !pages.some((page) => bad.has(page)))
      .flatMap(({ ids }) => ids)
    const gone = expected.filter((id) => !present.has(id)).length
    const told = report.tables.find((one) => one.table === table)
    expect(gone, `${table} lacks rows of whole pages`).toBeLessThanOrEqual(
      (told?.left ?? 0) + report.unplaced,
    )
    missing += gone
  }
  const orders = (from: RawDatabase.Database) =>
    new Map(
      (
        from.prepare('SELECT id, order_number, recipient_name, paid_amount FROM orders').all() as {
          id: number
        }[]
      ).map((row) => [row.id, JSON.stringify(row)]),
    )
  const before = orders(whole)
  for (const [id, row] of orders(raw)) expect(row).toBe(before.get(id))
  return missing
}

describe('salvage', () => {
  test('of a whole database gives every row, and the check passes', async () => {
    const salvaged = await salvage(() => {})
    expect(salvaged.report).toMatchObject({ badPages: 0, tables: [], unplaced: 0, problems: 0 })
    expect(compare(salvaged, new Set())).toBe(0)
    const terms = 'SELECT term, order_id FROM order_term ORDER BY term, order_id'
    expect(salvaged.raw.prepare(terms).all()).toEqual(whole.prepare(terms).all())
    const texts = `SELECT count(*) FROM order_text WHERE order_text MATCH '"演出服"'`
    expect(salvaged.raw.prepare(texts).pluck().get()).toBeGreaterThan(0)
    salvaged.raw.close()
  })

  test.each([1, 2, 3, 4, 5, 6])(
    'past random pages (seed %i) holds every row of whole pages',
    async (seed) => {
      const random = seededRandom(seed)
      const count = whole.pragma('page_count', { simple: true }) as number
      const bad = new Set<number>()
      // The first page too, now and then.
      if (seed % 3 === 0) bad.add(1)
      while (bad.size < 4 + seed * 4) bad.add(1 + Math.floor(random.next() * count))
      // The workshop's own row is one page; without it nothing can be salvaged, and that is said.
      for (const page of leavesOf('workshop').flatMap(({ pages }) => pages)) bad.delete(page)
      const salvaged = await salvage((file) => {
        for (const page of bad)
          overwrite(file, page, page % 2 === 0 ? noise(random, 4096) : Buffer.alloc(4096))
      })
      compare(salvaged, bad)
      const { raw, report } = salvaged
      expect(report.badPages).toBeGreaterThan(0)
      expect(raw.pragma('quick_check', { simple: true })).toBe('ok')
      expect(raw.pragma('foreign_key_check')).toEqual([])
      raw.close()
    },
  )

  test.each([11, 12, 13, 14, 15, 16])(
    'of bytes spoilt all over (seed %i) opens, and tells what is wrong',
    async (seed) => {
      const random = seededRandom(seed)
      const size = (whole.pragma('page_count', { simple: true }) as number) * 4096
      const kept = leavesOf('workshop').flatMap(({ pages }) => pages)
      const { raw, report } = await salvage((file) => {
        for (let spot = 0; spot < 60; spot += 1) {
          const at = Math.floor(random.next() * (size - 300))
          if (kept.includes(Math.floor(at / 4096) + 1) || kept.includes(Math.floor((at + 300) / 4096) + 1))
            continue
          const handle = openSync(file, 'r+')
          writeSync(handle, noise(random, random.whole(1, 300)), 0, undefined, at)
          closeSync(handle)
        }
      })
      expect(raw.pragma('quick_check', { simple: true })).toBe('ok')
      expect(raw.pragma('foreign_key_check')).toEqual([])
      expect(raw.prepare('SELECT count(*) FROM orders').pluck().get()).toBe(report.counts.orders)
      // Nearly all as a rule; with spoilt cells of the table's inner page and of the schema at once no more than a quarter.
      expect(report.counts.orders).toBeGreaterThan(100)
      raw.close()
    },
  )

  test.each([
    [
      'bundle_progress',
      `INSERT OR IGNORE INTO bundle_progress (bundle_id, operation_id, good, rework, scrap)
       SELECT b.id, o.id, b.id % 20, 0, 0 FROM bundle b, operation o ORDER BY o.id, b.id LIMIT 8000`,
    ],
    [
      'import_command',
      `INSERT OR IGNORE INTO import_command (import_file_id, command_id)
       SELECT f.id, c.id FROM import_file f, command c LIMIT 8000`,
    ],
  ])('of a table without row numbers (%s) finds the rows below a lost page', async (table, fill) => {
    let before = new Set<string>()
    let lost = 0
    const rowsIn = (raw: RawDatabase.Database) =>
      new Set(
        raw
          .prepare(`SELECT * FROM "${table}"`)
          .raw()
          .all()
          .map((row) => JSON.stringify(row)),
      )
    const { raw, report } = await salvage((file) => {
      const store = new RawDatabase(file)
      store.pragma('foreign_keys = OFF')
      store.exec(fill)
      before = rowsIn(store)
      const inner = store
        .prepare(`SELECT pageno, ncell FROM dbstat WHERE name = ? AND pagetype = 'internal'`)
        .all(table) as { pageno: number; ncell: number }[]
      expect(inner).toHaveLength(1)
      lost = inner[0]!.ncell
      store.close()
      overwrite(file, inner[0]!.pageno, Buffer.alloc(4096))
    })
    const after = rowsIn(raw)
    expect([...after].filter((row) => !before.has(row))).toEqual([])
    // What the lost page itself held is gone, and said; all below it is there.
    expect(before.size - after.size).toBe(lost)
    expect(report.tables.find((one) => one.table === table)?.lost).toBeGreaterThanOrEqual(lost)
    expect(report.unplaced).toBe(0)
    raw.close()
  })

  test('names every table that may lack rows in the words of both languages', () => {
    const all = whole
      .prepare(
        `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'
         AND name NOT LIKE 'kysely_%' AND name NOT LIKE '%\\_text%' ESCAPE '\\'
         AND name NOT IN ('stock_level', 'order_term')`,
      )
      .pluck()
      .all() as string[]
    for (const locale of ['zh-CN', 'en']) {
      const file = join(import.meta.dirname, `../../../renderer/i18n/${locale}/care.json`)
      const { audit, rescue } = JSON.parse(readFileSync(file, 'utf8'))
      const words = { ...audit.tables, ...rescue.salvage.tables }
      expect(all.filter((table) => !(table in words))).toEqual([])
    }
  })

  test('reads what the log holds that the database does not yet', async () => {
    const salvaged = await salvage((file) => {
      const raw = new RawDatabase(file)
      raw.pragma('journal_mode = WAL')
      raw.pragma('wal_autocheckpoint = 0')
      raw.exec(`UPDATE orders SET note = 'from the log' WHERE id = 7`)
      copyFileSync(file, `${file}.kept`)
      copyFileSync(`${file}-wal`, `${file}-wal.kept`)
      raw.close()
      copyFileSync(`${file}.kept`, file)
      copyFileSync(`${file}-wal.kept`, `${file}-wal`)
      expect(existsSync(`${file}-wal`)).toBe(true)
    })
    expect(salvaged.raw.prepare('SELECT note FROM orders WHERE id = 7').pluck().get()).toBe('from the log')
    salvaged.raw.close()
  })
})
