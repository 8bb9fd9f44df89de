import type { WaitingOrder } from './contract.ts'

/** Orders that nobody made to order are named up to here: a batch for stock would list hundreds. */
const mostOthers = 20
/** As many as a batch may name. */
const mostOrders = 200

/**
 * Which of the waiting orders a batch of these pieces answers, in their order (the soonest first): all made to order,
 * and of the others the soonest.
 */
export function answeredOrders(
  waiting: readonly WaitingOrder[],
  lines: readonly { readonly skuId: number; readonly planned: number }[],
): number[] {
  const left = new Map(lines.map(({ skuId, planned }) => [skuId, planned]))
  const answered = waiting.filter(({ lacks }) => {
    let isAnswered = false
    for (const { skuId, quantity } of lacks) {
      const pieces = left.get(skuId) ?? 0
      if (pieces === 0) continue
      left.set(skuId, Math.max(0, pieces - quantity))
      isAnswered = true
    }
    return isAnswered
  })
  const others = answered.filter(({ madeToOrder }) => !madeToOrder).slice(0, mostOthers)
  return answered
    .filter((order) => order.madeToOrder || others.includes(order))
    .slice(0, mostOrders)
    .map(({ orderId }) => orderId)
}
