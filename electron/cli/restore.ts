import { existsSync, mkdirSync, openAsBlob } from 'node:fs'
import { copyFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { ORPCError } from '@orpc/client'
import { backupEnding, backupFolder } from '../../db/backup/backup-folder.ts'
import { removeFile } from '../../db/backup/stubborn-files.ts'
import { type CliAnswer, CliError, type CliRun } from './command.ts'
import { readPassphrase } from './passphrase.ts'
import { type CliSession, openSession } from './session.ts'
import { signIn } from './sign-in.ts'

/** Restores a backup into a folder: through the host that has it open, or by itself. */
export async function restore(run: CliRun): Promise<CliAnswer> {
  const [name] = run.options.files
  if (name === undefined) throw new CliError(2, 'usage', run.say('fileNeeded'))
  const path = resolve(name)
  if (!existsSync(path)) throw new CliError(2, 'file-unreadable', run.say('cannotRead', { what: name }))
  const session = await openSession(run, run.options.data)
  try {
    const { rescue, backup } = session.client.settings
    const trouble = await rescue.state()
    if (trouble?.kind === 'newer')
      throw new CliError(2, 'store-newer', run.say('restoreOverNewer', { version: trouble.version }))
    if (!trouble) await signIn(run, session)
    const { otherWorkshop } = run.options
    const { lost, keptAs, epoch, ...more } = await withSource(session, run.options.data, path, (source) =>
      withPassphrase(run, (passphrase) => {
        const asked = { ...source, otherWorkshop, ...(passphrase !== null && { passphrase }) }
        return trouble ? rescue.restore(asked) : backup.restore(asked)
      }),
    )
    run.tell(run.say('restored', { file: path, epoch }))
    if (lost.commands === null) run.tell(run.say('lostUnknown'))
    else if (lost.commands > 0) run.tell(run.say('lost', { ...lost }))
    // What opens it here ends with this command, where no running program has it.
    if (more.dataKey === 'locked' || (more.dataKey === 'open' && session.host))
      run.tell(run.say('numbersLocked'))
    if (keptAs !== null) run.tell(run.say('keptAs', { file: keptAs }))
    return { exitCode: 0, json: { lost, keptAs, epoch, ...more } }
  } finally {
    await session.close()
  }
}

/** Asks for the passphrase only where the backup has one. */
async function withPassphrase<R>(
  run: CliRun,
  restore: (passphrase: string | null) => Promise<R>,
): Promise<R> {
  try {
    return await restore(null)
  } catch (error) {
    const isSealed = error instanceof ORPCError && error.code === 'backup-passphrase-needed'
    const passphrase = isSealed ? await readPassphrase(run) : null
    if (passphrase === null) throw error
    return restore(passphrase)
  }
}

/**
 * A running host is given the backup by name, laid into its folder for the moment: years of photos are more than
 * a request of its HTTP door may carry.
 */
async function withSource<R>(
  session: CliSession,
  dataDir: string,
  path: string,
  work: (source: { readonly name: string } | { readonly file: File }) => Promise<R>,
): Promise<R> {
  const name = basename(path)
  if (session.host) return work({ file: new File([await openAsBlob(path)], name) })
  const folder = backupFolder(resolve(dataDir))
  const brought = `brought-${name.endsWith(backupEnding) ? name : `${name}${backupEnding}`}`
  try {
    mkdirSync(folder, { recursive: true })
    await copyFile(path, join(folder, brought))
    return await work({ name: brought })
  } finally {
    await removeFile(join(folder, brought))
  }
}
