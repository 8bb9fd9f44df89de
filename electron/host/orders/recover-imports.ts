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
  await writer
    .updateTable('job')
    .set({ state: 'interrupted', finished_at: host.clock() })
    .where('state', '=', 'running')
    .execute()
  const files = await writer
    .selectFrom('import_file')
    .select(['id', 'batch', 'state', 'staged_at'])
    .where('state', 'in', ['staged', 'applying'])
    .execute()
  const applying = new Set(files.filter((file) => file.state === 'applying').map((file) => file.batch))
  const old = files.filter((file) => !applying.has(file.batch) && host.clock() - file.staged_at > dayMs)
  await discardStaged(
    writer,
    old.map((file) => file.id),
  )
  for (const batch of applying) {
    const first = files.find((file) => file.batch === batch)!
    await host.jobs.start('import', first.id, (run) =>
      commitBatch(host, batch, { userId: null, station: 'host' }, run),
    )
  }
}
