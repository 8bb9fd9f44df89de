import { existsSync, openAsBlob, readdirSync } from 'node:fs'
import { join } from 'node:path'
import {
  backupFolder,
  backupName,
  backupPath,
  prepareBackupFolder,
} from '../../../db/backup/backup-folder.ts'
import { removeFile } from '../../../db/backup/stubborn-files.ts'
import { hourMs } from '../../../shared/dates.ts'
import { YifangError } from '../../../shared/errors.ts'
import type { HostServices } from '../services.ts'

/** Starts a backup as a job: its result is the file's name. */
export async function startBackup(host: HostServices): Promise<{ jobId: number }> {
  const jobId = await host.jobs.start('backup', null, async () => {
    const { file, problems } = await host.care.backup('manual')
    return { name: file.split(/[\\/]/).at(-1), problems: problems.length }
  })
  return { jobId }
}

/** Whoever asked for the file has it by then: it goes no farther than this PC or its network. */
const sentWithin = hourMs / 4

/**
 * A file of everything to carry away, with all buyers in it, and with the key of personal numbers where that is open. It is sent from the disk, and does not stay there.
 */
export async function downloadAll(host: HostServices, withKey: boolean) {
  const folder = await prepareBackupFolder(host.dataDir)
  await clearSent(host.dataDir)
  const at = host.clock()
  const target = join(folder, `.send-${at}`)
  const dataKey = withKey ? await host.dataKeys.ifOpen() : null
  await host.care.backup('manual', { target, photos: true, dataKey })
  setTimeout(() => void removeFile(target), sentWithin).unref()
  return send(target, backupName(at, 'manual'))
}

/** Takes away files that were made to be sent: before the next one, and when the host closes. */
export async function clearSent(dataDir: string): Promise<void> {
  const folder = backupFolder(dataDir)
  if (!existsSync(folder)) return
  for (const name of readdirSync(folder).filter((name) => name.startsWith('.send-')))
    await removeFile(join(folder, name))
}

export async function downloadOne(host: HostServices, name: string) {
  const path = backupPath(host.dataDir, name)
  if (!path) throw new YifangError('not-found', { what: 'backup', id: name })
  return send(join(backupFolder(host.dataDir), name), name)
}

/** A blob of the disk: a workshop of years need not fit into the memory. */
async function send(path: string, fileName: string) {
  const blob = await openAsBlob(path, { type: 'application/zip' })
  return { fileName, file: new File([blob], fileName, { type: 'application/zip' }) }
}
