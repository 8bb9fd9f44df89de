import type { Kysely } from 'kysely'
import { searchTerms, searchText } from '../../shared/orders/search.ts'
import type { Database } from '../schema.ts'

/** The search words of an order as it stands. */
export async function searchWords(
  db: Kysely<Database>,
  orderId: number,
): Promise<{ readonly terms: readonly string[]; readonly text: string }> {
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
  return {
    terms: searchTerms({
      orderNumber: order.order_number,
      buyerId: order.buyer_id,
      recipientName: order.recipient_name,
      recipientPhone: order.recipient_phone,
      trackingNumbers: waybills.map((waybill) => waybill.tracking_number),
    }),
    text: searchText([
      order.recipient_province + order.recipient_city + order.recipient_district + order.recipient_address,
      order.titles,
      order.buyer_note,
      order.seller_note,
      order.note,
      ...lines.flatMap((line) => [line.custom_text, line.wearer]),
    ]),
  }
}
