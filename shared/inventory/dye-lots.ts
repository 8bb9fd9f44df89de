/** A delivery of a dye lot, or what was taken of it by name: 1/1000 of the unit. */
export interface LotAmount {
  readonly dyeLot: string
  readonly quantity: number
}

export interface LotLeft {
  /** Empty: deliveries of which nobody wrote the lot. */
  readonly dyeLot: string
  readonly received: number
  /** What should be left of it. */
  readonly left: number
}

/**
 * What is left of each dye lot: deliveries in their order, less what was given by the lot's name; of the rest, what came
 * first is taken to have gone first, so that no more is left than is there (`onHand`). An estimate wherever something
 * was taken without naming the lot. Lots in the order in which they first came.
 */
export function lotsLeft(
  deliveries: readonly LotAmount[],
  named: readonly LotAmount[],
  onHand: number,
): readonly LotLeft[] {
  const taken = new Map<string, number>()
  for (const { dyeLot, quantity } of named) taken.set(dyeLot, (taken.get(dyeLot) ?? 0) + quantity)
  const rows = deliveries.map(({ dyeLot, quantity }) => {
    const of = Math.max(0, Math.min(quantity, taken.get(dyeLot) ?? 0))
    taken.set(dyeLot, (taken.get(dyeLot) ?? 0) - of)
    return { dyeLot, received: quantity, left: quantity - of }
  })
  let unnamed = rows.reduce((sum, { left }) => sum + left, 0) - Math.max(0, onHand)
  const lots = new Map<string, LotLeft>()
  for (const { dyeLot, received, left } of rows) {
    const gone = Math.max(0, Math.min(left, unnamed))
    unnamed -= gone
    const known = lots.get(dyeLot)
    lots.set(dyeLot, {
      dyeLot,
      received: (known?.received ?? 0) + received,
      left: (known?.left ?? 0) + left - gone,
    })
  }
  return [...lots.values()]
}

/**
 * The lot that so much of a material should be taken from: the one wanted (of the cloth it is sewn to, say) while something
 * is left of it, else the oldest that is enough, else the oldest; null where no lot has a name or something left.
 */
export function proposeLot(
  lots: readonly LotLeft[],
  quantity: number,
  wanted: readonly string[] = [],
): string | null {
  const there = lots.filter(({ dyeLot, left }) => dyeLot !== '' && left > 0)
  const lot =
    there.find(({ dyeLot }) => wanted.includes(dyeLot)) ??
    there.find(({ left }) => left >= quantity) ??
    there[0]
  return lot?.dyeLot ?? null
}
