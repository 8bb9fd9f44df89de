import type { BusinessDate } from '../dates.ts'
import { shareOf } from '../inventory/valuation.ts'

/** What the law asks at least in an area from a day on, in fen. */
export interface MinimumWage {
  readonly validFrom: BusinessDate
  readonly monthly: number
  /** For those hired by the hour. */
  readonly hourly: number
}

/** The row in force on a day; null before the first. */
export function minimumOn(rows: readonly MinimumWage[], day: BusinessDate): MinimumWage | null {
  return rows
    .filter(({ validFrom }) => validFrom <= day)
    .reduce<MinimumWage | null>(
      (last, row) => (last === null || row.validFrom > last.validFrom ? row : last),
      null,
    )
}

/**
 * The least that the normal hours of a calendar month must earn, in fen: the monthly minimum for a full month, its share
 * for fewer hours, never more than it; by the hour for those who are hired by the hour. Overtime does not count, neither
 * its hours nor its pay.
 */
export function leastFor(
  minimum: MinimumWage,
  normalMinutes: number,
  how: { readonly byHour: boolean; readonly monthMinutes: number },
): number {
  if (how.byHour) return shareOf(minimum.hourly, normalMinutes, 60)
  return shareOf(minimum.monthly, Math.min(normalMinutes, how.monthMinutes), how.monthMinutes)
}
