import type { DayKind } from '../../planning/calendar.ts'
import type { OvertimeKind, PayTerms } from '../rules.ts'
import { presentMinutes, type ShiftTimes, type Span } from './shift.ts'

/** What was seen of somebody on a day. Leave and the farm season are days away, kept with the worker. */
export const dayMarks = ['came', 'half', 'left', 'absent'] as const
export type DayMark = (typeof dayMarks)[number]

/** Hours said by the office, instead of what attendance comes to. */
export interface FixedHours {
  readonly normal: number
  readonly overtime: number
  readonly kind: DayKind
}

/** A badge scanned; `minute` since midnight of the work date. */
export interface Punch {
  readonly way: 'in' | 'out'
  readonly minute: number
}

export interface HourWork {
  readonly batchId: number | null
  readonly minutes: number
}

export interface DayInput {
  /** In the order in which they were made. */
  readonly punches: readonly Punch[]
  readonly mark: DayMark | null
  /** When she left, for `left`. */
  readonly leftMinute: number | null
  /** Worked beside it, such as in the evening; minutes. */
  readonly extraMinutes: number
  readonly fixed: FixedHours | null
  /** Worked by the hour, on a batch or on none: part of the day, or the day where there is nothing else. */
  readonly hourWork: readonly HourWork[]
  readonly shift: ShiftTimes
  /** Minutes of her whole working day. */
  readonly planned: number
  readonly kind: DayKind
  /** Minutes of a workday that are no overtime. */
  readonly norm: number
}

export interface DayHours {
  readonly normal: number
  readonly overtime: number
  /** What overtime of the day counts as. */
  readonly kind: DayKind
  /** She scanned in and never out, and nothing says when she left. */
  readonly outMissing: boolean
}

const dayMinutes = 1440

/** Whole stays, and the minute of an arrival without an end; a second arrival or end in a row changes nothing. */
export function staysOf(punches: readonly Punch[]): { stays: Span[]; open: number | null } {
  const stays: Span[] = []
  let open: number | null = null
  for (const { way, minute } of punches.toSorted((a, b) => a.minute - b.minute)) {
    if (way === 'in') open ??= minute
    else if (open !== null) {
      stays.push({ from: open, to: minute })
      open = null
    }
  }
  return { stays, open }
}

/** How long somebody worked on a day, and what of it is overtime. What the office said goes before all else. */
export function dayHours(input: DayInput): DayHours {
  const { fixed, kind, norm } = input
  if (fixed) return { ...fixed, outMissing: false }
  const attended = attendedMinutes(input)
  const byHour = input.hourWork.reduce((sum, { minutes }) => sum + minutes, 0)
  const total = Math.min(dayMinutes, Math.max(attended.minutes + input.extraMinutes, byHour))
  const normal = kind === 'workday' ? Math.min(total, norm) : 0
  return { normal, overtime: total - normal, kind, outMissing: attended.outMissing }
}

function attendedMinutes(input: DayInput): { minutes: number; outMissing: boolean } {
  const { mark, shift, planned } = input
  const { stays, open } = staysOf(input.punches)
  const until = (to: number) =>
    presentMinutes(open === null ? stays : [...stays, { from: open, to: Math.max(open, to) }], shift)
  if (open !== null) {
    // A tap says when she left: at the shift's end, at noon, at a time.
    if (mark === 'came') return { minutes: until(shift.ends), outMissing: false }
    if (mark === 'left' && input.leftMinute !== null)
      return { minutes: until(input.leftMinute), outMissing: false }
    if (mark !== 'half') return { minutes: presentMinutes(stays, shift), outMissing: true }
  } else if (stays.length > 0) return { minutes: presentMinutes(stays, shift), outMissing: false }
  const minutes = {
    came: planned,
    half: Math.floor(planned / 2),
    left:
      input.leftMinute === null
        ? Math.floor(planned / 2)
        : presentMinutes([{ from: shift.starts, to: input.leftMinute }], shift),
    absent: 0,
  }
  return { minutes: mark === null ? 0 : minutes[mark], outMissing: false }
}

export interface HoursPart extends HourWork {
  readonly overtime: OvertimeKind
  /** Named as worked by the hour. */
  readonly byHour: boolean
}

/**
 * A day's hours as rows of wages: work by the hour has the first of them, in its order, normal hours before overtime.
 * Where it says more than the whole day it has what there is of it.
 */
export function hoursParts(hours: DayHours, hourWork: readonly HourWork[]): HoursPart[] {
  const left: { overtime: OvertimeKind; minutes: number }[] = [
    { overtime: 'none', minutes: hours.normal },
    { overtime: hours.kind, minutes: hours.overtime },
  ]
  const parts: HoursPart[] = []
  const take = (wanted: number, batchId: number | null, byHour: boolean) => {
    let rest = wanted
    for (const one of left) {
      const minutes = Math.min(rest, one.minutes)
      if (minutes === 0) continue
      one.minutes -= minutes
      rest -= minutes
      parts.push({ minutes, overtime: one.overtime, batchId, byHour })
    }
  }
  for (const { batchId, minutes } of hourWork) take(minutes, batchId, true)
  take(dayMinutes, null, false)
  return parts
}

/** Whether hours are paid as such: all of whoever is paid by the hour, and of a piece worker what was named so. */
export function isPaidByHour(basis: PayTerms['basis'], part: Pick<HoursPart, 'byHour'>): boolean {
  return basis === 'hour' || (basis === 'piece' && part.byHour)
}
