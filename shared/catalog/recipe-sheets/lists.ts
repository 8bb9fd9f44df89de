import { cleanCell } from '../../orders/files/clean-cell.ts'
import type { Names } from './names.ts'

const separator = /[、､,，;；/／\r\n]/
const colon = /[:：=＝]/
/** Names have up to 60 characters; some more for blanks. Keeps a cell of 30,000 commas from taking seconds. */
const longestName = 130

/**
 * Reads names that stand in one cell, parted by 、 , ; / or line breaks. Names may hold such marks themselves: what
 * stands in "quotes" is one name ("" for a quote in it), and of known names the longest is taken, so that 红/黑 is one
 * colour where there is one. Gives known names as they are spelt, others as they are written.
 */
export function readList(text: string, known: Names<string>): string[] {
  const names: string[] = []
  let at = skip(text, 0)
  while (at < text.length) {
    const { name, end } = nameAt(text, at, known, separator, true)
    names.push(known.find(name) ?? name)
    at = skip(text, end)
  }
  return names
}

/** Writes names so that `readList` gives the very same ones: plainly where that is so, else each in quotes. */
export function writeList(names: readonly string[], known: Names<string>): string {
  const plain = names.join('、')
  const read = readList(cleanCell(plain), known)
  return isSame(read, names) ? plain : names.map(quoted).join('、')
}

/**
 * Reads "110:56、120:58" as numbers by name. Names may hold marks, as in `readList`. `wrong` is the part that is no
 * name with a number, or names one twice.
 */
export function readNumbers(
  text: string,
  known: Names<string>,
  parse: (written: string) => number | null,
): { readonly numbers: ReadonlyMap<string, number>; readonly wrong: string | null } {
  const numbers = new Map<string, number>()
  let at = skip(text, 0)
  while (at < text.length) {
    const from = at
    const written = nameAt(text, at, known, colon, false)
    let end = written.end + 1
    while (end < text.length && !separator.test(text[end]!)) end++
    const name = known.find(written.name) ?? written.name
    const number = colon.test(text[written.end] ?? '') ? parse(text.slice(written.end + 1, end).trim()) : null
    // A style of one size may call it by no name at all.
    const isNamed = name !== '' || known.find('') !== null
    if (!isNamed || number === null || numbers.has(name))
      return { numbers, wrong: text.slice(from, end).trim().slice(0, 60) }
    numbers.set(name, number)
    at = skip(text, end)
  }
  return { numbers, wrong: null }
}

/** Writes numbers by name so that `readNumbers` gives the very same ones. `format` writes no separators. */
export function writeNumbers(
  numbers: Readonly<Record<string, number>>,
  known: Names<string>,
  format: (number: number) => string,
): string {
  const entries = Object.entries(numbers).map(([name, number]) => [name, format(number)] as const)
  const plain = entries.map(([name, number]) => `${name}:${number}`).join('、')
  const texts: string[] = []
  const read = readNumbers(cleanCell(plain), known, (written) => texts.push(written))
  const isPlain =
    read.wrong === null &&
    isSame(
      [...read.numbers.keys()],
      entries.map(([name]) => name),
    ) &&
    isSame(
      texts,
      entries.map(([, number]) => number),
    )
  return isPlain ? plain : entries.map(([name, number]) => `${quoted(name)}:${number}`).join('、')
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`

const isSame = (some: readonly string[], others: readonly string[]) =>
  some.length === others.length && some.every((text, index) => text === others[index])

function skip(text: string, from: number): number {
  let at = from
  while (at < text.length && (separator.test(text[at]!) || text[at]!.trim() === '')) at++
  return at
}

/** The name that begins at a place, and where it ends: at a mark, or at the text's end where it `mayEnd` there. */
function nameAt(
  text: string,
  at: number,
  known: Names<string>,
  mark: RegExp,
  mayEnd: boolean,
): { readonly name: string; readonly end: number } {
  const inQuotes = /^"((?:[^"]|"")*)"\s*/.exec(text.slice(at, at + 2 * longestName))
  if (inQuotes) {
    const end = at + inQuotes[0].length
    if (end < text.length ? mark.test(text[end]!) : mayEnd)
      return { name: inQuotes[1]!.replaceAll('""', '"'), end }
  }
  const ends: number[] = []
  let end = at
  for (; end < text.length && (end - at < longestName || ends.length === 0); end++)
    if (mark.test(text[end]!)) ends.push(end)
  if ((mayEnd && end === text.length) || ends.length === 0) ends.push(end)
  for (const one of ends.toReversed()) {
    const name = text.slice(at, one).trim()
    if (known.find(name) !== null) return { name, end: one }
  }
  return { name: text.slice(at, ends[0]).trim(), end: ends[0]! }
}
