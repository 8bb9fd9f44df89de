import { createRouterClient, type RouterClient } from '@orpc/server'
import { v7 } from 'uuid'
import { type Host, openHost } from '../../electron/host/host.ts'
import { type Router, router } from '../../electron/host/router.ts'
import type { Connection } from '../../electron/host/services.ts'
import type { Job } from '../../shared/settings/contract.ts'
import { newDataFolder } from './new-folder.ts'

/** What a page calls, in-process. */
export type Client = RouterClient<Router>

export interface TestHost {
  readonly host: Host
  readonly dir: string
  /** A client of its own session, as another page would be. */
  client(connection?: Partial<Connection>): RouterClient<Router>
  close(): Promise<void>
}

/** A host on a new (or given) data folder, reached in-process: the same guard and contract as every door. */
export async function testHost(options: { dir?: string; clock?: () => number } = {}): Promise<TestHost> {
  const dir = options.dir ?? newDataFolder()
  const host = await openHost({
    dataDir: dir,
    version: 'test',
    ...(options.clock && { clock: options.clock }),
  })
  return {
    host,
    dir,
    client: (given = {}) => clientOf(host, given),
    close: () => host.close(),
  }
}

/** A client of its own session on a host that is open. */
export function clientOf(host: Host, given: Partial<Connection> = {}): RouterClient<Router> {
  const connection: Connection = {
    door: 'process',
    station: 'test',
    userId: null,
    language: null,
    lastCallAt: 0,
    ...given,
  }
  return createRouterClient(router, { context: { host: host.services, connection } })
}

export const id = () => v7()

/** Waits for a job to end and gives it. */
export async function jobEnd(client: RouterClient<Router>, jobId: number): Promise<Job> {
  for (;;) {
    const job = (await client.settings.jobs.list()).find((candidate) => candidate.id === jobId)
    if (job && job.state !== 'running') return job
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

/** Stages and commits files for a shop; gives the sums. */
export async function importFiles(
  client: RouterClient<Router>,
  shopId: number | null,
  files: File[],
  batch = v7(),
) {
  const staged = await client.orders.imports.stage({ batch, files, shopId, exportedAt: null })
  const open = [...staged.questions, ...staged.refused]
  if (open.length > 0) throw new Error(JSON.stringify(open))
  const { jobId } = await client.orders.imports.commit({ commandId: v7(), batch })
  const job = await jobEnd(client, jobId)
  if (job.state !== 'done') throw new Error(JSON.stringify(job.error))
  return { staged, job }
}
