import type { PageFile } from './page-file.ts'
import { readPayload, readRecord, readVarint, Unreadable, type Value } from './records.ts'

export interface StoredRow {
  /** Null in a table without row numbers. */
  readonly rowid: number | null
  readonly values: readonly Value[]
}

/** Rows that a page which cannot be read held, or led to: row numbers above `low` up to `high`. */
export interface Gap {
  readonly page: number
  readonly low: number
  readonly high: number
}

const kinds = { tableInside: 0x05, tableLeaf: 0x0d, indexInside: 0x02, indexLeaf: 0x0a } as const

interface Tree {
  readonly file: PageFile
  /** Pages that belong to something that was read. */
  readonly claimed: Set<number>
  readonly gaps: Gap[]
}

/**
 * Reads the rows of one tree, whatever of it can be read; a page, or a single cell, that cannot is a gap.
 * Row numbers ascend: what does not is no row of this tree.
 */
export function* readTree(
  tree: Tree,
  number: number,
  low = Number.MIN_SAFE_INTEGER,
  high = Number.MAX_SAFE_INTEGER,
  depth = 0,
): Generator<StoredRow> {
  const { file, claimed, gaps } = tree
  const lost = () => {
    gaps.push({ page: number, low, high })
  }
  const page = claimed.has(number) || depth > 20 ? null : file.page(number)
  const at = number === 1 ? 100 : 0
  const kind = page?.[at]
  if (!page || !Object.values(kinds).some((known) => known === kind)) return lost()
  const isInside = kind === kinds.tableInside || kind === kinds.indexInside
  const cells = cellPlaces(page, at, file.usable, isInside ? 12 : 8)
  if (!cells) return lost()
  claimed.add(number)
  if (kind === kinds.tableLeaf) return yield* readLeaf(tree, page, number, cells, low, high)
  if (kind === kinds.indexLeaf || kind === kinds.indexInside) {
    for (const place of cells) {
      if (isInside) yield* readTree(tree, page.readUInt32BE(place), low, high, depth + 1)
      try {
        yield { rowid: null, values: readIndexCell(tree, page, isInside ? place + 4 : place) }
      } catch (error) {
        if (!(error instanceof Unreadable)) throw error
        lost()
      }
    }
    if (isInside) yield* readTree(tree, page.readUInt32BE(at + 8), low, high, depth + 1)
    return
  }
  let from = low
  for (const place of cells) {
    const key = keyOf(page, place + 4)
    // A key that is out of order was overwritten: its child's rows say themselves which they are.
    const to = key !== null && key > from && key <= high ? key : null
    yield* readTree(tree, page.readUInt32BE(place), from, to ?? high, depth + 1)
    from = to ?? from
  }
  yield* readTree(tree, page.readUInt32BE(at + 8), from, high, depth + 1)
}

function* readLeaf(
  tree: Tree,
  page: Buffer,
  number: number,
  cells: readonly number[],
  low: number,
  high: number,
): Generator<StoredRow> {
  let last = low
  let isBroken = false
  for (const place of cells) {
    try {
      const row = readLeafCell(tree, page, place)
      if (row.rowid === null || row.rowid <= last || row.rowid > high) throw new Unreadable('order')
      if (isBroken) tree.gaps.push({ page: number, low: last, high: row.rowid - 1 })
      isBroken = false
      last = row.rowid
      yield row
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error
      isBroken = true
    }
  }
  if (isBroken) tree.gaps.push({ page: number, low: last, high })
}

function readLeafCell({ file, claimed }: Omit<Tree, 'gaps'>, page: Buffer, place: number): StoredRow {
  const [length, afterLength] = readVarint(page, place)
  const [rowid, start] = readVarint(page, afterLength)
  if (length < 1) throw new Unreadable('length')
  const payload = readPayload(file, page, start, length, file.usable - 35, (next) => claimed.add(next))
  return { rowid, values: readRecord(payload) }
}

function readIndexCell({ file, claimed }: Tree, page: Buffer, place: number): Value[] {
  const [length, start] = readVarint(page, place)
  if (length < 1) throw new Unreadable('length')
  const most = Math.floor(((file.usable - 12) * 64) / 255) - 23
  return readRecord(readPayload(file, page, start, length, most, (next) => claimed.add(next)))
}

/** Where the cells of a page are; null where its head is none. */
function cellPlaces(page: Buffer, at: number, usable: number, headLength: number): number[] | null {
  const count = page.readUInt16BE(at + 3)
  const first = at + headLength
  if (first + count * 2 > usable) return null
  const places: number[] = []
  for (let index = 0; index < count; index += 1) {
    const place = page.readUInt16BE(first + index * 2)
    // An interior cell begins with four bytes of its child's number.
    if (place < first + count * 2 || place + 4 > usable) return null
    places.push(place)
  }
  return places
}

function keyOf(page: Buffer, at: number): number | null {
  try {
    return readVarint(page, at)[0]
  } catch {
    return null
  }
}

/** The rows of a leaf that nothing leads to any more; null where the page is no whole leaf of a table. */
export function readStrayLeaf(file: PageFile, number: number): StoredRow[] | null {
  const page = file.page(number)
  if (!page || page[0] !== kinds.tableLeaf) return null
  const cells = cellPlaces(page, 0, file.usable, 8)
  if (!cells || cells.length === 0) return null
  const rows: StoredRow[] = []
  const own = new Set<number>()
  try {
    for (const place of cells) {
      const row = readLeafCell({ file, claimed: own }, page, place)
      if (row.rowid === null || row.rowid <= (rows.at(-1)?.rowid ?? Number.MIN_SAFE_INTEGER)) return null
      rows.push(row)
    }
    return rows
  } catch (error) {
    if (error instanceof Unreadable) return null
    throw error
  }
}

/** The rows of a page of a table without row numbers, or of an index, that nothing leads to any more; null where it is none, or not whole. */
export function readStrayIndexPage(file: PageFile, number: number): StoredRow[] | null {
  const page = file.page(number)
  const kind = page?.[0]
  if (!page || (kind !== kinds.indexLeaf && kind !== kinds.indexInside)) return null
  const isInside = kind === kinds.indexInside
  const cells = cellPlaces(page, 0, file.usable, isInside ? 12 : 8)
  if (!cells || cells.length === 0) return null
  const tree = { file, claimed: new Set<number>(), gaps: [] }
  try {
    return cells.map((place) => ({
      rowid: null,
      values: readIndexCell(tree, page, isInside ? place + 4 : place),
    }))
  } catch (error) {
    if (error instanceof Unreadable) return null
    throw error
  }
}
