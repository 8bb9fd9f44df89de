import { sql } from 'kysely'
import type { BusinessDate } from '../../shared/dates.ts'
import { YifangError } from '../../shared/errors.ts'
import { carrierCodeOf, guessCarrierCode } from '../../shared/shipping/carrier-codes.ts'
import { missingPieces } from '../../shared/shipping/parcel-needs.ts'
import { packRefusal } from '../../shared/shipping/refusal.ts'
import { byPackUrgency } from '../../shared/shipping/urgency.ts'
import type { CommandScope } from '../command.ts'
import { refreshOrders } from '../orders/refresh.ts'
import { readParcelNeeds, readShipOrders, type ShipOrder } from './ship-orders.ts'

export interface OpenedParcel {
  readonly parcelId: number
  readonly did: 'opened' | 'resumed' | 'shown'
}

/**
 * Opens a parcel for orders that go together, or finds the one that is there: open ones are resumed, and where
 * nothing is left to pack the packed one is shown. Raises parcel-refused, naming the first order that forbids it.
 */
export async function openParcel(
  scope: CommandScope,
  orderIds: readonly number[],
  trackingNumber: string,
): Promise<OpenedParcel> {
  const orders = await readShipOrders(scope.trx, orderIds)
  if (orders.length === 0) throw new YifangError('not-found', { what: 'order', id: orderIds[0] ?? 0 })
  const known = await liveParcels(scope, orderIds)
  const open = known.find((parcel) => parcel.state === 'open')
  for (const order of orders) {
    const reason = packRefusal(order)
    if (reason && !(reason === 'nothing-left' && known.length > 0)) throw refused(order, reason)
  }
  if (open) return { parcelId: open.id, did: 'resumed' }
  const waiting = await ordersWithGoodsLeft(scope, orders)
  const unmatched = orders.some((order) =>
    order.lines.some((line) => line.skuId === null && line.quantity > line.cancelled),
  )
  const newest = known.at(-1)
  if (waiting.length === 0 && newest) return { parcelId: newest.id, did: 'shown' }
  if (waiting.length === 0) throw refused(orders[0]!, unmatched ? 'unmatched' : 'nothing-left')
  const waybill = await chooseWaybill(scope, orderIds, trackingNumber)
  const parcelId = await scope.insert('parcel', {
    state: 'open',
    tracking_number: waybill.trackingNumber,
    carrier_id: waybill.carrierId,
    opened_at: scope.at,
  })
  for (const order of waiting) await scope.insert('parcel_order', { parcel_id: parcelId, order_id: order.id })
  await refreshOrders(scope, orderIds)
  return { parcelId, did: 'opened' }
}

/** Of orders that go together, those that are not packed yet. */
async function ordersWithGoodsLeft(scope: CommandScope, orders: readonly ShipOrder[]): Promise<ShipOrder[]> {
  const waiting: ShipOrder[] = []
  for (const order of orders) {
    if (missingPieces(await readParcelNeeds(scope.trx, [order], null)) > 0) waiting.push(order)
  }
  return waiting
}

/** A further order for an open parcel. Raises parcel-refused, parcel-state where it is in another one. */
export async function addOrders(
  scope: CommandScope,
  parcelId: number,
  orderIds: readonly number[],
): Promise<void> {
  const orders = await readShipOrders(scope.trx, orderIds)
  const inside = await scope.trx
    .selectFrom('parcel_order')
    .select('order_id')
    .where('parcel_id', '=', parcelId)
    .execute()
  for (const order of orders) {
    const reason = packRefusal(order)
    if (reason) throw refused(order, reason)
    if (inside.some((row) => row.order_id === order.id)) continue
    const others = await liveParcels(scope, [order.id])
    if (others.some((parcel) => parcel.state === 'open'))
      throw new YifangError('parcel-state', { state: 'open' })
    if (missingPieces(await readParcelNeeds(scope.trx, [order], parcelId)) === 0)
      throw refused(order, 'nothing-left')
    await scope.insert('parcel_order', { parcel_id: parcelId, order_id: order.id })
  }
  await refreshOrders(scope, orderIds)
}

export function refused(
  order: Pick<ShipOrder, 'orderNumber'>,
  reason: string,
): YifangError<'parcel-refused'> {
  return new YifangError('parcel-refused', { orderNumber: order.orderNumber, reason })
}

