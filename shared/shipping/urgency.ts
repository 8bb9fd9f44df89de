import { addDays, type BusinessDate, type Instant } from '../dates.ts'

/** A performance within this many days goes before every promise: after it the costume is worthless. */
export const performanceNearDays = 7

export interface Urgent {
  readonly orderId: number
  readonly performanceDate: BusinessDate | null
  readonly shipBy: Instant | null
  /** It has an exchange or resend line that waits. */
  readonly answering: boolean
}

/**
 * What is picked and packed first. A near performance (today + 7 days; past ones too, so that they are seen)
 * by its date, exchanges and resends of the same day before sales; then by ship-by, no date first; then the
 * older order.
 */
export function byPackUrgency(today: BusinessDate): (a: Urgent, b: Urgent) => number {
  const horizon = addDays(today, performanceNearDays)
  const near = (order: Urgent) =>
    order.performanceDate !== null && order.performanceDate <= horizon ? order.performanceDate : null
  return (a, b) => {
    const nearA = near(a)
    const nearB = near(b)
    if (nearA !== nearB) {
      if (nearA === null) return 1
      if (nearB === null) return -1
      return nearA < nearB ? -1 : 1
    }
    if (nearA !== null && a.answering !== b.answering) return a.answering ? -1 : 1
    if (a.shipBy !== b.shipBy) {
      if (a.shipBy === null) return -1
      if (b.shipBy === null) return 1
      return a.shipBy - b.shipBy
    }
    return a.orderId - b.orderId
  }
}
