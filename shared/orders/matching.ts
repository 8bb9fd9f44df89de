import type { ParsedLine } from './files/types.ts'

/**
 * How a marketplace's line is known again (DESIGN §2, listing alias): by seller code where there is one,
 * else by title and attributes. White space, letter case and the two widths of characters do not matter.
 */
export function matchKey(line: Pick<ParsedLine, 'sellerCode' | 'title' | 'attributes'>): string {
  if (line.sellerCode !== '') return `code:${fold(line.sellerCode)}`
  return `text:${fold(line.title)}|${fold(line.attributes)}`
}

/** A seller code as it is compared: NFKC, upper case, no white space. */
export function fold(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, '').toUpperCase()
}

/** Rule 8: one line per platform line id; without one, one per (order, listing, attributes). */
export function lineKey(line: ParsedLine): string {
  if (line.platformLineId !== null) return `id:${line.platformLineId}`
  return listingKey(line)
}

/**
 * The key of a line without an id: its listing with its attributes, or with its seller code where the file
 * gives no attributes. What it is, not how many.
 */
export function listingKey(
  line: Pick<ParsedLine, 'sellerCode' | 'title' | 'attributes' | 'listingId' | 'listingSkuId'>,
): string {
  return `at:${line.listingId || fold(line.title)}|${fold(line.attributes) || line.listingSkuId || fold(line.sellerCode)}`
}
