import type { Instant } from '../dates.ts'

/**
 * What one order line wants of one item. A set's line wants each of its parts; every part is decided by
 * itself and in the same order of orders, so that complete sets form for the most urgent lines first.
 */
export interface Demand {
  readonly orderLineId: number
  readonly orderId: number
  /** Pieces still to be shipped: ordered − cancelled − shipped, times the part's number in a set. */
  readonly need: number
  /** Pieces promised to it now. */
  readonly allocated: number
  /** picked: its order is in picking or packed; pinned: the owner said so. Neither is ever taken from. */
  readonly keeps: 'picked' | 'pinned' | 'nothing'
  /** May be given pieces: not on hold, not in an after-sale, not waiting for payment. */
  readonly open: boolean
  readonly shipBy: Instant | null
  /** Payment, else creation; 0 where neither is known. */
  readonly paidAt: Instant
}

export interface Share {
  readonly orderLineId: number
  readonly quantity: number
}

/** Who is served first: no date known, then the earlier ship-by, then payment, then the older order and line. */
export function byUrgency(a: Demand, b: Demand): number {
  if (a.shipBy !== b.shipBy) {
    if (a.shipBy === null) return -1
    if (b.shipBy === null) return 1
    return a.shipBy - b.shipBy
  }
  return a.paidAt - b.paidAt || a.orderId - b.orderId || a.orderLineId - b.orderLineId
}

/**
 * Shares one item's stock on hand (pieces in sellable places) among its demands (DESIGN §5 rule 2).
 *
 * 1. Lines that are being picked, then pinned ones, keep what they have as far as they still need it. Where
 *    even that is more than there is, the latest ship-by loses first, and picked lines lose last.
 * 2. What is left goes to open lines by urgency.
 *
 * Gives a share for every demand, 0 included; together never more than `onHand`.
 */
export function allocate(onHand: number, demands: readonly Demand[]): Share[] {
  const urgent = demands.toSorted(byUrgency)
  const shares = new Map<number, number>()
  let left = Math.max(0, onHand)
  for (const keeps of ['picked', 'pinned'] as const) {
    for (const demand of urgent) {
      if (demand.keeps !== keeps) continue
      const kept = Math.min(demand.allocated, demand.need, left)
      shares.set(demand.orderLineId, kept)
      left -= kept
    }
  }
  for (const demand of urgent) {
    const kept = shares.get(demand.orderLineId) ?? 0
    const more = demand.open ? Math.min(demand.need - kept, left) : 0
    shares.set(demand.orderLineId, kept + more)
    left -= more
  }
  return demands.map(({ orderLineId }) => ({ orderLineId, quantity: shares.get(orderLineId)! }))
}

/** A line whose share of an item changed, in order of urgency. */
export interface ShareChange {
  readonly orderLineId: number
  readonly before: number
  readonly after: number
  /** What it still needs: pieces it had beyond that are no loss. */
  readonly need: number
  readonly open: boolean
}

export interface Loss {
  readonly orderLineId: number
  readonly quantity: number
  /** The line that got them; null where the stock went away or nobody needs them. */
  readonly toOrderLineId: number | null
  /** order-first: a more urgent or pinned line got them; stock-gone; stopped: on hold or in after-sale. */
  readonly reason: 'order-first' | 'stock-gone' | 'stopped'
}

/**
 * Says for every piece that a line lost who got it: the most urgent gainers are named for the most urgent
 * losers. `changes` are of one item and in order of urgency.
 */
export function pairLosses(changes: readonly ShareChange[]): Loss[] {
  const gainers = changes
    .filter((change) => change.after > change.before)
    .map((change) => ({ orderLineId: change.orderLineId, left: change.after - change.before }))
  const losses: Loss[] = []
  let next = 0
  for (const change of changes) {
    let lost = Math.min(change.before, change.need) - change.after
    while (lost > 0) {
      const gainer = gainers[next]
      const quantity = gainer ? Math.min(lost, gainer.left) : lost
      losses.push({
        orderLineId: change.orderLineId,
        quantity,
        toOrderLineId: gainer?.orderLineId ?? null,
        reason: change.open ? (gainer ? 'order-first' : 'stock-gone') : 'stopped',
      })
      lost -= quantity
      if (gainer) {
        gainer.left -= quantity
        if (gainer.left === 0) next++
      }
    }
  }
  return losses
}
