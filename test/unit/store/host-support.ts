import { createRouterClient } from '@orpc/server'
import { type HostOptions, openHost } from '../../../electron/host/host.ts'
import { router } from '../../../electron/host/router.ts'
import type { Connection } from '../../../electron/host/services.ts'

/** A host on a folder and a client at its in-process door. Without upkeep: nothing happens by itself. */
export async function openTestHost(dataDir: string, clock?: () => number, more: Partial<HostOptions> = {}) {
  const host = await openHost({
    dataDir,
    version: '0.1.0-test',
    upkeep: false,
    ...(clock && { clock }),
    ...more,
  })
  const connection: Connection = {
    door: 'process',
    station: 'test',
    userId: null,
    language: null,
    lastCallAt: Date.now(),
  }
  const client = createRouterClient(router, { context: { host: host.services, connection } })
  return { host, client, connection }
}
