import { cleanCell } from '../../orders/files/clean-cell.ts'

/** A text without full-width letters and brackets, odd blanks, and the marks that reading a file takes off its ends. */
export function plainText(text: string): string {
  return cleanCell(text).normalize('NFKC').replace(/\s+/g, ' ').trim()
}

/**
 * The form in which names are compared: people type half-width brackets where the books have full-width ones, Excel
 * adds blanks, case slips. Never stored: the books keep their own spelling.
 */
export function nameKey(text: string): string {
  return plainText(text).toLowerCase()
}

/** Known names and what they mean. */
export interface Names<T> {
  /** What a text means: the very name, else the only one of its form. Null where it means none, or several. */
  find(text: string): T | null
  /** Whether several names are meant as well as each other. */
  isAmbiguous(text: string): boolean
}

/** Gathers names; a name given twice for two things means neither. */
export function knownNames<T>(entries: Iterable<readonly [name: string, meaning: T]>): Names<T> {
  const exact = new Map<string, T[]>()
  const alike = new Map<string, T[]>()
  const add = (map: Map<string, T[]>, key: string, meaning: T) => {
    const known = map.get(key)
    if (!known) map.set(key, [meaning])
    else if (!known.includes(meaning)) known.push(meaning)
  }
  for (const [name, meaning] of entries) {
    add(exact, name, meaning)
    add(alike, nameKey(name), meaning)
  }
  const meanings = (text: string) => exact.get(text) ?? alike.get(nameKey(text)) ?? []
  return {
    find: (text) => {
      const found = meanings(text)
      return found.length === 1 ? found[0]! : null
    },
    isAmbiguous: (text) => meanings(text).length > 1,
  }
}

/** Names that mean themselves: the text as the books spell it. */
export function knownTexts(texts: Iterable<string>): Names<string> {
  return knownNames([...texts].map((text) => [text, text] as const))
}

/** `written` as it is spelt already, where it is the same but for the width of brackets and for blanks. */
export function keepSpelling(written: string, known: string | undefined): string {
  return known !== undefined && plainText(written) === plainText(known) ? known : written
}
