import type { Kysely, Selectable } from 'kysely'
import { searchTerms, searchText } from '../../shared/orders/search.ts'
import type { Database } from '../schema.ts'

export interface SearchWords {
  readonly terms: readonly string[]
  readonly text: string
}

/** The search words of an order as it stands. */
export async function searchWords(db: Kysely<Database>, orderId: number): Promise<SearchWords> {
  const order = await db.selectFrom('orders').selectAll().where('id', '=', orderId).executeTakeFirstOrThrow()
  const lines = await db
    .selectFrom('order_line')
    .select(['custom_text', 'wearer'])
    .where('order_id', '=', orderId)
    .execute()
  const waybills = await db
    .selectFrom('waybill')
    .select('tracking_number')
    .where('order_id', '=', orderId)
    .execute()
  return wordsOf(
    order,
    lines.flatMap((line) => [line.custom_text, line.wearer]),
    waybills.map((waybill) => waybill.tracking_number),
  )
}

/** The same of an order that was read already; `custom` is what its lines say of custom texts and wearers. */
export function wordsOf(
  order: Selectable<Database['orders']>,
  custom: readonly string[],
  trackingNumbers: readonly string[],
): SearchWords {
  return {
    terms: searchTerms({
      orderNumber: order.order_number,
      buyerId: order.buyer_id,
      recipientName: order.recipient_name,
      recipientPhone: order.recipient_phone,
      trackingNumbers,
    }),
    text: searchText([
      order.recipient_province + order.recipient_city + order.recipient_district + order.recipient_address,
      order.titles,
      order.buyer_note,
      order.seller_note,
      order.note,
      ...custom,
    ]),
  }
}
