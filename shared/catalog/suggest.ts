import { fold } from '../orders/matching.ts'
import { attributeValues, withoutSize } from './attributes.ts'
import { coloursIn } from './colours.ts'
import { sizeFit, sizesIn } from './sizes.ts'

/** Why a SKU is suggested, strongest first. */
export const suggestionReasons = [
  'code',
  'code-loose',
  'code-prefix',
  'same-listing',
  'style-number',
  'style-name',
  'colour',
  'size',
] as const
export type SuggestionReason = (typeof suggestionReasons)[number]

/** What a marketplace says of a line. */
export interface ListingText {
  readonly title: string
  readonly attributes: string
  readonly sellerCode: string
}

export interface CandidateStyle {
  readonly id: number
  readonly styleNumber: string
  readonly name: string
}

export interface CandidateSku {
  readonly id: number
  readonly styleId: number
  readonly colour: string
  readonly size: string
  readonly sellerCode: string
}

/** What of a SKU the listing contradicts. */
export const suggestionConflicts = ['colour', 'size'] as const
export type SuggestionConflict = (typeof suggestionConflicts)[number]

export interface RankedSku {
  readonly skuId: number
  readonly conflicts: readonly SuggestionConflict[]
  /** 0 to 1. */
  readonly score: number
  readonly sure: boolean
  readonly reasons: readonly SuggestionReason[]
}

/** A listing taken apart once, to be compared with many styles and SKUs. */
export interface ReadListing {
  readonly code: string
  readonly looseCode: string
  readonly words: string
  readonly pairs: ReadonlySet<string>
  readonly values: readonly string[]
  readonly variant: string
  readonly colours: ReadonlySet<string>
  readonly sizes: ReadonlySet<string>
}

/** Takes a listing apart. Sizes come from the attributes, and only where those name none from the title. */
export function readListing(listing: ListingText): ReadListing {
  const values = attributeValues(listing.attributes)
  const variants = values.map(withoutSize).filter((value) => value !== '')
  const variant = variants.length > 0 ? variants.join(' ') : ''
  const inAttributes = sizesIn(values.join(' | '))
  const words = fold(`${listing.title}${listing.attributes}`)
  return {
    code: fold(listing.sellerCode),
    looseCode: loose(listing.sellerCode),
    words,
    pairs: pairsOf(words),
    values: [...values, ...variants].map(fold),
    variant,
    colours: coloursIn(variant || listing.title),
    sizes: inAttributes.size > 0 ? inAttributes : sizesIn(listing.title),
  }
}

/** Letters and digits only: DY-TZ-110, dy tz 110 and DYTZ110 are one code written by three people. */
export function loose(code: string): string {
  return fold(code).replace(/[^\p{L}\p{N}]/gu, '')
}

/** How likely a listing is of a style, 0 to 1. `known`: another variant of the listing is matched to it. */
export function scoreStyle(
  listing: ReadListing,
  style: CandidateStyle,
  known: boolean,
): { readonly score: number; readonly reason: SuggestionReason | null } {
  if (known) return { score: 1, reason: 'same-listing' }
  const number = fold(style.styleNumber)
  if (number.length >= 2 && (standsIn(listing.words, number) || standsIn(listing.code, number))) {
    return { score: 0.9, reason: 'style-number' }
  }
  const name = pairsOf(fold(style.name))
  if (name.size === 0) return { score: 0, reason: null }
  let shared = 0
  for (const pair of name) if (listing.pairs.has(pair)) shared += 1
  const score = (0.8 * shared) / name.size
  return { score, reason: shared > 0 ? 'style-name' : null }
}

/** A style number inside a text, not inside a longer number or word: DY-1 does not stand in DY-12. */
function standsIn(text: string, number: string): boolean {
  for (let at = text.indexOf(number); at >= 0; at = text.indexOf(number, at + 1)) {
    const before = text[at - 1] ?? ''
    const after = text[at + number.length] ?? ''
    if (!touches(before, number[0]!) && !touches(number.at(-1)!, after)) return true
  }
  return false
}

function touches(left: string, right: string): boolean {
  const digit = /\d/
  const latin = /[A-Z]/
  return (digit.test(left) && digit.test(right)) || (latin.test(left) && latin.test(right))
}

/** Every two neighbouring characters; a single character stands for itself. */
function pairsOf(folded: string): ReadonlySet<string> {
  const pairs = new Set<string>()
  if (folded.length === 1) pairs.add(folded)
  for (let at = 0; at + 1 < folded.length; at++) pairs.add(folded.slice(at, at + 2))
  return pairs
}

