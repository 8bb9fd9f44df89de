import { sql } from 'kysely'
import { skuText } from '../../shared/catalog/sku-label.ts'
import { YifangError } from '../../shared/errors.ts'
import { wholePieces } from '../../shared/shipping/parcel-needs.ts'
import { returnValue } from '../../shared/shipping/return-value.ts'
import type { ReturnOrder } from '../../shared/shipping/returns-contract.ts'
import { normaliseTracking } from '../../shared/shipping/tracking.ts'
import { skuLabels } from '../catalog/lookups.ts'
import type { CommandScope } from '../command.ts'
import { postMove } from '../inventory/ledger.ts'
import { placeOf } from '../inventory/locations.ts'
import { readReturnable } from './return-view.ts'
import { readShipOrders } from './ship-orders.ts'

export interface ReturnedGoods {
  /** Null: of no line that is known. */
  readonly orderLineId: number | null
  readonly itemId: number
  readonly quantity: number
}

export interface ReceiveReturn {
  /** Null: nobody knows whose parcel it is. */
  readonly orderId: number | null
  readonly trackingNumber: string
  readonly reason: string
  readonly lines: readonly ReturnedGoods[]
}

/**
 * Goods come back: into the unchecked place, until somebody has looked at them.
 *
 * Pieces of a line answer those that left in parcels, at what they left at. Of an order that left before this
 * program was used (nothing of it is in our parcels), and of a parcel of which no order is known, they are
 * `earlier` ones: they come in at what the SKU costs now and count against no shipped piece, so that "returned ≤
 * shipped" holds for what the books know. Raises return-too-many, return-not-left, set-has-no-stock.
 */
export async function receiveReturn(scope: CommandScope, input: ReceiveReturn): Promise<{ id: number }> {
  const order = input.orderId === null ? null : await readReturnable(scope.trx, input.orderId)
  const place = await placeOf(scope, 'unchecked')
  const id = await scope.insert('return_case', {
    order_id: input.orderId,
    tracking_number: normaliseTracking(input.trackingNumber),
    reason: input.reason,
    state: 'unchecked',
    received_at: scope.at,
  })
  for (const goods of summed(input.lines)) {
    const { shipped, earlier } = await split(scope, order, goods)
    if (shipped > 0 && goods.orderLineId !== null) {
      const value = returnValue(
        await issuedValue(scope, goods.orderLineId, goods.itemId),
        await backValue(scope, goods.orderLineId, goods.itemId),
        shipped,
      )
      await takeIn(scope, id, place, { ...goods, quantity: shipped }, value)
    }
    if (earlier > 0) await takeIn(scope, id, place, { ...goods, quantity: earlier }, null)
  }
  if (input.orderId !== null) await countReturned(scope, input.orderId)
  return { id }
}

/** The same goods named twice are one row. */
function summed(lines: readonly ReturnedGoods[]): ReturnedGoods[] {
  const byKey = new Map<string, ReturnedGoods>()
  for (const line of lines) {
    const key = `${line.orderLineId}/${line.itemId}`
    byKey.set(key, { ...line, quantity: line.quantity + (byKey.get(key)?.quantity ?? 0) })
  }
  return [...byKey.values()]
}

/** How many of the pieces answer shipped ones, and how many left before this program was used. */
async function split(
  scope: CommandScope,
  order: ReturnOrder | null,
  goods: ReturnedGoods,
): Promise<{ shipped: number; earlier: number }> {
  if (goods.orderLineId === null) return { shipped: 0, earlier: goods.quantity }
  const line = order?.lines.find(
    (row) => row.orderLineId === goods.orderLineId && row.itemId === goods.itemId,
  )
  if (order && !line && !order.hasLeft)
    throw new YifangError('return-not-left', { orderNumber: order.orderNumber })
  const shipped = Math.min(goods.quantity, line ? line.shipped - line.returned : 0)
  const earlier = goods.quantity - shipped
  if (earlier > (line?.earlier ?? 0)) {
    const label = (await skuLabels(scope.trx, [goods.itemId])).get(goods.itemId)
    throw new YifangError('return-too-many', {
      sku: label ? skuText(label) : `#${goods.itemId}`,
      left: line ? line.shipped - line.returned + line.earlier : 0,
    })
  }
  return { shipped, earlier }
}

