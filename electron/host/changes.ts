import type { HostEvent } from '../../shared/settings/contract.ts'

/** Milliseconds. On a busy floor each of fifty pages would be told fifty times a second, and ask as often. */
const gatherFor = 200

/** Tells open screens which tables changed: the first change at once, those of the next moment together. */
export function gatherChanges(
  publish: (event: HostEvent) => void,
  clock: () => number,
): (tables: Iterable<string>) => void {
  const untold = new Set<string>()
  let isGathering = false
  const tell = () => {
    isGathering = untold.size > 0
    if (!isGathering) return
    publish({ kind: 'changed', tables: [...untold], at: clock() })
    untold.clear()
    setTimeout(tell, gatherFor).unref()
  }
  return (tables) => {
    for (const table of tables) untold.add(table)
    if (!isGathering) tell()
  }
}
