import { discardStaged } from '../../../db/orders/import/stage.ts'
import { dayMs } from '../../../shared/dates.ts'
import type { HostServices } from '../services.ts'
import { commitBatch } from './commit-import.ts'
import { forgetIncoming } from './incoming-file.ts'

/**
 * After a start: an import that was being written when the power failed is finished in the background, jobs
 * that ran are marked as interrupted, and files staged more than a day ago are forgotten.
 */
export async function recoverImports(host: HostServices): Promise<void> {
  const { writer } = host.store
  await forgetIncoming(host.dataDir)
  const stopped = await writer
    .selectFrom('job')
    .innerJoin('import_file', 'import_file.id', 'job.subject_id')
    .select('import_file.batch')
    .where('job.kind', '=', 'import')
    .where('job.state', '=', 'running')
    .execute()
  await writer
    .updateTable('job')
    .set({ state: 'interrupted', finished_at: host.clock() })
    .where('state', '=', 'running')
    // A repair that opens the store anew goes on.
    .where('id', 'not in', host.jobs.running())
    .execute()
  const files = await writer
    .selectFrom('import_file')
    .select(['id', 'batch', 'state', 'staged_at'])
    .where('batch', 'in', (eb) =>
      eb
        .selectFrom('import_file as open')
        .select('open.batch')
        .where('open.state', 'in', ['staged', 'applying']),
    )
    .orderBy('id')
    .execute()
  // The user had asked for it, whether or not its first slice was written.
  const asked = new Set(stopped.map(({ batch }) => batch))
  const ongoing = new Set(
    files.filter(({ batch, state }) => state === 'applying' || asked.has(batch)).map(({ batch }) => batch),
  )
  const old = files.filter(
    ({ batch, state, staged_at }) =>
      state === 'staged' && !ongoing.has(batch) && host.clock() - staged_at > dayMs,
  )
  await discardStaged(
    writer,
    old.map((file) => file.id),
  )
  for (const batch of ongoing) {
    // The same subject as before, so that the note of the interrupted job goes once this one is done.
    const first = files.find((file) => file.batch === batch)!
    await host.jobs.start('import', first.id, (run) =>
      commitBatch(host, batch, { userId: null, station: 'host' }, run),
    )
  }
}
