import { type Kysely, sql } from 'kysely'
import type { AfterSaleState, OrderStatus, Platform } from '../../shared/orders/platforms.ts'
import type { ParcelNeed } from '../../shared/shipping/parcel-needs.ts'
import { linesToSend } from '../../shared/shipping/refusal.ts'
import { explodeSets } from '../catalog/lookups.ts'
import type { Database } from '../schema.ts'

export interface ShipLine {
  readonly id: number
  readonly orderId: number
  readonly kind: 'sale' | 'resend' | 'exchange'
  readonly skuId: number | null
  /** What is picked for one piece: the SKU itself, or a set's parts. Empty where no SKU is known. */
  readonly parts: readonly { readonly itemId: number; readonly per: number }[]
  readonly afterSale: AfterSaleState
  readonly quantity: number
  readonly cancelled: number
  readonly shipped: number
  readonly returned: number
  readonly title: string
  readonly customText: string
  readonly wearer: string
  readonly measurements: string
  /** Content hash of the picture the buyer sent; '' where none. */
  readonly pictureHash: string
  readonly note: string
}

/** An order as packing and shipping look at it. */
export interface ShipOrder {
  readonly id: number
  readonly orderNumber: string
  readonly shopId: number
  readonly shopName: string
  readonly platform: Platform
  readonly status: OrderStatus
  readonly afterSale: AfterSaleState
  /** Why somebody let it go in spite of its after-sale; null: nobody did. */
  readonly afterSaleRelease: string | null
  readonly stage: Database['orders']['stage']
  readonly holdReason: string | null
  readonly addressDiffers: boolean
  readonly masked: boolean
  readonly shipBy: number | null
  readonly performanceDate: string | null
  readonly buyerId: string
  readonly buyerNote: string
  readonly sellerNote: string
  readonly note: string
  readonly titles: string
  readonly recipient: { readonly name: string; readonly phone: string; readonly address: string }
  readonly region: string
  readonly shortCount: number
  readonly unmatchedCount: number
  readonly lines: readonly ShipLine[]
}

/** Orders with their lines and what those are made of, in the order of the ids given; unknown ids are left out. */
export async function readShipOrders(db: Kysely<Database>, orderIds: Iterable<number>): Promise<ShipOrder[]> {
  const ids = [...new Set(orderIds)]
  if (ids.length === 0) return []
  const wanted = sql<number>`(SELECT value FROM json_each(${JSON.stringify(ids)}))`
  const orders = await db
    .selectFrom('orders')
    .innerJoin('shop', 'shop.id', 'orders.shop_id')
    .selectAll('orders')
    .select(['shop.name as shop_name', 'shop.platform'])
    .where('orders.id', 'in', wanted)
    .execute()
  const lines = await db
    .selectFrom('order_line')
    .selectAll()
    .where('order_id', 'in', wanted)
    // Lines that are no goods (postage, a deposit) are nothing to pick, pack or send.
    .where((eb) => eb.or([eb('sku_id', 'is not', null), eb('sku_source', 'is', null)]))
    .orderBy('id')
    .execute()
  const skuIds = lines.flatMap((line) => (line.sku_id === null ? [] : [line.sku_id]))
  const parts = await explodeSets(db, skuIds)
  const byOrder = Map.groupBy(
    lines.map(
      (line): ShipLine => ({
        id: line.id,
        orderId: line.order_id,
        kind: line.kind,
        skuId: line.sku_id,
        parts: (line.sku_id === null ? [] : (parts.get(line.sku_id) ?? [])).map((part) => ({
          itemId: part.skuId,
          per: part.quantity,
        })),
        afterSale: line.after_sale,
        quantity: line.quantity,
        cancelled: line.cancelled,
        shipped: line.shipped,
        returned: line.returned,
        title: line.title,
        customText: line.custom_text,
        wearer: line.wearer,
        measurements: line.measurements,
        pictureHash: line.picture_hash,
        note: line.note,
      }),
    ),
    (line) => line.orderId,
  )
  const found = new Map(
    orders.map((row): [number, ShipOrder] => [
      row.id,
      {
        id: row.id,
        orderNumber: row.order_number,
        shopId: row.shop_id,
        shopName: row.shop_name,
        platform: row.platform as Platform,
        status: row.status,
        afterSale: row.after_sale,
        afterSaleRelease: row.after_sale_release,
        stage: row.stage,
        holdReason: row.hold_reason,
        addressDiffers: row.address_differs === 1,
        masked: row.masked === 1,
        shipBy: row.ship_by,
        performanceDate: row.performance_date,
        buyerId: row.buyer_id,
        buyerNote: row.buyer_note,
        sellerNote: row.seller_note,
        note: row.note,
        titles: row.titles,
        recipient: {
          name: row.recipient_name,
          phone: row.recipient_phone,
          address: [
            row.recipient_country,
            row.recipient_province,
            row.recipient_city,
            row.recipient_district,
            row.recipient_address,
          ]
            .filter((part, index, all) => part !== '' && part !== all[index - 1])
            .join(' '),
        },
        region: [row.recipient_province, row.recipient_city].filter(Boolean).join(' '),
        shortCount: row.short_count,
        unmatchedCount: row.unmatched_count,
        lines: byOrder.get(row.id) ?? [],
      },
    ]),
  )
  return ids.flatMap((id) => found.get(id) ?? [])
}

