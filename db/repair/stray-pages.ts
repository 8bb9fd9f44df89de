import { type FreshStore, type FreshTable, fits } from './fresh-store.ts'
import type { PageFile } from './page-file.ts'
import { type Gap, readStrayIndexPage, readStrayLeaf, readTree, type StoredRow } from './trees.ts'

/** What was found of a table. */
export interface Found {
  readonly table: FreshTable
  readonly gaps: Gap[]
  read: number
  refused: number
  rebuilt: number
  left: number
}

/**
 * Whole pages that nothing leads to any more: they are of a table that misses just these rows. Gives how many rows fit several
 * tables, or none for certain, and were left out.
 */
export function placeStrays(
  file: PageFile,
  fresh: FreshStore,
  found: readonly Found[],
  claimed: Set<number>,
  indexRoots: ReadonlyMap<string, number>,
): number {
  const lacking = found.filter(({ gaps }) => gaps.length > 0)
  const keyed = lacking.filter(({ table }) => !table.hasRowid)
  const indexes = keyed.length > 0 ? brokenIndexes(file, fresh, claimed, indexRoots) : null
  let unplaced = 0
  for (let number = 2; number <= file.pageCount; number += 1) {
    if (claimed.has(number)) continue
    const numbered = readStrayLeaf(file, number)
    const rows = numbered ?? (indexes && readStrayIndexPage(file, number))
    if (!rows) continue
    const takers = numbered
      ? lacking.filter(({ table, gaps }) => isBetween(rows, gaps) && rows.every((row) => fits(table, row)))
      : keyed.filter(
          ({ table }) => rows.every((row) => fits(table, row)) && mostlyRefersToRows(fresh, table, rows),
        )
    const accepting = takers.filter(({ table }) => takesAll(fresh, table, rows))
    const [only, ...others] = accepting
    if (!only) continue
    // A page of an index looks just so, and nothing tells which one it was of.
    const isOfIndex = !numbered && indexes!.has(rows[0]!.values.length)
    if (others.length > 0 || isOfIndex) unplaced += rows.length
    else for (const row of rows) if (fresh.insert(only.table, row)) only.read += 1
  }
  return unplaced
}

function isBetween(rows: readonly StoredRow[], gaps: readonly Gap[]): boolean {
  const first = rows[0]!.rowid!
  const last = rows.at(-1)!.rowid!
  return gaps.some(({ low, high }) => low < first && last <= high)
}

function takesAll({ raw, insert }: FreshStore, table: FreshTable, rows: readonly StoredRow[]): boolean {
  raw.exec('SAVEPOINT trial')
  const isTaken = rows.every((row) => insert(table, row))
  raw.exec('ROLLBACK TO trial')
  raw.exec('RELEASE trial')
  return isTaken
}

/**
 * Tables without row numbers lie in pages like those of an index. Those of the indexes are claimed here; given is how many values
 * a row has in the indexes of which pages are lost too, so that some of theirs may lie about.
 */
function brokenIndexes(
  file: PageFile,
  { raw }: FreshStore,
  claimed: Set<number>,
  roots: ReadonlyMap<string, number>,
): Set<number> {
  const broken = new Set<number>()
  const names = raw.prepare(`SELECT name FROM sqlite_schema WHERE type = 'index'`).pluck().all() as string[]
  for (const name of names) {
    const gaps: Gap[] = []
    const root = roots.get(name)
    // Read to the end for the pages alone.
    if (root !== undefined) for (const _row of readTree({ file, claimed, gaps }, root));
    if (root === undefined || gaps.length > 0)
      broken.add(raw.prepare('SELECT count(*) FROM pragma_index_xinfo(?)').pluck().get(name) as number)
  }
  return broken
}

/** Numbers alone say little: of another table, they lead to rows that there never were. Some may be lost themselves. */
function mostlyRefersToRows({ raw }: FreshStore, table: FreshTable, rows: readonly StoredRow[]): boolean {
  const keys = raw
    .prepare('SELECT "from" AS column, "table" AS parent, "to" AS target FROM pragma_foreign_key_list(?)')
    .all(table.name) as { column: string; parent: string; target: string }[]
  return keys.every(({ column, parent, target }) => {
    const at = table.columns.findIndex(({ name }) => name === column)
    const exists = raw.prepare(`SELECT 1 FROM "${parent}" WHERE "${target}" = ?`).pluck()
    const said = rows.map(({ values }) => values[at] ?? null).filter((value) => value !== null)
    return said.filter((value) => exists.get(value) === 1).length * 2 >= said.length
  })
}
