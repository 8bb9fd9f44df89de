/**
 * Moving weighted average (移动加权平均). Stock keeps quantity and VALUE in fen; the average is derived.
 * Quantities are pieces, or 1/1000 of a material's unit. Where a place is below zero both are negative: what
 * was issued beyond the stock was issued at its last known cost and is corrected by what comes in next.
 * Source: shared/domain/season-and-stock.md; vectors: golden_vectors.json → wma.
 */
export interface Level {
  readonly quantity: number
  readonly value: number
}

/** What a unit cost last: value per quantity, kept as a fraction so that nothing is rounded twice. */
export interface UnitCost {
  readonly value: number
  readonly quantity: number
}

/** `value × part ÷ whole`, half away from zero, exact for any safe integers. `whole` must not be 0. */
export function shareOf(value: number, part: number, whole: number): number {
  const product = BigInt(value) * BigInt(part)
  const divisor = BigInt(whole)
  const negative = product < 0n !== divisor < 0n
  const top = product < 0n ? -product : product
  const bottom = divisor < 0n ? -divisor : divisor
  const rounded = Number((2n * top + bottom) / (2n * bottom))
  return negative && rounded !== 0 ? -rounded : rounded
}

/** The unit cost of what is there; `last` (what it cost before it ran out) where nothing is. */
export function unitCost(level: Level, last: UnitCost): UnitCost {
  return level.quantity !== 0 ? level : last
}

/** Value of a quantity at a unit cost; 0 where nothing is known of the cost. */
export function valueAt(cost: UnitCost, quantity: number): number {
  return cost.quantity === 0 ? 0 : shareOf(cost.value, quantity, cost.quantity)
}

/**
 * Value of the move that takes `quantity` (> 0) out: negative or 0. At the current average; the issue that
 * empties the place takes the whole remaining value; what goes below zero is taken at the average, or at
 * `last` where nothing is there.
 */
export function issueValue(level: Level, quantity: number, last: UnitCost): number {
  if (quantity === level.quantity) return 0 - level.value
  if (quantity < level.quantity) return 0 - shareOf(level.value, quantity, level.quantity)
  const beyond = level.quantity > 0 ? quantity - level.quantity : quantity
  const there = level.quantity > 0 ? level.value : 0
  return 0 - there - valueAt(unitCost(level, last), beyond)
}

/**
 * Value of the cost correction (a move of quantity 0) that must follow `quantity` (> 0) for `value` coming into
 * a place that is below zero: what was issued too early is now known to have cost what came in. What is left
 * over zero keeps the cost of what came in; what is still below zero keeps the cost it was issued at.
 * 0 where the place was not below zero.
 */
export function correctionAfterReceipt(before: Level, quantity: number, value: number): number {
  if (before.quantity >= 0) return 0
  const after = before.quantity + quantity
  const target = after >= 0 ? shareOf(value, after, quantity) : shareOf(before.value, after, before.quantity)
  return target - (before.value + value)
}

/**
 * Value of the cost correction that must follow a reversal, which takes out exactly what came in: an emptied
 * place is worth nothing, and no place is worth less than nothing while pieces are there.
 */
export function correctionAfterReversal(after: Level): number {
  if (after.quantity === 0) return 0 - after.value
  if (after.quantity > 0 && after.value < 0) return 0 - after.value
  if (after.quantity < 0 && after.value > 0) return 0 - after.value
  return 0
}

/** Average unit cost in fen, rounded, for screens. Null where nothing is there. */
export function averageCost(level: Level): number | null {
  return level.quantity === 0 ? null : shareOf(level.value, 1, level.quantity)
}
