import { hourMs, type Instant } from '../dates.ts'

export type ShipBySource = 'user' | 'platform' | 'promise' | 'none'

export interface ShipBy {
  readonly at: Instant | null
  readonly source: ShipBySource
}

/**
 * When an order must leave (DESIGN §2): the first known of the user's date, the platform's own promised
 * time, and payment (else creation) plus the shop's promise in hours. None known: no date, sorted first.
 */
export function shipBy(facts: {
  readonly userShipBy: Instant | null
  readonly promisedAt: Instant | null
  readonly paidAt: Instant | null
  readonly createdAt: Instant | null
  readonly promiseHours: number | null
}): ShipBy {
  if (facts.userShipBy !== null) return { at: facts.userShipBy, source: 'user' }
  if (facts.promisedAt !== null) return { at: facts.promisedAt, source: 'platform' }
  const from = facts.paidAt ?? facts.createdAt
  if (from !== null && facts.promiseHours !== null)
    return { at: from + facts.promiseHours * hourMs, source: 'promise' }
  return { at: null, source: 'none' }
}
