import { createORPCClient } from '@orpc/client'
import { RPCLink as FetchLink } from '@orpc/client/fetch'
import { RPCLink as PortLink } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'
import { createTanstackQueryUtils } from '@orpc/tanstack-query'
import type { Contract } from '../../shared/contract.ts'
import { connectMessage } from '../../shared/desktop-bridge.ts'
import { farLink } from '../stations/link/far-link.ts'
import { signedFetch } from '../stations/link/signed-fetch.ts'
import { toldWith } from '../stations/link/told.ts'
import { isDesktopStation, isStationPage } from '../stations/link/where.ts'
import { type KeptContext, stationLink } from '../stations/queue/station-link.ts'

/**
 * The way to the host: a MessagePort where the desktop's preload is there (behind it the host of this PC, or of the workshop
 * that it has joined), else HTTP to where the page came from.
 */
function hostLink() {
  if (window.yifang) {
    const { port1, port2 } = new MessageChannel()
    window.postMessage(connectMessage, location.origin, [port2])
    port1.start()
    if (!isDesktopStation) return new PortLink<KeptContext>({ port: port1 })
    return stationLink(farLink(new PortLink<KeptContext>({ port: port1, headers: toldWith })))
  }
  const url = new URL('/rpc', location.href).href
  if (!isStationPage) return new FetchLink<KeptContext>({ url })
  return stationLink(new FetchLink<KeptContext>({ url, fetch: signedFetch, headers: toldWith }))
}

/** Calls the host. Rejections carry a code of shared/errors.ts: see `shownError`. */
export const client: ContractRouterClient<Contract> = createORPCClient(hostLink())

/** The same contract as query and mutation options for react-query: `useQuery(api.settings.today.queryOptions())`. */
export const api = createTanstackQueryUtils(client)
