import type { DecodedPieces } from './decode-text.ts'
import { type DelimitedRow, type Delimiter, delimitedPieces, delimiters } from './delimited.ts'
import {
  type CandidateRow,
  type FoundHeader,
  findHeader,
  headerSearchRows,
  type OpenTableOptions,
} from './find-header.ts'
import { chunkRows, isBlank, type SourceChunk, type SourceTable } from './source-table.ts'
import { FileProblem, type SourceRow } from './types.ts'

/** Opens delimited text: finds its delimiter and header row. Raises FileProblem `header-not-found`. */
export function openTextTable(decoded: DecodedPieces, options: OpenTableOptions): SourceTable {
  const { pieces, length, encoding } = decoded
  let best: (FoundHeader & { readonly delimiter: Delimiter }) | null = null
  for (const delimiter of delimiters) {
    const found = findHeader(firstRows(pieces(), delimiter), options)
    if (found === null) continue
    const better = best === null || (found.known && !best.known)
    if (better || (found.known === best?.known && found.header.length > best.header.length)) {
      best = { ...found, delimiter }
    }
  }
  if (best === null) throw new FileProblem('header-not-found')
  const { header, row, format, delimiter } = best
  return {
    kind: 'csv',
    header,
    headerRow: row,
    format,
    encoding,
    delimiter,
    rows: () => textChunks(pieces(), length, delimiter, row, header.length),
  }
}

function firstRows(pieces: Iterable<string>, delimiter: Delimiter): readonly CandidateRow[] {
  const rows: CandidateRow[] = []
  for (const { cells } of delimitedPieces(pieces, delimiter)) {
    rows.push({ row: rows.length + 1, cells })
    if (rows.length === headerSearchRows) break
  }
  return rows
}

async function* textChunks(
  pieces: Iterable<string>,
  length: number,
  delimiter: Delimiter,
  headerRow: number,
  width: number,
): AsyncGenerator<SourceChunk> {
  let rows: SourceRow[] = []
  let number = 0
  for (const source of delimitedPieces(pieces, delimiter)) {
    number++
    if (number <= headerRow || isBlank(source.cells)) continue
    rows.push(textRow(source, number, width))
    if (rows.length === chunkRows) {
      yield { rows, progress: source.end / length }
      rows = []
    }
  }
  if (rows.length > 0) yield { rows, progress: 1 }
}

function textRow(source: DelimitedRow, row: number, width: number): SourceRow {
  const { cells } = source
  if (source.open) return { row, cells, flaw: 'cut', isOpen: true }
  if (source.last && cells.length < width) return { row, cells, flaw: 'cut' }
  if (cells.length > width) {
    // Taobao's item list of 2017 ends each row in an extra comma; anything else has slid out of its column.
    if (cells.some((cell, index) => index >= width && cell !== '')) return { row, cells, flaw: 'long' }
    cells.length = width
  }
  return { row, cells }
}
