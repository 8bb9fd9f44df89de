import type { CliRun } from './command.ts'

/** Holds the passphrase of a backup for scripts, as YIFANG_PIN holds a PIN. */
const passphraseVariable = 'YIFANG_PASSPHRASE'

/** From the environment, else asked for on the terminal, unseen. Null where nobody can be asked. */
export async function readPassphrase({ door, say }: CliRun): Promise<string | null> {
  return door.env[passphraseVariable] ?? (await door.askHidden(say('passphraseAsk')))
}
