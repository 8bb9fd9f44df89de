import { ptMm } from './paper.ts'

/** Line height of all print text, as a multiple of its size. */
export const lineHeight = 1.25

/** Widest of each class of Noto Sans SC bold's characters, in ems. */
const latin: readonly (readonly [RegExp, number])[] = [
  [/[ ijlft.,:;'|!()[\]/-]/, 0.42],
  [/[0-9acegkrsvxyz]/, 0.62],
  [/[bdhnopqu]/, 0.65],
  [/[A-CEFI-LPR-TVX-Z]/, 0.7],
  [/[mwMW%]/, 0.96],
  [/[@×÷·§±¶]/, 1.02],
]

/** By character code, up to 02ff; what is in no class is a capital as wide as an O, or has an accent. */
const latinWidths = Array.from(
  { length: 0x300 },
  (_, code) => latin.find(([characters]) => characters.test(String.fromCharCode(code)))?.[1] ?? 0.78,
)

/**
 * How wide one line of text is, in ems of Noto Sans SC bold: Chinese characters are exactly one em, figures are
 * tabular, letters are taken at the wide end of their class. Documents are laid out without a browser (the host
 * and the tests make them as text), so text is fitted by this estimate; it errs to the wide side.
 */
export function textWidthEm(text: string): number {
  let width = 0
  for (const character of text) {
    const code = character.codePointAt(0)!
    // Pictures of people and things come from another font, and are wider.
    width += latinWidths[code] ?? (code >= 0x1f000 && code < 0x20000 ? 1.4 : 1)
  }
  return width
}

/** What stays on one line: a word or a Chinese character with the signs that may not end, begin or break a line. */
const unbroken = (() => {
  const opening = '[（【《〈「『〔([{]*'
  const middle = '(?:[\\u0021-\\u02ff]+(?<![([{])|[^\\u0021-\\u02ff])'
  const closing = '[，。、；：？！）】》〉」』〕…—～　·,.;:?!)\\]}%/-]*'
  const one = opening + middle + closing
  return new RegExp(`${one}(?:[“”‘’]+${one})*`, 'gu')
})()

/** Lines a text takes at a size in a width, at most: words stay whole, Chinese breaks anywhere, long words break too. */
export function countLines(text: string, widthMm: number, pt: number): number {
  const width = widthMm / (pt * ptMm)
  let lines = 0
  let used = 0
  const take = (part: string) => {
    const partWidth = textWidthEm(part)
    if (used > 0 && used + partWidth > width) {
      lines += 1
      used = 0
    }
    used += partWidth
  }
  for (const paragraph of text.split('\n')) {
    lines += 1
    used = 0
    if (textWidthEm(paragraph) <= width) continue
    for (const word of paragraph.match(unbroken) ?? []) {
      if (textWidthEm(word) <= width) take(word)
      // Longer than a line: broken after its hyphens, and anywhere where that is not enough.
      else
        for (const part of word.split(/(?<=-)/))
          for (const piece of textWidthEm(part) <= width ? [part] : part) take(piece)
    }
  }
  return lines
}

export interface Fitted {
  readonly pt: number
  readonly lines: number
  readonly heightMm: number
  /** Classes of the text's element: its size, and what cuts it where it does not fit. */
  readonly classes: string
}

/** The largest of the sizes (descending) at which a text fits a box; at the smallest it is cut to the box's lines. */
export function fitText(text: string, widthMm: number, heightMm: number, sizes: readonly number[]): Fitted {
  for (const pt of sizes) {
    const lines = countLines(text, widthMm, pt)
    const needed = linesMm(lines, pt)
    if (needed <= heightMm) return { pt, lines, heightMm: needed, classes: `text s${pt}` }
  }
  const pt = sizes.at(-1)!
  const lines = Math.max(1, Math.floor(heightMm / linesMm(1, pt)))
  return { pt, lines, heightMm: linesMm(lines, pt), classes: `clamp c${lines} s${pt}` }
}

/** The largest of the sizes (descending) at which a text stays on one line; the smallest where none does. */
export function fitLine(text: string, widthMm: number, sizes: readonly number[]): number {
  return sizes.find((pt) => isOneLine(text, widthMm, pt)) ?? sizes.at(-1)!
}

export function isOneLine(text: string, widthMm: number, pt: number): boolean {
  return textWidthEm(text) * pt * ptMm <= widthMm
}

/** Classes of an element of one line: its size, and what cuts it where it does not fit. Cutting costs Chromium a layer. */
export function lineClasses(text: string, widthMm: number, pt: number): string {
  return isOneLine(text, widthMm, pt) ? `s${pt}` : `line s${pt}`
}

export function linesMm(lines: number, pt: number): number {
  return lines * pt * ptMm * lineHeight
}

/** What of a list fits: all of it, or so many rows and a last line that says how many there are. */
export function fitRows(count: number, rowMm: number, heightMm: number, noticeMm: number): number {
  if (count * rowMm <= heightMm) return count
  return Math.max(0, Math.floor((heightMm - noticeMm) / rowMm))
}

/** Cuts a list into pages: the first, the middle and the last page may hold different numbers of rows. */
export function paginate<T>(
  rows: readonly T[],
  perPage: number,
  onLastPage: number,
): readonly (readonly T[])[] {
  const pages: T[][] = []
  let at = 0
  while (rows.length - at > onLastPage) {
    const take = Math.min(perPage, rows.length - at)
    pages.push(rows.slice(at, at + take))
    at += take
  }
  pages.push(rows.slice(at))
  return pages
}
