import { shareOf } from './valuation.ts'

/**
 * Fen that so much of an ordered line costs: the share of what was agreed for all of it. Parts that come one after the
 * other add up to the whole to the fen, whatever their sizes; what comes beyond the order costs the same by its unit.
 * `came` arrived before. Null where no price was agreed.
 */
export function partAmount(
  line: { readonly quantity: number; readonly amount: number | null },
  came: number,
  part: number,
): number | null {
  if (line.amount === null) return null
  return shareOf(line.amount, came + part, line.quantity) - shareOf(line.amount, came, line.quantity)
}
