import { shareOf } from '../../inventory/valuation.ts'
import { paidTime, perHour, type RatedPieces, type StepWork } from './step-work.ts'

/** New rates to try: of some steps, or all of a style or of the workshop by 1/1000 more or less. */
export type RateChange =
  | {
      readonly by: 'steps'
      readonly steps: readonly { readonly operationId: number; readonly rate: number }[]
    }
  | { readonly by: 'share'; readonly permille: number; readonly styleId: number | null }

/** What a rate becomes; itself where the change does not name its step. 1/1,000,000 yuan, half up. */
export function changedRate(
  change: RateChange,
  step: { readonly operationId: number; readonly styleId: number },
  rate: number,
): number {
  if (change.by === 'steps')
    return change.steps.find(({ operationId }) => operationId === step.operationId)?.rate ?? rate
  if (change.styleId !== null && change.styleId !== step.styleId) return rate
  return shareOf(rate, 1000 + change.permille, 1000)
}

export interface SimulatedStep {
  readonly operationId: number
  /** Paid pieces with a rate. */
  readonly pieces: number
  /** Pieces that had no rate: they are in neither sum. */
  readonly unrated: number
  /** 1/1,000,000 yuan. */
  readonly before: number
  readonly after: number
  /** Fen an hour; null: no time is known. */
  readonly perHourBefore: number | null
  readonly perHourAfter: number | null
  /** `after` of the pieces whose time is known. */
  readonly timedAfter: number
}

/** What a change would have made of a step's pay. */
export function simulateStep(work: StepWork, styleId: number, change: RateChange): SimulatedStep {
  const rated = work.rated.filter(({ rate }) => rate !== null)
  const changed: RatedPieces[] = rated.map((one) => ({
    ...one,
    rate: changedRate(change, { operationId: work.operationId, styleId }, one.rate!),
  }))
  const count = (list: readonly RatedPieces[]) => list.reduce((sum, { pieces }) => sum + pieces, 0)
  return {
    operationId: work.operationId,
    pieces: count(rated),
    unrated: count(work.rated) - count(rated),
    before: payOf(rated),
    after: payOf(changed),
    perHourBefore: perHour(paidTime(rated)),
    perHourAfter: perHour(paidTime(changed)),
    timedAfter: paidTime(changed).paid,
  }
}

/** 1/1,000,000 yuan of pieces with a rate. */
export function payOf(rated: readonly RatedPieces[]): number {
  return rated.reduce((sum, { rate, pieces }) => sum + pieces * (rate ?? 0), 0)
}
