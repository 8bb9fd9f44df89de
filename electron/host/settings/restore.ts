import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { v7 } from 'uuid'
import { backupPath } from '../../../db/backup/backup-folder.ts'
import type { PreparedRestore } from '../../../db/backup/restore.ts'
import { removeFile } from '../../../db/backup/stubborn-files.ts'
import { runCommand } from '../../../db/command.ts'
import { writeSetting } from '../../../db/settings/settings.ts'
import { YifangError } from '../../../shared/errors.ts'
import type { Restored } from '../../../shared/settings/backup-contract.ts'
import type { HostServices } from '../services.ts'

/** A backup of the list by name, or one that the user brings. */
export type BackupSource = { readonly name: string } | { readonly file: File }

/** Gives a backup's path for as long as `work` runs; a brought file lies in the data folder meanwhile. */
export async function withBackupFile<R>(
  host: HostServices,
  source: BackupSource,
  work: (path: string, shownName: string) => Promise<R>,
): Promise<R> {
  if ('name' in source) {
    const path = backupPath(host.dataDir, source.name)
    if (!path) throw new YifangError('not-found', { what: 'backup', id: source.name })
    return work(path, source.name)
  }
  const path = join(host.dataDir, `.brought-${randomUUID()}`)
  try {
    // Its stream type is the browser's; Node's is the same thing.
    const stream = source.file.stream() as unknown as Parameters<typeof Readable.fromWeb>[0]
    await pipeline(Readable.fromWeb(stream), createWriteStream(path))
    return await work(path, source.file.name)
  } finally {
    await removeFile(path)
  }
}

/** Examines a backup as a restore would, and leaves everything as it is. */
export async function verifyBackup(host: HostServices, source: BackupSource) {
  return withBackupFile(host, source, async (file, shownName) => {
    const prepared = await host.care.task('prepare', { dataDir: host.dataDir, file, shownName })
    await host.care.task('discard', { folder: prepared.folder })
    const { parts: _parts, ...manifest } = prepared.manifest
    return { ok: prepared.problems.length === 0, manifest, problems: [...prepared.problems].slice(0, 50) }
  })
}

/**
 * Restores a backup into the running host: examined first, then a copy of what is there now, then alone with
 * the store: closed, exchanged, opened again. Every page fetches everything anew. Where anything fails, the
 * store that was there is opened again.
 */
export async function restoreBackup(
  host: HostServices,
  source: BackupSource,
  author: { readonly userId: number | null; readonly station: string },
): Promise<Restored> {
  return withBackupFile(host, source, async (file, shownName) => {
    const prepared = await host.care.task('prepare', { dataDir: host.dataDir, file, shownName })
    if (host.store.isFilled) await copyPresent(host)
    return putInPlace(host, prepared, author, 'settings.backup.restore')
  })
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
