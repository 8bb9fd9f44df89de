import { YifangError } from '../../shared/errors.ts'
import { isInAfterSale } from '../../shared/shipping/refusal.ts'
import type { CommandScope } from '../command.ts'
import { reallocate } from '../inventory/allocate.ts'
import { chargeCancelled } from '../orders/customer-entries.ts'

export interface AfterSaleRelease {
  readonly orderId: number
  readonly reason: string
  /** Lines that were paid back whole: what is left of them is cancelled. */
  readonly dropLineIds: readonly number[]
}

/**
 * Lets an order be packed in spite of its after-sale, in somebody's words: a small refund was settled, or the
 * buyer took it back. Lines that are not sent are cancelled. It holds until a file says another after-sale
 * state (db/orders/import/merge-order.ts). Raises not-found, after-sale-none where there is nothing to let go.
 */
export async function releaseAfterSale(
  scope: CommandScope,
  input: AfterSaleRelease,
): Promise<Record<string, never>> {
  const order = await scope.trx
    .selectFrom('orders')
    .selectAll()
    .where('id', '=', input.orderId)
    .executeTakeFirst()
  if (!order) throw new YifangError('not-found', { what: 'order', id: input.orderId })
  const lines = await scope.trx
    .selectFrom('order_line')
    .selectAll()
    .where('order_id', '=', order.id)
    .orderBy('id')
    .execute()
  const left = lines.filter(
    (line) => line.kind === 'sale' && line.quantity - line.cancelled - line.shipped > 0,
  )
  const isAsked = isInAfterSale(
    order.after_sale,
    left.map((line) => ({ afterSale: line.after_sale })),
  )
  if (!isAsked || left.length === 0)
    throw new YifangError('after-sale-none', { orderNumber: order.order_number })
  const dropped = left.filter((line) => input.dropLineIds.includes(line.id))
  for (const line of dropped)
    await scope.update('order_line', line.id, { cancelled: line.quantity - line.shipped })
  await chargeCancelled(
    scope,
    order.id,
    dropped.map((line) => ({
      unitPrice: line.unit_price,
      pieces: line.quantity - line.cancelled - line.shipped,
    })),
    input.reason,
  )
  await scope.update('orders', order.id, { after_sale_release: input.reason })
  await share(scope, order.id, lines)
  return {}
}

/** Takes the word back: the order waits for its after-sale again. What was cancelled stays so. */
export async function withdrawRelease(scope: CommandScope, orderId: number): Promise<Record<string, never>> {
  await scope.update('orders', orderId, { after_sale_release: null })
  const lines = await scope.trx
    .selectFrom('order_line')
    .select('sku_id')
    .where('order_id', '=', orderId)
    .execute()
  await share(scope, orderId, lines)
  return {}
}

async function share(
  scope: CommandScope,
  orderId: number,
  lines: readonly { readonly sku_id: number | null }[],
): Promise<void> {
  await reallocate(
    scope,
    lines.flatMap((line) => (line.sku_id === null ? [] : [line.sku_id])),
    { changedOrders: [orderId] },
  )
}
