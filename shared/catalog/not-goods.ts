import { fold } from '../orders/matching.ts'
import type { ListingText } from './suggest.ts'

/** What is sold without being goods: nothing to make, store, pick or send. */
export const notGoodsKinds = ['postage', 'difference', 'deposit', 'gift'] as const
export type NotGoodsKind = (typeof notGoodsKinds)[number]

/** Ordinary titles name postage too ("free postage", "postage insurance"): these words are taken out first. */
const innocent =
  /包邮|免邮|免运费|含运费|送运费险|运费险|运费保险|赠运费险|退换运费|FREE(SHIPPING|POSTAGE|DELIVERY)|SHIPPINGFREE/g

/** How sellers title such links, Chinese marketplaces' first, then those abroad. Longer titles are goods that mention it. */
const words: readonly (readonly [NotGoodsKind, RegExp])[] = [
  [
    'postage',
    /补邮|邮费|补运费|运费|快递费|补快递|邮资|POSTAGE|SHIPPINGFEE|DELIVERYFEE|PHÍVẬNCHUYỂN|PHÍSHIP/,
  ],
  [
    'difference',
    /补差|差价|补拍|补款|专用链接|补价|加工费|改衣费|加急费|手工费|印字费|税点|开票|PRICEDIFFERENCE|TOPUP|BÙTIỀN/,
  ],
  ['deposit', /定金|订金|押金|预付款|尾款|DEPOSIT|TIỀNCỌC|ĐẶTCỌC/],
  ['gift', /^(赠品|赠送|礼品|小礼物|FREEGIFT|QUÀTẶNG)|赠品(勿拍|不单卖|不售|链接)|(勿拍|不单卖).{0,6}赠品/],
]

/**
 * Whether a listing's words say that it is no goods, and of which kind; null: they don't. Only a suggestion:
 * a costume's title may name a deposit too, so that long titles need the word near their beginning.
 */
export function notGoodsKind(listing: Pick<ListingText, 'title' | 'attributes'>): NotGoodsKind | null {
  const title = fold(listing.title).replace(innocent, '')
  // A costume's title is 25 to 30 characters of search words; a postage link's is short, or begins with what it is.
  const isShort = title.length <= (/[\u4e00-\u9fff]/.test(title) ? 16 : 30)
  const said = isShort ? `${title} ${fold(listing.attributes).slice(0, 30)}` : title.slice(0, 10)
  const text = said.replace(innocent, '')
  return words.find(([, pattern]) => pattern.test(text))?.[0] ?? null
}
