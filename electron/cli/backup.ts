import { existsSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { backupName } from '../../db/backup/backup-folder.ts'
import { makeBackup } from '../../db/backup/make-backup.ts'
import { makeSealingKey } from '../../db/backup/seal.ts'
import { storeFile } from '../../db/open.ts'
import { newPassphraseSchema } from '../../shared/settings/backup-contract.ts'
import { openFailure } from '../host/open-failure.ts'
import { type CliAnswer, CliError, type CliRun } from './command.ts'
import { readPassphrase } from './passphrase.ts'
import { programVersion } from './program-version.ts'

/** Backs up a folder, open or not: SQLite copies it as it stands at one moment, whoever else writes. */
export async function backup(run: CliRun): Promise<CliAnswer> {
  const dataDir = resolve(run.options.data)
  const [name] = run.options.files
  if (name === undefined) throw new CliError(2, 'usage', run.say('fileNeeded'))
  if (!existsSync(storeFile(dataDir)))
    throw new CliError(2, 'no-store', run.say('noStore', { what: run.options.data }))
  const at = Date.now()
  const target = backupTarget(run, name, at)
  const seal = run.options.sealed ? await newSeal(run) : null
  const order = {
    dataDir,
    target,
    photos: true,
    reason: 'manual',
    program: programVersion(),
    at,
    seal,
  } as const
  const made = await makeBackup(order).catch((error: unknown) => {
    if (openFailure(error).kind === 'unwritable')
      throw new CliError(2, 'folder-unwritable', run.say('cannotWrite', { what: name }))
    throw error
  })
  const bytes = statSync(target).size
  const { counts, createdAt } = made.manifest
  run.tell(run.say('backedUp', { file: target, size: (bytes / 1e6).toFixed(1), orders: counts.orders }))
  if (made.manifest.dataKey === 'wrapped') run.tell(run.say('backupNoKey'))
  if (made.problems.length > 0) run.tell(run.say('backupProblems', { count: made.problems.length }))
  return {
    exitCode: 0,
    json: { file: target, bytes, createdAt, counts, dataKey: made.manifest.dataKey, problems: made.problems },
  }
}

async function newSeal(run: CliRun) {
  const passphrase = newPassphraseSchema.safeParse(await readPassphrase(run))
  if (!passphrase.success) throw new CliError(2, 'usage', run.say('passphraseNeeded'))
  return makeSealingKey(passphrase.data)
}

/** A folder (a memory stick) gets a file named by the time. Nothing that is there is ever replaced. */
function backupTarget(run: CliRun, name: string, at: number): string {
  const target = resolve(name)
  const known = statSync(target, { throwIfNoEntry: false })
  if (known?.isDirectory()) return join(target, backupName(at, 'manual'))
  if (known) throw new CliError(2, 'already-exists', run.say('wouldReplace', { what: name }))
  if (!statSync(dirname(target), { throwIfNoEntry: false })?.isDirectory())
    throw new CliError(2, 'folder-unwritable', run.say('cannotWrite', { what: name }))
  return target
}
