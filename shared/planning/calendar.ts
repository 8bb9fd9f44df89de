import type { BusinessDate } from '../dates.ts'

/** When the workshop works, and how much of an hour becomes standard time. */
export interface WorkCalendar {
  /** A normal working day, in minutes. */
  readonly minutesPerDay: number
  /** Days of the week without work, 0 = Sunday. */
  readonly restDays: readonly number[]
  /** Days off, and rest days that are worked. */
  readonly holidays: readonly BusinessDate[]
  readonly extraDays: readonly BusinessDate[]
  /** Standard time made in a worked hour, per cent. */
  readonly efficiency: number
  /** Days a parcel needs before it must be there or leave: kept free before a due date. */
  readonly daysBefore: number
}

export const usualCalendar: WorkCalendar = {
  minutesPerDay: 540,
  restDays: [],
  holidays: [],
  extraDays: [],
  efficiency: 85,
  daysBefore: 1,
}

/** Whether the workshop works on a day. A day named as worked is worked, whatever else is said of it. */
export function isWorkingDay(calendar: WorkCalendar, date: BusinessDate): boolean {
  if (calendar.extraDays.includes(date)) return true
  return !calendar.holidays.includes(date) && !calendar.restDays.includes(weekday(date))
}

/** Standard seconds that so many worked minutes become. */
export function standardSeconds(calendar: WorkCalendar, minutes: number): number {
  return Math.floor((minutes * 60 * calendar.efficiency) / 100)
}

/** 0 = Sunday. */
export function weekday(date: BusinessDate): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay()
}
