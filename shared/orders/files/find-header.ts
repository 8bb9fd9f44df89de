import { recognise } from './recognise.ts'
import type { RecognisedFormat } from './types.ts'

export interface OpenTableOptions {
  /** Accepts headers beside the known layouts: remembered mappings, tracking files. */
  readonly accepts?: (header: readonly string[]) => boolean
}

/** Sellers put a title, a date and a note above the header, no more. */
export const headerSearchRows = 10

export interface FoundHeader {
  readonly header: readonly string[]
  /** 1-based row of the file. */
  readonly row: number
  readonly format: RecognisedFormat | null
  readonly known: boolean
}

/** A row as it is looked at for a header. */
export interface CandidateRow {
  readonly row: number
  readonly cells: readonly string[]
}

/** The first row that is a known header; else the fullest one, for a mapping by hand; null where there is no table. */
export function findHeader(rows: readonly CandidateRow[], options: OpenTableOptions): FoundHeader | null {
  let best: FoundHeader | null = null
  let bestFilled = 1
  for (const { row, cells } of rows) {
    const header = trimHeader(cells)
    const format = recognise(header)
    if (format !== null || options.accepts?.(header)) return { header, row, format, known: true }
    const filled = header.filter((text) => text !== '').length
    if (filled <= bestFilled) continue
    best = { header, row, format: null, known: false }
    bestFilled = filled
  }
  return best
}

/** Empty cells at the end are no columns: Excel saves a `,` for every column that once held something. */
function trimHeader(cells: readonly string[]): readonly string[] {
  let length = cells.length
  while (length > 0 && cells[length - 1] === '') length--
  return cells.slice(0, length)
}
