export interface ShortLine {
  readonly orderLineId: number
  /** Pieces it still lacks. */
  readonly short: number
}

export interface OpenSupply {
  readonly id: number
  /** Pieces of it that have not come yet. */
  readonly open: number
  readonly expectedDate: string | null
}

export interface SupplyShare {
  readonly supplyId: number
  readonly quantity: number
}

/**
 * Which order line waits for which expected supply of one item: the most urgent line for the earliest date.
 * Supplies without a date come last. `lines` are in order of urgency. Derived each time and never stored:
 * expected supply is not stock and is never counted as allocated (DESIGN §2).
 */
export function assignSupply(
  lines: readonly ShortLine[],
  supplies: readonly OpenSupply[],
): ReadonlyMap<number, readonly SupplyShare[]> {
  const queue = supplies
    .filter((supply) => supply.open > 0)
    .toSorted((a, b) => compareDates(a.expectedDate, b.expectedDate) || a.id - b.id)
    .map((supply) => ({ id: supply.id, left: supply.open }))
  const shares = new Map<number, SupplyShare[]>()
  let next = 0
  for (const line of lines) {
    const ofLine: SupplyShare[] = []
    let short = line.short
    while (short > 0 && next < queue.length) {
      const supply = queue[next]!
      const quantity = Math.min(short, supply.left)
      ofLine.push({ supplyId: supply.id, quantity })
      short -= quantity
      supply.left -= quantity
      if (supply.left === 0) next++
    }
    shares.set(line.orderLineId, ofLine)
  }
  return shares
}

/**
 * When a supply is there: what is at partners is not there before the last of it is due back. Null where neither the
 * supply nor a partner has a date.
 */
export function supplyDate(
  expectedDate: string | null,
  sentOut: readonly { readonly dueDate: string | null }[],
): string | null {
  return (
    [expectedDate, ...sentOut.map(({ dueDate }) => dueDate)]
      .filter((date) => date !== null)
      .toSorted()
      .at(-1) ?? null
  )
}

/** Earlier first, no date last. */
export function compareDates(a: string | null, b: string | null): number {
  if (a === b) return 0
  if (a === null) return 1
  if (b === null) return -1
  return a < b ? -1 : 1
}
