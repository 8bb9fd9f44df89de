import { toWidth } from './source-table.ts'
import { FileProblem } from './types.ts'
import { zipText } from './xlsx/inflate.ts'
import { readParts } from './xlsx/parts.ts'
import { type SheetRow, SheetRows } from './xlsx/sheet-rows.ts'
import { guardZipBomb, largestUnpacked, readZipDirectory } from './zip-directory.ts'

export type { SheetRow } from './xlsx/sheet-rows.ts'

/** A sheet whose rows are read on demand, as often as wanted. */
export interface OpenSheet {
  readonly name: string
  readonly hidden: boolean
  /** Rows with something in them, some at a time, and how much of the sheet has been read (0 to 1). */
  rows(): AsyncIterable<{ readonly rows: readonly SheetRow[]; readonly progress: number }>
}

/**
 * Opens an XLSX; rows are unpacked and read while they are asked for, so that a large sheet needs little memory.
 * Written by hand, and not read-excel-file, for it keeps the whole sheet, gives the file up for one odd cell, and
 * takes minutes over a stray cell in the last row. Raises FileProblem `file-not-a-table` (another kind of ZIP),
 * `file-zip-bomb`, `file-damaged`, `file-password`.
 */
export async function openWorkbook(bytes: Uint8Array): Promise<readonly OpenSheet[]> {
  const entries = new Map(readZipDirectory(bytes).map((entry) => [entry.name.replace(/^\//, ''), entry]))
  if (!entries.has('xl/workbook.xml')) throw new FileProblem('file-not-a-table')
  guardZipBomb([...entries.values()])
  const parts = await damagedIfOdd(readParts(bytes, entries))
  return parts.sheets.map(({ name, hidden, entry }) => ({
    name,
    hidden,
    async *rows() {
      const sheet = new SheetRows(parts)
      let read = 0
      for await (const piece of zipText(bytes, entry, largestUnpacked)) {
        read += piece.length
        const rows = await damagedIfOdd(Promise.resolve().then(() => sheet.push(piece)))
        yield { rows, progress: entry.unpacked > 0 ? Math.min(1, read / entry.unpacked) : 1 }
      }
    },
  }))
}

async function damagedIfOdd<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (error instanceof FileProblem) throw error
    throw new FileProblem('file-damaged', {
      reason: error instanceof Error ? error.message.slice(0, 200) : '',
    })
  }
}

export interface Sheet {
  readonly name: string
  /** Row 1 first, all of one width; blank rows are there, as empty arrays. */
  readonly rows: readonly (readonly string[])[]
}

/** No small file has rows behind this one; a stray cell in the last row is not worth a million empty arrays. */
const mostBlankRows = 10_000

/** Reads every sheet of a small XLSX as a whole. Raises the same problems as `openWorkbook`. */
export async function readWorkbook(bytes: Uint8Array): Promise<readonly Sheet[]> {
  const sheets: Sheet[] = []
  for (const sheet of await openWorkbook(bytes)) {
    const rows: (readonly string[])[] = []
    for await (const chunk of sheet.rows())
      for (const { row, cells } of chunk.rows) {
        if (row - rows.length > mostBlankRows) continue
        while (rows.length < row - 1) rows.push([])
        rows.push(cells)
      }
    const width = rows.reduce((most, cells) => Math.max(most, cells.length), 0)
    sheets.push({
      name: sheet.name,
      rows: rows.map((cells) => (cells.length > 0 ? toWidth(cells, width) : cells)),
    })
  }
  return sheets
}
