import { type Kysely, type RawBuilder, sql } from 'kysely'
import { dayMs, endOfDay, startOfDay } from '../../shared/dates.ts'
import { checkTrackingOf } from '../../shared/shipping/carrier-codes.ts'
import type { ParcelFilter, ParcelRow, ParcelState } from '../../shared/shipping/pack-contract.ts'
import { packRefusal } from '../../shared/shipping/refusal.ts'
import { normaliseTracking } from '../../shared/shipping/tracking.ts'
import { readCode } from '../printed-code.ts'
import type { Database } from '../schema.ts'
import { readShipOrders } from './ship-orders.ts'

interface Row {
  id: number
  state: ParcelState
  order_ids: string
  carrier_id: number | null
  carrier_name: string | null
  carrier_code: string | null
  tracking_number: string
  no_waybill_reason: string
  pieces: number
  weight_grams: number | null
  opened_at: number
  packed_at: number | null
  packer: string | null
  shipped_at: number | null
  manifest_id: number | null
}

/** Parcels under a condition on table `parcel`, newest first, with why their orders may not leave now. */
export async function readParcelRows(
  db: Kysely<Database>,
  where: RawBuilder<unknown>,
  page: { readonly limit: number; readonly offset: number } = { limit: 2000, offset: 0 },
): Promise<ParcelRow[]> {
  const found = await sql<Row>`
    SELECT parcel.id, parcel.state, parcel.carrier_id, carrier.name AS carrier_name, carrier.code AS carrier_code, parcel.tracking_number,
      parcel.no_waybill_reason, parcel.weight_grams, parcel.opened_at, parcel.packed_at, user.name AS packer,
      parcel.shipped_at, parcel.manifest_id,
      (SELECT json_group_array(order_id) FROM (SELECT order_id FROM parcel_order WHERE parcel_id = parcel.id ORDER BY id)) AS order_ids,
      coalesce((SELECT sum(quantity) FROM parcel_line WHERE parcel_id = parcel.id), 0) AS pieces
    FROM parcel LEFT JOIN carrier ON carrier.id = parcel.carrier_id LEFT JOIN user ON user.id = parcel.packed_by
    WHERE ${where}
    ORDER BY coalesce(parcel.shipped_at, parcel.packed_at, parcel.opened_at) DESC, parcel.id DESC
    LIMIT ${page.limit} OFFSET ${page.offset}`.execute(db)
  const idsOf = (row: Row) => JSON.parse(row.order_ids) as number[]
  const orders = new Map(
    (await readShipOrders(db, found.rows.flatMap(idsOf))).map((order) => [order.id, order]),
  )
  return found.rows.map((row): ParcelRow => {
    const own = idsOf(row).flatMap((id) => orders.get(id) ?? [])
    const refused = own.flatMap((order) => {
      const reason = packRefusal(order)
      return reason && reason !== 'nothing-left' ? [{ orderNumber: order.orderNumber, reason }] : []
    })
    return {
      id: row.id,
      state: row.state,
      orderNumbers: own.map((order) => order.orderNumber),
      shopNames: [...new Set(own.map((order) => order.shopName))],
      carrierId: row.carrier_id,
      carrierName: row.carrier_name,
      trackingNumber: row.tracking_number,
      unusualNumber: checkTrackingOf(row.carrier_code, row.tracking_number) === 'unusual',
      noWaybillReason: row.no_waybill_reason,
      pieces: row.pieces,
      weightGrams: row.weight_grams,
      openedAt: row.opened_at,
      packedAt: row.packed_at,
      packedBy: row.packer,
      shippedAt: row.shipped_at,
      manifestId: row.manifest_id,
      refusal: row.state === 'open' || row.state === 'packed' ? (refused[0] ?? null) : null,
    }
  })
}

/** The list of parcels, newest first; sought by tracking number, order number or our code. `total` counts all that fit. */
export async function listParcels(
  db: Kysely<Database>,
  input: ParcelFilter & { readonly offset: number; readonly limit: number },
): Promise<{ rows: ParcelRow[]; total: number }> {
  const conditions = [sql`1 = 1`]
  if (input.state) conditions.push(sql`parcel.state = ${input.state}`)
  if (input.orderId !== null)
    conditions.push(sql`parcel.id IN (SELECT parcel_id FROM parcel_order WHERE order_id = ${input.orderId})`)
  if (input.shopId !== null)
    conditions.push(sql`EXISTS (SELECT 1 FROM parcel_order po JOIN orders o ON o.id = po.order_id
      WHERE po.parcel_id = parcel.id AND o.shop_id = ${input.shopId})`)
  if (input.shippedOn !== null) {
    const from = startOfDay(input.shippedOn)
    conditions.push(
      // As Today counts them: by the index on state and packing time, since none waits longer than two weeks.
      sql`parcel.state = 'shipped' AND parcel.packed_at >= ${from - 14 * dayMs}
        AND parcel.shipped_at BETWEEN ${from} AND ${endOfDay(input.shippedOn)}`,
    )
  }
  const own = await readCode(db, input.search)
  if (own?.kind === 'parcel') conditions.push(sql`parcel.id = ${own.id}`)
  else if (input.search !== '')
    conditions.push(sql`(parcel.tracking_number = ${normaliseTracking(input.search)} OR parcel.id IN (
      SELECT po.parcel_id FROM orders o JOIN parcel_order po ON po.order_id = o.id WHERE o.order_number = ${input.search}))`)
  const where = sql.join(conditions, sql` AND `)
  const count = await sql<{ n: number }>`SELECT count(*) AS n FROM parcel WHERE ${where}`.execute(db)
  return { rows: await readParcelRows(db, where, input), total: count.rows[0]?.n ?? 0 }
}
