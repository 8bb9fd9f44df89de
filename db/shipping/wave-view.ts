import { type Kysely, sql } from 'kysely'
import { encodeCode } from '../../shared/barcode.ts'
import { YifangError } from '../../shared/errors.ts'
import { linesToSend, packRefusal } from '../../shared/shipping/refusal.ts'
import type { PickRow, Wave, WaveSlip } from '../../shared/shipping/wave-contract.ts'
import { skuLabels } from '../catalog/lookups.ts'
import { codeStamp } from '../printed-code.ts'
import type { Database } from '../schema.ts'
import { readShipOrders, type ShipOrder } from './ship-orders.ts'
import { pickLocations } from './stock.ts'

/** A wave with its pick slips and its pick list (by location, then SKU). Raises not-found. */
export async function readWave(db: Kysely<Database>, id: number): Promise<Wave> {
  const wave = await db.selectFrom('wave').selectAll().where('id', '=', id).executeTakeFirst()
  if (!wave) throw new YifangError('not-found', { what: 'wave', id })
  const rows = await db
    .selectFrom('wave_order')
    .selectAll()
    .where('wave_id', '=', id)
    .orderBy('group_number')
    .orderBy('id')
    .execute()
  const orders = new Map(
    (
      await readShipOrders(
        db,
        rows.map((row) => row.order_id),
      )
    ).map((order) => [order.id, order]),
  )
  const itemIds = [...orders.values()].flatMap((order) =>
    order.lines.flatMap((line) => line.parts.map((part) => part.itemId)),
  )
  const labels = await skuLabels(db, itemIds)
  const places = await pickLocations(db, itemIds)
  const outside = await parcelFacts(db, [...orders.keys()])
  const stamp = await codeStamp(db)
  const slips: WaveSlip[] = []
  const pick = new Map<number, { quantity: number; orders: { mark: string; quantity: number }[] }>()
  for (const [groupNumber, group] of Map.groupBy(rows, (row) => row.group_number)) {
    const own = group.flatMap((row) => orders.get(row.order_id) ?? [])
    const wanted = wantedItems(own)
    const state = slipState(own, outside)
    // What is packed or gone is off the shelf already.
    if (state === 'waiting') {
      for (const [itemId, quantity] of wanted) {
        const row = pick.get(itemId) ?? { quantity: 0, orders: [] }
        pick.set(itemId, {
          quantity: row.quantity + quantity,
          orders: [...row.orders, { mark: `${groupNumber}`, quantity }],
        })
      }
    }
    const refusal = own
      .map((order) => packRefusal(order))
      .find((reason) => reason !== null && reason !== 'nothing-left')
    slips.push({
      groupNumber,
      code: encodeCode({ kind: 'pickSlip', id: group[0]!.id, ...stamp }),
      orders: own.map((order) => ({
        orderId: order.id,
        orderNumber: order.orderNumber,
        shopName: order.shopName,
        shipBy: order.shipBy,
        performanceDate: order.performanceDate,
        remark: [order.sellerNote, order.buyerNote, order.note].filter(Boolean).join(' | '),
      })),
      carrierName: own.map((order) => outside.get(order.id)?.carrier ?? '').find((name) => name !== '') ?? '',
      items: sortByPlace(
        [...wanted].flatMap(([itemId, quantity]) => {
          const sku = labels.get(itemId)
          return sku ? [{ itemId, sku, location: places.get(itemId) ?? '', quantity }] : []
        }),
      ),
      state: refusal && state !== 'shipped' ? 'refused' : state,
      refusal: refusal ?? null,
    })
  }
  const pickRows = [...pick].flatMap(([itemId, row]): PickRow[] => {
    const sku = labels.get(itemId)
    return sku ? [{ itemId, sku, location: places.get(itemId) ?? '', ...row }] : []
  })
  return { id, state: wave.state, createdAt: wave.created_at, slips, pickRows: sortByPlace(pickRows) }
}

/** Pieces of each item that orders still want, sets as their parts; of what left, what was ordered is shown. */
function wantedItems(orders: readonly ShipOrder[]): Map<number, number> {
  const wanted = new Map<number, number>()
  for (const order of orders) {
    const left = linesToSend(order)
    for (const line of left.length > 0 ? left : order.lines) {
      const pieces =
        left.length > 0 ? line.quantity - line.cancelled - line.shipped : line.quantity - line.cancelled
      for (const part of line.parts)
        wanted.set(part.itemId, (wanted.get(part.itemId) ?? 0) + pieces * part.per)
    }
  }
  return wanted
}

function sortByPlace<
  R extends {
    readonly location: string
    readonly sku: { readonly styleNumber: string; readonly id: number }
  },
>(rows: readonly R[]): R[] {
  const key = (row: R) =>
    `${row.location || '\uffff'}\u0000${row.sku.styleNumber}\u0000${String(row.sku.id).padStart(12, '0')}`
  return rows.toSorted((a, b) => (key(a) < key(b) ? -1 : 1))
}

interface OrderFacts {
  readonly open: number
  readonly carrier: string
}

async function parcelFacts(
  db: Kysely<Database>,
  orderIds: readonly number[],
): Promise<Map<number, OrderFacts>> {
  const found = await sql<{ id: number; open: number; carrier: string | null }>`
    SELECT j.value AS id,
      EXISTS (SELECT 1 FROM parcel_order x JOIN parcel p ON p.id = x.parcel_id
        WHERE x.order_id = j.value AND p.state = 'open') AS open,
      (SELECT carrier_name FROM waybill WHERE order_id = j.value ORDER BY id DESC LIMIT 1) AS carrier
    FROM json_each(${JSON.stringify(orderIds)}) j`.execute(db)
  return new Map(found.rows.map((row) => [row.id, { open: row.open, carrier: row.carrier ?? '' }]))
}

function slipState(orders: readonly ShipOrder[], facts: ReadonlyMap<number, OrderFacts>): WaveSlip['state'] {
  if (orders.every((order) => order.stage === 'shipped' || order.stage === 'ended')) return 'shipped'
  if (orders.some((order) => facts.get(order.id)?.open === 1)) return 'open'
  return orders.every((order) => order.stage === 'packed' || order.stage === 'shipped') ? 'packed' : 'waiting'
}
