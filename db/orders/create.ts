import { businessDate } from '../../shared/dates.ts'
import { YifangError } from '../../shared/errors.ts'
import type { Currency } from '../../shared/money.ts'
import type { ManualOrder } from '../../shared/orders/contract.ts'
import { matchKey } from '../../shared/orders/matching.ts'
import { shipBy } from '../../shared/orders/ship-by.ts'
import type { CommandScope } from '../command.ts'
import { addEntry } from './customer-entries.ts'
import { chargeOrder, readCustomer } from './customers.ts'
import { reindexOrder } from './edit.ts'
import { refreshOrders } from './refresh.ts'

/**
 * Writes an order by hand: a school class, a film crew, another seller's parcel. Its amounts are sums of
 * its lines. A customer is charged for it, and his deposit taken in. Raises already-exists for a number the shop has,
 * not-found, and input-invalid for a deposit of nobody.
 */
export async function createOrder(
  scope: CommandScope,
  input: ManualOrder,
): Promise<{ readonly id: number; readonly orderNumber: string; readonly items: number[] }> {
  const shop = await scope.trx
    .selectFrom('shop')
    .selectAll()
    .where('id', '=', input.shopId)
    .executeTakeFirst()
  if (!shop) throw new YifangError('not-found', { what: 'shop', id: input.shopId })
  const orderNumber = input.orderNumber || (await nextNumber(scope, input.shopId))
  const same = await scope.trx
    .selectFrom('orders')
    .select('id')
    .where('shop_id', '=', input.shopId)
    .where('order_number', '=', orderNumber)
    .executeTakeFirst()
  if (same) throw new YifangError('already-exists', { what: 'order', name: orderNumber })
  if (input.customerId !== null) await readCustomer(scope.trx, input.customerId)
  else if (input.depositAmount > 0)
    throw new YifangError('input-invalid', {
      fields: [{ path: 'customerId', message: 'a deposit needs one' }],
    })
  const goods = input.lines.reduce((sum, line) => sum + (line.unitPrice ?? 0) * line.quantity, 0)
  const priced = input.lines.some((line) => line.unitPrice !== null)
  const asked = goods + (input.postageAmount ?? 0) - (input.discountAmount ?? 0)
  const due = shipBy({
    userShipBy: input.shipBy,
    promisedAt: null,
    paidAt: null,
    createdAt: scope.at,
    promiseHours: shop.promise_hours,
  })
  const { recipient } = input
  const id = await scope.insert('orders', {
    shop_id: input.shopId,
    order_number: orderNumber,
    customer_id: input.customerId,
    // A hand-written order is work to do: what was paid is in the customer's account.
    status: 'paid',
    currency: shop.currency,
    goods_amount: priced ? goods : null,
    postage_amount: input.postageAmount,
    discount_amount: input.discountAmount,
    paid_amount: priced ? asked : null,
    invoice_title: input.invoiceTitle,
    invoice_state: input.invoiceTitle === '' ? 'none' : 'asked',
    recipient_name: recipient.name,
    recipient_phone: recipient.phone,
    recipient_province: recipient.province,
    recipient_city: recipient.city,
    recipient_district: recipient.district,
    recipient_address: recipient.address,
    recipient_postcode: recipient.postcode,
    recipient_country: recipient.country,
    created_at: scope.at,
    user_ship_by: input.shipBy,
    ship_by: due.at,
    ship_by_source: due.source,
    performance_date: input.performanceDate,
    note: input.note,
    titles: [...new Set(input.lines.map((line) => line.title))].join('，').slice(0, 500),
    stage: 'open',
  })
  for (const [index, line] of input.lines.entries()) {
    await scope.insert('order_line', {
      order_id: id,
      line_key: `own:${index + 1}`,
      title: line.title,
      attributes: line.attributes,
      match_key: matchKey({ sellerCode: '', title: line.title, attributes: line.attributes }),
      sku_id: line.skuId,
      sku_source: line.skuId === null ? null : 'user',
      quantity: line.quantity,
      unit_price: line.unitPrice,
      custom_text: line.customText,
      wearer: line.wearer,
      measurements: line.measurements,
      picture_hash: line.pictureHash,
    })
  }
  if (priced) await chargeOrder(scope, id, asked)
  if (input.customerId !== null && input.depositAmount > 0)
    await addEntry(scope, {
      customerId: input.customerId,
      kind: 'deposit',
      amount: input.depositAmount,
      currency: shop.currency as Currency,
      businessDate: businessDate(scope.at),
      orderId: id,
      note: '',
    })
  await refreshOrders(scope, [id])
  await reindexOrder(scope, id)
  const items = input.lines.flatMap((line) => (line.skuId === null ? [] : [line.skuId]))
  return { id, orderNumber, items: [...new Set(items)] }
}

/** "20260518-3": the day and its running number in the shop. */
async function nextNumber(scope: CommandScope, shopId: number): Promise<string> {
  const day = businessDate(scope.at).replaceAll('-', '')
  const rows = await scope.trx
    .selectFrom('orders')
    .select('order_number')
    .where('shop_id', '=', shopId)
    .where('order_number', 'like', `${day}-%`)
    .execute()
  const last = Math.max(0, ...rows.map((row) => Number(row.order_number.slice(9)) || 0))
  return `${day}-${last + 1}`
}
