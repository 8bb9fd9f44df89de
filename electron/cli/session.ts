import { randomUUID } from 'node:crypto'
import { resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import type { ContractRouterClient } from '@orpc/contract'
import { createRouterClient } from '@orpc/server'
import type { Contract } from '../../shared/contract.ts'
import { FolderInUse } from '../host/folder-lock.ts'
import { openHost } from '../host/host.ts'
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

/** How long a host that is just starting or closing is waited for, in milliseconds. */
const patience = 5000

/** A client of the host that has the folder: our own, or the one that is running. */
export async function openSession(run: CliRun, dataDir: string): Promise<CliSession> {
  const giveUp = Date.now() + patience
  for (;;) {
    try {
      const host = await openHost({ dataDir: resolve(dataDir), version: programVersion(), upkeep: false })
      const connection: Connection = {
        door: 'process',
        station: 'cli',
        userId: null,
        language: null,
        lastCallAt: Date.now(),
      }
      return {
        client: createRouterClient(router, { context: { host: host.services, connection } }),
        host: host.services,
        close: () => host.close(),
      }
    } catch (error) {
      if (!(error instanceof FolderInUse)) throw error
      if (error.address?.url) {
        const { url, secret } = error.address
        const headers = { authorization: `Bearer ${secret}`, 'x-yifang-process': randomUUID() }
        const client: CliClient = createORPCClient(new RPCLink({ url: new URL('/rpc', url).href, headers }))
        return { client, host: null, close: async () => {} }
      }
      if (Date.now() > giveUp) throw new CliError(2, 'folder-in-use', run.say('noHost', { what: dataDir }))
      await wait(200)
    }
  }
}

/** Opens the screen for writing where PINs are set: by --pin, else by asking. */
export async function signIn(run: CliRun, session: CliSession): Promise<void> {
  const known = await session.client.settings.session.get()
  if (known.user) return
  const { user: name, pin: given } = run.options
  const person = known.people.find((each) =>
    name === undefined ? each.role === 'owner' && each.hasPin : each.name === name,
  )
  if (!person) throw new CliError(2, 'not-found', run.say('usage', { what: `--user ${name ?? ''}` }))
  const pin = given ?? (await run.ask(run.say('pinAsk', { name: person.name })))
  if (pin === null) throw new CliError(2, 'locked', run.say('pinNeeded'))
  await session.client.settings.session.unlock({ userId: person.id, pin })
}
