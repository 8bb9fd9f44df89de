import type { OrderDetail, OrderRow } from '../../../shared/orders/contract.ts'
import { type Role, seesMoney, seesRecipients } from '../../../shared/settings/roles.ts'
import { maskAddress, maskName, maskPhone } from '../../../shared/shipping/masks.ts'

/** A list row as a role may see it: no money and no full names but for who needs them (DESIGN §7). */
export function orderRowForRole(row: OrderRow, role: Role): OrderRow {
  return {
    ...row,
    ...(!seesMoney(role) && { paidAmount: null }),
    ...(!seesRecipients(role) && { recipientName: maskName(row.recipientName), buyerId: '' }),
  }
}

/** An order's page as a role may see it. A packer's own parcel shows its recipient on the pack screen. */
export function orderForRole(order: OrderDetail, role: Role): OrderDetail {
  const row = { ...order, ...orderRowForRole(order, role) }
  if (seesRecipients(role) && seesMoney(role)) return row
  const { recipient } = order
  return {
    ...row,
    goodsAmount: null,
    postageAmount: null,
    discountAmount: null,
    refundAmount: null,
    customerId: null,
    account: null,
    recipient: {
      ...recipient,
      name: maskName(recipient.name),
      phone: maskPhone(recipient.phone),
      address: maskAddress(recipient.address),
    },
    platformRecipient: null,
    lines: order.lines.map((line) => ({ ...line, unitPrice: null, paidAmount: null })),
    // Before and after, and the raw rows, hold names, phones and amounts.
    history: order.history.map((entry) => ({ ...entry, before: null, after: null, names: {} })),
    sourceRows: [],
  }
}
