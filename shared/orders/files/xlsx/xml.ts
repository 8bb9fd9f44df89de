/** One XML element of a flat list: its attributes as text, and what stands between its tags. */
export interface XmlElement {
  readonly attributes: string
  readonly inner: string
}

/** A row of Excel's widest sheet, full of text, is shorter; more is no sheet. */
const longestElement = 8 * 1024 * 1024

/**
 * Finds the elements of one name in XML that comes in pieces: `<row …>…</row>` or `<row …/>`, with or without a
 * namespace prefix (.NET programs write `<x:row>`). Such elements never stand inside each other in a workbook.
 * A scanner by hand, for a general XML parser takes most of the time of reading a sheet.
 */
export class XmlElements {
  readonly #name: string
  #buffer = ''
  #prefix: string | null = null

  constructor(name: string) {
    this.#name = name
  }

  /** The elements that are complete with this piece. Raises RangeError for an element without end. */
  push(piece: string): XmlElement[] {
    this.#buffer += piece
    this.#prefix ??= prefixOf(this.#buffer)
    if (this.#prefix === null) return this.#tooLong([])
    const tag = this.#prefix + this.#name
    const buffer = this.#buffer
    const found: XmlElement[] = []
    let position = 0
    for (;;) {
      const start = openTag(buffer, tag, position)
      if (start === -1) {
        // The last bytes may be the beginning of a tag.
        position = Math.max(position, buffer.length - tag.length - 1)
        break
      }
      position = start
      const tagEnd = buffer.indexOf('>', start)
      if (tagEnd === -1) break
      const from = start + tag.length + 1
      if (buffer.charCodeAt(tagEnd - 1) === 0x2f) {
        found.push({ attributes: buffer.slice(from, tagEnd - 1), inner: '' })
        position = tagEnd + 1
        continue
      }
      const end = buffer.indexOf(`</${tag}>`, tagEnd)
      if (end === -1) break
      found.push({ attributes: buffer.slice(from, tagEnd), inner: buffer.slice(tagEnd + 1, end) })
      position = end + tag.length + 3
    }
    this.#buffer = buffer.slice(position)
    return this.#tooLong(found)
  }

  /** The prefix that this file's elements carry: '' or e.g. `x:`. */
  get prefix(): string {
    return this.#prefix ?? ''
  }

  #tooLong(found: XmlElement[]): XmlElement[] {
    if (this.#buffer.length > longestElement) throw new RangeError(`<${this.#name}> without end`)
    return found
  }
}

/** The prefix of the root element; null while it has not come yet. */
function prefixOf(text: string): string | null {
  const root = /<([A-Za-z_][\w.-]*:)?[A-Za-z_][\w.-]*[\s/>]/.exec(text)
  return root ? (root[1] ?? '') : null
}

/** Offset of `<tag` that is not the beginning of a longer name; -1 where there is none. */
export function openTag(text: string, tag: string, from: number): number {
  let at = text.indexOf(`<${tag}`, from)
  while (at !== -1) {
    const next = text.charCodeAt(at + tag.length + 1)
    // `>`, `/`, white space, or the end of what has come so far.
    if (next === 0x3e || next === 0x2f || next <= 0x20 || Number.isNaN(next)) return at
    at = text.indexOf(`<${tag}`, at + 1)
  }
  return -1
}

/** Every element of one name in a whole text. */
export function xmlElements(text: string, name: string): readonly XmlElement[] {
  return new XmlElements(name).push(text)
}

/** An attribute's value, whatever its prefix (`r:id`); null where there is none. */
export function xmlAttribute(attributes: string, name: string): string | null {
  const match = new RegExp(`(?:^|[\\s:])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes)
  return match ? unescapeXml(match[1] ?? match[2] ?? '') : null
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** `&#24352;` and `&lt;` → characters; what names no character stays as it is. */
export function unescapeXml(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w{2,4}));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return named[String(name)] ?? whole
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal)
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
  })
}
