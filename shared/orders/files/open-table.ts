import { decodePieces, type TextEncoding } from './decode-text.ts'
import { type DelimitedRow, type Delimiter, delimitedPieces, delimiters } from './delimited.ts'
import { recognise } from './recognise.ts'
import { FileProblem, type RecognisedFormat, type SourceRow } from './types.ts'
import { readWorkbook } from './workbook.ts'

export interface SourceChunk {
  readonly rows: readonly SourceRow[]
  /** 0 to 1: how much of the file has been read. */
  readonly progress: number
}

/** An order file opened: its header is known, its rows come on demand and may be read more than once. */
export interface SourceTable {
  readonly kind: 'csv' | 'xlsx'
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

export interface OpenTableOptions {
  /** Accepts headers beside the known layouts: remembered mappings, tracking files. */
  readonly accepts?: (header: readonly string[]) => boolean
}

const largestFile = 256 * 1024 * 1024
const headerSearchRows = 10
const chunkRows = 1000

/**
 * Opens the bytes of an order file: finds out what it is, its sheet, delimiter and header row (title rows above it
 * are passed over). The file's name is not believed: sellers rename `.xlsx` to `.csv` and back.
 * Raises FileProblem for whatever cannot be read as a table.
 */
export async function openTable(
  fileName: string,
  bytes: Uint8Array,
  options: OpenTableOptions = {},
): Promise<SourceTable> {
  if (bytes.length === 0) throw new FileProblem('file-empty')
  if (bytes.length > largestFile) throw new FileProblem('file-too-large', { bytes: bytes.length })
  const kind = sniff(bytes)
  if (kind === 'zip') return openWorkbook(bytes, options)
  if (kind === 'ole') throw new FileProblem(isEncrypted(bytes) ? 'file-password' : 'file-old-xls')
  if (kind === 'foreign') throw new FileProblem('file-not-a-table', { fileName })
  return openText(bytes, options)
}

function sniff(bytes: Uint8Array): 'zip' | 'ole' | 'foreign' | 'text' {
  const start = String.fromCharCode(...bytes.subarray(0, 8))
  if (start.startsWith('PK\x03\x04') || start.startsWith('PK\x05\x06')) return 'zip'
  if (start.startsWith('\xd0\xcf\x11\xe0')) return 'ole'
  const foreign = ['%PDF', '\x89PNG', '\xff\xd8\xff', 'GIF8', 'Rar!', '7z\xbc\xaf', '\x1f\x8b', 'MZ']
  return foreign.some((magic) => start.startsWith(magic)) ? 'foreign' : 'text'
}

/** Excel keeps a workbook with a password in an OLE container with this stream (UTF-16LE). */
function isEncrypted(bytes: Uint8Array): boolean {
  return new TextDecoder('utf-16le').decode(bytes.subarray(0, bytes.length & ~1)).includes('EncryptedPackage')
}

interface FoundHeader {
  readonly header: readonly string[]
  /** 0-based position among the rows looked at. */
  readonly index: number
  readonly format: RecognisedFormat | null
  readonly known: boolean
}

/** The first row that is a known header; else the fullest of the first ten, for a mapping by hand. */
function findHeader(rows: readonly (readonly string[])[], options: OpenTableOptions): FoundHeader | null {
  for (const [index, cells] of rows.entries()) {
    const header = trimHeader(cells)
    const format = recognise(header)
    if (format !== null || options.accepts?.(header)) return { header, index, format, known: true }
  }
  let best: FoundHeader | null = null
  for (const [index, cells] of rows.entries()) {
    const header = trimHeader(cells)
    const filled = header.filter((text) => text !== '').length
    if (filled >= 2 && filled > (best?.header.filter((text) => text !== '').length ?? 0)) {
      best = { header, index, format: null, known: false }
    }
  }
  return best
}

/** Empty cells at the end are no columns: Excel saves a `,` for every column that once held something. */
function trimHeader(cells: readonly string[]): readonly string[] {
  let length = cells.length
  while (length > 0 && cells[length - 1] === '') length--
  return cells.slice(0, length)
}

function openText(bytes: Uint8Array, options: OpenTableOptions): SourceTable {
  const { pieces, length, encoding } = decodePieces(bytes)
  for (const start of pieces()) {
    if (/^\s*<(?:!doctype|html|table|\?xml|meta|style|div)/i.test(start.slice(0, 500)))
      throw new FileProblem('file-not-a-table')
    break
  }
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
  const { header, index, format, delimiter } = best
  return {
    kind: 'csv',
    header,
    headerRow: index + 1,
    format,
    encoding,
    delimiter,
    rows: () => textChunks(pieces(), length, delimiter, index + 1, header.length),
  }
}

function firstRows(pieces: Iterable<string>, delimiter: Delimiter): readonly (readonly string[])[] {
  const rows: (readonly string[])[] = []
  for (const row of delimitedPieces(pieces, delimiter)) {
    rows.push(row.cells)
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
  if (source.open || (source.last && cells.length < width)) return { row, cells, flaw: 'cut' }
  if (cells.length > width) {
    // Taobao's item list of 2017 ends each row in an extra comma; anything else has slid out of its column.
    const slid = cells.some((cell, index) => index >= width && cell !== '')
    cells.length = width
    if (slid) return { row, cells, flaw: 'long' }
  }
  return { row, cells }
}

function isBlank(cells: readonly string[]): boolean {
  for (const cell of cells) if (cell !== '') return false
  return true
}

/** The first sheet with a known header, hidden ones too; else the first that is a table at all. */
async function openWorkbook(bytes: Uint8Array, options: OpenTableOptions): Promise<SourceTable> {
  const sheets = await readWorkbook(bytes)
  let best: (FoundHeader & { readonly sheet: (typeof sheets)[number] }) | null = null
  for (const sheet of sheets) {
    const found = findHeader(sheet.rows.slice(0, headerSearchRows), options)
    if (found !== null && (best === null || (found.known && !best.known))) best = { ...found, sheet }
    if (best?.known) break
  }
  if (best === null) {
    const empty = sheets.every((sheet) => sheet.rows.every(isBlank))
    throw new FileProblem(empty ? 'file-empty' : 'header-not-found')
  }
  const { header, index, format, sheet } = best
  return {
    kind: 'xlsx',
    header,
    headerRow: index + 1,
    format,
    sheet: sheet.name,
    rows: () => sheetChunks(sheet.rows, index + 1, header.length),
  }
}

async function* sheetChunks(
  source: readonly (readonly string[])[],
  headerRow: number,
  width: number,
): AsyncGenerator<SourceChunk> {
  for (let from = headerRow; from < source.length; from += chunkRows) {
    const to = Math.min(from + chunkRows, source.length)
    const rows: SourceRow[] = []
    for (let index = from; index < to; index++) {
      const cells = source[index]!.slice(0, width)
      // A sheet leaves empty cells at the end of a row away.
      while (cells.length < width) cells.push('')
      if (!isBlank(cells)) rows.push({ row: index + 1, cells })
    }
    if (rows.length > 0) yield { rows, progress: to / source.length }
  }
}
