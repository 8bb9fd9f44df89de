import { statSync } from 'node:fs'
import { join } from 'node:path'
import { v7 } from 'uuid'
import { stateOf } from '../../../db/backup/backup-folder.ts'
import { readManifest } from '../../../db/backup/read-archive.ts'
import { backupError, type PreparedRestore, roomToRestore } from '../../../db/backup/restore.ts'
import { freeBytes } from '../../../db/backup/room.ts'
import { readHead } from '../../../db/backup/sealed-reader.ts'
import { runCommand } from '../../../db/command.ts'
import { writeSetting } from '../../../db/settings/settings.ts'
import { YifangError } from '../../../shared/errors.ts'
import type { BackupSource, Looked, Restored } from '../../../shared/settings/backup-contract.ts'
import type { HostServices } from '../services.ts'
import { bring, clearBrought, type FoundBackup, findBackup, withBackupFile } from './backup-source.ts'
import { noteOutside, readOutside } from './outside-record.ts'

/** What is in a backup, from its cover alone: nothing is unpacked, checked or changed. */
export async function lookInto(host: HostServices, source: BackupSource): Promise<Looked> {
  if ('file' in source) {
    const { file, passphrase } = source
    const brought = await bring(host, file)
    try {
      return await lookInto(host, { brought, shownName: file.name, passphrase })
    } catch (error) {
      // Asked again with the passphrase, it need not come a second time.
      if (!(error instanceof YifangError && error.code === 'backup-passphrase-needed'))
        await clearBrought(host.dataDir)
      throw error
    }
  }
  if ('replaced' in source) return lookIntoReplaced(host, source.replaced)
  const { file, shownName, opening } = await findBackup(host, source)
  try {
    const whole = await readManifest(file, opening)
    const { parts: _parts, ...manifest } = whole
    return {
      manifest,
      sealed: (await readHead(file)) !== null,
      bytes: statSync(file).size,
      state: stateOf(manifest, await siteInUse(host)),
      needed: Math.ceil(roomToRestore(host.dataDir, whole) / 1e6),
      free: Math.floor(freeBytes(host.dataDir) / 1e6),
      brought: 'brought' in source ? source.brought : null,
    }
  } catch (error) {
    throw backupError(error, shownName)
  }
}

async function lookIntoReplaced(host: HostServices, name: string): Promise<Looked> {
  const { dataDir } = host
  const prepared = await host.care.task('prepareReplaced', { dataDir, name })
  await host.care.task('discard', { folder: prepared.folder })
  const { parts: _parts, ...manifest } = prepared.manifest
  const { size } = statSync(join(dataDir, name))
  const state = stateOf(manifest, await siteInUse(host))
  const needed = Math.ceil((size * 2.5) / 1e6)
  const free = Math.floor(freeBytes(dataDir) / 1e6)
  return { manifest, sealed: false, bytes: size, state, needed, free, brought: null }
}

/** The workshop whose data is here; null where there is none to mistake another's for. */
async function siteInUse({ store }: HostServices): Promise<string | null> {
  if (!store.isFilled) return null
  for (const table of ['orders', 'sku', 'worker'] as const) {
    const some = await store.reader.selectFrom(table).select('id').limit(1).executeTakeFirst()
    if (!some) continue
    const workshop = await store.reader.selectFrom('workshop').select('site_id').executeTakeFirst()
    return workshop?.site_id ?? null
  }
  return null
}

/** Examines a backup as a restore would, and leaves everything as it is. */
export async function verifyBackup(host: HostServices, source: BackupSource) {
  return withPrepared(host, source, true, async (prepared) => {
    await host.care.task('discard', { folder: prepared.folder })
    const { parts: _parts, ...manifest } = prepared.manifest
    return { ok: prepared.problems.length === 0, manifest, problems: [...prepared.problems].slice(0, 50) }
  })
}

/**
 * Restores a backup into the running host: examined first, then a copy of what is there now, then alone with
 * the store: closed, exchanged, opened again. Every page fetches everything anew. Where anything fails, the
 * store that was there is opened again. Raises backup-other-site where nobody said that she wants another workshop's.
 */
