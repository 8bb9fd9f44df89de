import { FileProblem } from './types.ts'

/** The bytes of a file, in memory (a Uint8Array is one) or read from the disk a part at a time: a part is good until the next one. */
export interface FileBytes {
  readonly length: number
  subarray(from: number, to: number): Uint8Array
}

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030'

export interface DecodedText {
  readonly text: string
  readonly encoding: TextEncoding
}

/**
 * Turns the bytes of a text file into text: by its BOM, else by its zero bytes (UTF-16), else strict UTF-8,
 * else GB18030, which Chinese marketplaces and Excel write. A UTF-8 file with a few broken bytes (a download cut
 * inside a character) is still read as UTF-8. Raises FileProblem `file-empty` or `file-not-a-table` (binary).
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  if (bytes.length === 0) throw new FileProblem('file-empty')
  const { encoding, pieces } = decodePieces(bytes)
  return { text: [...pieces()].join(''), encoding }
}

export interface DecodedPieces {
  readonly encoding: TextEncoding
  /** UTF-16 units of all pieces. */
  readonly length: number
  /** The text from its beginning, a megabyte at a time; may be read more than once. */
  pieces(): Iterable<string>
}

/**
 * As `decodeText`, with the text in pieces: the text of a large file takes twice its bytes, and decoding it at
 * once four times. Raises the same problems, before the first piece.
 */
export function decodePieces(bytes: FileBytes): DecodedPieces {
  if (bytes.length === 0) throw new FileProblem('file-empty')
  const encoding = detectEncoding(bytes.subarray(0, 4096)) ?? unmarkedEncoding(bytes)
  // Text holds no NUL, but for a damaged byte here and there; pictures and programs are full of them.
  let length = 0
  let zeros = 0
  let blank = true
  for (const text of piecesOf(bytes, encoding)) {
    length += text.length
    for (let at = text.indexOf('\0'); at !== -1; at = text.indexOf('\0', at + 1)) zeros++
    if (blank) blank = text.trim() === ''
  }
  if (zeros > 1 + length / 2000) throw new FileProblem('file-not-a-table')
  if (blank) throw new FileProblem('file-empty')
  return { encoding, length, pieces: () => cleanPieces(bytes, encoding) }
}

/** Text without control characters: SQLite ends a text at NUL in places, and no one sees them in a note. */
function* cleanPieces(bytes: FileBytes, encoding: TextEncoding): Generator<string> {
  for (const piece of piecesOf(bytes, encoding)) yield withoutControls(piece)
}

/** All control characters but TAB and line ends. A class of characters is searched four times as fast as `\\p{Cc}`. */
const controls = new RegExp(`[${span(0, 8)}${span(11, 12)}${span(14, 31)}${span(127, 159)}]`, 'g')

function span(from: number, to: number): string {
  return `${String.fromCharCode(from)}-${String.fromCharCode(to)}`
}

export function withoutControls(text: string): string {
  return text.replace(controls, '')
}

const pieceBytes = 1024 * 1024

function* piecesOf(bytes: FileBytes, encoding: TextEncoding, fatal = false): Generator<string> {
  const decoder = new TextDecoder(encoding, { fatal })
  for (let from = 0; from < bytes.length; from += pieceBytes)
    yield decoder.decode(bytes.subarray(from, from + pieceBytes), { stream: true })
  yield decoder.decode()
}

/** Strict UTF-8 or nearly so; else GB18030. */
function unmarkedEncoding(bytes: FileBytes): TextEncoding {
  try {
    for (const _text of piecesOf(bytes, 'utf-8', true));
    return 'utf-8'
  } catch {
    return isNearlyUtf8(bytes) ? 'utf-8' : 'gb18030'
  }
}

function detectEncoding(bytes: Uint8Array): TextEncoding | null {
  const [first, second, third] = bytes
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8'
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  return detectUtf16(bytes)
}

/** Commas, quotes, digits and line ends leave a zero in the same half of each pair. */
function detectUtf16(bytes: Uint8Array): TextEncoding | null {
  const pairs = Math.min(bytes.length, 4096) >> 1
  let high = 0
  let low = 0
  for (let index = 0; index < pairs; index++) {
    if (bytes[index * 2] === 0) high++
    if (bytes[index * 2 + 1] === 0) low++
  }
  if (low > pairs / 10 && high < low / 20) return 'utf-16le'
  if (high > pairs / 10 && low < high / 20) return 'utf-16be'
  return null
}

/** GBK read as UTF-8 breaks at nearly every character; a damaged UTF-8 file at one or two. */
function isNearlyUtf8(bytes: FileBytes): boolean {
  const text = new TextDecoder('utf-8').decode(bytes.subarray(0, 262_144))
  let foreign = 0
  let broken = 0
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code === 0xfffd) broken++
    else if (code > 0x7f) foreign++
  }
  return foreign > broken * 20
}
