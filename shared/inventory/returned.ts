import { shareOf } from './valuation.ts'

/** Goods that came from a supplier, or went back to it; `moveId` says in which order that happened. */
export interface SupplierMove {
  readonly moveId: number
  readonly supplierId: number
  /** Empty: nobody named it. */
  readonly dyeLot: string
  readonly quantity: number
}

/** Of a delivery, what went back by one line of a return. */
export interface ReturnedPart {
  readonly lineId: number
  readonly quantity: number
}

/**
 * Of which deliveries of one item returns were: of the same supplier, of the same dye lot first, and of what came last:
 * what is not as it should be goes back soon. By the move of the delivery.
 */
export function returnedFrom(
  deliveries: readonly SupplierMove[],
  returns: readonly (SupplierMove & { readonly lineId: number })[],
): ReadonlyMap<number, readonly ReturnedPart[]> {
  const parts = new Map<number, ReturnedPart[]>()
  const left = new Map(deliveries.map(({ moveId, quantity }) => [moveId, quantity]))
  for (const back of returns.toSorted((a, b) => a.moveId - b.moveId)) {
    let quantity = back.quantity
    const isOfLot = ({ dyeLot }: SupplierMove) => Number(dyeLot === back.dyeLot)
    const before = deliveries
      .filter(({ supplierId, moveId }) => supplierId === back.supplierId && moveId < back.moveId)
      .toSorted((a, b) => isOfLot(b) - isOfLot(a) || b.moveId - a.moveId)
    for (const { moveId } of before) {
      const part = Math.min(quantity, left.get(moveId)!)
      if (part === 0) continue
      quantity -= part
      left.set(moveId, left.get(moveId)! - part)
      parts.set(moveId, [...(parts.get(moveId) ?? []), { lineId: back.lineId, quantity: part }])
    }
  }
  return parts
}

/** Fen by which the credit for `returned` goods of a line changes where its amount does; exact there and back again. */
export function creditDue(
  line: { readonly quantity: number; readonly amount: number },
  amount: number,
  returned: number,
): number {
  return shareOf(amount, returned, line.quantity) - shareOf(line.amount, returned, line.quantity)
}
