import { type Done, remainingAt } from './progress.ts'
import type { Step } from './routing.ts'

type RecordedStep = Step & { readonly recorded: boolean }

/** Pieces that travel together, or the sums of several of them. */
export interface Travelling {
  /** As cut. */
  readonly quantity: number
  /** Still there. */
  readonly held: number
  readonly done: readonly Done[]
}

/**
 * Pieces that wait at an operation: good at all recorded steps before it and not done here. Two steps side by side both
 * have the pieces waiting. Of summed bundles it is exact along a chain, and where steps meet the most it can be.
 */
export function waitingAt(pieces: Travelling, steps: readonly RecordedStep[], operationId: number): number {
  const here = pieces.done.find((one) => one.operationId === operationId)
  const arrived = recordedBefore(steps, operationId).map((id) => goodAt(pieces, id))
  const gone = (here?.good ?? 0) + (here?.scrap ?? 0)
  return Math.max(
    0,
    Math.min(
      remainingAt(pieces.quantity, pieces.done, steps, operationId),
      ...arrived.map((good) => good - gone),
    ),
  )
}

/** Pieces good at every recorded operation and still there: may be taken into stock. */
export function finishedPieces(pieces: Travelling, steps: readonly RecordedStep[]): number {
  const recorded = steps.filter((step) => step.recorded)
  return Math.min(pieces.held, ...recorded.map(({ id }) => goodAt(pieces, id)))
}

function goodAt(pieces: Travelling, operationId: number): number {
  return pieces.done.find((one) => one.operationId === operationId)?.good ?? 0
}

/** The recorded operations before one, through those that are not recorded. */
function recordedBefore(steps: readonly RecordedStep[], operationId: number): number[] {
  const found = new Set<number>()
  const look = (id: number) => {
    for (const before of steps.find((step) => step.id === id)?.predecessors ?? [])
      if (steps.find((step) => step.id === before)?.recorded) found.add(before)
      else look(before)
  }
  look(operationId)
  return [...found]
}
