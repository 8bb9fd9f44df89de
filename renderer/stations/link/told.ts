import { keptText } from '../../../shared/stations/kept.ts'
import { proofHeaders } from '../../../shared/stations/proof.ts'
import type { KeptContext } from '../queue/station-link.ts'

let waiting = 0
/** How many records this device keeps and has not sent: told with each call. */
export function tellWaiting(count: number): void {
  waiting = count
}

/** What a station tells with a call: whose it is, where the device had kept it, what waits here, its own clock. */
export function toldWith({ context: { kept } }: { readonly context: KeptContext }): Record<string, string> {
  return {
    ...(kept && { [proofHeaders.kept]: keptText(kept) }),
    [proofHeaders.waiting]: String(waiting),
    [proofHeaders.clock]: String(Date.now()),
  }
}
