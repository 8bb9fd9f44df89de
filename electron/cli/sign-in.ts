import { CliError, type CliRun } from './command.ts'
import type { CliSession } from './session.ts'

/** Holds the PIN for scripts: an environment is seen by this user's processes only, a command line by everybody. */
const pinVariable = 'YIFANG_PIN'

/**
 * Says who is writing, where PINs are set: from the environment, from what is piped in, else by asking on the
 * terminal. Raises locked where nobody can be asked, pin-wrong, pin-wait.
 */
export async function signIn(run: CliRun, { client }: CliSession): Promise<void> {
  const known = await client.settings.session.get()
  if (known.user) return
  const { user: name } = run.options
  const person = known.people.find(({ role, hasPin, name: called }) =>
    name === undefined ? role === 'owner' && hasPin : called === name,
  )
  if (!person) throw new CliError(2, 'not-found', run.say('userUnknown', { name: name ?? '' }))
  const pin = await readPin(run, person.name)
  if (!pin) throw new CliError(2, 'locked', run.say('pinNeeded'))
  await client.settings.session.unlock({ userId: person.id, pin })
}

async function readPin(run: CliRun, name: string): Promise<string | null> {
  if (run.options.pinFromStdin) return run.door.readFirstLine()
  return run.door.env[pinVariable] ?? (await run.door.askHidden(run.say('pinAsk', { name })))
}