/** How well a SKU's colour fits: 1 its own name is there, 0 another colour is named, null nobody can say. */
function colourFit(listing: ReadListing, colour: string): number | null {
  const name = fold(colour)
  if (name === '') return null
  if (listing.values.includes(name)) return 1
  if (listing.values.some((value) => value.includes(name))) return 0.9
  const own = coloursIn(colour)
  if (own.size > 0 && listing.colours.size > 0) {
    const shared = [...own].filter((word) => listing.colours.has(word)).length
    return shared === 0 ? 0 : 0.5 + 0.35 * (shared / Math.max(own.size, listing.colours.size))
  }
  if (listing.variant === '') return null
  const pairs = pairsOf(name)
  const variant = pairsOf(fold(listing.variant))
  const shared = [...pairs].filter((pair) => variant.has(pair)).length
  return shared === 0 ? null : 0.3 + (0.5 * shared) / pairs.size
}

/**
 * Ranks SKUs for a listing, best first; the order does not depend on the order of the candidates. Seller
 * codes speak first; without them the style counts half, colour and size a quarter each, and a colour or size
 * that the listing names otherwise all but rules a SKU out. `sure` is given to one SKU at most.
 */
export function rankSkus(
  listing: ReadListing,
  styles: ReadonlyMap<number, CandidateStyle>,
  skus: readonly CandidateSku[],
  knownStyles: ReadonlySet<number>,
  limit: number,
): readonly RankedSku[] {
  const ranked = skus
    .map((sku) => rankSku(listing, styles.get(sku.styleId), sku, knownStyles.has(sku.styleId)))
    .filter((entry) => entry.score >= 0.1)
    .sort((a, b) => b.score - a.score || a.skuId - b.skuId)
  const [first, second] = ranked
  return ranked.slice(0, limit).map((entry) => ({
    ...entry,
    sure: entry === first && entry.sure && (second === undefined || second.score <= entry.score - 0.04),
  }))
}

function rankSku(
  listing: ReadListing,
  style: CandidateStyle | undefined,
  sku: CandidateSku,
  known: boolean,
): RankedSku {
  const code = fold(sku.sellerCode)
  if (code !== '' && code === listing.code)
    return { skuId: sku.id, score: 1, sure: true, reasons: ['code'], conflicts: [] }
  const ofStyle = style === undefined ? { score: 0, reason: null } : scoreStyle(listing, style, known)
  const looseCode = loose(sku.sellerCode)
  const colour = colourFit(listing, sku.colour)
  const size = sizeFit(listing.sizes, sku.size) ?? wordFit(listing, sku.size)
  const conflicts: SuggestionConflict[] = []
  if (colour === 0) conflicts.push('colour')
  if (size === 0) conflicts.push('size')
  const conflict = (colour === 0 ? 0.4 : 1) * (size === 0 ? 0.3 : 1)
  const reasons: SuggestionReason[] = []
  if (looseCode !== '' && looseCode === listing.looseCode) {
    return { skuId: sku.id, score: 0.95, sure: conflict === 1, reasons: ['code-loose'], conflicts }
  }
  const prefix = prefixShare(looseCode, listing.looseCode)
  if (prefix > 0) reasons.push('code-prefix')
  if (ofStyle.reason !== null) reasons.push(ofStyle.reason)
  if (colour !== null && colour >= 0.5) reasons.push('colour')
  if (size !== null && size >= 0.5) reasons.push('size')
  const base =
    Math.max(ofStyle.score, prefix) * 0.5 + prefix * 0.1 + (colour ?? 0.4) * 0.25 + (size ?? 0.4) * 0.25
  // Colour and size alone fit half the catalog: without a style behind them they say little.
  const backed = Math.max(ofStyle.score, prefix) > 0 ? 1 : 0.4
  const sure = ofStyle.score >= 0.9 && fits(colour, sku.colour) && fits(size, sku.size)
  return { skuId: sku.id, score: Math.min(0.94, base * conflict * backed), sure, reasons, conflicts }
}

/** A property that the SKU has must be named by the listing; one that it has not asks for nothing. */
function fits(fit: number | null, own: string): boolean {
  return own === '' || (fit !== null && fit >= 0.85)
}

/** Sizes that are words of their own ("大号", "32 mm"). */
function wordFit(listing: ReadListing, size: string): number | null {
  const name = fold(size)
  if (name === '' || listing.values.length === 0) return null
  if (listing.values.includes(name)) return 1
  return listing.values.some((value) => value.includes(name)) ? 0.9 : null
}

/** How much of the longer code the shorter one begins; 0 below four characters. */
function prefixShare(a: string, b: string): number {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  return short.length >= 4 && long.startsWith(short) ? (0.9 * short.length) / long.length : 0
}
