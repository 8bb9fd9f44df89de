import type { BatchMaterial, DyeLot } from './materials-contract.ts'

/**
 * By how much a batch has been given more of a material than it needs, with `more` given now; 1/1000 of the unit. None
 * where nobody wrote what it needs.
 */
export function overNeed(
  { needed, issued, returned }: Pick<BatchMaterial, 'needed' | 'issued' | 'returned'>,
  more = 0,
): number {
  return needed === 0 ? 0 : Math.max(0, issued - returned + more - needed)
}

/** By how much more is given of a dye lot by its name than should be left of it, see `lotsLeft`; no name: none. */
export function overLot(
  lots: readonly Pick<DyeLot, 'dyeLot' | 'left'>[],
  dyeLot: string | undefined,
  quantity: number,
): number {
  if (!dyeLot) return 0
  return Math.max(0, quantity - (lots.find((lot) => lot.dyeLot === dyeLot)?.left ?? 0))
}
