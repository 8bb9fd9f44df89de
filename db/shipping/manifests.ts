import { type Kysely, sql } from 'kysely'
import type { z } from 'zod'
import type { BusinessDate, Instant } from '../../shared/dates.ts'
import { YifangError } from '../../shared/errors.ts'
import type { Platform } from '../../shared/orders/platforms.ts'
import type { freshnessSchema, manifestRowSchema } from '../../shared/shipping/hand-over-contract.ts'
import { staleOrdersMs } from '../../shared/shipping/hand-over-contract.ts'
import type { ParcelRow } from '../../shared/shipping/pack-contract.ts'
import type { CommandScope } from '../command.ts'
import { reallocate } from '../inventory/allocate.ts'
import type { Database } from '../schema.ts'
import { readParcelRows } from './parcel-rows.ts'
import { parcelRefusals, shipParcel, unshipParcel } from './ship.ts'
import { endWaves } from './wave-ends.ts'

export type ManifestRow = z.infer<typeof manifestRowSchema>
export type Freshness = z.infer<typeof freshnessSchema>

/** Packed parcels that wait for a courier, and how old the order files of their shops are. */
export async function readyToHandOver(
  db: Kysely<Database>,
  now: Instant,
): Promise<{ parcels: ParcelRow[]; shops: Freshness[] }> {
  const parcels = await readParcelRows(db, sql`parcel.state = 'packed'`)
  return { parcels, shops: await readFreshness(db, now, null) }
}

/** Shops with packed parcels (or with the given ones). Shops without a platform have no order file to be old. */
async function readFreshness(
  db: Kysely<Database>,
  now: Instant,
  parcelIds: readonly number[] | null,
): Promise<Freshness[]> {
  const which =
    parcelIds === null
      ? sql`p.state = 'packed'`
      : sql`p.id IN (SELECT value FROM json_each(${JSON.stringify(parcelIds)}))`
  const found = await sql<{
    id: number
    name: string
    platform: Platform
    newest: number | null
    parcels: number
  }>`
    SELECT s.id, s.name, s.platform, count(DISTINCT p.id) AS parcels,
      (SELECT max(exported_at) FROM import_file f WHERE f.shop_id = s.id AND f.state = 'done') AS newest
    FROM parcel p JOIN parcel_order po ON po.parcel_id = p.id JOIN orders o ON o.id = po.order_id
    JOIN shop s ON s.id = o.shop_id
    WHERE ${which} GROUP BY s.id ORDER BY s.id`.execute(db)
  return found.rows.map((row) => ({
    shopId: row.id,
    shopName: row.name,
    platform: row.platform,
    newestExportAt: row.newest,
    stale: row.platform !== 'direct' && (row.newest === null || now - row.newest > staleOrdersMs),
    parcels: row.parcels,
  }))
}

export interface HandOverInput {
  readonly carrierId: number | null
  readonly parcelIds: readonly number[]
  readonly courierName: string
  readonly acknowledgeStale: boolean
  readonly shortageReason: string
}

/**
 * Hands parcels to one courier, all or none. Raises hand-over-refused naming every parcel whose order forbids
 * it, parcel-state, manifest-stale-orders (unless acknowledged), stock-below-zero (without a shortage reason).
 */
export async function handOver(
  scope: CommandScope,
  input: HandOverInput,
  today: BusinessDate,
): Promise<{ id: number; parcels: number; pieces: number }> {
  const parcelIds = [...new Set(input.parcelIds)]
  await requirePacked(scope, parcelIds)
  const refused = await parcelRefusals(scope, parcelIds)
  if (refused.length > 0) {
    throw new YifangError('hand-over-refused', {
      count: new Set(refused.map((one) => one.parcelId)).size,
      orders: refused.map((one) => one.orderNumber).join(', '),
      refused,
    })
  }
  if (!input.acknowledgeStale) {
    const stale = (await readFreshness(scope.trx, scope.at, parcelIds)).filter((shop) => shop.stale)
    if (stale.length > 0)
      throw new YifangError('manifest-stale-orders', { shops: stale.map((shop) => shop.shopName).join(', ') })
  }
  const id = await scope.insert('manifest', {
    carrier_id: input.carrierId,
    business_date: today,
    handed_at: scope.at,
    courier_name: input.courierName,
  })
  const items = new Set<number>()
  const orders = new Set<number>()
  let pieces = 0
  for (const parcelId of parcelIds) {
    const done = await shipParcel(scope, parcelId, id, input.carrierId, input.shortageReason)
    for (const item of done.itemIds) items.add(item)
    for (const order of done.orderIds) orders.add(order)
    pieces += done.pieces
  }
  // Shipped lines need nothing any more: sharing anew consumes what was promised to them.
  await reallocate(scope, [...items], { changedOrders: [...orders] })
  await endWaves(scope, [...orders])
  return { id, parcels: parcelIds.length, pieces }
}

