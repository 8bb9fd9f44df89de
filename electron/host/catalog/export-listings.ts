import { listAliases } from '../../../db/catalog/list-aliases.ts'
import { listListings } from '../../../db/catalog/listings.ts'
import { skuText } from '../../../shared/catalog/sku-label.ts'
import { formatInstant } from '../../../shared/dates.ts'
import type { GuardedContext } from '../services.ts'
import { xlsxFile } from '../workbook.ts'

interface ListFilter {
  readonly search: string
  readonly shopId?: number | undefined
  readonly headers: 'zh-CN' | 'en'
}

/** A workshop has some hundreds of listings; beyond this somebody exports a mistake. */
const limit = 20_000

/** Listings that wait for a SKU, as the list shows them. */
export async function exportListings({ host }: GuardedContext, filter: ListFilter) {
  const { rows } = await listListings(host.store.reader, { ...filter, offset: 0, limit })
  const isEnglish = filter.headers === 'en'
  const header = isEnglish
    ? ['Shop', 'Title', 'Attributes', 'Seller code', 'Orders', 'Pieces', 'Ship by']
    : ['店铺', '商品标题', '商品属性', '商家编码', '订单数', '件数', '最早发货截止']
  const fileName = isEnglish ? 'listings-to-match.xlsx' : '待对应的商品链接.xlsx'
  const cells = rows.map((row) => [
    row.shopName,
    row.title,
    row.attributes,
    row.sellerCode,
    row.orders,
    row.pieces,
    row.earliestShipBy === null ? '' : formatInstant(row.earliestShipBy),
  ])
  return { fileName, file: await xlsxFile(fileName, header, cells) }
}

/** Listings that were matched, with our SKU. */
export async function exportAliases({ host }: GuardedContext, filter: ListFilter) {
  const { rows } = await listAliases(host.store.reader, { ...filter, offset: 0, limit })
  const isEnglish = filter.headers === 'en'
  const header = isEnglish
    ? ['Shop', 'Title', 'Attributes', 'Seller code in the shop', 'Our SKU', 'Our seller code']
    : ['店铺', '商品标题', '商品属性', '店铺商家编码', '我们的规格', '我们的商家编码']
  const fileName = isEnglish ? 'matched-listings.xlsx' : '已对应的链接.xlsx'
  const cells = rows.map((row) => [
    row.shopName,
    row.title,
    row.attributes,
    row.sellerCode,
    row.sku ? skuText(row.sku) : isEnglish ? 'not goods' : '不是商品',
    row.sku?.sellerCode ?? '',
  ])
  return { fileName, file: await xlsxFile(fileName, header, cells) }
}
