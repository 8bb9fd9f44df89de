import { FileProblem } from './types.ts'

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
  const encoding = detectEncoding(bytes)
  const decoded = encoding === null ? decodeUnmarked(bytes) : { text: decode(bytes, encoding), encoding }
  if (isBinary(decoded.text)) throw new FileProblem('file-not-a-table')
  if (decoded.text.trim() === '') throw new FileProblem('file-empty')
  return decoded
}

/** Text holds no NUL, but for a damaged byte here and there; pictures and programs are full of them. */
function isBinary(text: string): boolean {
  const allowed = 1 + text.length / 2000
  let count = 0
  for (let at = text.indexOf('\0'); at !== -1; at = text.indexOf('\0', at + 1)) {
    if (++count > allowed) return true
  }
  return false
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

function decodeUnmarked(bytes: Uint8Array): DecodedText {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' }
  } catch {
    const encoding = isNearlyUtf8(bytes) ? 'utf-8' : 'gb18030'
    return { text: decode(bytes, encoding), encoding }
  }
}

/** GBK read as UTF-8 breaks at nearly every character; a damaged UTF-8 file at one or two. */
function isNearlyUtf8(bytes: Uint8Array): boolean {
  const text = decode(bytes.subarray(0, 262_144), 'utf-8')
  let foreign = 0
  let broken = 0
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code === 0xfffd) broken++
    else if (code > 0x7f) foreign++
  }
  return foreign > broken * 20
}

function decode(bytes: Uint8Array, encoding: TextEncoding): string {
  return new TextDecoder(encoding).decode(bytes)
}
