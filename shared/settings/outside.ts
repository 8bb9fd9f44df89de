import { dayMs, type Instant } from '../dates.ts'

/** How much is at stake where this PC is lost: nothing yet, a note, a stronger one, a red one. */
export const outsideLevels = ['fine', 'note', 'strong', 'red'] as const
export type OutsideLevel = (typeof outsideLevels)[number]

/**
 * How loud to warn that no copy is outside this PC: from the third day on, from the seventh, from the fourteenth.
 * `since`: the newest copy outside; where there never was one, when the books begin; null where there is nothing to lose.
 * A copy from the future is as far away as it says: the clock was wrong when it was made, or is now.
 */
export function outsideLevel(since: Instant | null, now: Instant): OutsideLevel {
  if (since === null) return 'fine'
  const days = Math.abs(now - since) / dayMs
  return days < 3 ? 'fine' : days < 7 ? 'note' : days < 14 ? 'strong' : 'red'
}
