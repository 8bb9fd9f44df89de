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

/** Characters of a style's name. */
const longestName = 20

/** Marketplaces' titles are lists of search words: the first of them say what it is, as many as fit whole. */
function shortTitle(title: string): string {
  const text = title.normalize('NFKC').trim()
  if (text.length <= longestName) return text
  let name = ''
  for (const word of wordsOf(text)) {
    if (name.length + word.length > longestName) break
    name += word
  }
  if (name === '') return text.slice(0, longestName)
  // A bracket that was begun says nothing without its end.
  const whole = name.replace(/[([【][^)\]】]*$/, '').replace(/[\s,，、·/+-]+$/, '')
  return whole === '' ? name : whole
}

/**
 * A text's words; joined they are the text. Dictionaries take 演出服 for 演出 and 服, and 小白兔 for 小 and 白兔: a single
 * character is the end of a garment's name, else the beginning of what follows.
 */
function wordsOf(text: string): string[] {
  const words: string[] = []
  let open = ''
  for (const { segment } of new Intl.Segmenter('zh', { granularity: 'word' }).segment(text)) {
    if (/^[服装裙衣裤鞋帽套款园]$/.test(segment) && open === '' && words.length > 0)
      words[words.length - 1] += segment
    else if (/^\p{Script=Han}$/u.test(segment)) open += segment
    else {
      words.push(open + segment)
      open = ''
    }
  }
  if (open !== '') words.push(open)
  return words
}
