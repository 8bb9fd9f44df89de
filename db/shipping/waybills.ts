import { type Kysely, sql } from 'kysely'
import { carrierCodeOf, checkTrackingOf, guessCarrierCode } from '../../shared/shipping/carrier-codes.ts'
import type { TrackingRow } from '../../shared/shipping/hand-over-contract.ts'
import { normaliseTracking } from '../../shared/shipping/tracking.ts'
import type { CommandScope } from '../command.ts'
import type { Database } from '../schema.ts'
import { findCarrier } from './open-parcel.ts'

export interface NumberRow {
  readonly row: number
  readonly orderNumber: string
  readonly trackingNumber: string
  readonly carrierName: string
}

interface KnownOrder {
  number: string
  id: number
  shop: string
  over: number
  numbers: string
}

/**
 * Judges order numbers with tracking numbers printed elsewhere: which are new, known, or left out and why.
 * Only reads. `shopId` narrows to one shop, where an order number stands in several.
 */
export async function judgeNumbers(
  db: Kysely<Database>,
  shopId: number | null,
  rows: readonly NumberRow[],
): Promise<TrackingRow[]> {
  const found = await sql<KnownOrder>`
    SELECT o.order_number AS number, o.id, s.name AS shop, o.stage = 'ended' AS over,
      (SELECT json_group_array(tracking_number) FROM waybill WHERE order_id = o.id) AS numbers
    FROM orders o JOIN shop s ON s.id = o.shop_id
    WHERE o.order_number IN (SELECT value FROM json_each(${JSON.stringify(rows.map((row) => row.orderNumber))}))
      AND (${shopId} IS NULL OR o.shop_id = ${shopId})`.execute(db)
  const byNumber = Map.groupBy(found.rows, (order) => order.number)
  const seen = new Set<string>()
  return rows.map((row): TrackingRow => {
    const trackingNumber = normaliseTracking(row.trackingNumber)
    const orders = byNumber.get(row.orderNumber) ?? []
    const order = orders[0]
    const facts = { ...row, trackingNumber, orderId: order?.id ?? null, shopName: order?.shop ?? '' }
    if (trackingNumber === '') return { ...facts, state: 'out', problem: 'number-missing' }
    if (!order) return { ...facts, state: 'out', problem: 'order-unknown' }
    if (orders.length > 1) return { ...facts, orderId: null, state: 'out', problem: 'order-in-several-shops' }
    if (order.over === 1) return { ...facts, state: 'out', problem: 'order-over' }
    const key = `${order.id}/${trackingNumber}`
    if (seen.has(key)) return { ...facts, state: 'out', problem: 'number-twice' }
    seen.add(key)
    const numbers = JSON.parse(order.numbers) as string[]
    if (numbers.includes(trackingNumber)) return { ...facts, state: 'known', problem: null }
    if (numbers.length > 0) return { ...facts, state: 'new', problem: 'other-number-known' }
    const code = carrierCodeOf(row.carrierName) ?? guessCarrierCode(trackingNumber)
    const odd = code === null || checkTrackingOf(code, trackingNumber) === 'unusual'
    return { ...facts, state: 'new', problem: odd ? 'number-unusual' : null }
  })
}

/**
 * Takes tracking numbers in: those that are new by `judgeNumbers`. A parcel of the order that waits for its
 * number gets it, where there is one such parcel and the number is on no other.
 */
export async function addNumbers(
  scope: CommandScope,
  shopId: number | null,
  rows: readonly NumberRow[],
): Promise<{ added: number; parcelsFilled: number }> {
  const judged = await judgeNumbers(scope.trx, shopId, rows)
  let added = 0
  let parcelsFilled = 0
  for (const row of judged) {
    if (row.state !== 'new' || row.orderId === null) continue
    await scope.insert('waybill', {
      order_id: row.orderId,
      tracking_number: row.trackingNumber,
      carrier_name: row.carrierName,
      source: 'tracking-file',
    })
    added++
    const waiting = await sql<{ id: number }>`
      SELECT p.id FROM parcel p JOIN parcel_order po ON po.parcel_id = p.id
      WHERE po.order_id = ${row.orderId} AND p.tracking_number = ''
        AND (p.state = 'open' OR (p.state IN ('packed', 'shipped') AND p.no_waybill_reason = 'number-later'))
        AND NOT EXISTS (SELECT 1 FROM parcel x WHERE x.tracking_number = ${row.trackingNumber} AND x.state <> 'voided')`.execute(
      scope.trx,
    )
    const parcel = waiting.rows[0]
    if (!parcel || waiting.rows.length > 1) continue
    await scope.update('parcel', parcel.id, {
      tracking_number: row.trackingNumber,
      no_waybill_reason: '',
      carrier_id: await findCarrier(scope, row.carrierName, row.trackingNumber),
    })
    parcelsFilled++
  }
  return { added, parcelsFilled }
}
