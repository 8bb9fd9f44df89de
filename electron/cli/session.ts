import { randomUUID } from 'node:crypto'
import { resolve } from 'node:path'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import type { ContractRouterClient } from '@orpc/contract'
import { createRouterClient } from '@orpc/server'
import type { Contract } from '../../shared/contract.ts'
import { FolderInUse } from '../host/folder-lock.ts'
import { openFolder } from '../host/open-folder.ts'
import { router } from '../host/router.ts'
import type { Connection, HostServices } from '../host/services.ts'
import { CliError, type CliRun } from './command.ts'
import { programVersion } from './program-version.ts'

export type CliClient = ContractRouterClient<Contract>

export interface CliSession {
  readonly client: CliClient
  /** Null where the folder is open in another process, which does the work. */
  readonly host: HostServices | null
  close(): Promise<void>
}

/** A client of the host that has the folder: our own, or the one that is running. */
export async function openSession(run: CliRun, dataDir: string): Promise<CliSession> {
  const opened = await openFolder({
    dataDir: resolve(dataDir),
    version: programVersion(),
    upkeep: false,
  }).catch((error: unknown) => {
    if (error instanceof FolderInUse)
      throw new CliError(2, 'folder-in-use', run.say('noHost', { what: dataDir }))
    throw error
  })
  if (opened.kind === 'theirs') {
    const { url, secret } = opened.address
    // The label keeps our calls together: the host knows this process by it once it has told its PIN.
    const headers = { authorization: `Bearer ${secret}`, 'x-yifang-process': randomUUID() }
    const client: CliClient = createORPCClient(new RPCLink({ url: new URL('/rpc', url).href, headers }))
    return { client, host: null, close: async () => {} }
  }
  const { host } = opened
  const connection: Connection = {
    door: 'process',
    station: 'cli',
    userId: null,
    language: null,
    lastCallAt: host.services.uptime(),
  }
  return {
    client: createRouterClient(router, { context: { host: host.services, connection } }),
    host: host.services,
    close: () => host.close(),
  }
}
