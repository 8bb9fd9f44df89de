import { dayMs, hourMs, type Instant } from '../dates.ts'

/** How long one copy of each span is kept: hours of a day, days of a week, weeks of a month, months of a year. */
const spans = [
  { keep: 24 * hourMs, each: (at: number) => `h${Math.floor(at / hourMs)}` },
  { keep: 7 * dayMs, each: (at: number) => `d${Math.floor(at / dayMs)}` },
  // Weeks begin on Monday: 1970-01-01 was a Thursday.
  { keep: 28 * dayMs, each: (at: number) => `w${Math.floor((at / dayMs + 3) / 7)}` },
  { keep: 366 * dayMs, each: (at: number) => `m${new Date(at).toISOString().slice(0, 7)}` },
] as const

/**
 * Which backups stay: of each hour of the last day, each day of the last week, each week of the last four and
 * each month of the last year the newest one, and the newest of all whatever its age. Those that claim to be
 * from the future stay: the clock was wrong once, and that is no reason to lose a copy.
 * `zoneOffset` in milliseconds makes days those of the workshop.
 */
export function backupsToKeep(
  times: readonly Instant[],
  now: Instant,
  zoneOffset = 8 * hourMs,
): Set<Instant> {
  const newestFirst = [...new Set(times)].sort((a, b) => b - a)
  const keep = new Set(newestFirst.slice(0, 1))
  for (const { keep: age, each } of spans) {
    const seen = new Set<string>()
    for (const at of newestFirst) {
      if (now - at > age) break
      if (at > now) keep.add(at)
      else if (!seen.has(each(at + zoneOffset))) {
        seen.add(each(at + zoneOffset))
        keep.add(at)
      }
    }
  }
  return keep
}
