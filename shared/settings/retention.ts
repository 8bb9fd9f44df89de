import { dayMs, hourMs, type Instant } from '../dates.ts'

/** A copy as its keeping sees it. */
export interface DatedCopy {
  readonly at: Instant
  /** Number of the last command in it: it only grows, whatever the clock did meanwhile. */
  readonly order: number
}

/** Of how many hours, days, weeks and months that have a copy the newest one is kept. */
const spans = [
  { keep: 24, of: (at: number) => Math.floor(at / hourMs) },
  { keep: 7, of: (at: number) => Math.floor(at / dayMs) },
  // Weeks begin on Monday: 1970-01-01 was a Thursday.
  { keep: 4, of: (at: number) => Math.floor((at / dayMs + 3) / 7) },
  {
    keep: 12,
    of: (at: number) => new Date(at).getUTCFullYear() * 12 + new Date(at).getUTCMonth(),
  },
] as const

/** Never fewer than these, newest by what is in them. */
const always = 3

/**
 * Which copies stay: the newest of each of the last 24 hours, 7 days, 4 weeks and 12 months in which there was one, at most 47.
 * What is newest goes by what a copy holds and nothing by what time it is now: a clock that was set back or forward by
 * years adds an hour, a day, a week and a month, and takes no other copy with it.
 * `zoneOffset` in milliseconds makes days those of the workshop.
 */
export function backupsToKeep<C extends DatedCopy>(copies: readonly C[], zoneOffset = 8 * hourMs): Set<C> {
  const newestFirst = [...copies].sort((a, b) => b.order - a.order || b.at - a.at)
  const keep = new Set(newestFirst.slice(0, always))
  for (const { keep: limit, of } of spans) {
    const seen = new Set<number>()
    for (const copy of newestFirst) {
      const span = of(copy.at + zoneOffset)
      if (seen.has(span)) continue
      if (seen.size === limit) break
      seen.add(span)
      keep.add(copy)
    }
  }
  return keep
}
