import { sql } from 'kysely'
import { YifangError } from '../../shared/errors.ts'
import { wholePieces } from '../../shared/shipping/parcel-needs.ts'
import { type PackRefusal, packRefusal } from '../../shared/shipping/refusal.ts'
import type { CommandScope } from '../command.ts'
import { reverseMoves } from '../inventory/ledger.ts'
import { readParcelOrders } from './parcel-view.ts'
import { readParcelNeeds, readShipOrders } from './ship-orders.ts'
import { claim, issueForParcel } from './stock.ts'

export interface ParcelRefusal {
  readonly parcelId: number
  readonly orderNumber: string
  readonly reason: PackRefusal
}

/** Why parcels may not leave now: an order on hold, in refund…, or cut down below what is packed. */
export async function parcelRefusals(
  scope: CommandScope,
  parcelIds: readonly number[],
): Promise<ParcelRefusal[]> {
  const refusals: ParcelRefusal[] = []
  for (const parcelId of parcelIds) {
    const orders = await readParcelOrders(scope.trx, parcelId)
    const needs = await readParcelNeeds(scope.trx, orders, parcelId)
    const lines = await linesOf(scope, parcelId)
    for (const order of orders) {
      const own = new Set(order.lines.map((line) => line.id))
      // A line that may no longer be sent has no need at all.
      const over = lines.some(
        (line) =>
          own.has(line.order_line_id) &&
          line.quantity >
            (needs.find((need) => need.orderLineId === line.order_line_id && need.itemId === line.item_id)
              ?.wanted ?? 0),
      )
      const reason = packRefusal(order) ?? (over ? 'quantity-changed' : null)
      if (reason) refusals.push({ parcelId, orderNumber: order.orderNumber, reason })
    }
  }
  return refusals
}

/**
 * One packed parcel leaves: its goods go out of stock as they were packed (sets as their parts), its lines count
 * as shipped. Refusals are looked at before, by the caller; so are allocations and stages after. Gives the
 * items and orders touched. Raises parcel-state, stock-below-zero (without a `shortageReason`).
 */
export async function shipParcel(
  scope: CommandScope,
  parcelId: number,
  manifestId: number,
  carrierId: number | null,
  shortageReason: string,
): Promise<{ readonly itemIds: number[]; readonly orderIds: number[]; readonly pieces: number }> {
  const parcel = await scope.trx
    .selectFrom('parcel')
    .selectAll()
    .where('id', '=', parcelId)
    .executeTakeFirst()
  if (!parcel) throw new YifangError('not-found', { what: 'parcel', id: parcelId })
  if (parcel.state !== 'packed') throw new YifangError('parcel-state', { state: parcel.state })
  const lines = await linesOf(scope, parcelId)
  const byItem = new Map<number, number>()
  for (const line of lines) byItem.set(line.item_id, (byItem.get(line.item_id) ?? 0) + line.quantity)
  for (const [itemId, quantity] of byItem)
    await issueForParcel(scope, parcelId, itemId, quantity, shortageReason)
  await scope.update('parcel', parcelId, {
    state: 'shipped',
    shipped_at: scope.at,
    manifest_id: manifestId,
    ...(carrierId !== null && { carrier_id: carrierId }),
  })
  const orderIds = await countShipped(
    scope,
    lines.map((line) => line.order_line_id),
  )
  return {
    itemIds: [...byItem.keys()],
    orderIds,
    pieces: [...byItem.values()].reduce((sum, n) => sum + n, 0),
  }
}

/**
 * One shipped parcel comes back before it was away: its moves are reversed, it is packed again, its pieces are
 * promised to its lines again. Raises parcel-state, goods-returned where its buyer sent goods back already.
 */
export async function unshipParcel(
  scope: CommandScope,
  parcelId: number,
): Promise<{ readonly itemIds: number[]; readonly orderIds: number[] }> {
  const parcel = await scope.trx
    .selectFrom('parcel')
    .selectAll()
    .where('id', '=', parcelId)
    .executeTakeFirst()
  if (!parcel) throw new YifangError('not-found', { what: 'parcel', id: parcelId })
  if (parcel.state !== 'shipped') throw new YifangError('parcel-state', { state: parcel.state })
  const lines = await linesOf(scope, parcelId)
  await requireNotReturned(scope, parcelId)
  const itemIds = await reverseMoves(scope, { kind: 'parcel', id: parcelId }, { reason: 'unshipped' })
  await scope.update('parcel', parcelId, { state: 'packed', shipped_at: null, manifest_id: null })
  const orderIds = await countShipped(
    scope,
    lines.map((line) => line.order_line_id),
  )
  for (const line of lines) await claim(scope, line.order_line_id, line.item_id, line.quantity)
  return { itemIds, orderIds }
}

/** Pieces that came back must have been shipped by what stays shipped. */
async function requireNotReturned(scope: CommandScope, parcelId: number): Promise<void> {
  const back = await sql<{ number: string }>`
    SELECT o.order_number AS number FROM parcel_line pl
    JOIN order_line l ON l.id = pl.order_line_id JOIN orders o ON o.id = l.order_id
    WHERE pl.parcel_id = ${parcelId} AND coalesce((
        SELECT sum(rl.quantity) FROM return_line rl JOIN return_case rc ON rc.id = rl.return_case_id AND rc.state <> 'voided'
        WHERE rl.order_line_id = pl.order_line_id AND rl.item_id = pl.item_id AND rl.earlier = 0), 0)
      > coalesce((
        SELECT sum(x.quantity) FROM parcel_line x JOIN parcel p ON p.id = x.parcel_id AND p.state = 'shipped'
        WHERE x.order_line_id = pl.order_line_id AND x.item_id = pl.item_id AND p.id <> ${parcelId}), 0)
    LIMIT 1`.execute(scope.trx)
  if (back.rows[0]) throw new YifangError('goods-returned', { orderNumber: back.rows[0].number })
}

/** Sets `order_line.shipped` to the whole pieces that shipped parcels hold. Gives the orders of the lines. */
export async function countShipped(scope: CommandScope, lineIds: readonly number[]): Promise<number[]> {
  const ids = [...new Set(lineIds)]
  const rows = await sql<{ line: number; order_id: number; item: number | null; quantity: number | null }>`
    SELECT l.id AS line, l.order_id, s.item_id AS item, s.quantity FROM order_line l
    LEFT JOIN (SELECT pl.order_line_id, pl.item_id, sum(pl.quantity) AS quantity FROM parcel_line pl
      JOIN parcel p ON p.id = pl.parcel_id AND p.state = 'shipped'
      WHERE pl.order_line_id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))
      GROUP BY pl.order_line_id, pl.item_id) s ON s.order_line_id = l.id
    WHERE l.id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`.execute(scope.trx)
  const orderIds = [...new Set(rows.rows.map((row) => row.order_id))]
  const byLine = Map.groupBy(rows.rows, (row) => row.line)
  for (const order of await readShipOrders(scope.trx, orderIds)) {
    for (const line of order.lines) {
      const goods = byLine.get(line.id)
      if (!goods) continue
      const counts = new Map(
        goods.flatMap((row) => (row.item === null ? [] : [[row.item, row.quantity ?? 0] as const])),
      )
      await scope.update('order_line', line.id, { shipped: wholePieces(line.parts, counts) })
    }
  }
  return orderIds
}

function linesOf(scope: CommandScope, parcelId: number) {
  return scope.trx
    .selectFrom('parcel_line')
    .selectAll()
    .where('parcel_id', '=', parcelId)
    .orderBy('id')
    .execute()
}
