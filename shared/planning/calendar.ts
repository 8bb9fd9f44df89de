import type { BusinessDate } from '../dates.ts'
import { publicHolidays } from './public-holidays.ts'

/** When the workshop works, and how much of an hour becomes standard time. */
export interface WorkCalendar {
  /** A normal working day, in minutes. */
  readonly minutesPerDay: number
  /** Days of the week without work, 0 = Sunday. */
  readonly restDays: readonly number[]
  /** Minutes of a working day that are no overtime. */
  readonly normMinutes: number
  /** Days off, and rest days that are worked. */
  readonly holidays: readonly BusinessDate[]
  readonly extraDays: readonly BusinessDate[]
  /** Public holidays by law: whoever works on one works overtime of a holiday. */
  readonly statutory: readonly BusinessDate[]
  /** Years whose holidays somebody has compared with the State Council's notice. */
  readonly checkedYears: readonly number[]
  /** Standard time made in a worked hour, per cent. */
  readonly efficiency: number
  /** Days a parcel needs before it must be there or leave: kept free before a due date. */
  readonly daysBefore: number
}

export const usualCalendar: WorkCalendar = {
  minutesPerDay: 540,
  // Eight hours: art. 36 of the Labour Law.
  normMinutes: 480,
  restDays: [],
  holidays: publicHolidays.flatMap(({ holidays }) => holidays),
  extraDays: publicHolidays.flatMap(({ extraDays }) => extraDays),
  statutory: publicHolidays.flatMap(({ statutory }) => statutory),
  checkedYears: [],
  efficiency: 85,
  daysBefore: 1,
}

/** Whether the workshop works on a day. A day named as worked is worked, whatever else is said of it. */
export function isWorkingDay(calendar: WorkCalendar, date: BusinessDate): boolean {
  if (calendar.extraDays.includes(date)) return true
  return (
    !calendar.holidays.includes(date) &&
    !calendar.statutory.includes(date) &&
    !calendar.restDays.includes(weekday(date))
  )
}

export type DayKind = 'workday' | 'rest' | 'holiday'

/** What work on a day counts as: a public holiday stays one even where the workshop works on it. */
export function dayKind(calendar: WorkCalendar, date: BusinessDate): DayKind {
  if (calendar.statutory.includes(date)) return 'holiday'
  return isWorkingDay(calendar, date) ? 'workday' : 'rest'
}

/** Whether the calendar knows a year's public holidays. */
export function knowsHolidays(calendar: WorkCalendar, year: number): boolean {
  return calendar.statutory.some((day) => day.startsWith(`${year}-`))
}

/** Standard seconds that so many worked minutes become. */
export function standardSeconds(calendar: WorkCalendar, minutes: number): number {
  return Math.floor((minutes * 60 * calendar.efficiency) / 100)
}

/** 0 = Sunday. */
export function weekday(date: BusinessDate): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay()
}
