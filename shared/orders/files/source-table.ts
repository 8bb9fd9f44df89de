import type { TextEncoding } from './decode-text.ts'
import type { Delimiter } from './delimited.ts'
import type { RecognisedFormat, SourceRow } from './types.ts'

export interface SourceChunk {
  readonly rows: readonly SourceRow[]
  /** 0 to 1: how much of the file has been read. */
  readonly progress: number
}

/** An order file opened: its header is known, its rows come on demand and may be read more than once. */
export interface SourceTable {
  /** `markup`: an HTML page or "XML Spreadsheet 2003", both of which are saved as `.xls`. */
  readonly kind: 'csv' | 'xlsx' | 'markup'
  /** Header texts as the file has them, cleaned. */
  readonly header: readonly string[]
  /** 1-based row of the header. */
  readonly headerRow: number
  /** Null: a table, but of no known layout; `mappedFormat` may read it. */
  readonly format: RecognisedFormat | null
  readonly sheet?: string
  readonly encoding?: TextEncoding
  readonly delimiter?: Delimiter
  /** The rows below the header, blank ones left out, at most 1,000 a chunk. */
  rows(): AsyncIterable<SourceChunk>
}

export const chunkRows = 1000

/** Gathers rows into chunks of at most 1,000. */
export async function* inChunks(
  pieces: AsyncIterable<SourceChunk> | Iterable<SourceChunk>,
): AsyncGenerator<SourceChunk> {
  let rows: SourceRow[] = []
  for await (const piece of pieces) {
    for (const row of piece.rows) {
      rows.push(row)
      if (rows.length < chunkRows) continue
      yield { rows, progress: piece.progress }
      rows = []
    }
  }
  if (rows.length > 0) yield { rows, progress: 1 }
}

export function isBlank(cells: readonly string[]): boolean {
  for (const cell of cells) if (cell !== '') return false
  return true
}

/** A sheet's or page's row brought to the header's width; such rows leave empty cells at their end away. */
export function toWidth(cells: readonly string[], width: number): string[] {
  const fitted = cells.slice(0, width)
  while (fitted.length < width) fitted.push('')
  return fitted
}