interface Holding {
  line: number
  item: number
  state: 'open' | 'packed' | 'shipped'
  parcel: number
  quantity: number
}

/**
 * What a parcel may take of its orders' lines: a need for each line and item of `linesToSend`.
 * Null for a parcel that is yet to be opened.
 */
export async function readParcelNeeds(
  db: Kysely<Database>,
  orders: readonly ShipOrder[],
  parcelId: number | null,
): Promise<ParcelNeed[]> {
  const sendable = orders.flatMap((order) => linesToSend(order))
  const held = await readHoldings(
    db,
    orders.flatMap((order) => order.lines.map((line) => line.id)),
  )
  const allocated = await readAllocations(
    db,
    sendable.map((line) => line.id),
  )
  const sum = (line: number, item: number, which: (holding: Holding) => boolean) =>
    held.reduce(
      (total, holding) =>
        holding.line === line && holding.item === item && which(holding) ? total + holding.quantity : total,
      0,
    )
  const needs: ParcelNeed[] = []
  for (const line of sendable) {
    for (const { itemId, per } of line.parts) {
      const shipped = Math.max(
        line.shipped * per,
        sum(line.id, itemId, (held) => held.state === 'shipped'),
      )
      const elsewhere = sum(line.id, itemId, (held) => held.state !== 'shipped' && held.parcel !== parcelId)
      needs.push({
        orderLineId: line.id,
        itemId,
        per,
        wanted: Math.max(0, (line.quantity - line.cancelled) * per - shipped - elsewhere),
        promised: Math.max(0, (allocated.get(`${line.id}/${itemId}`) ?? 0) - elsewhere),
        here: sum(line.id, itemId, (held) => held.state !== 'shipped' && held.parcel === parcelId),
      })
    }
  }
  return needs
}

async function readHoldings(db: Kysely<Database>, lineIds: readonly number[]): Promise<Holding[]> {
  const found = await sql<Holding>`
    SELECT pl.order_line_id AS line, pl.item_id AS item, p.state, p.id AS parcel, pl.quantity
    FROM parcel_line pl JOIN parcel p ON p.id = pl.parcel_id
    WHERE pl.order_line_id IN (SELECT value FROM json_each(${JSON.stringify(lineIds)})) AND p.state <> 'voided'`.execute(
    db,
  )
  return found.rows
}

async function readAllocations(
  db: Kysely<Database>,
  lineIds: readonly number[],
): Promise<Map<string, number>> {
  const found = await sql<{ line: number; item: number; quantity: number }>`
    SELECT order_line_id AS line, item_id AS item, quantity FROM allocation
    WHERE order_line_id IN (SELECT value FROM json_each(${JSON.stringify(lineIds)}))`.execute(db)
  return new Map(found.rows.map((row) => [`${row.line}/${row.item}`, row.quantity]))
}
