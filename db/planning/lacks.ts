import { type Kysely, sql } from 'kysely'
import { businessDate } from '../../shared/dates.ts'
import type { WaitingOrder } from '../../shared/planning/contract.ts'
import { earlier } from '../../shared/planning/schedule.ts'
import { needTables, stockItems } from '../inventory/needs.ts'
import { wantedItems } from '../inventory/stock-list.ts'
import type { Database } from '../schema.ts'

/** Pieces of an item that an open order line lacks. */
export interface Lack {
  readonly itemId: number
  readonly orderId: number
  readonly orderNumber: string
  readonly short: number
  readonly shipBy: number | null
  readonly performanceDate: string | null
  readonly madeToOrder: 0 | 1
}

/** What open orders lack, each item's lines in the order in which they are served. */
export async function lackedPieces(db: Kysely<Database>): Promise<readonly Lack[]> {
  const items = await stockItems(db, await wantedItems(db))
  if (items.length === 0) return []
  // The queue is sorted here: with only the short orders looked at, `urgency` is no place in it.
  const { rows } = await sql<Lack>`
    WITH ${needTables(items, 'short')}
    SELECT n.item_id AS itemId, n.order_id AS orderId, o.order_number AS orderNumber, n.need - n.allocated AS short,
      n.ship_by AS shipBy, n.performance_date AS performanceDate,
      n.performance_date IS NOT NULL OR l.wearer <> '' OR l.measurements <> '' AS madeToOrder
    FROM need n JOIN orders o ON o.id = n.order_id JOIN order_line l ON l.id = n.order_line_id
    WHERE n.open AND n.need > n.allocated
    ORDER BY n.item_id, n.ship_by IS NOT NULL, n.ship_by, n.paid_at, n.order_id, n.order_line_id`.execute(db)
  return rows
}

/** What is left of an item's lacks once `pieces` (free or expected) have answered the first of them. */
export function unansweredLacks(lacks: readonly Lack[], pieces: number): Lack[] {
  let left = pieces
  return lacks.flatMap((lack) => {
    const answered = Math.min(left, lack.short)
    left -= answered
    return answered === lack.short ? [] : [{ ...lack, short: lack.short - answered }]
  })
}

/** The orders behind lacks, the soonest first: by ship-by or show, whichever is earlier; those without a day last. */
export function waitingOrders(lacks: readonly Lack[]): WaitingOrder[] {
  const orders = [...Map.groupBy(lacks, ({ orderId }) => orderId)].map(([orderId, ofOrder]): WaitingOrder => {
    const { orderNumber, shipBy, performanceDate } = ofOrder[0]!
    return {
      orderId,
      orderNumber,
      shipBy,
      performanceDate,
      madeToOrder: ofOrder.some(({ madeToOrder }) => madeToOrder === 1),
      lacks: [...Map.groupBy(ofOrder, ({ itemId }) => itemId)].map(([skuId, rows]) => ({
        skuId,
        quantity: rows.reduce((sum, { short }) => sum + short, 0),
      })),
    }
  })
  const dayOf = ({ shipBy, performanceDate }: WaitingOrder) =>
    earlier(shipBy === null ? null : businessDate(shipBy), performanceDate) ?? '9999'
  return orders.toSorted((a, b) => dayOf(a).localeCompare(dayOf(b)) || a.orderId - b.orderId)
}

const mostOthers = 100

/** Of the waiting orders those that are shown: all made to order, of the others the soonest. */
export function namedOrders(waiting: readonly WaitingOrder[]): WaitingOrder[] {
  const others = new Set(waiting.filter(({ madeToOrder }) => !madeToOrder).slice(0, mostOthers))
  return waiting.filter((order) => order.madeToOrder || others.has(order))
}
