import { addDays, type BusinessDate } from '../dates.ts'
import { shareOf } from '../inventory/valuation.ts'
import { lastDayOf } from './periods.ts'
import type { PieceWhy } from './wage-sums.ts'

export const recurringKinds = ['allowance', 'charge'] as const
export const recurringPers = ['day', 'month'] as const

/** Given or charged each day she is there, or each month, between two days; `to` null: until it is ended. */
export interface RecurringPay {
  readonly id: number
  readonly kind: (typeof recurringKinds)[number]
  readonly per: (typeof recurringPers)[number]
  /** Fen a day or a month. */
  readonly amount: number
  readonly from: BusinessDate
  readonly to: BusinessDate | null
}

/** Days of it that a run pays, or takes back. */
export interface RecurringSum {
  readonly item: RecurringPay
  readonly why: PieceWhy
  /** Negative: taken back. */
  readonly days: number
  /** Days of the calendar month that a monthly amount is shared by; 0: by the day. */
  readonly of: number
  /** Fen; negative: taken back. Whether it is given or taken is said by the kind. */
  readonly amount: number
  readonly dates: readonly { readonly day: BusinessDate; readonly days: 1 | -1 }[]
}

/**
 * What a run pays of one: each day once, whichever run it comes in, and what attendance says otherwise by now as a
 * difference. By the day: the days she was there. By the month: the calendar days of her employment, each month's shares
 * adding up to the whole to the fen. `since`: earlier days stay as they were paid.
 */
export function recurringSums(
  item: RecurringPay,
  on: {
    readonly since: BusinessDate
    readonly from: BusinessDate
    readonly to: BusinessDate
    readonly isThere: (day: BusinessDate) => boolean
    readonly isEmployed: (day: BusinessDate) => boolean
    /** Whether closed runs have a day. */
    readonly isPaid: (day: BusinessDate) => boolean
  },
): RecurringSum[] {
  const covers = (day: BusinessDate) => day >= item.from && (item.to === null || day <= item.to)
  const counts = item.per === 'day' ? on.isThere : on.isEmployed
  const groups = new Map<string, { day: BusinessDate; days: 1 | -1 }[]>()
  const paidOf = new Map<string, number>()
  for (let day = on.since; day <= on.to; day = addDays(day, 1)) {
    const isPaid = on.isPaid(day)
    const month = day.slice(0, 7)
    if (isPaid) paidOf.set(month, (paidOf.get(month) ?? 0) + 1)
    const isDue = covers(day) && counts(day)
    if (isDue === isPaid) continue
    const why = !isDue ? 'reversed' : day < on.from ? 'late' : 'now'
    const key = item.per === 'day' ? why : month
    groups.set(key, [...(groups.get(key) ?? []), { day, days: isDue ? 1 : -1 }])
  }
  return [...groups].flatMap(([key, dates]): RecurringSum[] => {
    const days = dates.reduce((sum, one) => sum + one.days, 0)
    if (item.per === 'day')
      return [{ item, why: key as PieceWhy, days, of: 0, amount: days * item.amount, dates }]
    if (days === 0) return []
    const of = Number(lastDayOf(key).slice(8))
    const paid = paidOf.get(key) ?? 0
    const amount = shareOf(item.amount, paid + days, of) - shareOf(item.amount, paid, of)
    const why = days < 0 ? 'reversed' : key < on.from.slice(0, 7) ? 'late' : 'now'
    return [{ item, why, days, of, amount, dates }]
  })
}
