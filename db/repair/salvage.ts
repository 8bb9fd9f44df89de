import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { v7 } from 'uuid'
import { YifangError } from '../../shared/errors.ts'
import type { SalvageReport } from '../../shared/settings/salvage-contract.ts'
import { databasePart } from '../backup/archive.ts'
import { openFile, quickCheck, readFacts, type StoreFacts } from '../backup/examine.ts'
import { syncFile } from '../backup/stubborn-files.ts'
import { checkStore } from '../check/index.ts'
import { migrateToNewest } from '../migrate.ts'
import { type FreshStore, makeFreshStore } from './fresh-store.ts'
import { mendReferences } from './mend-references.ts'
import { noteLosses } from './note-losses.ts'
import { type OldSchema, readOldSchema } from './old-schema.ts'
import { openPageFile, type PageFile } from './page-file.ts'
import { rebuildFromAudit } from './rebuild-from-audit.ts'
import { rebuildSearch } from './rebuild-search.ts'
import { type Found, placeStrays } from './stray-pages.ts'
import { readTree } from './trees.ts'

export interface Salvaged {
  /** Holds the new database alone, ready to take the place of the damaged one. */
  readonly folder: string
  readonly facts: StoreFacts
  readonly report: SalvageReport
}

/** Told while it runs: of the pages of the damaged file, then of the work after. */
export type SalvageProgress = (done: number, total: number) => void

/**
 * Reads a damaged database page by page, past whatever cannot be read, and writes all rows into a new store in
 * `folder`: rows of pages that nothing leads to any more where only one table takes them, lost rows from the audit,
 * sums and search words anew. The damaged file is only read. For workers: it takes minutes on a large store.
 * Raises NewerStore, salvage-impossible where no workshop can be read, disk-full.
 */
export async function salvageStore(
  damaged: string,
  folder: string,
  at: number,
  progress: SalvageProgress,
): Promise<Salvaged> {
  mkdirSync(folder, { recursive: true })
  const target = join(folder, databasePart)
  const file = openPageFile(damaged)
  try {
    const old = readOldSchema(file)
    const fresh = await makeFreshStore(target, old.version)
    const { found, unplaced, badPages } = copyRows(file, fresh, old, progress)
    fresh.raw.exec('BEGIN')
    for (const one of found)
      if (one.gaps.length > 0) one.rebuilt = rebuildFromAudit(fresh.raw, one.table, one.gaps)
    if (!fresh.raw.prepare('SELECT 1 FROM workshop').get()) throw new YifangError('salvage-impossible', {})
    const left = mendReferences(fresh.raw, at)
    for (const one of found) one.left = left.get(one.table.name) ?? 0
    for (const [table, seq] of old.sequences)
      fresh.raw
        .prepare('UPDATE sqlite_sequence SET seq = max(seq, :seq) WHERE name = :table')
        .run({ table, seq })
    const tables = found.map((one) => told(fresh, one, old.sequences)).filter((one) => one !== null)
    fresh.raw.exec('COMMIT')
    fresh.raw.close()
    const { facts, problems } = await finish(target, at)
    syncFile(target)
    const report: SalvageReport = {
      pages: file.pageCount,
      badPages,
      tables,
      unplaced,
      counts: facts.counts,
      lastCommandAt: facts.lastCommandAt,
      problems: problems.length,
      firstProblems: problems.slice(0, 20),
    }
    return { folder, facts, report }
  } finally {
    file.close()
  }
}

function copyRows(
  file: PageFile,
  fresh: FreshStore,
  { roots, indexRoots }: OldSchema,
  progress: SalvageProgress,
) {
  const claimed = new Set<number>()
  const found = fresh.tables.map(
    (table): Found => ({ table, gaps: [], read: 0, refused: 0, rebuilt: 0, left: 0 }),
  )
  let rows = 0
  fresh.raw.exec('BEGIN')
  for (const one of found) {
    const root = roots.get(one.table.name)
    if (root === undefined) {
      one.gaps.push({ page: 0, low: Number.MIN_SAFE_INTEGER, high: Number.MAX_SAFE_INTEGER })
      continue
    }
    for (const row of readTree({ file, claimed, gaps: one.gaps }, root)) {
      if (fresh.insert(one.table, row)) one.read += 1
      else one.refused += 1
      rows += 1
      if (rows % 2000 === 0) progress(Math.min(claimed.size, file.pageCount), file.pageCount)
    }
  }
  fresh.index()
  const unplaced = found.some(({ gaps }) => gaps.length > 0)
    ? placeStrays(file, fresh, found, claimed, indexRoots)
    : 0
  fresh.raw.exec('COMMIT')
  progress(file.pageCount, file.pageCount)
  const badPages = new Set(found.flatMap(({ gaps }) => gaps.map(({ page }) => page))).size
  return { found, unplaced, badPages }
}

/** Brings it to the newest version, makes sums and search words anew, notes what is gone, and looks it over. */
async function finish(
  target: string,
  at: number,
): Promise<{ readonly facts: StoreFacts; readonly problems: string[] }> {
  const { raw, db } = openFile(target, false)
  try {
    // Nothing else reads it yet: it goes to the disk once, as a whole, at the end.
    raw.pragma('synchronous = OFF')
    raw.pragma('temp_store = FILE')
    raw.pragma('cache_size = -64000')
    await migrateToNewest(db as unknown as Parameters<typeof migrateToNewest>[0])
    raw.pragma('foreign_keys = OFF')
    raw.exec(`BEGIN; DELETE FROM stock_level;
      INSERT INTO stock_level (item_id, location_id, quantity, value)
      SELECT item_id, location_id, sum(quantity), sum(value) FROM stock_move GROUP BY item_id, location_id; COMMIT`)
    await sql`BEGIN`.execute(db)
    rebuildSearch(raw)
    noteLosses(raw, v7(), at)
    await sql`COMMIT`.execute(db)
    const pages = quickCheck(raw)
    const rules = await checkStore(db)
    const problems = rules.flatMap((result) =>
      result.violations.map(({ detail }) => `§5.${result.rule}: ${detail}`),
    )
    return { facts: await readFacts(db), problems: [...pages, ...problems] }
  } finally {
    await db.destroy()
  }
}

/** What of a table is not as it was; null where all of it is there. */
function told(fresh: FreshStore, found: Found, sequences: ReadonlyMap<string, number>) {
  const { table, read, refused, rebuilt, left, gaps } = found
  const lost = aboutLost(fresh, found, sequences.get(table.name)) + refused
  if (gaps.length + refused + left === 0 || lost + rebuilt + left === 0) return null
  return { table: table.name, read, rebuilt, left, lost }
}

/** A page of 4096 bytes holds some thirty rows of ours. */
const rowsOfPage = 30

/** About how many rows are gone: no more than numbers are missing where pages are, nor than those pages could hold. */
function aboutLost({ raw }: FreshStore, { table, gaps }: Found, highest: number | undefined): number {
  const atMost = new Set(gaps.map(({ page }) => page)).size * rowsOfPage
  if (!table.hasRowid || gaps.length === 0) return atMost
  const there = raw.prepare(`SELECT count(*) FROM "${table.name}" WHERE rowid > ? AND rowid <= ?`).pluck()
  let missing = 0
  for (const { low, high } of gaps) {
    const from = Math.max(low, 0)
    // Without a sequence nobody knows how far it went; a table that never gave out a number never had a row.
    const to = Math.min(high, highest ?? (table.columns.some(({ isRowid }) => isRowid) ? 0 : high))
    missing += Math.max(0, to - from - (there.get(from, Math.max(from, to)) as number))
  }
  return Math.min(missing, atMost)
}
