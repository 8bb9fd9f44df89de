import {
  type CandidateRow,
  type FoundHeader,
  findHeader,
  headerSearchRows,
  type OpenTableOptions,
} from './find-header.ts'
import { inChunks, isBlank, type SourceChunk, type SourceTable, toWidth } from './source-table.ts'
import { FileProblem } from './types.ts'
import { type OpenSheet, openWorkbook } from './workbook.ts'

type FoundSheet = FoundHeader & { readonly sheet: OpenSheet }

/**
 * Opens an XLSX: every sheet with a known header that the user sees (an order list and its item list), else a hidden
 * one; without any, the first that is a table at all. Raises FileProblem `file-empty`, `header-not-found` and those
 * of `openWorkbook`.
 */
export async function openWorkbookTables(
  bytes: Uint8Array,
  options: OpenTableOptions,
): Promise<readonly SourceTable[]> {
  const sheets = await openWorkbook(bytes)
  const known: FoundSheet[] = []
  let unknown: FoundSheet | null = null
  let isEmpty = true
  // Hidden sheets hold old copies and lists of choices; some programs hide the only one.
  for (const sheet of sheets.toSorted((a, b) => Number(a.hidden) - Number(b.hidden))) {
    if (sheet.hidden && known.length > 0) break
    const rows = await firstRows(sheet)
    if (rows.length > 0) isEmpty = false
    const found = findHeader(rows, options)
    if (found?.known) known.push({ ...found, sheet })
    else if (found !== null) unknown ??= { ...found, sheet }
  }
  if (known.length > 0) return known.map(tableOf)
  if (unknown === null) throw new FileProblem(isEmpty ? 'file-empty' : 'header-not-found')
  return [tableOf(unknown)]
}

function tableOf({ header, row, format, sheet }: FoundSheet): SourceTable {
  return {
    kind: 'xlsx',
    header,
    headerRow: row,
    format,
    sheet: sheet.name,
    rows: () => inChunks(below(sheet, row, header.length)),
  }
}

async function firstRows(sheet: OpenSheet): Promise<readonly CandidateRow[]> {
  const first: CandidateRow[] = []
  for await (const { rows } of sheet.rows()) {
    first.push(...rows.slice(0, headerSearchRows - first.length))
    if (first.length === headerSearchRows) break
  }
  return first
}

async function* below(sheet: OpenSheet, headerRow: number, width: number): AsyncGenerator<SourceChunk> {
  for await (const { rows, progress } of sheet.rows()) {
    const data = rows
      .filter(({ row }) => row > headerRow)
      .map(({ row, cells }) => ({ row, cells: toWidth(cells, width) }))
    yield { rows: data.filter(({ cells }) => !isBlank(cells)), progress }
  }
}
