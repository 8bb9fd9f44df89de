/** Notes and coins of the yuan that are still given out, in fen, the largest first. */
export const cashNotes = [10_000, 5_000, 2_000, 1_000, 500, 100, 50, 10] as const

export interface CashCount {
  /** How many of each of `cashNotes`. */
  readonly counts: readonly number[]
  /** What is less than the smallest coin, in fen. */
  readonly rest: number
}

/** The fewest notes and coins that pay an amount. */
export function notesFor(amount: number): CashCount {
  let rest = amount
  const counts = cashNotes.map((note) => {
    const count = Math.floor(rest / note)
    rest -= count * note
    return count
  })
  return { counts, rest }
}

/** What to fetch from the bank so that everybody can be paid her amount from it. */
export function notesForAll(amounts: readonly number[]): CashCount {
  const each = amounts.map(notesFor)
  return {
    counts: cashNotes.map((_, note) => each.reduce((sum, { counts }) => sum + counts[note]!, 0)),
    rest: each.reduce((sum, { rest }) => sum + rest, 0),
  }
}
