import { shareOf } from '../inventory/valuation.ts'

/** Why something cost more (> 0) or less than planned, in fen: more of it was used, or each cost more. */
export interface CostDifference {
  readonly usage: number
  readonly price: number
}

/**
 * Splits a difference in cost into the part of the amount (at the planned price) and the part of the price (of what was
 * really used). Without a planned amount all of it is usage. Both add up to the difference.
 */
export function costDifference(line: {
  readonly planned: number
  readonly actual: number
  readonly plannedAmount: number
  readonly actualAmount: number
}): CostDifference {
  const { planned, actual, plannedAmount, actualAmount } = line
  if (plannedAmount === 0 || actualAmount === 0) return { usage: actual - planned, price: 0 }
  const usage = shareOf(planned, actualAmount - plannedAmount, plannedAmount)
  return { usage, price: actual - planned - usage }
}
