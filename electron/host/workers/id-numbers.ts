import type { CommandScope } from '../../../db/command.ts'
import {
  maskedNumbers,
  recordLooks,
  whoHasNumber,
  wholeNumbers,
} from '../../../db/workers/personal-numbers.ts'
import type { NumberKind } from '../../../shared/workers/details-contract.ts'
import type { IdNumberForm } from '../../../shared/workers/households/contract.ts'
import type { GuardedContext } from '../services.ts'

/** Numbers that leave on a paper or in a file. */
export interface GivenNumbers {
  /** Writes down whose numbers are given away whole: within the command that gives them. */
  readonly record: (scope: CommandScope) => Promise<unknown>
  /** Reads them, after that. */
  readonly read: () => Promise<ReadonlyMap<number, string>>
}

/**
 * Workers' ID or bank numbers, masked or whole, by worker; none where a worker has none, and none masked while the key is
 * locked. Whole ones raise data-key-locked before anything is written.
 */
export async function givenNumbers(
  { host }: GuardedContext,
  workerIds: readonly number[],
  kind: NumberKind,
  form: IdNumberForm,
): Promise<GivenNumbers> {
  const { reader } = host.store
  const holders = await whoHasNumber(reader, workerIds, kind)
  if (holders.length === 0) return { record: async () => null, read: async () => new Map() }
  if (form === 'masked') {
    const masked = await maskedNumbers(reader, await host.dataKeys.ifOpen())
    return {
      record: async () => null,
      read: async () => new Map(holders.map((id) => [id, masked(id, kind).text])),
    }
  }
  const key = await host.dataKeys.current()
  return {
    record: (scope) => recordLooks(scope, holders, kind),
    read: () => wholeNumbers(reader, key, holders, kind),
  }
}
