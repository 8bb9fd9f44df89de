import { type Kysely, type Selectable, sql } from 'kysely'
import type { KnownHead, KnownLine } from '../../../shared/orders/merge.ts'
import { numberSeries, type Platform } from '../../../shared/orders/platforms.ts'
import type { Database } from '../../schema.ts'

export type OrderRecord = Selectable<Database['orders']>
export type LineRecord = Selectable<Database['order_line']>

/** Orders of these numbers in any shop of the platform's number series. */
export async function findByNumbers(
  db: Kysely<Database>,
  platform: string,
  numbers: readonly string[],
): Promise<OrderRecord[]> {
  const series = numberSeries(platform as Platform)
  return db
    .selectFrom('orders')
    .innerJoin('shop', 'shop.id', 'orders.shop_id')
    .selectAll('orders')
    .where(
      'orders.order_number',
      'in',
      sql<string>`(SELECT value FROM json_each(${JSON.stringify(numbers)}))`,
    )
    .where('shop.platform', 'in', series)
    .execute()
}

export async function linesOf(
  db: Kysely<Database>,
  orderIds: readonly number[],
): Promise<Map<number, LineRecord[]>> {
  const rows = await db
    .selectFrom('order_line')
    .selectAll()
    .where('order_id', 'in', sql<number>`(SELECT value FROM json_each(${JSON.stringify(orderIds)}))`)
    .orderBy('id')
    .execute()
  const lines = new Map<number, LineRecord[]>()
  for (const row of rows) {
    const list = lines.get(row.order_id)
    if (list) list.push(row)
    else lines.set(row.order_id, [row])
  }
  return lines
}

export function toKnownHead(row: OrderRecord): KnownHead {
  return {
    status: row.status,
    platformStatus: row.platform_status,
    afterSale: row.after_sale,
    goodsAmount: row.goods_amount,
    postageAmount: row.postage_amount,
    discountAmount: row.discount_amount,
    paidAmount: row.paid_amount,
    refundAmount: row.refund_amount,
    buyerId: row.buyer_id,
    buyerNote: row.buyer_note,
    sellerNote: row.seller_note,
    titles: row.titles,
    invoiceTitle: row.invoice_title,
    statedPieces: row.stated_pieces,
    createdAt: row.created_at,
    paidAt: row.paid_at,
    promisedAt: row.promised_at,
    platformShippedAt: row.platform_shipped_at,
    completedAt: row.completed_at,
    recipient: {
      name: row.recipient_name,
      phone: row.recipient_phone,
      province: row.recipient_province,
      city: row.recipient_city,
      district: row.recipient_district,
      address: row.recipient_address,
      postcode: row.recipient_postcode,
      country: row.recipient_country,
      masked: row.masked === 1,
    },
    asOf: row.head_as_of,
  }
}

export function toKnownLine(row: LineRecord): KnownLine {
  return {
    id: row.id,
    lineKey: row.line_key,
    title: row.title,
    attributes: row.attributes,
    sellerCode: row.seller_code,
    listingId: row.listing_id,
    listingSkuId: row.listing_sku_id,
    quantity: row.quantity,
    unitPrice: row.unit_price,
    paidAmount: row.paid_amount,
    refundAmount: row.refund_amount,
    platformStatus: row.platform_status,
    afterSale: row.after_sale,
  }
}

/** The columns of `orders` that a merged head sets. Only the facts given. */
export function headColumns(head: Partial<KnownHead>): Partial<OrderRecord> {
  const { recipient } = head
  const columns: { [K in keyof OrderRecord]?: OrderRecord[K] | undefined } = {
    status: head.status,
    platform_status: head.platformStatus,
    after_sale: head.afterSale,
    goods_amount: head.goodsAmount,
    postage_amount: head.postageAmount,
    discount_amount: head.discountAmount,
    paid_amount: head.paidAmount,
    refund_amount: head.refundAmount,
    buyer_id: head.buyerId,
    buyer_note: head.buyerNote,
    seller_note: head.sellerNote,
    titles: head.titles,
    invoice_title: head.invoiceTitle,
    stated_pieces: head.statedPieces,
    created_at: head.createdAt,
    paid_at: head.paidAt,
    promised_at: head.promisedAt,
    platform_shipped_at: head.platformShippedAt,
    completed_at: head.completedAt,
    head_as_of: head.asOf,
    ...(recipient && {
      recipient_name: recipient.name,
      recipient_phone: recipient.phone,
      recipient_province: recipient.province,
      recipient_city: recipient.city,
      recipient_district: recipient.district,
      recipient_address: recipient.address,
      recipient_postcode: recipient.postcode,
      recipient_country: recipient.country,
      masked: recipient.masked ? 1 : 0,
    }),
  }
  for (const name of Object.keys(columns) as (keyof OrderRecord)[])
    if (columns[name] === undefined) delete columns[name]
  return columns as Partial<OrderRecord>
}
