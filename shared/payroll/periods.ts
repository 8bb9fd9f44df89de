import type { BusinessDate } from '../dates.ts'

/** A pay period within one calendar month. */
export interface PayPeriod {
  readonly from: BusinessDate
  readonly to: BusinessDate
}

export const periodPresets = ['thisMonth', 'lastMonth', 'firstHalf', 'secondHalf', 'day'] as const
export type PeriodPreset = (typeof periodPresets)[number]

/**
 * A usual pay period. The halves are those of the month of `shown`, the period on the screen; none ends after today. Null
 * where it has not begun yet.
 */
export function periodOf(preset: PeriodPreset, shown: BusinessDate, today: BusinessDate): PayPeriod | null {
  const month = shown.slice(0, 7)
  const within = (from: BusinessDate, to: BusinessDate): PayPeriod | null =>
    from > today ? null : { from, to: to > today ? today : to }
  switch (preset) {
    case 'thisMonth':
      return within(`${today.slice(0, 7)}-01`, today)
    case 'lastMonth': {
      const last = monthBefore(today.slice(0, 7))
      return within(`${last}-01`, lastDayOf(last))
    }
    case 'firstHalf':
      return within(`${month}-01`, `${month}-15`)
    case 'secondHalf':
      return within(`${month}-16`, lastDayOf(month))
    case 'day':
      return within(today, today)
  }
}

/** The last day of a month "2026-05". */
export function lastDayOf(month: string): BusinessDate {
  return new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0))
    .toISOString()
    .slice(0, 10)
}

function monthBefore(month: string): string {
  return new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)) - 2, 1))
    .toISOString()
    .slice(0, 7)
}
