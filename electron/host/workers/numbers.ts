import type { GivenNumbers } from '../../../db/workers/details.ts'
import { recordLooks, wholeNumbers } from '../../../db/workers/personal-numbers.ts'
import { fingerprintOf } from '../../../db/workers/sealing.ts'
import { saveWorker } from '../../../db/workers/workers.ts'
import { businessDate } from '../../../shared/dates.ts'
import { YifangError } from '../../../shared/errors.ts'
import type { NumberKind } from '../../../shared/workers/details-contract.ts'
import { readBankAccount, readIdNumber } from '../../../shared/workers/id-number.ts'
import { command, type GuardedContext } from '../services.ts'

type SaveInput = Parameters<typeof saveWorker>[1] & {
  readonly commandId: string
  readonly idNumber?: string | null | undefined
  readonly bankAccount?: string | null | undefined
  readonly again?: boolean | undefined
}

/**
 * Adds or changes a worker with her numbers. They are read, sealed and forgotten here: the command's row knows its input by a
 * digest, from which a number could be tried out, so that their fingerprints stand in for them.
 */
export async function saveWithNumbers(
  context: GuardedContext,
  path: readonly string[],
  input: SaveInput,
): Promise<{ id: number }> {
  const { idNumber, bankAccount, again, ...plain } = input
  const numbers = await readNumbers(context, { idNumber, bankAccount, again })
  const { key } = numbers
  const printed = (kind: NumberKind, number: string | null | undefined) =>
    key && number ? fingerprintOf(key, kind, number) : number
  const recorded = {
    ...plain,
    idNumber: printed('id-number', numberOf(numbers.idNumber)),
    bankAccount: printed('bank-account', numbers.bankAccount),
    again,
  }
  return command(context, path, recorded, (scope) => saveWorker(scope, plain, numbers))
}

async function readNumbers(
  { host }: GuardedContext,
  given: Pick<SaveInput, 'idNumber' | 'bankAccount' | 'again'>,
): Promise<GivenNumbers> {
  const [idText, bankText] = [given.idNumber, given.bankAccount]
  const id = typeof idText === 'string' ? readIdNumber(idText, businessDate(host.clock())) : idText
  if (id && id.fault !== null) throw new YifangError('id-number-wrong', { reason: `id-${id.fault}` })
  const bank = typeof bankText === 'string' ? readBankAccount(bankText) : bankText
  if (bank && bank.fault !== null)
    throw new YifangError('bank-account-wrong', { reason: `bank-${bank.fault}` })
  const key = id || bank ? await host.dataKeys.current() : null
  return { key, idNumber: id, bankAccount: numberOf(bank), again: given.again }
}

/** Null stays null: it takes the number away. */
function numberOf(read: { readonly number: string } | null | undefined): string | null | undefined {
  return read === null ? null : read?.number
}

/** One number in full, once it is written down who looked. Raises data-key-locked, number-unreadable. */
export async function reveal(
  context: GuardedContext,
  path: readonly string[],
  input: { readonly commandId: string; readonly workerId: number; readonly kind: NumberKind },
): Promise<{ number: string }> {
  const { workerId, kind } = input
  const key = await context.host.dataKeys.current()
  // The answer of a command is stored with it: the number is read besides.
  await command(context, path, input, (scope) => recordLooks(scope, [workerId], kind))
  const number = (await wholeNumbers(context.host.store.reader, key, [workerId], kind)).get(workerId)
  if (number === undefined) throw new YifangError('number-unreadable', {})
  return { number }
}
