import { randomUUID } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { createORPCClient, ORPCError } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import type { ContractRouterClient } from '@orpc/contract'
import { v7 } from 'uuid'
import type { HostAddress } from '../../electron/host/folder-lock.ts'
import type { Contract } from '../../shared/contract.ts'

/** The host was killed: not an error here. */
export class HostGone extends Error {}

/**
 * Calls of a host over its HTTP door. Each answer is on the disk (fsync) before the next call, so what stands in the log
 * was acknowledged whatever happens to the host.
 */
export interface Calls {
  readonly client: ContractRouterClient<Contract>
  /** One write. Null where the host refused it for a reason of the trade: stock ran out, an order is on hold. */
  write<I extends { readonly commandId: string }, A>(
    name: string,
    call: (input: I) => Promise<A>,
    input: Omit<I, 'commandId'>,
  ): Promise<A | null>
  read<A>(call: () => Promise<A>): Promise<A>
  /** Work of several commands; under way until it is done, and acknowledged by none of its own name. */
  longWrite<A>(name: string, work: () => Promise<A>): Promise<A>
  /** Waits for a job's end. */
  job(jobId: number): Promise<void>
  close(): void
}

export function openCalls(dataDir: string, logFile: string): Calls {
  const { url, secret } = JSON.parse(readFileSync(join(dataDir, 'host.json'), 'utf8')) as HostAddress
  const client: ContractRouterClient<Contract> = createORPCClient(
    new RPCLink({
      url: new URL('/rpc', url!).href,
      headers: { authorization: `Bearer ${secret}`, 'x-yifang-process': randomUUID() },
    }),
  )
  const log = openSync(logFile, 'a')
  const note = (kind: 'begin' | 'ack' | 'refused', id: string, name: string): void => {
    writeSync(log, `${JSON.stringify({ kind, id, name, at: Date.now() })}\n`)
    if (kind === 'ack') fsyncSync(log)
  }
  const read: Calls['read'] = async (call) => {
    try {
      return await call()
    } catch (error) {
      if (error instanceof ORPCError) throw error
      throw new HostGone()
    }
  }
  return {
    client,
    read,
    write: async (name, call, input) => {
      const id = v7()
      note('begin', id, name)
      try {
        const answer = await call({ ...input, commandId: id } as never)
        note('ack', id, name)
        return answer
      } catch (error) {
        if (!(error instanceof ORPCError)) throw new HostGone()
        note('refused', id, name)
        if (error.code === 'internal') throw new Error(`${name} met a bug: ${JSON.stringify(error.data)}`)
        return null
      }
    },
    longWrite: async (name, work) => {
      const id = v7()
      note('begin', id, name)
      const answer = await work()
      note('refused', id, name)
      return answer
    },
    job: async (jobId) => {
      for (;;) {
        const job = (await read(() => client.settings.jobs.list())).find((row) => row.id === jobId)
        if (job && job.state !== 'running') {
          if (job.state === 'done') return
          throw new Error(`${job.kind} ended as ${job.state}: ${JSON.stringify(job.error)}`)
        }
        await wait(30)
      }
    },
    close: () => closeSync(log),
  }
}

/** The ids of all commands that a log names as acknowledged; a last line that was cut off does not count. */
export function acknowledgedIn(logFile: string): string[] {
  if (!existsSync(logFile)) return []
  return readFileSync(logFile, 'utf8')
    .split('\n')
    .filter((line) => line.endsWith('}'))
    .map((line) => JSON.parse(line) as { kind: string; id: string })
    .filter(({ kind }) => kind === 'ack')
    .map(({ id }) => id)
}
