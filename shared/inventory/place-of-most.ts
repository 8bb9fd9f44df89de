import type { MaterialAt } from './materials-contract.ts'

/**
 * The place where most of these materials lie, each counted where there is most of it: they are taken and counted where they
 * are, not where new ones would go. Null where none of them lies anywhere; `preferred` decides a draw.
 */
export function placeOfMost(at: readonly MaterialAt[], preferred: number | null): number | null {
  const votes = new Map<number, number>()
  for (const rows of Map.groupBy(at, ({ materialId }) => materialId).values()) {
    const most = Math.max(...rows.map(({ quantity }) => quantity))
    const place = rows.find(({ quantity }) => quantity === most)!.locationId
    votes.set(place, (votes.get(place) ?? 0) + 1)
  }
  const [best] = [...votes].toSorted(
    ([a, votesOfA], [b, votesOfB]) =>
      votesOfB - votesOfA || Number(b === preferred) - Number(a === preferred) || a - b,
  )
  return best?.[0] ?? null
}
