/** Put into the page under test, so that a test can call the host from there: `window.probe`. */
import type { ContractRouterClient } from '@orpc/contract'
import { v7 } from 'uuid'
import type { Contract } from '../../../shared/contract.ts'
import type { HostEvent } from '../../../shared/settings/contract.ts'
import { openHost } from './connect.ts'

export interface Probe {
  readonly client: ContractRouterClient<Contract>
  readonly events: HostEvent[]
  newId(): string
  watch(): Promise<void>
}

declare global {
  interface Window {
    probe: Probe
    inlineRan?: boolean
  }
}

const { client } = openHost()
const events: HostEvent[] = []
window.probe = {
  client,
  events,
  newId: v7,
  watch: async () => {
    const stream = await client.settings.events.watch()
    void (async () => {
      for await (const event of stream) events.push(event)
    })().catch(() => {})
  },
}
