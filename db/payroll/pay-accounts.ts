import type { Kysely } from 'kysely'
import type { Database } from '../schema.ts'

export interface PayAccount {
  readonly account: string
  readonly bank: string
}

/**
 * The accounts that workers are paid to, by worker. None are kept yet: workers' bank numbers are stored encrypted with
 * their details, and are to be read here, so that no other part of payroll sees one.
 */
export async function readPayAccounts(
  _db: Kysely<Database>,
  _workerIds: readonly number[],
): Promise<ReadonlyMap<number, PayAccount>> {
  return new Map()
}
