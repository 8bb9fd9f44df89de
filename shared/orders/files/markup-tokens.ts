import { unescapeXml } from './xlsx/xml.ts'

/** What markup consists of, as far as tables need it: names are lower case and without prefix (`ss:Row` → `row`). */
export type MarkupToken =
  | { readonly kind: 'open'; readonly name: string; readonly attributes: string }
  | { readonly kind: 'close'; readonly name: string }
  | { readonly kind: 'text'; readonly text: string }

/** No tag of a table is longer; a `<` without its `>` is text. */
const longestTag = 64 * 1024
const raw = new Set(['script', 'style', 'title'])

/**
 * Takes HTML and XML apart as it comes in, piece by piece, in time that grows with its length only, whatever stands
 * in it. A parser that builds the tree, or a stack of open tags, can be kept busy for hours by a damaged file.
 */
export class MarkupTokens {
  #buffer = ''
  /** What is being passed over: a comment or the inside of a script; '' for nothing. */
  #skipping = ''

  push(piece: string, last = false): MarkupToken[] {
    this.#buffer += piece
    const tokens: MarkupToken[] = []
    let position = 0
    for (;;) {
      const next = this.#skipping === '' ? this.#token(position, last, tokens) : this.#skip(position)
      if (next === null) break
      position = next
    }
    this.#buffer = this.#buffer.slice(position)
    if (this.#skipping !== '') this.#buffer = this.#buffer.slice(-16)
    return tokens
  }

  /** Where the next token begins; null where more text is needed. */
  #token(position: number, last: boolean, tokens: MarkupToken[]): number | null {
    const buffer = this.#buffer
    if (position >= buffer.length) return null
    const start = buffer.indexOf('<', position)
    if (start !== position) {
      // An entity may be cut by the end of the piece.
      const end = start === -1 ? (last ? buffer.length : wholeText(buffer, position)) : start
      if (end === position) return null
      tokens.push({ kind: 'text', text: decodeEntities(buffer.slice(position, end)) })
      return end
    }
    if (buffer.startsWith('<!--', position)) {
      this.#skipping = '-->'
      return position + 4
    }
    const end = buffer.indexOf('>', position)
    if (end === -1) {
      if (!last && buffer.length - position < longestTag) return null
      tokens.push({ kind: 'text', text: buffer.slice(position) })
      return buffer.length
    }
    const tag = /^<(\/?)(?:[a-z][\w.-]*:)?([a-z][\w.-]*)/i.exec(buffer.slice(position, position + 100))
    if (!tag) {
      const isText = !/^<[!?]/.test(buffer.slice(position, position + 2))
      if (isText) tokens.push({ kind: 'text', text: '<' })
      return isText ? position + 1 : end + 1
    }
    const name = tag[2]!.toLowerCase()
    if (tag[1] === '/') tokens.push({ kind: 'close', name })
    else {
      const attributes = buffer.slice(position + tag[0].length, Math.min(end, position + longestTag))
      tokens.push({ kind: 'open', name, attributes })
      if (attributes.endsWith('/')) tokens.push({ kind: 'close', name })
      else if (raw.has(name)) this.#skipping = `</${name}`
    }
    return end + 1
  }

  #skip(position: number): number | null {
    const wanted = this.#skipping
    let at = position
    for (;;) {
      at = this.#buffer.indexOf(wanted.slice(0, 2), at)
      if (at === -1) return null
      if (this.#buffer.slice(at, at + wanted.length).toLowerCase() === wanted) {
        this.#skipping = ''
        return wanted === '-->' ? at + 3 : at
      }
      at++
    }
  }
}

function wholeText(buffer: string, from: number): number {
  const entity = buffer.lastIndexOf('&')
  return entity >= from && buffer.length - entity < 12 && !buffer.includes(';', entity)
    ? entity
    : buffer.length
}

const entities: Readonly<Record<string, string>> = {
  nbsp: '\u00a0',
  ensp: ' ',
  emsp: ' ',
  yen: '¥',
  times: '×',
  middot: '·',
  hellip: '…',
  mdash: '—',
  ndash: '–',
  ldquo: '“',
  rdquo: '”',
  lsquo: '‘',
  rsquo: '’',
  copy: '©',
  reg: '®',
}

/** XML's entities and those that order exports were seen to hold; others stay as they are. */
function decodeEntities(text: string): string {
  if (!text.includes('&')) return text
  const known = text.replace(/&([a-z]{3,6});/g, (whole, name) => entities[String(name)] ?? whole)
  return unescapeXml(known)
}
