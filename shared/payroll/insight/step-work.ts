import { shareOf } from '../../inventory/valuation.ts'
import type { TimeSource } from './share-day.ts'

/** Pieces of a step that are paid at one rate, and how long they took. */
export interface RatedPieces {
  /** 1/1,000,000 yuan; null: none was agreed. */
  readonly rate: number | null
  readonly pieces: number
  /** Of them, those whose time is known, and that time. */
  readonly timed: number
  readonly seconds: number
}

/** A step as it was done by whoever is paid for its pieces. */
export interface StepWork {
  readonly operationId: number
  readonly entries: number
  readonly workers: number
  /** Seconds by how they are known; `unknown` holds none. */
  readonly secondsBy: Readonly<Record<TimeSource, number>>
  readonly rated: readonly RatedPieces[]
}

/** Why a figure of earnings is not to be leant on. */
export const doubts = ['none', 'few', 'alone', 'standard', 'byPieces'] as const
export type Doubt = (typeof doubts)[number]

/** Fewer entries, or less time in seconds, say little: one bad morning moves them. */
export const enough = { entries: 10, seconds: 4 * 3600 } as const

/** How sure the earnings of a step are: no doubt is an empty list. `none`: there is no figure at all. */
export function doubtsOf({ entries, workers, secondsBy, rated }: StepWork): Doubt[] {
  const { seconds } = paidTime(rated)
  if (seconds === 0) return ['none']
  const all = secondsBy.shared + secondsBy.byPieces + secondsBy.standard
  return [
    ...(entries < enough.entries || seconds < enough.seconds ? (['few'] as const) : []),
    ...(workers < 2 ? (['alone'] as const) : []),
    ...(secondsBy.standard * 2 > all ? (['standard'] as const) : []),
    ...(secondsBy.byPieces * 2 > all ? (['byPieces'] as const) : []),
  ]
}

/** Money (1/1,000,000 yuan) and seconds of pieces of which both are known. */
export function paidTime(rated: readonly RatedPieces[]): {
  readonly paid: number
  readonly seconds: number
} {
  const known = rated.filter(({ rate }) => rate !== null)
  return {
    paid: known.reduce((sum, { rate, timed }) => sum + timed * rate!, 0),
    seconds: known.reduce((sum, one) => sum + one.seconds, 0),
  }
}

/** Fen an hour, half up, of 1/1,000,000 yuan earned in so many seconds; null: no time. */
export function perHour({
  paid,
  seconds,
}: {
  readonly paid: number
  readonly seconds: number
}): number | null {
  return seconds === 0 ? null : shareOf(paid, 3600, seconds * microPerFen)
}

/** Fen of 1/1,000,000 yuan, half up. */
export function fenOf(micro: number): number {
  return shareOf(micro, 1, microPerFen)
}

const microPerFen = 10_000
