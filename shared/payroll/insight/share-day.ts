/** Pieces of one step that were in a worker's hands on a day, whatever became of them, and the standard time of one. */
export interface StepPieces {
  readonly pieces: number
  readonly standardSeconds: number | null
}

/**
 * How a step's time is known: of hours that were kept, shared by standard time or, where a step of the day has none, by
 * pieces; by standard time alone, where no hours were kept; not at all.
 */
export type TimeSource = 'shared' | 'byPieces' | 'standard' | 'unknown'

export interface StepTime {
  readonly seconds: number
  readonly source: TimeSource
}

/**
 * Shares the minutes of a worker's day over what she did, in the order given. 0 minutes: none were kept. Shares of kept
 * hours add up to them, to the second.
 */
export function shareDay(steps: readonly StepPieces[], minutes: number): StepTime[] {
  if (minutes === 0)
    return steps.map(({ pieces, standardSeconds }) =>
      standardSeconds === null
        ? { seconds: 0, source: 'unknown' }
        : { seconds: pieces * standardSeconds, source: 'standard' },
    )
  const isTimed = steps.every(({ standardSeconds }) => standardSeconds !== null)
  const weightOf = ({ pieces, standardSeconds }: StepPieces) => pieces * (isTimed ? standardSeconds! : 1)
  const whole = steps.reduce((sum, step) => sum + weightOf(step), 0)
  let weight = 0
  let given = 0
  return steps.map((step) => {
    weight += weightOf(step)
    const upTo = Math.round((minutes * 60 * weight) / whole)
    const seconds = upTo - given
    given = upTo
    return { seconds, source: isTimed ? 'shared' : 'byPieces' }
  })
}