async function requirePacked(scope: CommandScope, parcelIds: readonly number[]): Promise<void> {
  const rows = await scope.trx
    .selectFrom('parcel')
    .select(['id', 'state'])
    .where('id', 'in', parcelIds)
    .execute()
  const byId = new Map(rows.map((row) => [row.id, row.state]))
  for (const id of parcelIds) {
    const state = byId.get(id)
    if (state === undefined) throw new YifangError('not-found', { what: 'parcel', id })
    if (state !== 'packed') throw new YifangError('parcel-state', { state })
  }
}

/** Takes a whole hand-over back. Raises goods-returned, parcel-state where it was taken back before. */
export async function voidManifest(scope: CommandScope, id: number): Promise<{ parcels: number }> {
  const manifest = await scope.trx.selectFrom('manifest').selectAll().where('id', '=', id).executeTakeFirst()
  if (!manifest) throw new YifangError('not-found', { what: 'manifest', id })
  if (manifest.voided_at !== null) throw new YifangError('parcel-state', { state: 'voided' })
  const parcels = await scope.trx.selectFrom('parcel').select('id').where('manifest_id', '=', id).execute()
  await scope.update('manifest', id, { voided_at: scope.at })
  await takeBack(
    scope,
    parcels.map((row) => row.id),
  )
  return { parcels: parcels.length }
}

/** Takes one parcel of a hand-over back; a hand-over without parcels is void. */
export async function unship(scope: CommandScope, parcelId: number): Promise<Record<string, never>> {
  const row = await scope.trx
    .selectFrom('parcel')
    .select('manifest_id')
    .where('id', '=', parcelId)
    .executeTakeFirst()
  await takeBack(scope, [parcelId])
  if (row?.manifest_id) {
    const left = await scope.trx
      .selectFrom('parcel')
      .select('id')
      .where('manifest_id', '=', row.manifest_id)
      .executeTakeFirst()
    if (!left) await scope.update('manifest', row.manifest_id, { voided_at: scope.at })
  }
  return {}
}

async function takeBack(scope: CommandScope, parcelIds: readonly number[]): Promise<void> {
  const items = new Set<number>()
  const orders = new Set<number>()
  for (const parcelId of parcelIds) {
    const done = await unshipParcel(scope, parcelId)
    for (const item of done.itemIds) items.add(item)
    for (const order of done.orderIds) orders.add(order)
  }
  await reallocate(scope, [...items], { changedOrders: [...orders] })
}

interface ManifestFacts {
  id: number
  carrier_name: string | null
  business_date: string
  handed_at: number
  courier_name: string
  voided_at: number | null
  parcels: number
  pieces: number
}

const manifestColumns = sql<ManifestFacts>`m.id, carrier.name AS carrier_name, m.business_date, m.handed_at, m.courier_name, m.voided_at,
  (SELECT count(*) FROM parcel WHERE manifest_id = m.id) AS parcels,
  coalesce((SELECT sum(pl.quantity) FROM parcel JOIN parcel_line pl ON pl.parcel_id = parcel.id
    WHERE parcel.manifest_id = m.id), 0) AS pieces`

async function readManifests(
  db: Kysely<Database>,
  id: number | null,
  limit: number,
  offset: number,
): Promise<ManifestRow[]> {
  const found = await sql<ManifestFacts>`
    SELECT ${manifestColumns} FROM manifest m LEFT JOIN carrier ON carrier.id = m.carrier_id
    WHERE ${id === null ? sql`1 = 1` : sql`m.id = ${id}`}
    ORDER BY m.id DESC LIMIT ${limit} OFFSET ${offset}`.execute(db)
  return found.rows.map((row) => ({
    id: row.id,
    carrierName: row.carrier_name,
    businessDate: row.business_date,
    handedAt: row.handed_at,
    courierName: row.courier_name,
    voided: row.voided_at !== null,
    parcels: row.parcels,
    pieces: row.pieces,
  }))
}

/** Hand-overs, newest first. */
export async function listManifests(
  db: Kysely<Database>,
  page: { readonly limit: number; readonly offset: number },
): Promise<{ rows: ManifestRow[]; total: number }> {
  const count = await sql<{ n: number }>`SELECT count(*) AS n FROM manifest`.execute(db)
  return { rows: await readManifests(db, null, page.limit, page.offset), total: count.rows[0]?.n ?? 0 }
}

/** One hand-over with its parcels. Raises not-found. */
export async function readManifest(
  db: Kysely<Database>,
  id: number,
): Promise<ManifestRow & { rows: ParcelRow[] }> {
  const manifest = (await readManifests(db, id, 1, 0))[0]
  if (!manifest) throw new YifangError('not-found', { what: 'manifest', id })
  return { ...manifest, rows: await readParcelRows(db, sql`parcel.manifest_id = ${id}`) }
}
