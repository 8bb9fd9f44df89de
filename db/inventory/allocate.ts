import { sql } from 'kysely'
import { skuText } from '../../shared/catalog/sku-label.ts'
import { pairLosses } from '../../shared/inventory/allocation.ts'
import type { AllocationLoss } from '../../shared/inventory/allocation-loss.ts'
import { skuLabels } from '../catalog/lookups.ts'
import type { CommandScope } from '../command.ts'
import { refreshOrders } from '../orders/refresh.ts'
import { needDriver, needTables, stockItems } from './needs.ts'

interface ChangedShare {
  readonly item_id: number
  readonly order_line_id: number
  readonly order_id: number
  readonly allocation_id: number | null
  readonly before: number
  readonly after: number
  readonly need: number
  readonly open: number
}

export interface ReallocateOptions {
  /** Orders whose lines, hold, waves or parcels the caller changed: their stage is brought up to date first. */
  readonly changedOrders?: readonly number[]
  /** A line the owner is pinning now: served before all that is neither picked nor pinned. */
  readonly pinning?: number
}

/**
 * Shares the stock on hand of the touched items (SKUs; sets stand for their parts) among open order lines, as
 * `allocate` of shared/inventory/allocation does; writes only what differs; refreshes the orders whose shares
 * changed. Orders' stages must be right before (`changedOrders`): they say who may be given pieces. Gives every order line that lost pieces it still needs, with the one that got them.
 *
 * Allocations are derived from stock and orders: they are not audited row by row. One statement over all given
 * items; its time grows with their open lines, so a long job calls it with some of its items at a time.
 */
export async function reallocate(
  scope: CommandScope,
  itemIds: readonly number[],
  options: ReallocateOptions = {},
): Promise<AllocationLoss[]> {
  if (options.changedOrders) await refreshOrders(scope, options.changedOrders)
  const items = itemIds.length === 0 ? [] : await stockItems(scope.trx, itemIds)
  const changes = items.length === 0 ? [] : await changedShares(scope, items, options.pinning ?? null)
  if (changes.length === 0) return []
  await writeShares(scope, changes)
  await refreshOrders(scope, [...new Set(changes.map((change) => change.order_id))])
  return namedLosses(scope, changes)
}

/** Kept shares first, by running sums; then the rest by urgency: the same rule as `allocate`, set-based. */
async function changedShares(
  scope: CommandScope,
  items: readonly number[],
  pinning: number | null,
): Promise<ChangedShare[]> {
  const driver = await needDriver(scope.trx, items)
  const result = await sql<ChangedShare>`
    WITH ${needTables(items, driver, pinning)},
    keeping AS (
      SELECT n.*, t.on_hand, CASE WHEN n.keeps < 2 THEN min(n.held, n.need) ELSE 0 END AS keep
      FROM need n JOIN touched t ON t.item_id = n.item_id),
    summed AS (
      SELECT k.*, sum(k.keep) OVER (PARTITION BY k.item_id ORDER BY k.keeps, k.urgency
        ROWS UNBOUNDED PRECEDING) - k.keep AS kept_before
      FROM keeping k),
    kept AS (
      SELECT s.*, max(0, min(s.keep, s.on_hand - s.kept_before)) AS kept FROM summed s),
    wanting AS (
      SELECT k.*, CASE WHEN k.open THEN k.need - k.kept ELSE 0 END AS want,
        k.on_hand - sum(k.kept) OVER (PARTITION BY k.item_id) AS remaining
      FROM kept k),
    queue AS (
      SELECT w.*, sum(w.want) OVER (PARTITION BY w.item_id ORDER BY w.urgency
        ROWS UNBOUNDED PRECEDING) - w.want AS wanted_before
      FROM wanting w),
    shares AS (
      SELECT q.*, q.kept + max(0, min(q.want, q.remaining - q.wanted_before)) AS share FROM queue q)
    SELECT item_id, order_line_id, order_id, allocation_id, allocated AS before, share AS after, need, open, urgency
    FROM shares WHERE share <> allocated
    UNION ALL
    -- Promised to a line that is no longer live (shipped, ended) or no longer of this item.
    SELECT a.item_id, a.order_line_id, l.order_id, a.id, a.quantity, 0, 0, 0, 0
    FROM touched t JOIN allocation a ON a.item_id = t.item_id JOIN order_line l ON l.id = a.order_line_id
    WHERE (a.order_line_id, a.item_id) NOT IN (SELECT order_line_id, item_id FROM need)
    ORDER BY item_id, urgency`.execute(scope.trx)
  return result.rows
}

async function writeShares(scope: CommandScope, changes: readonly ChangedShare[]): Promise<void> {
  const gone = changes.filter((change) => change.after === 0).map((change) => change.allocation_id)
  const stay = changes
    .filter((change) => change.after > 0)
    .map((change) => [change.order_line_id, change.item_id, change.after])
  // One JSON parameter each: tens of thousands of rows in one statement (CONVENTIONS, measured).
  if (gone.length > 0)
    await sql`DELETE FROM allocation WHERE id IN (SELECT value FROM json_each(${JSON.stringify(gone)}))`.execute(
      scope.trx,
    )
  if (stay.length > 0)
    await sql`
      INSERT INTO allocation (order_line_id, item_id, quantity)
      SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(${JSON.stringify(stay)}) WHERE true
      ON CONFLICT (order_line_id, item_id) DO UPDATE SET quantity = excluded.quantity`.execute(scope.trx)
  scope.touch('allocation')
}

async function namedLosses(scope: CommandScope, changes: readonly ChangedShare[]): Promise<AllocationLoss[]> {
  const byItem = Map.groupBy(changes, (change) => change.item_id)
  const losses = [...byItem].flatMap(([itemId, ofItem]) =>
    pairLosses(
      ofItem.map((change) => ({
        orderLineId: change.order_line_id,
        before: change.before,
        after: change.after,
        need: change.need,
        open: change.open === 1,
      })),
    ).map((loss) => ({ ...loss, itemId })),
  )
  if (losses.length === 0) return []
  const labels = await skuLabels(
    scope.trx,
    losses.map((loss) => loss.itemId),
  )
  const lines = new Set(losses.flatMap((loss) => [loss.orderLineId, loss.toOrderLineId ?? loss.orderLineId]))
  const orders = await sql<{ line: number; id: number; number: string }>`
    SELECT l.id AS line, o.id, o.order_number AS number FROM json_each(${JSON.stringify([...lines])}) j
    JOIN order_line l ON l.id = j.value JOIN orders o ON o.id = l.order_id`.execute(scope.trx)
  const orderOf = new Map(orders.rows.map((row) => [row.line, row]))
  return losses.map((loss) => {
    const from = orderOf.get(loss.orderLineId)!
    const to = loss.toOrderLineId === null ? null : orderOf.get(loss.toOrderLineId)!
    return {
      itemId: loss.itemId,
      skuText: skuText(labels.get(loss.itemId)!),
      quantity: loss.quantity,
      reason: loss.reason,
      orderLineId: loss.orderLineId,
      orderId: from.id,
      orderNumber: from.number,
      toOrderLineId: loss.toOrderLineId,
      toOrderId: to?.id ?? null,
      toOrderNumber: to?.number ?? null,
    }
  })
}
