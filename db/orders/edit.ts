import { YifangError } from '../../shared/errors.ts'
import type { Recipient } from '../../shared/orders/contract.ts'
import { shipBy } from '../../shared/orders/ship-by.ts'
import type { CommandScope } from '../command.ts'
import { recipientOf } from './detail.ts'
import { addToSearch, removeFromSearch } from './search-index.ts'
import { searchWords } from './search-words.ts'

export interface OrderPatch {
  readonly id: number
  readonly recipient?: Recipient | undefined
  readonly note?: string | undefined
  readonly performanceDate?: string | null | undefined
  readonly shipBy?: number | null | undefined
  readonly invoiceTitle?: string | undefined
  readonly invoiceState?: 'none' | 'asked' | 'sent' | undefined
  readonly lines?:
    | readonly {
        readonly id: number
        readonly customText: string
        readonly wearer: string
        readonly measurements: string
        readonly pictureHash: string
        readonly note: string
      }[]
    | undefined
}

async function readOrderRow(scope: CommandScope, id: number) {
  const order = await scope.trx.selectFrom('orders').selectAll().where('id', '=', id).executeTakeFirst()
  if (!order) throw new YifangError('not-found', { what: 'order', id })
  return order
}

/** Changes what a user may change on an order. A typed address stands against later files (see resolveAddress). */
export async function updateOrder(scope: CommandScope, patch: OrderPatch): Promise<Record<string, never>> {
  const order = await readOrderRow(scope, patch.id)
  const shop = await scope.trx
    .selectFrom('shop')
    .select(['platform', 'promise_hours'])
    .where('id', '=', order.shop_id)
    .executeTakeFirstOrThrow()
  if (patch.recipient) await editRecipient(scope, patch.id, patch.recipient, shop.platform === 'direct')
  const userShipBy = patch.shipBy === undefined ? order.user_ship_by : patch.shipBy
  const due = shipBy({
    userShipBy,
    promisedAt: order.promised_at,
    paidAt: order.paid_at,
    createdAt: order.created_at,
    promiseHours: shop.promise_hours,
  })
  await scope.update('orders', patch.id, {
    note: patch.note,
    performance_date: patch.performanceDate,
    user_ship_by: patch.shipBy,
    ...(patch.shipBy !== undefined && { ship_by: due.at, ship_by_source: due.source }),
    invoice_title: patch.invoiceTitle,
    invoice_state: patch.invoiceState,
  })
  for (const line of patch.lines ?? []) {
    const known = await scope.trx
      .selectFrom('order_line')
      .select('order_id')
      .where('id', '=', line.id)
      .executeTakeFirst()
    if (known?.order_id !== patch.id) throw new YifangError('not-found', { what: 'order_line', id: line.id })
    await scope.update('order_line', line.id, {
      custom_text: line.customText,
      wearer: line.wearer,
      measurements: line.measurements,
      picture_hash: line.pictureHash,
      note: line.note,
    })
  }
  await reindexOrder(scope, patch.id)
  return {}
}

const recipientColumns = (recipient: Recipient, masked: boolean) => ({
  recipient_name: recipient.name,
  recipient_phone: recipient.phone,
  recipient_province: recipient.province,
  recipient_city: recipient.city,
  recipient_district: recipient.district,
  recipient_address: recipient.address,
  recipient_postcode: recipient.postcode,
  recipient_country: recipient.country,
  masked: masked ? (1 as const) : (0 as const),
})

/** A direct shop's orders have no platform that could say otherwise: no edit needs to be remembered. */
async function editRecipient(
  scope: CommandScope,
  id: number,
  recipient: Recipient,
  direct: boolean,
): Promise<void> {
  const order = await readOrderRow(scope, id)
  const edit = await scope.trx
    .selectFrom('order_edit')
    .selectAll()
    .where('order_id', '=', id)
    .executeTakeFirst()
  const value = JSON.stringify(recipient)
  if (edit) await scope.update('order_edit', edit.id, { user_value: value, differs: 0 })
  else if (!direct) {
    const before = {
      name: order.recipient_name,
      phone: order.recipient_phone,
      province: order.recipient_province,
      city: order.recipient_city,
      district: order.recipient_district,
      address: order.recipient_address,
      postcode: order.recipient_postcode,
      country: order.recipient_country,
      masked: order.masked === 1,
    }
    await scope.insert('order_edit', {
      order_id: id,
      field: 'recipient',
      platform_value: JSON.stringify(before),
      user_value: value,
    })
  }
  const hidden = [recipient.name, recipient.phone, recipient.address].some((part) => part.includes('*'))
  await scope.update('orders', id, { ...recipientColumns(recipient, hidden), address_differs: 0 })
}

/** Settles an address difference. Afterwards the order may be packed again. */
export async function resolveAddress(
  scope: CommandScope,
  id: number,
  take: 'user' | 'platform',
): Promise<Record<string, never>> {
  const edit = await scope.trx
    .selectFrom('order_edit')
    .selectAll()
    .where('order_id', '=', id)
    .executeTakeFirst()
  if (!edit) throw new YifangError('not-found', { what: 'order_edit', id })
  if (take === 'platform') {
    await scope.update('orders', id, recipientColumns(recipientOf(edit.platform_value), false))
    await scope.remove('order_edit', edit.id)
  } else {
    await scope.update('order_edit', edit.id, { differs: 0 })
  }
  await scope.update('orders', id, { address_differs: 0 })
  await reindexOrder(scope, id)
  return {}
}

/** Holds orders back: they are not allocated, picked or packed until released. Gives how many changed. */
export async function holdOrders(
  scope: CommandScope,
  ids: readonly number[],
  reason: string,
): Promise<{ changed: number }> {
  let changed = 0
  for (const id of ids) {
    const order = await readOrderRow(scope, id)
    if (order.stage === 'shipped') throw new YifangError('order-shipped', { orderNumber: order.order_number })
    if (order.hold_reason !== reason) changed += 1
    await scope.update('orders', id, { hold_reason: reason })
  }
  return { changed }
}

export async function releaseOrders(
  scope: CommandScope,
  ids: readonly number[],
): Promise<{ changed: number }> {
  let changed = 0
  for (const id of ids) {
    const before = await scope.update('orders', id, { hold_reason: null })
    if (before.hold_reason !== null) changed += 1
  }
  return { changed }
}

/** Items whose stock an order's lines hold or want: to be given out anew after the order changed. */
export async function itemsOfOrders(scope: CommandScope, ids: readonly number[]): Promise<number[]> {
  if (ids.length === 0) return []
  const rows = await scope.trx
    .selectFrom('order_line')
    .select('sku_id')
    .distinct()
    .where('order_id', 'in', [...ids])
    .where('sku_id', 'is not', null)
    .execute()
  return rows.map((row) => row.sku_id!)
}

/** Writes an order's search words anew. */
export async function reindexOrder(scope: CommandScope, id: number): Promise<void> {
  removeFromSearch(scope.bulk, id)
  const { terms, text } = await searchWords(scope.trx, id)
  addToSearch(scope.bulk, id, terms, text)
}