async function liveParcels(scope: CommandScope, orderIds: readonly number[]) {
  const found = await sql<{ id: number; state: 'open' | 'packed' | 'shipped' }>`
    SELECT DISTINCT p.id, p.state FROM parcel_order po JOIN parcel p ON p.id = po.parcel_id
    WHERE po.order_id IN (SELECT value FROM json_each(${JSON.stringify(orderIds)})) AND p.state <> 'voided'
    ORDER BY p.id`.execute(scope.trx)
  return found.rows
}

/** The waybill that was scanned; else the one of these orders that no parcel carries yet, if it is one. */
async function chooseWaybill(scope: CommandScope, orderIds: readonly number[], scanned: string) {
  const found = await sql<{ number: string; carrier: string }>`
    SELECT w.tracking_number AS number, max(w.carrier_name) AS carrier FROM waybill w
    WHERE w.order_id IN (SELECT value FROM json_each(${JSON.stringify(orderIds)}))
      AND (w.tracking_number = ${scanned} OR NOT EXISTS (
        SELECT 1 FROM parcel p WHERE p.tracking_number = w.tracking_number AND p.state <> 'voided'))
    GROUP BY w.tracking_number`.execute(scope.trx)
  const chosen =
    found.rows.find((row) => row.number === scanned) ??
    (scanned === '' && found.rows.length === 1 ? found.rows[0] : undefined)
  const trackingNumber = chosen?.number ?? scanned
  return { trackingNumber, carrierId: await findCarrier(scope, chosen?.carrier ?? '', trackingNumber) }
}

/** The carrier that a platform's name means, else the one whose numbers look like this; null: not known. */
export async function findCarrier(
  scope: CommandScope,
  name: string,
  trackingNumber: string,
): Promise<number | null> {
  const exact = await scope.trx.selectFrom('carrier').select('id').where('name', '=', name).executeTakeFirst()
  if (exact) return exact.id
  const code = carrierCodeOf(name) ?? (trackingNumber === '' ? null : guessCarrierCode(trackingNumber))
  if (code === null) return null
  const row = await scope.trx.selectFrom('carrier').select('id').where('code', '=', code).executeTakeFirst()
  return row?.id ?? null
}

/**
 * The most urgent order that wants nothing but this SKU, is ready, and has neither parcel nor waybill: of the
 * waves that are being picked, else of all open orders. Null: none waits.
 */
export async function findSingleSkuOrder(
  scope: CommandScope,
  skuId: number,
  today: BusinessDate,
): Promise<number | null> {
  for (const stage of ['picking', 'open'] as const) {
    const found = await sql<{ id: number }>`
      SELECT o.id FROM orders o
      WHERE o.stage = ${stage} AND o.short_count = 0 AND o.unmatched_count = 0
        AND EXISTS (SELECT 1 FROM order_line l WHERE l.order_id = o.id AND l.sku_id = ${skuId}
          AND l.quantity - l.cancelled - l.shipped > 0)
        AND NOT EXISTS (SELECT 1 FROM order_line l WHERE l.order_id = o.id AND l.sku_id IS NOT ${skuId}
          AND (l.sku_id IS NOT NULL OR l.sku_source IS NULL)
          AND l.quantity - l.cancelled - l.shipped > 0)
        AND NOT EXISTS (SELECT 1 FROM waybill w WHERE w.order_id = o.id)
        AND NOT EXISTS (SELECT 1 FROM parcel_order po JOIN parcel p ON p.id = po.parcel_id
          WHERE po.order_id = o.id AND p.state IN ('open', 'packed'))`.execute(scope.trx)
    const orders = await readShipOrders(
      scope.trx,
      found.rows.map((row) => row.id),
    )
    const ready = orders
      .filter((order) => packRefusal(order) === null)
      .map((order) => ({
        orderId: order.id,
        performanceDate: order.performanceDate,
        shipBy: order.shipBy,
        answering: order.lines.some(
          (line) => line.kind !== 'sale' && line.quantity - line.cancelled > line.shipped,
        ),
      }))
      .sort(byPackUrgency(today))
    if (ready[0]) return ready[0].orderId
  }
  return null
}
