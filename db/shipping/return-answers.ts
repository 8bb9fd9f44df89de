import { YifangError } from '../../shared/errors.ts'
import { skuLabels } from '../catalog/lookups.ts'
import type { CommandScope } from '../command.ts'
import { reallocate } from '../inventory/allocate.ts'

export interface AnswerInput {
  readonly orderLineId: number
  readonly kind: 'exchange' | 'resend'
  readonly skuId: number
  readonly quantity: number
  readonly performanceDate?: string | null | undefined
}

/**
 * Sends goods again: a line of its own on the same order, linked to the line it answers, with its share of the
 * stock at once. Nothing of the first line changes. Raises line-shipped where nothing of it ever left, not-found.
 */
export async function answerLine(scope: CommandScope, input: AnswerInput): Promise<{ orderLineId: number }> {
  const line = await scope.trx
    .selectFrom('order_line')
    .selectAll()
    .where('id', '=', input.orderLineId)
    .executeTakeFirst()
  if (!line) throw new YifangError('not-found', { what: 'order_line', id: input.orderLineId })
  const label = (await skuLabels(scope.trx, [input.skuId])).get(input.skuId)
  if (!label) throw new YifangError('not-found', { what: 'sku', id: input.skuId })
  const order = await scope.trx
    .selectFrom('orders')
    .select(['order_number'])
    .where('id', '=', line.order_id)
    .executeTakeFirstOrThrow()
  if (line.shipped === 0)
    throw new YifangError('line-shipped', { orderNumber: order.order_number, shipped: 0 })
  const count = await scope.trx
    .selectFrom('order_line')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('order_id', '=', line.order_id)
    .executeTakeFirstOrThrow()
  const orderLineId = await scope.insert('order_line', {
    order_id: line.order_id,
    // Files name lines by "id:", "at:"…: no imported line ever has this key.
    line_key: `${input.kind}:${line.id}:${count.n + 1}`,
    kind: input.kind,
    answers_line_id: line.id,
    title: line.title,
    attributes: [label.colour, label.size].filter(Boolean).join(' '),
    seller_code: label.sellerCode,
    match_key: line.match_key,
    sku_id: input.skuId,
    sku_source: 'user',
    quantity: input.quantity,
    custom_text: line.custom_text,
    wearer: line.wearer,
    measurements: line.measurements,
  })
  if (input.performanceDate !== undefined)
    await scope.update('orders', line.order_id, { performance_date: input.performanceDate })
  await reallocate(scope, [input.skuId], { changedOrders: [line.order_id] })
  return { orderLineId }
}

/** Takes an exchange or resend back. Raises line-shipped once something of it has left or is being packed. */
export async function cancelAnswer(scope: CommandScope, orderLineId: number): Promise<Record<string, never>> {
  const line = await scope.trx
    .selectFrom('order_line')
    .selectAll()
    .where('id', '=', orderLineId)
    .executeTakeFirst()
  if (!line || line.kind === 'sale')
    throw new YifangError('not-found', { what: 'order_line', id: orderLineId })
  const packed = await scope.trx
    .selectFrom('parcel_line')
    .innerJoin('parcel', 'parcel.id', 'parcel_line.parcel_id')
    .select('parcel.id')
    .where('order_line_id', '=', orderLineId)
    .where('parcel.state', '<>', 'voided')
    .executeTakeFirst()
  if (packed || line.shipped > 0) {
    const order = await scope.trx
      .selectFrom('orders')
      .select('order_number')
      .where('id', '=', line.order_id)
      .executeTakeFirstOrThrow()
    throw new YifangError('line-shipped', { orderNumber: order.order_number, shipped: line.shipped })
  }
  await scope.update('order_line', orderLineId, { cancelled: line.quantity })
  await reallocate(scope, line.sku_id === null ? [] : [line.sku_id], { changedOrders: [line.order_id] })
  return {}
}
