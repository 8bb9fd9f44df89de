import type { OrderStage } from './contract.ts'
import type { AfterSaleState, OrderStatus } from './platforms.ts'

/**
 * Where an order stands in the workshop, from what the platform says and what we did with it.
 * Our own parcels decide between open, picking, packed and shipped; the platform decides whether there is
 * anything to do at all.
 */
export function orderStage(facts: {
  readonly status: OrderStatus
  readonly afterSale: AfterSaleState
  /** All of it is cancelled, or no goods (postage, a deposit). */
  readonly nothingToSend: boolean
  /** Pieces of goods ordered less those cancelled. */
  readonly pieces: number
  readonly shippedPieces: number
  /** Its lines are in a wave that is being picked, or in an open parcel. */
  readonly picking: boolean
  /** Pieces in parcels that are packed and not handed over. */
  readonly packedPieces: number
  /** Pieces of our stock that are promised to it. */
  readonly allocatedPieces: number
  /** An exchange or resend waits to be sent: it answers an order that the platform counts as over. */
  readonly answering: boolean
}): OrderStage {
  if (facts.nothingToSend) return 'ended'
  if (!facts.answering && (facts.status === 'closed' || facts.status === 'completed')) return 'ended'
  if (facts.pieces > 0 && facts.shippedPieces >= facts.pieces) return 'shipped'
  // Sellers print waybills in the platform's tool, which then says "shipped" hours before anyone packs. While our
  // stock is promised to it, or we have it in hand, it is still to be packed here.
  const inHand = facts.answering || facts.picking || facts.packedPieces > 0 || facts.allocatedPieces > 0
  if (facts.status === 'shipped' && !inHand) return 'shipped'
  if (facts.status === 'unpaid') return 'waiting'
  if (facts.packedPieces > 0 && facts.shippedPieces + facts.packedPieces >= facts.pieces) return 'packed'
  if (facts.picking || facts.packedPieces > 0) return 'picking'
  return 'open'
}
