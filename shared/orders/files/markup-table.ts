import type { DecodedPieces } from './decode-text.ts'
import { type CandidateRow, type FoundHeader, findHeader, type OpenTableOptions } from './find-header.ts'
import { type MarkupRow, MarkupRows } from './markup-rows.ts'
import { inChunks, isBlank, type SourceChunk, type SourceTable, toWidth } from './source-table.ts'
import { FileProblem } from './types.ts'

/** A page may have a table of titles, one of choices and a frame around all of them before its orders. */
const searchedRows = 60

/** True for text that begins as HTML or XML does, whatever the file is called. */
export function looksLikeMarkup(start: string): boolean {
  return /^[\s\ufeff]*<(?:!|\?xml|(?:html|head|body|table|meta|style|script|div|tbody|tr|center|font|p)[\s>])/i.test(
    start.slice(0, 500),
  )
}

/**
 * Opens what 1688, Lazada and ERPs save as `.xls` without it being one: a page with a table, or a workbook in XML.
 * Raises FileProblem `file-not-a-table` where no row of it is a table's (a log-in page saved as the file).
 */
export function openMarkupTable(decoded: DecodedPieces, options: OpenTableOptions): SourceTable {
  const found = searchHeader(decoded, options)
  if (found === null) throw new FileProblem('file-not-a-table')
  const { header, row, format, table } = found
  return {
    kind: 'markup',
    header,
    headerRow: row,
    format,
    encoding: decoded.encoding,
    rows: () => inChunks(below(decoded, table, row, header.length)),
  }
}

function searchHeader(
  decoded: DecodedPieces,
  options: OpenTableOptions,
): (FoundHeader & { readonly table: number }) | null {
  const tables = new Map<number, CandidateRow[]>()
  let seen = 0
  for (const { rows } of markupRows(decoded)) {
    for (const { table, row, cells } of rows) {
      if (findHeader([{ row, cells }], options)?.known)
        return { ...findHeader([{ row, cells }], options)!, table }
      tables.set(table, [...(tables.get(table) ?? []), { row, cells }])
      seen++
    }
    if (seen > searchedRows) break
  }
  let best: (FoundHeader & { readonly table: number }) | null = null
  for (const [table, rows] of tables) {
    // A table of one row or one column is there for looks.
    const found = rows.length > 1 ? findHeader(rows, options) : null
    if (found && found.header.length > (best?.header.length ?? 2)) best = { ...found, table }
  }
  return best
}

/** The rows of one table below its header; those of the next where a page keeps the header in a table of its own. */
function* below(
  decoded: DecodedPieces,
  headerTable: number,
  headerRow: number,
  width: number,
): Generator<SourceChunk> {
  let table = headerTable
  let hasData = false
  for (const { rows, progress } of markupRows(decoded)) {
    const data = []
    for (const each of rows) {
      if (each.table < headerTable || (each.table === headerTable && each.row <= headerRow)) continue
      if (each.table !== table && !hasData) table = each.table
      if (each.table !== table) continue
      hasData = true
      const cells = toWidth(each.cells, width)
      if (!isBlank(cells)) data.push({ row: each.row, cells })
    }
    yield { rows: data, progress }
  }
}

function* markupRows({
  pieces,
  length,
}: DecodedPieces): Generator<{ readonly rows: readonly MarkupRow[]; readonly progress: number }> {
  const reader = new MarkupRows()
  let read = 0
  for (const piece of pieces()) {
    read += piece.length
    yield { rows: reader.push(piece), progress: length > 0 ? read / length : 1 }
  }
  yield { rows: reader.push('', true), progress: 1 }
}
