import type { OrderRow } from './contract.ts'

export type StandingFacts = Pick<
  OrderRow,
  | 'stage'
  | 'shortCount'
  | 'unmatchedCount'
  | 'pieceCount'
  | 'holdReason'
  | 'addressDiffers'
  | 'afterSale'
  | 'afterSaleRelease'
>

/**
 * What keeps an open order from being packed. `stocked`: its goods are there, but a person must settle something first
 * (held, an address in doubt, an after-sale), and packing refuses it until then. Null: it is not open.
 */
export function openStanding(
  order: StandingFacts,
): 'unmatched' | 'noLines' | 'short' | 'stocked' | 'ready' | null {
  if (order.stage !== 'open') return null
  if (order.unmatchedCount > 0) return 'unmatched'
  if (order.pieceCount === 0) return 'noLines'
  if (order.shortCount > 0) return 'short'
  const isAfterSale = order.afterSale === 'requested' || order.afterSale === 'refunded'
  const isBlocked =
    order.holdReason !== null || order.addressDiffers || (isAfterSale && order.afterSaleRelease === null)
  return isBlocked ? 'stocked' : 'ready'
}
