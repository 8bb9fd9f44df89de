/** A span of a day, in minutes since midnight of its work date; beyond 1440 on the next day. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** When a working day begins and ends. */
export interface ShiftTimes {
  readonly starts: number
  readonly ends: number
  readonly breaks: readonly Span[]
  /** Whoever scans at most so many minutes beside the start or the end counts as being on time. */
  readonly grace: number
}

/** The shift of a workshop that has written down none: from eight, a noon break of 90 minutes, its calendar's hours. */
export function usualShift(minutesPerDay: number): ShiftTimes {
  const starts = 8 * 60
  const isLong = minutesPerDay > 4 * 60
  const noon = { from: 12 * 60, to: 13 * 60 + 30 }
  const ends = Math.min(starts + 1440, starts + minutesPerDay + (isLong ? noon.to - noon.from : 0))
  return { starts, ends, breaks: isLong ? [noon] : [], grace: 15 }
}

/** Minutes of work in a shift. */
export function shiftMinutes(shift: ShiftTimes): number {
  return presentMinutes([{ from: shift.starts, to: shift.ends }], shift)
}

/**
 * Minutes of work in somebody's stays: ends within the grace count as the shift's, breaks are taken off, and what two
 * stays share counts once.
 */
export function presentMinutes(stays: readonly Span[], shift: ShiftTimes): number {
  const near = (minute: number, mark: number) => (Math.abs(minute - mark) <= shift.grace ? mark : minute)
  let minutes = 0
  let until = Number.NEGATIVE_INFINITY
  for (const stay of stays.toSorted((a, b) => a.from - b.from)) {
    const from = Math.max(near(stay.from, shift.starts), until)
    const to = near(stay.to, shift.ends)
    if (to <= from) continue
    until = to
    minutes += to - from - breakMinutes({ from, to }, shift.breaks)
  }
  return minutes
}

/** Breaks that overlap are taken off once. */
function breakMinutes(stay: Span, breaks: readonly Span[]): number {
  let minutes = 0
  let until = stay.from
  for (const pause of breaks.toSorted((a, b) => a.from - b.from)) {
    const from = Math.max(pause.from, until)
    const to = Math.min(pause.to, stay.to)
    if (to <= from) continue
    minutes += to - from
    until = to
  }
  return minutes
}

/** "08:05"; "+1 02:10" on the next day is 1570. */
export function clockTime(minute: number): string {
  const two = (number: number) => String(number).padStart(2, '0')
  const text = `${two(Math.floor((minute % 1440) / 60))}:${two(minute % 60)}`
  return minute >= 1440 ? `+${Math.floor(minute / 1440)} ${text}` : text
}

/** Reads "8:05", "18：30", "1830" or "18.30"; null when it is no time of day. */
export function parseClockTime(text: string): number | null {
  const match = /^(\d{1,2})[:.]?(\d{2})$/.exec(text.normalize('NFKC').trim())
  if (!match) return null
  const [hour, minute] = [Number(match[1]), Number(match[2])]
  return hour > 23 || minute > 59 ? null : hour * 60 + minute
}
