import { existsSync, openAsBlob, readdirSync } from 'node:fs'
import { join } from 'node:path'
import {
  backupFolder,
  backupName,
  backupPath,
  prepareBackupFolder,
} from '../../../db/backup/backup-folder.ts'
import { makeSealingKey } from '../../../db/backup/seal.ts'
import { removeFile } from '../../../db/backup/stubborn-files.ts'
import { hourMs } from '../../../shared/dates.ts'
import { YifangError } from '../../../shared/errors.ts'
import type { Caller, HostServices } from '../services.ts'

/** Starts a backup as a job: its result is the file's name. */
export async function startBackup(host: HostServices, { userId }: Caller): Promise<{ jobId: number }> {
  const madeBy = await nameOf(host, userId)
  const jobId = await host.jobs.start('backup', null, async () => {
    const { file, problems } = await host.care.backup('manual', { madeBy })
    return { name: file.split(/[\\/]/).at(-1), problems: problems.length }
  })
  return { jobId }
}

async function nameOf(host: HostServices, userId: number): Promise<string> {
  const user = await host.store.reader
    .selectFrom('user')
    .select('name')
    .where('id', '=', userId)
    .executeTakeFirst()
  return user?.name ?? ''
}

/** Whoever asked for the file has it by then: it goes no farther than this PC or its network. */
const sentWithin = hourMs / 4

/**
 * A file of everything to carry away, with all buyers in it, and with the key of personal numbers where that is open;
 * sealed where there is a passphrase. It is sent from the disk, and does not stay there.
 */
export async function downloadAll(
  host: HostServices,
  caller: Caller,
  {
    withoutKey = false,
    passphrase,
  }: { readonly withoutKey?: boolean; readonly passphrase?: string | undefined },
) {
  // The key opens ID and bank numbers, which are the owner's: whoever else carries a copy away leaves it here.
  const withKey = caller.role === 'owner' && !withoutKey
  const seal = passphrase === undefined ? null : await makeSealingKey(passphrase)
  const madeBy = await nameOf(host, caller.userId)
  const folder = await prepareBackupFolder(host.dataDir)
  await clearSent(host.dataDir)
  const at = host.clock()
  const target = join(folder, `.send-${at}`)
  const dataKey = withKey ? await host.dataKeys.ifOpen() : null
  await host.care.backup('manual', { target, photos: true, dataKey, seal, madeBy })
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
