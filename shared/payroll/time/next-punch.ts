import { addDays, type BusinessDate, businessDate, type Instant, startOfDay } from '../../dates.ts'
import type { Punch } from './day-hours.ts'

/** A worker's last scan that was not taken back. */
export interface LastPunch {
  readonly way: Punch['way']
  readonly at: Instant
  readonly workDate: BusinessDate
}

export type NextPunch =
  | {
      readonly kind: 'write'
      readonly way: Punch['way']
      readonly workDate: BusinessDate
      /** The day on which she did not scan out. */
      readonly missed: BusinessDate | null
    }
  /** Twice within a minute, at one station or at two: told, not written. */
  | { readonly kind: 'again'; readonly way: Punch['way'] }
  /** Her last scan lies ahead of this clock: it was set back. */
  | { readonly kind: 'clock-back' }

const againMs = 60_000
/** Who works past midnight is gone by five, or some hours after a night shift's end: later it is the next day's arrival. */
const nightEnds = 5 * 60
const afterShift = 3 * 60

/** What a badge scanned now means. `shiftEnds`: of her shift, in minutes since midnight of the day it begins. */
export function nextPunch(last: LastPunch | null, now: Instant, shiftEnds: number): NextPunch {
  const today = businessDate(now)
  if (last === null) return { kind: 'write', way: 'in', workDate: today, missed: null }
  const since = now - last.at
  if (Math.abs(since) < againMs) return { kind: 'again', way: last.way }
  if (since < 0) return { kind: 'clock-back' }
  if (last.way === 'out') return { kind: 'write', way: 'in', workDate: today, missed: null }
  // Past midnight she still leaves the day on which she came.
  const isStillNight =
    last.workDate === addDays(today, -1) &&
    minuteOf(now, today) < Math.max(nightEnds, shiftEnds - 1440 + afterShift)
  if (last.workDate === today || isStillNight)
    return { kind: 'write', way: 'out', workDate: last.workDate, missed: null }
  return { kind: 'write', way: 'in', workDate: today, missed: last.workDate }
}

/** Minutes since a work date began; beyond 1440 on the next day. */
export function minuteOf(at: Instant, workDate: BusinessDate): number {
  return Math.floor((at - startOfDay(workDate)) / 60_000)
}
