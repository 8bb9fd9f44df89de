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

/**
 * Opens an XLSX: the first sheet with a known header, those the user sees first; else the first that is a table at
 * all. Raises FileProblem `file-empty`, `header-not-found` and those of `openWorkbook`.
 */
export async function openWorkbookTable(bytes: Uint8Array, options: OpenTableOptions): Promise<SourceTable> {
  const sheets = await openWorkbook(bytes)
  let best: (FoundHeader & { readonly sheet: OpenSheet }) | null = null
  let isEmpty = true
  // Hidden sheets hold old copies and lists of choices; some programs hide the only one.
  for (const sheet of [...sheets.filter((each) => !each.hidden), ...sheets.filter((each) => each.hidden)]) {
    const rows = await firstRows(sheet)
    if (rows.length > 0) isEmpty = false
    const found = findHeader(rows, options)
    if (found !== null && (best === null || (found.known && !best.known))) best = { ...found, sheet }
    if (best?.known) break
  }
  if (best === null) throw new FileProblem(isEmpty ? 'file-empty' : 'header-not-found')
  const { header, row, format, sheet } = best
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
