/** Changes of one moment are refreshed together, in milliseconds. */
const gatherFor = 120
/**
 * Between two rounds of refreshing, in milliseconds. On a busy floor the host tells of changes five times a second; asking and
 * drawing as often would take a tablet from who scans on it. With the host's own gathering a list is less than a second old.
 */
const restFor = 500

/** Refreshes what changed: soon after the first change of a quiet moment, and not without rest while more come. */
export function gatherChanges(
  refresh: (tables: readonly string[]) => void,
  now: () => number = () => performance.now(),
): (tables: readonly string[]) => void {
  const changed = new Set<string>()
  let isGathering = false
  let refreshedAt = Number.NEGATIVE_INFINITY
  return (tables) => {
    for (const table of tables) changed.add(table)
    if (isGathering) return
    isGathering = true
    setTimeout(
      () => {
        isGathering = false
        refreshedAt = now()
        const all = [...changed]
        changed.clear()
        refresh(all)
      },
      Math.max(gatherFor, refreshedAt + restFor - now()),
    )
  }
}
