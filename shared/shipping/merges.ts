import { looksMasked } from './masks.ts'

export interface MergeCandidate {
  readonly orderId: number
  readonly platform: string
  readonly buyerId: string
  readonly name: string
  readonly phone: string
  /** Province to street, as one text. */
  readonly address: string
}

export interface MergeSuggestion {
  readonly orderIds: readonly number[]
  /** buyer: same buyer of the same platform at the same address; recipient: same full name, phone and address. */
  readonly reason: 'buyer' | 'recipient'
}

/** White space, punctuation and full-width forms are written differently by every platform. */
function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s,.;:、，。·()-]/g, '')
    .toLowerCase()
}

/**
 * Orders that may share one parcel. Hidden values never speak for themselves: two different people have the
 * name 王**. A hidden address counts only beside a buyer id that is known in full, and the same hidden text.
 * Each order is in at most one suggestion; suggestions keep the order in which the candidates came.
 */
export function suggestMerges(candidates: readonly MergeCandidate[]): MergeSuggestion[] {
  const groups = new Map<string, { reason: MergeSuggestion['reason']; orderIds: number[] }>()
  const put = (key: string, reason: MergeSuggestion['reason'], orderId: number) => {
    const group = groups.get(key) ?? { reason, orderIds: [] }
    groups.set(key, group)
    group.orderIds.push(orderId)
  }
  for (const order of candidates) {
    const full = [order.name, order.phone, order.address].every((text) => text !== '' && !looksMasked(text))
    if (full) {
      put(`r|${plain(order.name)}|${plain(order.phone)}|${plain(order.address)}`, 'recipient', order.orderId)
    }
    if (order.buyerId !== '' && !looksMasked(order.buyerId) && order.address !== '') {
      put(
        `b|${order.platform}|${order.buyerId}|${plain(order.name)}|${plain(order.address)}`,
        'buyer',
        order.orderId,
      )
    }
  }
  const taken = new Set<number>()
  const suggestions: MergeSuggestion[] = []
  // The surer reason first: the same full recipient.
  for (const reason of ['recipient', 'buyer'] as const) {
    for (const group of groups.values()) {
      if (group.reason !== reason) continue
      const orderIds = group.orderIds.filter((id) => !taken.has(id))
      if (orderIds.length < 2) continue
      for (const id of orderIds) taken.add(id)
      suggestions.push({ orderIds, reason })
    }
  }
  const position = new Map(candidates.map((order, index) => [order.orderId, index]))
  return suggestions.sort((a, b) => position.get(a.orderIds[0]!)! - position.get(b.orderIds[0]!)!)
}
