export interface PlaceStock {
  readonly locationId: number
  /** By the books; below zero where more went out than was booked in. */
  readonly quantity: number
}

/**
 * From which places so many pieces are taken, in the order of the walk: each gives what it has, and what the
 * books do not have is the first one's. The same answer says where the pieces of a packed parcel are booked
 * until it leaves, and where they go out when it does. Empty where there is no place at all.
 */
export function takeFrom(places: readonly PlaceStock[], quantity: number): PlaceStock[] {
  let left = quantity
  const steps: PlaceStock[] = []
  for (const place of places) {
    const taken = Math.min(left, Math.max(0, place.quantity))
    if (taken > 0) steps.push({ locationId: place.locationId, quantity: taken })
    left -= taken
  }
  const first = steps[0]?.locationId ?? places[0]?.locationId
  if (left <= 0 || first === undefined) return steps
  return [{ locationId: first, quantity: (steps[0]?.quantity ?? 0) + left }, ...steps.slice(1)]
}
