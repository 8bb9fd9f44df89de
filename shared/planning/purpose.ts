/** What of a SKU is wanted, and what of it is there or on its way; pieces. */
export interface SkuFigures {
  readonly short: number
  readonly free: number
  readonly expected: number
  readonly safetyStock: number
  readonly season: number
}

export interface Purposes {
  readonly forOrders: number
  readonly forSafety: number
  readonly forSeason: number
}

/**
 * How many pieces to make of a SKU, and what for: what is free and expected answers orders first, then the safety
 * stock, then what a season wants beyond it.
 */
export function purposes({ short, free, expected, safetyStock, season }: SkuFigures): Purposes {
  const there = Math.max(0, free) + expected
  const left = Math.max(0, there - short)
  const forSafety = Math.max(0, safetyStock - left)
  const forStock = Math.max(0, Math.max(safetyStock, season) - left)
  return { forOrders: Math.max(0, short - there), forSafety, forSeason: forStock - forSafety }
}
