import { type Kysely, sql } from 'kysely'
import type { ReadCode } from '../../shared/barcode.ts'
import type { SkuLabel } from '../../shared/catalog/sku-label.ts'
import { normaliseTracking } from '../../shared/shipping/tracking.ts'
import { findSku } from '../catalog/lookups.ts'
import { readCode, rowOfCode, unknownCode } from '../printed-code.ts'
import type { Database } from '../schema.ts'

/** What a scanned or typed text means at the packing table. */
export type ScanMeaning =
  /** `trackingNumber` where its number was scanned, '' where our own code was. */
  | { readonly kind: 'parcel'; readonly parcelId: number; readonly trackingNumber: string }
  /** Orders that go into one parcel: of a pick slip, a printed waybill, an order number. */
  | { readonly kind: 'orders'; readonly orderIds: readonly number[]; readonly trackingNumber: string }
  | { readonly kind: 'sku'; readonly sku: SkuLabel }
  /** One order number in several shops. */
  | {
      readonly kind: 'which'
      readonly orders: readonly { readonly orderId: number; readonly shopName: string }[]
    }
  /** None of ours: a courier's number, or a stray code. `text` is normalised as tracking numbers are. */
  | { readonly kind: 'number'; readonly text: string }

/**
 * Finds what a scan means: our own codes first, then SKUs, waybills printed elsewhere, numbers of our parcels,
 * order numbers. Raises code-old-epoch for a code printed in a time that a restore has undone.
 */
export async function resolveScan(db: Kysely<Database>, text: string): Promise<ScanMeaning> {
  const own = await readCode(db, text)
  if (own && own.kind !== 'sku') return resolveOwn(db, own, text)
  const sku = await findSku(db, text)
  if (sku) return { kind: 'sku', sku }
  const number = normaliseTracking(text)
  const waybills = await db
    .selectFrom('waybill')
    .select('order_id')
    .distinct()
    .where('tracking_number', '=', number)
    .orderBy('order_id')
    .execute()
  const parcels = await db
    .selectFrom('parcel')
    .select('id')
    .where('tracking_number', '=', number)
    .where('tracking_number', '<>', '')
    .where('state', '<>', 'voided')
    .orderBy(sql`state = 'open' DESC, id DESC`)
    .execute()
  if (parcels[0]) return { kind: 'parcel', parcelId: parcels[0].id, trackingNumber: number }
  if (waybills.length > 0)
    return { kind: 'orders', orderIds: waybills.map((row) => row.order_id), trackingNumber: number }
  const orders = await db
    .selectFrom('orders')
    .innerJoin('shop', 'shop.id', 'orders.shop_id')
    .select(['orders.id as orderId', 'shop.name as shopName'])
    .where('order_number', '=', text.normalize('NFKC').trim())
    .orderBy('orders.id')
    .execute()
  if (orders.length > 1) return { kind: 'which', orders }
  if (orders[0])
    return { kind: 'orders', orderIds: await mergedWith(db, orders[0].orderId), trackingNumber: '' }
  return { kind: 'number', text: number }
}

/** The orders that a wave being picked puts into one parcel with this one, itself first where it is alone. */
async function mergedWith(db: Kysely<Database>, orderId: number): Promise<number[]> {
  const found = await sql<{ id: number }>`
    SELECT DISTINCT x.order_id AS id FROM wave_order own JOIN wave w ON w.id = own.wave_id AND w.state = 'picking'
    JOIN wave_order x ON x.wave_id = own.wave_id AND x.group_number = own.group_number
    WHERE own.order_id = ${orderId} ORDER BY x.id`.execute(db)
  return found.rows.length === 0 ? [orderId] : found.rows.map((row) => row.id)
}

/** Our own printed codes. Raises code-unknown, code-old-epoch. */
async function resolveOwn(db: Kysely<Database>, code: ReadCode, text: string): Promise<ScanMeaning> {
  const id = await rowOfCode(db, code, text)
  if (id === null) throw await unknownCode(db, text)
  if (code.kind === 'parcel') return { kind: 'parcel', parcelId: id, trackingNumber: '' }
  if (code.kind === 'order') return { kind: 'orders', orderIds: await mergedWith(db, id), trackingNumber: '' }
  if (code.kind !== 'pickSlip') throw await unknownCode(db, text)
  const slip = await db.selectFrom('wave_order').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const group = await db
    .selectFrom('wave_order')
    .select('order_id')
    .where('wave_id', '=', slip.wave_id)
    .where('group_number', '=', slip.group_number)
    .orderBy('id')
    .execute()
  return { kind: 'orders', orderIds: group.map((row) => row.order_id), trackingNumber: '' }
}
