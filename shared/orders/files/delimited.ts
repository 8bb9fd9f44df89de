import { cleanCell } from './clean-cell.ts'
import { FileProblem } from './types.ts'

export const delimiters = [',', '\t', ';', '|'] as const
export type Delimiter = (typeof delimiters)[number]

export interface DelimitedRow {
  readonly cells: string[]
  /** The row holds a quote that never closes. */
  readonly open: boolean
  /** The file ends with this row, without a line end. */
  readonly last: boolean
  /** Offset in the text after the row: how far the reading is. */
  readonly end: number
}

/** Excel's own limit is 32,767 characters a cell; a longer quoted one is a lost quote. */
const longestCell = 40_000
/** Excel's own limit; a row with more cells is no row of a table. */
const mostCells = 16_384
/** In a file full of lost quotes each search must be short, or reading it would take for ever. */
const patience = { searches: 100, longestCell: 1000 }

export interface LostQuotes {
  count: number
}

/**
 * Reads delimited text row by row, cells cleaned by `cleanCell`; blank lines come as one empty cell. Raises
 * FileProblem `file-not-a-table` for a row that no table has.
 *
 * Written by hand, and not PapaParse, for three things that real order files need: `="a,b"` with the quotes behind
 * an equals sign, a quote that never closes (it costs its own line, not the rest of the file), and reading on
 * demand, so that 100,000 rows are never in memory at once. A quote closes only before a delimiter, a line end
 * or the end, so that an unescaped quote in a buyer's note stays text.
 */
export function* delimitedRows(
  text: string,
  delimiter: Delimiter,
  lost: LostQuotes = { count: 0 },
  newline = lineEndOf(text),
): Generator<DelimitedRow> {
  const length = text.length
  let position = text.charCodeAt(0) === 0xfeff ? 1 : 0
  let nextQuote = text.indexOf('"', position)
  while (position < length) {
    const found = text.indexOf(newline, position)
    const lineEnd = found === -1 ? length : found
    if (nextQuote !== -1 && nextQuote < position) nextQuote = text.indexOf('"', position)
    if (nextQuote === -1 || nextQuote > lineEnd) {
      const cells = stripReturn(text.slice(position, lineEnd)).split(delimiter, mostCells + 1)
      guardWidth(cells)
      for (let index = 0; index < cells.length; index++) cells[index] = cleanCell(cells[index]!)
      position = lineEnd + 1
      yield { cells, open: false, last: found === -1, end: Math.min(position, length) }
    } else {
      const row = quotedRow(text, position, delimiter, newline, lost)
      position = row.end
      yield row
    }
  }
}

function guardWidth(cells: readonly string[]): void {
  if (cells.length > mostCells) throw new FileProblem('file-not-a-table')
}

/** Line feeds, as everybody writes; returns alone come from old Macs. */
function lineEndOf(text: string): string {
  return text.includes('\n') ? '\n' : '\r'
}

/** Rows that end nearer to the end of what is known of the text may go on behind it. */
const margin = 2 * longestCell
const windowLength = 1_000_000
/** A page of garbage without a line end; a real row of a hundred full cells is shorter. */
const longestRow = 8_000_000

/**
 * As `delimitedRows` over the joined pieces, of which never more than a window is in memory. `end` counts from
 * the beginning of the text.
 */
export function* delimitedPieces(pieces: Iterable<string>, delimiter: Delimiter): Generator<DelimitedRow> {
  const lost: LostQuotes = { count: 0 }
  const source = pieces[Symbol.iterator]()
  let window = ''
  let before = 0
  let newline: string | undefined
  let wanted = windowLength
  for (;;) {
    let ended = false
    while (!ended && window.length < wanted) {
      const piece = source.next()
      if (piece.done) ended = true
      else window += piece.value
    }
    // A file of returns alone is read as one of them, whatever its later part holds.
    newline ??= lineEndOf(window)
    const safe = ended ? window.length : window.length - margin
    let lostBefore = lost.count
    let used = 0
    for (const row of delimitedRows(window, delimiter, lost, newline)) {
      if (!ended && row.end > safe) break
      used = row.end
      lostBefore = lost.count
      yield { ...row, end: before + row.end }
    }
    if (ended) return
    // The row that was cut is read again, whole: its lost quotes count once.
    lost.count = lostBefore
    if (used === 0 && window.length > longestRow) throw new FileProblem('file-not-a-table')
    wanted = used === 0 ? window.length + windowLength : windowLength
    window = window.slice(used)
    before += used
  }
}

function quotedRow(
  text: string,
  start: number,
  delimiter: Delimiter,
  newline: string,
  lost: LostQuotes,
): DelimitedRow {
  const cells: string[] = []
  const length = text.length
  let open = false
  let position = start
  let lineEnd = lineEndFrom(text, position, newline)
  for (;;) {
    const quote = openingQuote(text, position)
    guardWidth(cells)
    if (quote !== -1) {
      const close = closingQuote(text, quote, delimiter, lost)
      if (close !== -1) {
        const inner = text.slice(quote + 1, close)
        cells.push(cleanCell(inner.includes('""') ? inner.replaceAll('""', '"') : inner))
        position = skipBlanks(text, close + 1, delimiter)
        if (position > lineEnd) lineEnd = lineEndFrom(text, position, newline)
        if (text.charCodeAt(position) === 0x0d && position + 1 === lineEnd) position++
        if (position >= lineEnd)
          return { cells, open, last: lineEnd === length, end: Math.min(lineEnd + 1, length) }
        position++
        continue
      }
      lost.count++
      open = true
    }
    const next = text.indexOf(delimiter, position)
    if (next === -1 || next >= lineEnd || open) {
      cells.push(cleanCell(stripReturn(text.slice(open ? quote + 1 : position, lineEnd))))
      return { cells, open, last: lineEnd === length, end: Math.min(lineEnd + 1, length) }
    }
    cells.push(cleanCell(text.slice(position, next)))
    position = next + 1
  }
}

function lineEndFrom(text: string, position: number, newline: string): number {
  const found = text.indexOf(newline, position)
  return found === -1 ? text.length : found
}

function stripReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line
}

/** Offset of the quote that opens the cell at `position` (`"…` or `="…`), or -1. */
function openingQuote(text: string, position: number): number {
  const code = text.charCodeAt(position)
  if (code === 0x22) return position
  if (code === 0x3d && text.charCodeAt(position + 1) === 0x22) return position + 1
  return -1
}

function closingQuote(text: string, quote: number, delimiter: Delimiter, lost: LostQuotes): number {
  const limit = quote + (lost.count < patience.searches ? longestCell : patience.longestCell)
  let at = text.indexOf('"', quote + 1)
  while (at !== -1 && at < limit) {
    if (text.charCodeAt(at + 1) === 0x22) {
      at = text.indexOf('"', at + 2)
      continue
    }
    const after = skipBlanks(text, at + 1, delimiter)
    if (after >= text.length) return at
    const next = text[after]
    if (next === delimiter || next === '\n' || next === '\r') return at
    at = text.indexOf('"', at + 1)
  }
  return -1
}

/** Pinduoduo puts a TAB behind the closing quote. */
function skipBlanks(text: string, from: number, delimiter: Delimiter): number {
  let position = from
  while (position < text.length) {
    const character = text[position]
    if (character === delimiter || (character !== ' ' && character !== '\t')) break
    position++
  }
  return position
}