/** `value` (fen): of the pieces as they left; null for earlier ones, at what the SKU costs now. */
async function takeIn(
  scope: CommandScope,
  caseId: number,
  place: number,
  goods: ReturnedGoods,
  value: number | null,
): Promise<void> {
  const lineId = await scope.insert('return_line', {
    return_case_id: caseId,
    order_line_id: goods.orderLineId,
    earlier: value === null ? 1 : 0,
    item_id: goods.itemId,
    quantity: goods.quantity,
  })
  await postMove(scope, {
    itemId: goods.itemId,
    locationId: place,
    quantity: goods.quantity,
    cost: value === null ? { kind: 'average' } : { kind: 'value', value },
    reason: 'returned',
    reference: { kind: 'return-line', id: lineId },
  })
}

/**
 * Sets `order_line.returned` to the whole pieces that came back of those that left in parcels (a set: as often as
 * its scarcest part).
 */
export async function countReturned(scope: CommandScope, orderId: number): Promise<void> {
  const order = (await readShipOrders(scope.trx, [orderId]))[0]
  const back = await sql<{ line: number; item: number; quantity: number }>`
    SELECT rl.order_line_id AS line, rl.item_id AS item, sum(rl.quantity) AS quantity FROM return_line rl
    JOIN return_case rc ON rc.id = rl.return_case_id AND rc.state <> 'voided'
    WHERE rc.order_id = ${orderId} AND rl.earlier = 0 GROUP BY 1, 2`.execute(scope.trx)
  for (const line of order?.lines ?? []) {
    const counts = new Map(
      back.rows.filter((row) => row.line === line.id).map((row) => [row.item, row.quantity]),
    )
    await scope.update('order_line', line.id, { returned: wholePieces(line.parts, counts) })
  }
}

/** Pieces and value of an item that left for an order line: its share of its parcels' moves. */
async function issuedValue(scope: CommandScope, orderLineId: number, itemId: number) {
  const found = await sql<{ quantity: number; whole: number; value: number }>`
    SELECT pl.quantity, -sum(m.quantity) AS whole, -sum(m.value) AS value FROM parcel_line pl
    JOIN parcel p ON p.id = pl.parcel_id AND p.state = 'shipped'
    JOIN stock_move m ON m.reference_kind = 'parcel' AND m.reference_id = p.id AND m.item_id = pl.item_id
      AND m.reason IN ('shipped', 'unshipped')
    WHERE pl.order_line_id = ${orderLineId} AND pl.item_id = ${itemId} GROUP BY pl.id`.execute(scope.trx)
  let quantity = 0
  let value = 0
  for (const row of found.rows) {
    quantity += row.quantity
    value += row.whole === 0 ? 0 : Math.floor((row.value * row.quantity) / row.whole)
  }
  return { quantity, value }
}

async function backValue(scope: CommandScope, orderLineId: number, itemId: number) {
  const found = await sql<{ quantity: number | null; value: number | null }>`
    SELECT sum(m.quantity) AS quantity, sum(m.value) AS value FROM return_line rl
    JOIN return_case rc ON rc.id = rl.return_case_id AND rc.state <> 'voided'
    JOIN stock_move m ON m.reference_kind = 'return-line' AND m.reference_id = rl.id AND m.quantity <> 0
    WHERE rl.order_line_id = ${orderLineId} AND rl.item_id = ${itemId} AND rl.earlier = 0`.execute(scope.trx)
  return { quantity: found.rows[0]?.quantity ?? 0, value: found.rows[0]?.value ?? 0 }
}
