import { statfsSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { v7 } from 'uuid'
import { runCommand } from '../../../db/command.ts'
import { storeFile } from '../../../db/open.ts'
import { rebuildLevels } from '../../../db/repair/levels.ts'
import { YifangError } from '../../../shared/errors.ts'
import type { Repaired, RepairKind } from '../../../shared/settings/health-contract.ts'
import type { GuardedContext, HostServices } from '../services.ts'

/** Copy before, work, check after: three steps are all that a user can be told. */
const steps = 3

/** The copy, SQLite's own working copy, and its log: each as large as the database at worst. */
const spaceNeeded = 3.2

/** Starts a repair as a job: a copy is made first, and its name is part of the result. Raises repair-space, job-running. */
export async function startRepair(context: GuardedContext, kind: RepairKind): Promise<{ jobId: number }> {
  const { host, caller, connection } = context
  requireSpace(host, kind)
  const author = { userId: caller.userId, station: connection.station }
  const jobId = await host.jobs.start('repair', null, async (run) => {
    const bytesBefore = bytesOf(host)
    await run.progress(0, steps)
    const backup = basename((await host.care.backup('manual')).file)
    await run.progress(1, steps)
    const done =
      kind === 'levels'
        ? { differences: await writeLevels(host, author), problems: [] }
        : { differences: 0, problems: await rewriteStore(host, kind) }
    await run.progress(2, steps)
    // What the first screen and this one say of the data is to be of after the repair.
    await host.care.check()
    host.log.info('repaired', { kind, differences: done.differences, problems: done.problems.length })
    await run.progress(steps, steps)
    return { kind, backup, bytesBefore, bytesAfter: bytesOf(host), ...done } satisfies Repaired
  })
  return { jobId }
}

async function writeLevels(
  host: HostServices,
  author: { readonly userId: number; readonly station: string },
): Promise<number> {
  const call = { uuid: v7(), name: 'settings.repair.start', at: host.clock(), input: null, ...author }
  const { answer, tables } = await runCommand(host.store, call, async (scope) => {
    const differences = await rebuildLevels(scope)
    return differences.length
  })
  host.changed(tables)
  return answer
}

/** Nobody else may have the store open meanwhile: calls wait as for a restore. Other work in the background goes first. */
async function rewriteStore(host: HostServices, kind: 'indexes' | 'space'): Promise<readonly string[]> {
  return host.gate.alone(async () => {
    const other = (await host.jobs.list()).find(({ state, kind }) => state === 'running' && kind !== 'repair')
    if (other) throw new YifangError('job-running', { kind: other.kind })
    await host.store.empty(new YifangError('store-busy', {}))
    try {
      return await host.care.task(kind === 'indexes' ? 'reindex' : 'vacuum', { dataDir: host.dataDir })
    } finally {
      await host.reopen()
    }
  })
}

function bytesOf(host: HostServices): number {
  return statSync(storeFile(host.dataDir), { throwIfNoEntry: false })?.size ?? 0
}

function requireSpace(host: HostServices, kind: RepairKind): void {
  if (kind === 'levels') return
  const { bavail, bsize } = statfsSync(host.dataDir)
  const needed = bytesOf(host) * spaceNeeded
  if (bavail * bsize < needed)
    throw new YifangError('repair-space', {
      needed: Math.ceil(needed / 1e6),
      free: Math.floor((bavail * bsize) / 1e6),
    })
}
