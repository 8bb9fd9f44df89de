import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { placeFolderName, preparePlace } from '../../../db/backup/place.ts'
import { freeBytes } from '../../../db/backup/room.ts'
import { readBackupPlan, updateBackupPlan } from '../../../db/settings/backup-plan.ts'
import { dayMs } from '../../../shared/dates.ts'
import { YifangError } from '../../../shared/errors.ts'
import type { Backup, Outside } from '../../../shared/settings/backup-contract.ts'
import { outsideLevel } from '../../../shared/settings/outside.ts'
import { answers } from '../drives.ts'
import { command, type GuardedContext, type HostServices } from '../services.ts'
import { runCareTask } from './care-tasks.ts'
import { readOutside } from './outside-record.ts'

export async function readPlan(host: HostServices) {
  const { everyHours } = await readBackupPlan(host.store.reader)
  return { everyHours, places: await host.places.state(), sealed: host.placeKeys.current() !== null }
}

/** Drives that are here, the data's own disk among them, said so. */
export async function listDrives(host: HostServices) {
  const roots = await host.drives.roots()
  return roots.flatMap((path) => {
    try {
      return [{ path, freeBytes: freeBytes(path), sameDisk: isOnDataDisk(host, path) }]
    } catch {
      // Pulled out between two looks.
      return []
    }
  })
}

/** Whether it would be lost with the data. */
function isOnDataDisk({ drives, dataDir }: HostServices, folder: string): boolean {
  return drives.diskOf(dataDir) === drives.diskOf(folder)
}

/** Makes a folder a place of this workshop; the first copy goes to it within a minute. Raises place-unusable. */
export async function addPlace(
  context: GuardedContext,
  path: readonly string[],
  input: {
    readonly commandId: string
    readonly path: string
    readonly isDrive: boolean
    readonly sameDisk: boolean
  },
): Promise<{ id: string }> {
  const { host } = context
  const { siteId } = await workshopOf(host)
  if (!(await answers(input.path))) throw new YifangError('place-unusable', { reason: 'missing' })
  const folder = input.isDrive ? join(input.path, placeFolderName) : input.path
  if (input.isDrive) await mkdir(folder, { recursive: true }).catch(() => {})
  const isRefused = () => !input.sameDisk && isOnDataDisk(host, folder)
  const marker = await preparePlace(host.dataDir, folder, siteId, isRefused)
  const sameDisk = isOnDataDisk(host, folder)
  await command(context, path, input, async (scope) => {
    await updateBackupPlan(scope, ({ places }) => ({
      places: [...places.filter(({ id }) => id !== marker.id), { id: marker.id, folder, sameDisk }],
    }))
    return null
  })
  await host.places.look()
  return { id: marker.id }
}

async function workshopOf(host: HostServices) {
  const row = await host.store.reader
    .selectFrom('workshop')
    .select(['site_id', 'created_at'])
    .executeTakeFirstOrThrow()
  return { siteId: row.site_id, createdAt: row.created_at }
}

/** What is in a place that is here, newest first. */
export async function placeCopies(host: HostServices, id: string): Promise<Backup[]> {
  const folder = host.places.folder(id)
  const { siteId } = await workshopOf(host)
  const key = host.placeKeys.current()
  return runCareTask('folder', { folder, siteId, keys: key ? [key] : [] })
}

export async function copyOutside(host: HostServices): Promise<{ jobId: number }> {
  await host.places.look()
  const known = await host.places.state()
  if (!known.some(({ isHere }) => isHere))
    throw new YifangError('place-gone', { place: known.map(({ folder }) => folder).join(', ') })
  const jobId = await host.jobs.start('backup', null, async () => {
    const { failure, copied } = await host.places.copyAll(true)
    if (failure && copied === 0) throw failure
    return { name: '', problems: 0 }
  })
  return { jobId }
}

/** How long ago the last copy left this PC. Nothing is said while there is nothing to lose. */
export async function readOutsideState(host: HostServices): Promise<Outside> {
  const now = host.clock()
  const { newest } = readOutside(host.dataDir)
  const places = await host.places.state()
  const hasWork = await Promise.all(
    (['orders', 'sku', 'worker'] as const).map((table) =>
      host.store.reader.selectFrom(table).select('id').limit(1).executeTakeFirst(),
    ),
  )
  const begun = hasWork.some(Boolean) ? (await workshopOf(host)).createdAt : null
  const since = newest ?? begun
  return {
    newest,
    level: outsideLevel(since, now),
    days: since === null ? 0 : Math.floor(Math.abs(now - since) / dayMs),
    hasPlaces: places.length > 0,
    isHere: places.some(({ isHere, sameDisk }) => isHere && !sameDisk),
  }
}
