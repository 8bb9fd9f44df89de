import { attributeValues, withoutSize } from './attributes.ts'
import { sizesIn } from './sizes.ts'
import type { ListingText } from './suggest.ts'

export interface ListingDraft {
  readonly styleNumber: string
  readonly styleName: string
  readonly colour: string
  readonly size: string
  readonly sellerCode: string
}

/**
 * What a new SKU for a listing would be called, as a beginning for the user: the seller code without its last
 * parts is the style number, the size is named as the workshop writes it (110, not 110cm), the rest is the colour.
 */
export function draftFromListing(listing: ListingText): ListingDraft {
  const values = attributeValues(listing.attributes)
  const [named] = sizesIn(values.join(' | '))
  const size = named === undefined ? '' : named === 'free' ? '均码' : named.replace(/^h/, '')
  const colour = values
    .map((value) => (sizesIn(value).size > 0 ? withoutSize(value) : value))
    .filter((value) => value !== '')
    .join(' ')
  return {
    styleNumber: styleNumberOf(listing.sellerCode, size),
    styleName: shortTitle(listing.title),
    colour: colour.slice(0, 60),
    size: size.slice(0, 60),
    sellerCode: listing.sellerCode.trim().slice(0, 60),
  }
}

/** "DY-TZ-W-110" → "DY-TZ": the size goes, then one part that may be a colour, never the first. */
function styleNumberOf(sellerCode: string, size: string): string {
  const parts = sellerCode
    .trim()
    .split(/[-_ /]+/)
    .filter(Boolean)
  if (parts.length > 1 && size !== '' && parts.at(-1)?.toUpperCase().startsWith(size)) parts.pop()
  if (parts.length > 2) parts.pop()
  return parts.join('-').slice(0, 40)
}

/** Marketplaces' titles are lists of search words; the first 20 characters say what it is. */
function shortTitle(title: string): string {
  return title.normalize('NFKC').trim().slice(0, 20).trim()
}
