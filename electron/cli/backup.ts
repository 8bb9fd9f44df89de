import { existsSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { makeBackup } from '../../db/backup/make-backup.ts'
import { storeFile } from '../../db/open.ts'
import { type CliAnswer, CliError, type CliRun } from './command.ts'
import { programVersion } from './program-version.ts'

/** Backs up a folder, open or not: SQLite copies it as it stands at one moment, whoever else writes. */
export async function backup(run: CliRun): Promise<CliAnswer> {
  const dataDir = resolve(run.options.data)
  const [name] = run.options.files
  if (name === undefined) throw new CliError(2, 'usage', run.say('fileNeeded'))
  if (!existsSync(storeFile(dataDir)))
    throw new CliError(2, 'no-store', run.say('noStore', { what: run.options.data }))
  const target = resolve(name)
  if (!existsSync(dirname(target)))
    throw new CliError(2, 'folder-unwritable', run.say('cannotWrite', { what: name }))
  const made = await makeBackup({
    dataDir,
    target,
    photos: true,
    reason: 'manual',
    program: programVersion(),
    at: Date.now(),
  })
  const bytes = statSync(target).size
  const { counts, createdAt } = made.manifest
  run.tell(run.say('backedUp', { file: target, size: (bytes / 1e6).toFixed(1), orders: counts.orders }))
  if (made.problems.length > 0) run.tell(run.say('backupProblems', { count: made.problems.length }))
  return { exitCode: 0, json: { file: target, bytes, createdAt, counts, problems: made.problems } }
}
