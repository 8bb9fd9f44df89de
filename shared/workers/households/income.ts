import type { BusinessDate } from '../../dates.ts'
import { holdsOn, type Span } from './types.ts'

/** A month as `YYYY-MM`. */
export type Month = string

/** One closed payslip: it belongs to the month in which its run ends. */
export interface PaidWage {
  readonly workerId: number
  /** Last day of the run that paid it. */
  readonly date: BusinessDate
  /** Fen. */
  readonly gross: number
  readonly net: number
}

/** A yearly income per person below which a household counts as poor, or is watched; from a day on. */
export interface IncomeLine {
  readonly from: BusinessDate
  /** Fen a year and person. */
  readonly yearly: number
}

export interface HouseholdPerson extends Span {
  /** Null: does not work here. */
  readonly workerId: number | null
}

/** A month of a household, or the twelve months that end with it; money in fen. */
export interface IncomeMonth {
  readonly month: Month
  readonly gross: number
  readonly net: number
  /** Who belongs to the household on the month's last day. */
  readonly persons: number
  /** Gross of the twelve months that end with this one. */
  readonly rolling: number
  /** Of `rolling`, to the nearest fen; null where nobody is there to share it. */
  readonly perPerson: number | null
  /** The line in force on the month's last day; null: none yet. */
  readonly line: number | null
  /** Whether each person's share of `rolling` reaches the line. */
  readonly above: boolean
}

/** A calendar year, so far as it is reckoned. */
export interface IncomeYear {
  readonly year: string
  readonly gross: number
  readonly net: number
  readonly persons: number
  readonly perPerson: number | null
  readonly line: number | null
  readonly above: boolean
}

export interface HouseholdIncome {
  /** From the first month that paid anything to the last one reckoned; the oldest first. */
  readonly months: readonly IncomeMonth[]
  readonly years: readonly IncomeYear[]
  /**
   * The first month from which on every month's twelve months reach the line up to the last month reckoned; null: the
   * last one does not. Only what this workshop paid is counted, so it is this work that does it.
   */
  readonly since: Month | null
}

/**
 * What this workshop paid a household against the line in force, by month and year, up to a month. A payslip counts where
 * its worker belongs to the household on the last day of its run. It counts with its gross pay: advances paid back, meals
 * and lodging taken from the net pay were income, too. Shares are compared exactly, without rounding.
 */
export function householdIncome(
  people: readonly HouseholdPerson[],
  paid: readonly PaidWage[],
  lines: readonly IncomeLine[],
  until: Month | null,
): HouseholdIncome {
  const own = paid.filter(({ workerId, date }) =>
    people.some((person) => person.workerId === workerId && holdsOn(person, date)),
  )
  const byMonth = Map.groupBy(own, ({ date }) => date.slice(0, 7))
  const first = [...byMonth.keys()].toSorted()[0]
  if (first === undefined || until === null || first > until) return { months: [], years: [], since: null }
  const grosses: number[] = []
  const months = monthsFrom(first, until).map((month): IncomeMonth => {
    const wages = byMonth.get(month) ?? []
    grosses.push(total(wages, 'gross'))
    const rolling = grosses.slice(-12).reduce((sum, gross) => sum + gross, 0)
    return {
      month,
      gross: grosses.at(-1)!,
      net: total(wages, 'net'),
      rolling,
      ...shared(rolling, people, lines, lastDayOf(month)),
    }
  })
  const years = [...Map.groupBy(months, ({ month }) => month.slice(0, 4))].map(([year, of]): IncomeYear => {
    const gross = total(of, 'gross')
    return {
      year,
      gross,
      net: total(of, 'net'),
      ...shared(gross, people, lines, lastDayOf(of.at(-1)!.month)),
    }
  })
  const below = months.findLastIndex(({ above }) => !above)
  return { months, years, since: months[below + 1]?.month ?? null }
}

/** An amount shared by who is there on a day, against the line of that day. */
function shared(
  amount: number,
  people: readonly HouseholdPerson[],
  lines: readonly IncomeLine[],
  day: BusinessDate,
) {
  const persons = people.filter((person) => holdsOn(person, day)).length
  const line = lineOn(lines, day)
  return {
    persons,
    perPerson: persons === 0 ? null : Math.round(amount / persons),
    line,
    above: persons > 0 && line !== null && amount >= line * persons,
  }
}

/** The line in force on a day, in fen a year and person; null before the first. */
export function lineOn(lines: readonly IncomeLine[], day: BusinessDate): number | null {
  const before = lines.filter(({ from }) => from <= day).toSorted((a, b) => (a.from < b.from ? -1 : 1))
  return before.at(-1)?.yearly ?? null
}

/** Every month from one to another, both included. */
export function monthsFrom(first: Month, last: Month): Month[] {
  const number = (month: Month) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1
  return Array.from({ length: Math.max(0, number(last) - number(first) + 1) }, (_, at) => {
    const month = number(first) + at
    return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`
  })
}

/** A row of an income certificate: one month, or the months of a calendar year that it covers. */
export interface CertificateSpan {
  readonly from: Month
  readonly to: Month
  readonly days: number
  readonly gross: number
  readonly net: number
}

/** What one page of paper shows of a certificate's months: each of them up to a year, beyond it calendar years. */
export function certificateSpans(
  months: readonly {
    readonly month: Month
    readonly days: number
    readonly gross: number
    readonly net: number
  }[],
): CertificateSpan[] {
  const isByYear = months.length > 12
  return [...Map.groupBy(months, ({ month }) => (isByYear ? month.slice(0, 4) : month)).values()].map(
    (of) => ({
      from: of[0]!.month,
      to: of.at(-1)!.month,
      days: of.reduce((sum, { days }) => sum + days, 0),
      gross: total(of, 'gross'),
      net: total(of, 'net'),
    }),
  )
}

export function lastDayOf(month: Month): BusinessDate {
  return new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).toISOString().slice(0, 10)
}

function total<K extends 'gross' | 'net'>(rows: readonly Readonly<Record<K, number>>[], key: K): number {
  return rows.reduce((sum, row) => sum + row[key], 0)
}
