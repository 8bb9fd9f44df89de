import { type Kysely, sql } from 'kysely'
import type { Database } from '../schema.ts'

/** A worker's bank and whose name its account has; the number itself is sealed elsewhere. */
export async function readBanks(
  db: Kysely<Database>,
  workerIds: readonly number[],
): Promise<ReadonlyMap<number, { readonly bank: string; readonly holder: string }>> {
  const { rows } = await sql<{ id: number; bank: string; holder: string }>`
    SELECT id, bank_name AS bank, account_holder AS holder FROM worker
    WHERE id IN (SELECT value FROM json_each(${JSON.stringify(workerIds)}))`.execute(db)
  return new Map(rows.map(({ id, ...bank }) => [id, bank]))
}
