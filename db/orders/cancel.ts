import { type Kysely, sql } from 'kysely'
import { YifangError } from '../../shared/errors.ts'
import type { CommandScope } from '../command.ts'
import type { Database } from '../schema.ts'
import { chargeCancelled } from './customer-entries.ts'
import { chargeOrder } from './customers.ts'
import { refreshOrders } from './refresh.ts'

/**
 * Cancels what is not shipped of an order, by the workshop's own decision; its customer no longer owes for it. Raises
 * order-shipped where nothing is left.
 */
export async function cancelOrder(
  scope: CommandScope,
  id: number,
  reason: string,
): Promise<Record<string, never>> {
  const order = await scope.trx.selectFrom('orders').selectAll().where('id', '=', id).executeTakeFirst()
  if (!order) throw new YifangError('not-found', { what: 'order', id })
  const lines = await scope.trx.selectFrom('order_line').selectAll().where('order_id', '=', id).execute()
  const open = lines.filter((line) => line.quantity - line.cancelled - line.shipped > 0)
  if (lines.length > 0 && open.length === 0)
    throw new YifangError('order-shipped', { orderNumber: order.order_number })
  for (const line of open)
    await scope.update('order_line', line.id, { cancelled: line.quantity - line.shipped })
  await scope.update('orders', id, {
    note: order.note === '' ? reason : `${order.note}\n${reason}`,
    hold_reason: null,
  })
  const cancelled = open.map((line) => ({
    unitPrice: line.unit_price,
    pieces: line.quantity - line.cancelled - line.shipped,
  }))
  await chargeCancelled(scope, id, cancelled, reason)
  await refreshOrders(scope, [id])
  return {}
}

interface CancelledLine {
  readonly id: number
  readonly commandId: number
  /** Pieces of it that were cancelled before. */
  readonly before: number
}

/** Lines that our last cancelling cancelled and nothing has changed since; a file that says otherwise counts as a change. */
async function reopenable(db: Kysely<Database>, orderId: number): Promise<readonly CancelledLine[]> {
  const found = await sql<CancelledLine>`
    SELECT l.id, c.id AS commandId, a.before ->> 'cancelled' AS before
    FROM order_line l JOIN orders o ON o.id = l.order_id JOIN command c ON c.id = l.command_id
    JOIN audit a ON a.command_id = c.id AND a.table_name = 'order_line' AND a.row_id = l.id
    WHERE l.order_id = ${orderId} AND l.cancelled > 0 AND c.name = 'orders.cancel'
      AND o.status NOT IN ('closed', 'completed') AND o.blanked_at IS NULL`.execute(db)
  return found.rows
}

/** Whether `reopenOrder` would take an order's cancelling back. */
export async function canReopen(db: Kysely<Database>, orderId: number): Promise<boolean> {
  return (await reopenable(db, orderId)).length > 0
}

/**
 * Takes back a cancelling: its pieces are wanted again and its customer owes for them again. Raises
 * order-not-reopenable where the platform closed it or its lines were changed since.
 */
export async function reopenOrder(scope: CommandScope, id: number): Promise<Record<string, never>> {
  const order = await scope.trx.selectFrom('orders').selectAll().where('id', '=', id).executeTakeFirst()
  if (!order) throw new YifangError('not-found', { what: 'order', id })
  const lines = await reopenable(scope.trx, id)
  const commandId = lines[0]?.commandId
  if (commandId === undefined)
    throw new YifangError('order-not-reopenable', { orderNumber: order.order_number })
  for (const line of lines) await scope.update('order_line', line.id, { cancelled: line.before })
  const audit = await scope.trx
    .selectFrom('audit')
    .select(['before', 'after'])
    .where('command_id', '=', commandId)
    .where('table_name', '=', 'orders')
    .where('row_id', '=', id)
    .executeTakeFirst()
  const then = JSON.parse(audit?.before ?? '{}') as { note?: string; hold_reason?: string }
  const after = JSON.parse(audit?.after ?? '{}') as { note?: string }
  await scope.update('orders', id, {
    // The reason of the cancelling leaves the note, unless somebody wrote on since.
    note: order.note === after.note ? then.note : undefined,
    hold_reason: order.hold_reason ?? then.hold_reason,
  })
  const { back } = await scope.trx
    .selectFrom('customer_entry')
    .select((eb) => eb.fn.coalesce(eb.fn.sum<number>('amount'), sql<number>`0`).as('back'))
    .where('command_id', '=', commandId)
    .where('order_id', '=', id)
    .executeTakeFirstOrThrow()
  await chargeOrder(scope, id, -back)
  await refreshOrders(scope, [id])
  return {}
}
