import { type Kysely, sql } from 'kysely'
import { encodeCode } from '../../shared/barcode.ts'
import { YifangError } from '../../shared/errors.ts'
import { checkTrackingOf } from '../../shared/shipping/carrier-codes.ts'
import type { Parcel, ParcelItem, Wish } from '../../shared/shipping/pack-contract.ts'
import { missingPieces, type ParcelNeed } from '../../shared/shipping/parcel-needs.ts'
import { packRefusal } from '../../shared/shipping/refusal.ts'
import { skuLabels } from '../catalog/lookups.ts'
import { codeStamp } from '../printed-code.ts'
import type { Database } from '../schema.ts'
import { readParcelNeeds, readShipOrders, type ShipLine, type ShipOrder } from './ship-orders.ts'
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
  const stamp = await codeStamp(db)
  const first = orders[0]
  return {
    id,
    state: row.state,
    code: encodeCode({ kind: 'parcel', id, ...stamp }),
    carrierId: row.carrier_id,
    carrierCode: row.carrier_code,
    carrierName: row.carrier_name,
    trackingNumber: row.tracking_number,
    unusualNumber: checkTrackingOf(row.carrier_code, row.tracking_number) === 'unusual',
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
      mayBeGone: row.state === 'open' && mayBeGone(order, needs),
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

/** The platform has it as shipped and we promised it nothing: most likely it left before anyone scanned it here. */
function mayBeGone(order: ShipOrder, needs: readonly ParcelNeed[]): boolean {
  if (order.status !== 'shipped') return false
  const own = needs.filter((need) => order.lines.some((line) => line.id === need.orderLineId))
  return own.every((need) => need.promised === 0)
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

interface ItemSums {
  wanted: number
  here: number
  readonly lines: Map<number, { readonly wanted: number; readonly here: number }>
}

/** What a line asks for of its own; undefined where it is as any other piece of its SKU. */
function wishOf(line: ShipLine): Omit<Wish, 'wanted' | 'here'> | undefined {
  const { customText, wearer, measurements, pictureHash, note } = line
  if ([customText, wearer, measurements, pictureHash, note].every((text) => text === '')) return undefined
  return { orderLineId: line.id, customText, wearer, measurements, pictureHash, note }
}

async function readItems(
  db: Kysely<Database>,
  orders: readonly ShipOrder[],
  lines: readonly { readonly order_line_id: number; readonly item_id: number; readonly quantity: number }[],
  needs: readonly { readonly orderLineId: number; readonly itemId: number; readonly wanted: number }[],
): Promise<ParcelItem[]> {
  const items = new Map<number, ItemSums>()
  const of = (itemId: number) => {
    const known = items.get(itemId) ?? { wanted: 0, here: 0, lines: new Map() }
    items.set(itemId, known)
    return known
  }
  for (const need of needs) {
    if (need.wanted === 0) continue
    const item = of(need.itemId)
    item.wanted += need.wanted
    item.lines.set(need.orderLineId, { wanted: need.wanted, here: 0 })
  }
  for (const line of lines) {
    const item = of(line.item_id)
    item.here += line.quantity
    const { wanted } = item.lines.get(line.order_line_id) ?? { wanted: 0 }
    item.lines.set(line.order_line_id, { wanted: Math.max(wanted, line.quantity), here: line.quantity })
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
      const sets = new Set<string>()
      const wishes: Wish[] = []
      for (const [id, sums] of item.lines) {
        const line = orderLines.get(id)
        if (!line) continue
        const set = line.skuId !== null && line.skuId !== itemId ? labels.get(line.skuId) : undefined
        if (set) sets.add([set.styleNumber, set.styleName, set.colour, set.size].filter(Boolean).join(' '))
        const wish = wishOf(line)
        if (wish) wishes.push({ ...wish, ...sums })
      }
      return [
        {
          itemId,
          sku,
          location: places.get(itemId) ?? '',
          wanted: Math.max(item.wanted, item.here),
          here: item.here,
          sets: [...sets],
          wishes,
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
