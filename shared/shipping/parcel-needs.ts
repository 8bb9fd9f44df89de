/** What one order line wants of one item in the parcel at hand. A set's line has one entry for each part. */
export interface ParcelNeed {
  readonly orderLineId: number
  readonly itemId: number
  /** Pieces of this item in one piece of the line: 1, or the part's number in a set. */
  readonly per: number
  /** Ordered − cancelled − shipped, times `per`, less what other open or packed parcels hold. */
  readonly wanted: number
  /** Promised from stock on hand, less what other open or packed parcels hold of it. */
  readonly promised: number
  /** In this parcel already. */
  readonly here: number
}

export interface ParcelAddition {
  readonly orderLineId: number
  readonly itemId: number
  readonly quantity: number
  /** Pieces that were not promised to the line: to be claimed from stock nobody has been promised. */
  readonly claimed: number
}

export type ScanOutcome =
  | { readonly kind: 'added'; readonly additions: readonly ParcelAddition[] }
  /** No line of the parcel's orders wants this item. */
  | { readonly kind: 'wrong' }
  /** Wanted, but fewer than were scanned. */
  | { readonly kind: 'surplus'; readonly wanted: number }
  /** Wanted, but neither promised nor free: by the books these pieces are others'. */
  | { readonly kind: 'not-in-stock'; readonly available: number }

/**
 * Puts scanned pieces into the parcel: all of them or none. Lines are filled one after the other, first from
 * what is promised to them, then from `free`: pieces on hand that nobody has been promised.
 */
export function scanItem(
  needs: readonly ParcelNeed[],
  itemId: number,
  quantity: number,
  free: number,
): ScanOutcome {
  const lines = needs.filter((need) => need.itemId === itemId)
  if (lines.every((need) => need.wanted <= 0)) return { kind: 'wrong' }
  const wanted = lines.reduce((sum, need) => sum + Math.max(0, need.wanted - need.here), 0)
  if (quantity > wanted) return { kind: 'surplus', wanted }
  const additions: ParcelAddition[] = []
  let left = quantity
  let freeLeft = Math.max(0, free)
  for (const need of lines) {
    const room = Math.max(0, need.wanted - need.here)
    const promised = Math.min(room, Math.max(0, need.promised - need.here), left)
    const claimed = Math.min(room - promised, freeLeft, left - promised)
    if (promised + claimed === 0) continue
    additions.push({ orderLineId: need.orderLineId, itemId, quantity: promised + claimed, claimed })
    left -= promised + claimed
    freeLeft -= claimed
  }
  if (left > 0) return { kind: 'not-in-stock', available: quantity - left }
  return { kind: 'added', additions }
}

/** Pieces that are still to be scanned before the parcel holds all that is left of its orders. */
export function missingPieces(needs: readonly ParcelNeed[]): number {
  return needs.reduce((sum, need) => sum + Math.max(0, need.wanted - need.here), 0)
}

/**
 * Whole pieces of an order line that a number of goods makes: for a set, as often as its scarcest part allows.
 * `parts` are the line's items with their number per piece; an item without goods counts as none.
 */
export function wholePieces(
  parts: readonly { readonly itemId: number; readonly per: number }[],
  goods: ReadonlyMap<number, number>,
): number {
  if (parts.length === 0) return 0
  return Math.min(...parts.map(({ itemId, per }) => Math.floor((goods.get(itemId) ?? 0) / per)))
}
