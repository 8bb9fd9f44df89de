/** An operation with the operations that come right before it. */
export interface Step {
  readonly id: number
  readonly predecessors: readonly number[]
}

/** All operations that must come before one, near and far. */
export function allPredecessors(steps: readonly Step[], id: number): ReadonlySet<number> {
  const byId = new Map(steps.map((step) => [step.id, step]))
  const found = new Set<number>()
  const open = [...(byId.get(id)?.predecessors ?? [])]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next)) continue
    found.add(next)
    open.push(...(byId.get(next)?.predecessors ?? []))
  }
  return found
}

/** All operations that one must come before. */
export function allSuccessors(steps: readonly Step[], id: number): ReadonlySet<number> {
  return new Set(steps.filter((step) => allPredecessors(steps, step.id).has(id)).map((step) => step.id))
}

/** An operation that would have to come before itself; null where there is none. */
export function findCycle(steps: readonly Step[]): number | null {
  return steps.find((step) => allPredecessors(steps, step.id).has(step.id))?.id ?? null
}
