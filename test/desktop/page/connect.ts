import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'
import type { Contract } from '../../../shared/contract.ts'
import { connectMessage } from '../../../shared/desktop-bridge.ts'

/** As renderer/app/client.ts does it in the desktop. */
export function openHost(): { readonly client: ContractRouterClient<Contract>; readonly port: MessagePort } {
  const { port1, port2 } = new MessageChannel()
  window.postMessage(connectMessage, location.origin, [port2])
  port1.start()
  return { client: createORPCClient(new RPCLink({ port: port1 })), port: port1 }
}
