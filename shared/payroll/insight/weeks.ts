import { addDays, type BusinessDate } from '../../dates.ts'
import { weekday } from '../../planning/calendar.ts'

/** One worker's week. */
export interface WorkerWeek {
  /** Its Monday. */
  readonly week: BusinessDate
  /** Of days with kept hours whose steps all have a standard time: what she made, and how long she worked. */
  readonly standardSeconds: number
  readonly seconds: number
  /** Days with pieces that lack one of both. */
  readonly daysLeftOut: number
  /** Good and scrapped; a piece made again is counted when it is good. */
  readonly pieces: number
  readonly rework: number
  readonly scrap: number
  /** Found at inspections. */
  readonly defects: number
}

/** The Monday of the week that a day lies in. */
export function mondayOf(day: BusinessDate): BusinessDate {
  return addDays(day, -((weekday(day) + 6) % 7))
}

/** The Mondays of a span's weeks. */
export function weeksOf(from: BusinessDate, to: BusinessDate): BusinessDate[] {
  const weeks: BusinessDate[] = []
  for (let week = mondayOf(from); week <= to; week = addDays(week, 7)) weeks.push(week)
  return weeks
}

type Sum = Pick<WorkerWeek, 'standardSeconds' | 'seconds' | 'pieces' | 'rework' | 'scrap' | 'defects'>

/** Standard minutes made in a worked hour, in tenths of a minute: 600 is as planned. Null: no hours to say it by. */
export function pace({ standardSeconds, seconds }: Pick<Sum, 'standardSeconds' | 'seconds'>): number | null {
  return seconds === 0 ? null : Math.round((standardSeconds * 600) / seconds)
}

/** Rework, scrap and defects of 1000 pieces, in tenths. Null: no pieces. */
export function faults({
  pieces,
  rework,
  scrap,
  defects,
}: Omit<Sum, 'standardSeconds' | 'seconds'>): number | null {
  return pieces === 0 ? null : Math.round(((rework + scrap + defects) * 10_000) / pieces)
}

export function sumWeeks(weeks: readonly WorkerWeek[]): Sum & { readonly daysLeftOut: number } {
  const sum = (key: keyof Sum | 'daysLeftOut') => weeks.reduce((total, week) => total + week[key], 0)
  return {
    standardSeconds: sum('standardSeconds'),
    seconds: sum('seconds'),
    daysLeftOut: sum('daysLeftOut'),
    pieces: sum('pieces'),
    rework: sum('rework'),
    scrap: sum('scrap'),
    defects: sum('defects'),
  }
}

/** Where something goes: the later half of the weeks against the earlier one, in per cent of the earlier. */
export interface Trend {
  readonly earlier: number
  readonly later: number
  readonly way: 'up' | 'down' | 'steady'
}

/** Changes up to this many per cent are everyday ups and downs. */
export const steadyPercent = 5

/**
 * The later half of a span's weeks against the earlier one, by a figure of summed weeks. Null where a half has none: too
 * little to say. The middle week of an odd number is the later half's.
 */
export function trendOf(
  span: readonly BusinessDate[],
  weeks: readonly WorkerWeek[],
  figure: (sum: Sum) => number | null,
): Trend | null {
  const half = span[Math.floor(span.length / 2)]
  if (half === undefined || span.length < 2) return null
  const earlier = figure(sumWeeks(weeks.filter(({ week }) => week < half)))
  const later = figure(sumWeeks(weeks.filter(({ week }) => week >= half)))
  if (earlier === null || later === null) return null
  const change = later - earlier
  const isSteady = Math.abs(change) * 100 <= earlier * steadyPercent
  return { earlier, later, way: isSteady ? 'steady' : change > 0 ? 'up' : 'down' }
}