export async function restoreBackup(
  host: HostServices,
  source: BackupSource & { readonly otherWorkshop?: boolean | undefined },
  author: { readonly userId: number | null; readonly station: string },
): Promise<Restored> {
  return withPrepared(host, source, source.otherWorkshop === true, async (prepared) => {
    if (host.store.isFilled) await copyPresent(host)
    const restored = await putInPlace(host, prepared, author, 'settings.backup.restore')
    if ('brought' in source) await clearBrought(host.dataDir)
    // It came from outside, and is still there.
    if (('brought' in source || 'file' in source || 'place' in source) && !readOutside(host.dataDir).newest)
      await noteOutside(host.dataDir, { newest: prepared.manifest.createdAt })
    return restored
  })
}

/** Examines a backup or a replaced database and lays it out beside the store for as long as `work` runs. */
async function withPrepared<R>(
  host: HostServices,
  source: BackupSource,
  evenOther: boolean,
  work: (prepared: PreparedRestore) => Promise<R>,
): Promise<R> {
  const { dataDir } = host
  if ('replaced' in source)
    return work(await host.care.task('prepareReplaced', { dataDir, name: source.replaced }))
  return withBackupFile(host, source, async (found) => {
    if (!evenOther) await refuseOther(host, found)
    return work(await host.care.task('prepare', { dataDir, ...found }))
  })
}

async function refuseOther(host: HostServices, { file, shownName, opening }: FoundBackup): Promise<void> {
  try {
    const manifest = await readManifest(file, opening)
    if (stateOf(manifest, await siteInUse(host)) === 'other-site')
      throw new YifangError('backup-other-site', { file: shownName, workshop: manifest.workshopName })
  } catch (error) {
    throw backupError(error, shownName)
  }
}

/** Takes a prepared database for the present one, alone with the store; every page fetches everything anew. */
export async function putInPlace(
  host: HostServices,
  prepared: PreparedRestore,
  author: { readonly userId: number | null; readonly station: string },
  name: 'settings.backup.restore' | 'settings.rescue.takeSalvaged',
): Promise<Restored> {
  const done = await host.gate.alone(() => exchange(host, prepared))
  if (prepared.dataKey) await host.dataKeys.offer(prepared.dataKey)
  const dataKey = await host.dataKeys.state()
  const restored: Restored = { ...done, lost: { ...done.lost }, dataKey }
  await runCommand(
    host.store,
    {
      uuid: v7(),
      name,
      // People of the restored store: whoever asked may not be known there.
      userId: await knownUser(host, author.userId),
      station: author.station,
      at: host.clock(),
      input: null,
    },
    async (scope) => {
      await writeSetting(scope, 'last-restore', {
        at: scope.at,
        backup: prepared.manifest.createdAt,
        ...restored,
      })
      return null
    },
  )
  host.log.info('restored', { epoch: done.epoch, backup: prepared.manifest.createdAt, keptAs: done.keptAs })
  host.events.publish('host', { kind: 'session' })
  host.changed(await everyTable(host))
  return restored
}

async function copyPresent(host: HostServices): Promise<void> {
  try {
    await host.care.backup('restore')
  } catch (error) {
    // Damaged pages are a reason to restore. The file itself is kept in any case.
    if (!(error instanceof YifangError && error.code === 'store-unsound')) throw error
  }
}

async function exchange(host: HostServices, prepared: PreparedRestore) {
  await host.jobs.settle()
  await host.store.empty(new YifangError('store-busy', {}))
  try {
    return await host.care.task('apply', { dataDir: host.dataDir, prepared, at: host.clock() })
  } finally {
    await host.reopen()
  }
}

async function knownUser(host: HostServices, userId: number | null): Promise<number | null> {
  if (!userId) return null
  const row = await host.store.reader
    .selectFrom('user')
    .select('id')
    .where('id', '=', userId)
    .executeTakeFirst()
  return row?.id ?? null
}

async function everyTable(host: HostServices): Promise<string[]> {
  const tables = await host.store.reader.introspection.getTables()
  return tables.map((table) => table.name)
}
