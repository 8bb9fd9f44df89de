import { ptMm } from './paper.ts'

/** Line height of all print text, as a multiple of its size. */
export const lineHeight = 1.25

/**
 * How wide one line of text is, in ems of Noto Sans SC bold: Chinese characters are exactly one em, figures are
 * tabular, letters are taken at the wide end of their class. Documents are laid out without a browser (the host
 * and the tests make them as text), so text is fitted by this estimate; it errs to the wide side, and the page
 * box cuts what might still be too long.
 */
export function textWidthEm(text: string): number {
  let width = 0
  for (const character of text) width += characterWidthEm(character)
  return width
}

function characterWidthEm(character: string): number {
  if (character > '\u02ff') return 1
  if (/[0-9a-z]/.test(character))
    return /[mw]/.test(character) ? 0.95 : /[ijlft]/.test(character) ? 0.4 : 0.62
  if (/[A-Z]/.test(character)) return /[MW]/.test(character) ? 0.95 : 0.7
  if (character === '×') return 1
  return /[ .,:;'|!()[\]/-]/.test(character) ? 0.42 : 0.75
}

/** Lines a text takes at a size in a width: words stay whole, Chinese breaks anywhere, long words break too. */
export function countLines(text: string, widthMm: number, pt: number): number {
  const width = widthMm / (pt * ptMm)
  let lines = 0
  for (const paragraph of text.split('\n')) {
    lines += 1
    let used = 0
    for (const word of paragraph.match(/[\u0021-\u02ff]+|[^\u0021-\u02ff]/gu) ?? []) {
      const wordWidth = textWidthEm(word)
      if (used + wordWidth <= width) used += wordWidth
      else if (wordWidth <= width) {
        lines += 1
        used = wordWidth
      } else {
        lines += Math.floor((used + wordWidth) / width)
        used = (used + wordWidth) % width
      }
    }
  }
  return lines
}

export interface Fitted {
  readonly pt: number
  readonly lines: number
  readonly heightMm: number
}

/** The largest of the sizes (descending) at which a text fits a box; at the smallest it is cut to the box's lines. */
export function fitText(text: string, widthMm: number, heightMm: number, sizes: readonly number[]): Fitted {
  for (const pt of sizes) {
    const lines = countLines(text, widthMm, pt)
    const needed = linesMm(lines, pt)
    if (needed <= heightMm) return { pt, lines, heightMm: needed }
  }
  const pt = sizes.at(-1)!
  const lines = Math.max(1, Math.floor(heightMm / linesMm(1, pt)))
  return { pt, lines, heightMm: linesMm(lines, pt) }
}

/** The largest of the sizes (descending) at which a text stays on one line; the smallest where none does. */
export function fitLine(text: string, widthMm: number, sizes: readonly number[]): number {
  return sizes.find((pt) => textWidthEm(text) * pt * ptMm <= widthMm) ?? sizes.at(-1)!
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
