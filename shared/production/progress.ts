import { allSuccessors, type Step } from './routing.ts'

/** What was done at one operation of one bundle: pieces. Rework is counted apart and is never good again. */
export interface Done {
  readonly operationId: number
  readonly good: number
  readonly scrap: number
}

/**
 * Pieces that can still be recorded at an operation of a bundle: its pieces without those done there, and without
 * those that were scrapped at operations which do not come after it (they never arrive). Scrap at a later operation
 * takes nothing: those pieces had passed.
 */
export function remainingAt(
  quantity: number,
  done: readonly Done[],
  steps: readonly Step[],
  operationId: number,
): number {
  const later = allSuccessors(steps, operationId)
  const here = done.find((one) => one.operationId === operationId)
  const gone = done
    .filter((one) => one.operationId !== operationId && !later.has(one.operationId))
    .reduce((sum, one) => sum + one.scrap, 0)
  return Math.max(0, quantity - gone - (here?.good ?? 0) - (here?.scrap ?? 0))
}

/** The first recorded step at which not all pieces still held are good; none: they are finished. */
export function openStep<S extends Step & { readonly recorded: boolean }>(
  held: number,
  done: readonly Done[],
  steps: readonly S[],
): S | undefined {
  return steps.find(
    (step) => step.recorded && (done.find((one) => one.operationId === step.id)?.good ?? 0) < held,
  )
}

/** Recorded operations right before this one, at which fewer pieces are good than are good here. */
export function missingBefore(
  done: readonly Done[],
  steps: readonly (Step & { readonly recorded: boolean })[],
  operationId: number,
): number[] {
  const goodAt = (id: number) => done.find((one) => one.operationId === id)?.good ?? 0
  const before = steps.find((step) => step.id === operationId)?.predecessors ?? []
  return before.filter(
    (id) => steps.find((step) => step.id === id)?.recorded === true && goodAt(id) < goodAt(operationId),
  )
}

/**
 * Good pieces of an operation among those that are still in a bundle: what a split or a merge brings along.
 * Pieces scrapped at later operations had been good here.
 */
export function goodHeld(
  held: number,
  done: readonly Done[],
  steps: readonly Step[],
  operationId: number,
): number {
  const later = allSuccessors(steps, operationId)
  const lost = done.filter((one) => later.has(one.operationId)).reduce((sum, one) => sum + one.scrap, 0)
  const good = done.find((one) => one.operationId === operationId)?.good ?? 0
  return Math.max(0, Math.min(held, good - lost))
}

/** Done pieces dealt out over the parts of a split, the first parts first. */
export function dealOut(pieces: number, parts: readonly number[]): number[] {
  let left = pieces
  return parts.map((part) => {
    const here = Math.min(part, left)
    left -= here
    return here
  })
}
