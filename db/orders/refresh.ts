import { type Kysely, sql } from 'kysely'
import type { OrderStage } from '../../shared/orders/contract.ts'
import type { AfterSaleState, OrderStatus } from '../../shared/orders/platforms.ts'
import { orderStage } from '../../shared/orders/stage.ts'
import type { CommandScope } from '../command.ts'
import type { Database } from '../schema.ts'

interface Facts {
  id: number
  status: OrderStatus
  after_sale: AfterSaleState
  stage: OrderStage
  piece_count: number
  short_count: number
  unmatched_count: number
  ended_at: number | null
  lines: number
  pieces: number
  shipped: number
  packed: number
  covered: number
  unmatched: number
  picking: number
  answering: number
}

/**
 * Brings the kept sums of orders (stage, pieces, short, unmatched) up to date with their lines,
 * allocations, waves and parcels. Call it at the end of every command that changed one of those. The sums
 * are derived and can always be computed again: they are not audited.
 */
export async function refreshOrders(scope: CommandScope, orderIds: readonly number[]): Promise<void> {
  if (orderIds.length === 0) return
  const changed: (string | number | null)[][] = []
  for (const facts of await readFacts(scope.trx, orderIds)) {
    const stage = orderStage({
      status: facts.status,
      afterSale: facts.after_sale,
      nothingToSend: facts.lines > 0 && facts.pieces === 0,
      pieces: facts.pieces,
      shippedPieces: facts.shipped,
      picking: facts.picking === 1,
      packedPieces: facts.packed,
      allocatedPieces: facts.covered,
      answering: facts.answering === 1,
    })
    const over = stage === 'shipped' || stage === 'ended'
    const short = over ? 0 : Math.max(0, facts.pieces - facts.shipped - facts.covered)
    const unmatched = over ? 0 : facts.unmatched
    const endedAt = over ? (facts.ended_at ?? scope.at) : null
    if (
      stage !== facts.stage ||
      facts.pieces !== facts.piece_count ||
      short !== facts.short_count ||
      unmatched !== facts.unmatched_count ||
      endedAt !== facts.ended_at
    )
      changed.push([facts.id, stage, facts.pieces, short, unmatched, endedAt])
  }
  if (changed.length === 0) return
  scope.touch('orders')
  await sql`
    UPDATE orders SET stage = value ->> 1, piece_count = value ->> 2, short_count = value ->> 3,
      unmatched_count = value ->> 4, ended_at = value ->> 5
    FROM json_each(${JSON.stringify(changed)}) WHERE orders.id = value ->> 0`.execute(scope.trx)
}

/**
 * Sums per order. A set's line is covered (allocated, packed) as often as its scarcest part allows; that
 * is why quantities are divided by the parts' and the least is taken.
 */
async function readFacts(db: Kysely<Database>, orderIds: readonly number[]): Promise<Facts[]> {
  const found = await sql<Facts>`
    WITH wanted AS MATERIALIZED (SELECT value AS order_id FROM json_each(${JSON.stringify(orderIds)})),
    part AS (
      SELECT l.id AS line_id, l.order_id, coalesce(p.part_sku_id, l.sku_id) AS item_id,
        coalesce(p.quantity, 1) AS per
      FROM wanted w JOIN order_line l ON l.order_id = w.order_id
      LEFT JOIN set_part p ON p.set_sku_id = l.sku_id
      WHERE l.sku_id IS NOT NULL),
    covered AS (
      SELECT line_id, order_id,
        min(coalesce((SELECT a.quantity FROM allocation a WHERE a.order_line_id = line_id AND a.item_id = part.item_id), 0) / per) AS allocated,
        min(coalesce((SELECT sum(pl.quantity) FROM parcel_line pl JOIN parcel ON parcel.id = pl.parcel_id
          WHERE pl.order_line_id = line_id AND pl.item_id = part.item_id AND parcel.state = 'packed'), 0) / per) AS packed
      FROM part GROUP BY line_id)
    SELECT o.id, o.status, o.after_sale, o.stage, o.piece_count, o.short_count, o.unmatched_count, o.ended_at,
      count(l.id) AS lines,
      -- Lines that are no goods (postage, a deposit: a source without a SKU) are nothing to send.
      coalesce(sum(l.quantity - l.cancelled) FILTER (WHERE l.sku_id IS NOT NULL OR l.sku_source IS NULL), 0) AS pieces,
      coalesce(sum(l.shipped), 0) AS shipped,
      coalesce(sum(c.packed), 0) AS packed,
      coalesce(sum(min(c.allocated, l.quantity - l.cancelled - l.shipped)), 0) AS covered,
      coalesce(sum(l.sku_id IS NULL AND l.sku_source IS NULL AND l.quantity > l.cancelled), 0) AS unmatched,
      coalesce(max(l.kind <> 'sale' AND l.quantity - l.cancelled > l.shipped), 0) AS answering,
      EXISTS (SELECT 1 FROM wave_order wo JOIN wave ON wave.id = wo.wave_id
        WHERE wo.order_id = o.id AND wave.state = 'picking')
      OR EXISTS (SELECT 1 FROM parcel_order po JOIN parcel ON parcel.id = po.parcel_id
        WHERE po.order_id = o.id AND parcel.state IN ('open', 'packed')) AS picking
    FROM wanted w JOIN orders o ON o.id = w.order_id
    LEFT JOIN order_line l ON l.order_id = o.id
    LEFT JOIN covered c ON c.line_id = l.id
    GROUP BY o.id`.execute(db)
  return found.rows
}
