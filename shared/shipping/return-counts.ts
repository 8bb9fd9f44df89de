import type { ReturnOrder } from './returns-contract.ts'

type ReturnLine = ReturnOrder['lines'][number]

/** Pieces counted back so far, by `returnKey`: a line belongs to one order, so that orders share the record. */
export type ReturnCounts = Readonly<Record<string, number>>

export type CountedBack =
  | { readonly kind: 'counted'; readonly counts: ReturnCounts; readonly orderId: number }
  /** None of the goods of these orders. */
  | { readonly kind: 'not-here' }
  /** All that left of it is counted. */
  | { readonly kind: 'full' }
  /** Several orders have it, and nothing says which of them lies open. */
  | { readonly kind: 'which' }

/** Names a line's item: a set comes back in its parts. */
export const returnKey = (line: Pick<ReturnLine, 'orderLineId' | 'itemId'>) =>
  `${line.orderLineId}/${line.itemId}`

/** Pieces of a line that may still come back. */
export const leftOf = (line: ReturnLine) => line.shipped - line.returned + line.earlier

/** Pieces counted back of one order. */
export function countedOf(order: ReturnOrder, counts: ReturnCounts): number {
  return order.lines.reduce((sum, line) => sum + (counts[returnKey(line)] ?? 0), 0)
}

/**
 * Counts a scanned piece into the orders that were found for a parcel: into the one in which pieces are counted
 * already, else into the only one that has room for it. Its lines are filled one after the other.
 */
export function countBack(orders: readonly ReturnOrder[], counts: ReturnCounts, itemId: number): CountedBack {
  const begun = orders.filter((order) => countedOf(order, counts) > 0)
  const open = begun.length > 0 ? begun : orders
  const having = open.filter((order) => order.lines.some((line) => line.itemId === itemId))
  if (having.length === 0) return { kind: 'not-here' }
  const roomy = having.flatMap((order) => {
    const line = order.lines.find(
      (one) => one.itemId === itemId && (counts[returnKey(one)] ?? 0) < leftOf(one),
    )
    return line ? [{ orderId: order.orderId, key: returnKey(line) }] : []
  })
  const [first] = roomy
  if (!first) return { kind: 'full' }
  if (roomy.length > 1) return { kind: 'which' }
  return {
    kind: 'counted',
    counts: { ...counts, [first.key]: (counts[first.key] ?? 0) + 1 },
    orderId: first.orderId,
  }
}
