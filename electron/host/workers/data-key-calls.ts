import { randomBytes } from 'node:crypto'
import type { CommandScope } from '../../../db/command.ts'
import { keepDataKey, readDataKey, renewRecoveryCode } from '../../../db/workers/data-key.ts'
import { type DataKey, type WrappedKey, wrapKey } from '../../../db/workers/sealing.ts'
import { YifangError } from '../../../shared/errors.ts'
import { readRecoveryCode, recoveryCodeBytes, recoveryCodeOf } from '../../../shared/workers/recovery-code.ts'
import { command, type GuardedContext } from '../services.ts'
import { newDataKey } from './data-keys.ts'

export async function dataKeyState({ host }: GuardedContext) {
  const row = await readDataKey(host.store.reader)
  return {
    state: await host.dataKeys.state(),
    keptHere: host.dataKeys.isKeptHere(),
    codeMadeAt: row?.code_made_at ?? null,
  }
}

/** Makes the data key and its recovery code, which is told this once and stored nowhere. */
export async function createDataKey(
  context: GuardedContext,
  path: readonly string[],
  input: { readonly commandId: string; readonly forget: boolean },
): Promise<{ code: string }> {
  const key = newDataKey()
  // What can be opened is not given up by mistake.
  const forget = input.forget && (await context.host.dataKeys.state()) === 'locked'
  const made = await withNewCode(context, path, input, key, (scope, wrapped) =>
    keepDataKey(scope, key, wrapped, forget),
  )
  await context.host.dataKeys.offer(key)
  return made
}

/** Another recovery code for the key that is open. */
export async function renewCode(
  context: GuardedContext,
  path: readonly string[],
  input: { readonly commandId: string },
): Promise<{ code: string }> {
  const key = await context.host.dataKeys.current()
  return withNewCode(context, path, input, key, (scope, wrapped) => renewRecoveryCode(scope, key.id, wrapped))
}

async function withNewCode(
  context: GuardedContext,
  path: readonly string[],
  input: { readonly commandId: string },
  key: DataKey,
  work: (scope: CommandScope, wrapped: WrappedKey) => Promise<null>,
): Promise<{ code: string }> {
  const code = recoveryCodeOf(randomBytes(recoveryCodeBytes))
  // Before the transaction, which stays open for no scrypt.
  const wrapped = await wrapKey(key, readRecoveryCode(code)!)
  let isNew = false
  await command(context, path, input, (scope) => {
    isNew = true
    return work(scope, wrapped)
  })
  // A repeated call: its first answer was lost, and nobody knows that code any more.
  if (!isNew) throw new YifangError('code-shown-once', {})
  return { code }
}
