import { type Kysely, sql } from 'kysely'
import { encodeCode } from '../../shared/barcode.ts'
import { YifangError } from '../../shared/errors.ts'
import type { Parcel, ParcelItem } from '../../shared/shipping/pack-contract.ts'
import { missingPieces } from '../../shared/shipping/parcel-needs.ts'
import { packRefusal } from '../../shared/shipping/refusal.ts'
import { codeEpoch, skuLabels } from '../catalog/lookups.ts'
import type { Database } from '../schema.ts'
import { readParcelNeeds, readShipOrders, type ShipOrder } from './ship-orders.ts'
import { pickLocations } from './stock.ts'

/** A parcel with its orders, what it holds and what it may still take. Raises not-found. */
export async function readParcel(db: Kysely<Database>, id: number): Promise<Parcel> {
  const row = await db
    .selectFrom('parcel')
    .leftJoin('carrier', 'carrier.id', 'parcel.carrier_id')
    .leftJoin('user', 'user.id', 'parcel.packed_by')
    .selectAll('parcel')
    .select(['carrier.code as carrier_code', 'carrier.name as carrier_name', 'user.name as packer'])
    .where('parcel.id', '=', id)
    .executeTakeFirst()
  if (!row) throw new YifangError('not-found', { what: 'parcel', id })
  const orders = await readParcelOrders(db, id)
  const lines = await db
    .selectFrom('parcel_line')
    .selectAll()
    .where('parcel_id', '=', id)
    .orderBy('id')
    .execute()
  const needs = row.state === 'open' ? await readParcelNeeds(db, orders, id) : []
  const items = await readItems(db, orders, lines, needs)
  const others = await readOthers(db, id, orders)
  const epoch = await codeEpoch(db)
  const first = orders[0]
  return {
    id,
    state: row.state,
    code: encodeCode({ kind: 'parcel', epoch, id }),
    carrierId: row.carrier_id,
    carrierCode: row.carrier_code,
    carrierName: row.carrier_name,
    trackingNumber: row.tracking_number,
    noWaybillReason: row.no_waybill_reason,
    weightGrams: row.weight_grams,
    openedAt: row.opened_at,
    packedAt: row.packed_at,
    packedBy: row.packer,
    shippedAt: row.shipped_at,
    manifestId: row.manifest_id,
    orders: orders.map((order) => ({
      orderId: order.id,
      orderNumber: order.orderNumber,
      shopId: order.shopId,
      shopName: order.shopName,
      platform: order.platform,
      shipBy: order.shipBy,
      performanceDate: order.performanceDate,
      buyerNote: order.buyerNote,
      sellerNote: order.sellerNote,
      note: order.note,
      masked: order.masked,
      refusal: row.state === 'open' || row.state === 'packed' ? stillRefused(order) : null,
      holdReason: order.holdReason,
      unmatched: order.lines.filter((line) => line.skuId === null && line.quantity > line.cancelled).length,
    })),
    items,
    pieces: lines.reduce((sum, line) => sum + line.quantity, 0),
    missing: missingPieces(needs),
    recipient: first?.recipient ?? { name: '', phone: '', address: '' },
    masked: orders.some((order) => order.masked),
    part: partOf(id, others, first?.id ?? null),
    otherParcels: others
      .filter((other) => other.id !== id)
      .map(({ id, state, trackingNumber, pieces }) => ({ id, state, trackingNumber, pieces })),
  }
}

/** A parcel that holds the last of an order is not refused for having nothing left outside it. */
function stillRefused(order: ShipOrder) {
  const refusal = packRefusal(order)
  return refusal === 'nothing-left' ? null : refusal
}

/** The orders of a parcel, in the order in which they were put in. */
export async function readParcelOrders(db: Kysely<Database>, parcelId: number): Promise<ShipOrder[]> {
  const rows = await db
    .selectFrom('parcel_order')
    .select('order_id')
    .where('parcel_id', '=', parcelId)
    .orderBy('id')
    .execute()
  return readShipOrders(
    db,
    rows.map((row) => row.order_id),
  )
}

async function readItems(
  db: Kysely<Database>,
  orders: readonly ShipOrder[],
  lines: readonly { readonly order_line_id: number; readonly item_id: number; readonly quantity: number }[],
  needs: readonly { readonly orderLineId: number; readonly itemId: number; readonly wanted: number }[],
): Promise<ParcelItem[]> {
  const items = new Map<number, { wanted: number; here: number; lines: Set<number> }>()
  const of = (itemId: number) => {
    const known = items.get(itemId) ?? { wanted: 0, here: 0, lines: new Set<number>() }
    items.set(itemId, known)
    return known
  }
  for (const need of needs) {
    if (need.wanted === 0) continue
    of(need.itemId).wanted += need.wanted
    of(need.itemId).lines.add(need.orderLineId)
  }
  for (const line of lines) {
    of(line.item_id).here += line.quantity
    of(line.item_id).lines.add(line.order_line_id)
  }
  const orderLines = new Map(orders.flatMap((order) => order.lines.map((line) => [line.id, line])))
  const sets = [...orderLines.values()].flatMap((line) =>
    line.skuId !== null && line.parts[0]?.itemId !== line.skuId ? [line.skuId] : [],
  )
  const labels = await skuLabels(db, [...items.keys(), ...sets])
  const places = await pickLocations(db, items.keys())
  return [...items]
    .flatMap(([itemId, item]): ParcelItem[] => {
      const sku = labels.get(itemId)
      if (!sku) return []
      const notes = new Set<string>()
      for (const id of item.lines) {
        const line = orderLines.get(id)
        if (!line) continue
        const set = line.skuId !== null && line.skuId !== itemId ? labels.get(line.skuId) : undefined
        if (set) notes.add([set.styleNumber, set.styleName, set.colour, set.size].filter(Boolean).join(' '))
        for (const text of [line.customText, line.wearer, line.measurements, line.note])
          if (text !== '') notes.add(text)
      }
      return [
        {
          itemId,
          sku,
          location: places.get(itemId) ?? '',
          wanted: Math.max(item.wanted, item.here),
          here: item.here,
          notes: [...notes],
        },
      ]
    })
    .sort((a, b) => (a.location < b.location ? -1 : a.location > b.location ? 1 : a.itemId - b.itemId))
}

interface OtherParcel {
  id: number
  state: 'open' | 'packed' | 'shipped'
  trackingNumber: string
  pieces: number
  order: number
}

async function readOthers(
  db: Kysely<Database>,
  id: number,
  orders: readonly ShipOrder[],
): Promise<OtherParcel[]> {
  const found = await sql<OtherParcel>`
    SELECT p.id, p.state, p.tracking_number AS "trackingNumber", min(po.order_id) AS "order",
      coalesce((SELECT sum(quantity) FROM parcel_line WHERE parcel_id = p.id), 0) AS pieces
    FROM parcel_order po JOIN parcel p ON p.id = po.parcel_id
    WHERE po.order_id IN (SELECT value FROM json_each(${JSON.stringify(orders.map((order) => order.id))}))
      AND (p.state <> 'voided' OR p.id = ${id})
    GROUP BY p.id ORDER BY p.id`.execute(db)
  return found.rows
}

function partOf(id: number, parcels: readonly OtherParcel[], orderId: number | null): Parcel['part'] {
  const ofOrder = parcels.filter((parcel) => parcel.order === orderId)
  if (ofOrder.length < 2) return null
  return { index: ofOrder.findIndex((parcel) => parcel.id === id) + 1, count: ofOrder.length }
}
