import { existsSync, openAsBlob } from 'node:fs'
import { basename, resolve } from 'node:path'
import { type CliAnswer, CliError, type CliRun } from './command.ts'
import { openSession, signIn } from './session.ts'

/** Restores a backup into a folder: through the host that has it open, or by itself. */
export async function restore(run: CliRun): Promise<CliAnswer> {
  const [name] = run.options.files
  if (name === undefined) throw new CliError(2, 'usage', run.say('fileNeeded'))
  const path = resolve(name)
  if (!existsSync(path)) throw new CliError(2, 'file-unreadable', run.say('cannotRead', { what: name }))
  const file = new File([await openAsBlob(path)], basename(path))
  const session = await openSession(run, run.options.data)
  try {
    const { rescue, backup } = session.client.settings
    const inRescue = (await rescue.state()) !== null
    if (!inRescue) await signIn(run, session)
    const restored = inRescue ? await rescue.restore({ file }) : await backup.restore({ file })
    const { lost, keptAs, epoch } = restored
    run.tell(run.say('restored', { file: path, epoch }))
    if (lost.commands === null) run.tell(run.say('lostUnknown'))
    else if (lost.commands > 0) run.tell(run.say('lost', { ...lost }))
    if (keptAs !== null) run.tell(run.say('keptAs', { file: keptAs }))
    return { exitCode: 0, json: restored }
  } finally {
    await session.close()
  }
}
