import type { Currency } from '../money.ts'

/** Where a shop sells (DESIGN §2). Tmall and Taobao share file formats but are shops of their own. */
export const platforms = [
  'taobao',
  'tmall',
  '1688',
  'pinduoduo',
  'douyin',
  'shopee',
  'lazada',
  'tiktok',
  'direct',
] as const
export type Platform = (typeof platforms)[number]

/** Platforms whose order numbers are one series and whose files are alike: Tmall shops are Taobao shops. */
export function numberSeries(platform: Platform): readonly Platform[] {
  return platform === 'taobao' || platform === 'tmall' ? ['taobao', 'tmall'] : [platform]
}

/** Where a file comes from: a marketplace, or an ERP that carries orders of several shops. */
export type FileSource = Exclude<Platform, 'direct' | 'tmall'> | 'jushuitan' | 'mapped'

/**
 * What the marketplace says of an order, in the order in which it normally goes forward.
 * `unknown` is kept apart: a word we do not know yet never moves an order.
 */
export const orderStatuses = [
  'unpaid',
  'paid',
  'partly-shipped',
  'shipped',
  'completed',
  'closed',
  'unknown',
] as const
export type OrderStatus = (typeof orderStatuses)[number]

export const afterSaleStates = ['none', 'requested', 'refunded', 'rejected'] as const
export type AfterSaleState = (typeof afterSaleStates)[number]

/** The zone in which a platform writes its times, and its money when a file names none. */
export function platformDefaults(platform: Platform): { readonly zone: string; readonly currency: Currency } {
  switch (platform) {
    case 'shopee':
    case 'lazada':
    case 'tiktok':
      return { zone: 'Asia/Kuala_Lumpur', currency: 'MYR' }
    default:
      return { zone: 'Asia/Shanghai', currency: 'CNY' }
  }
}
