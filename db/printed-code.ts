import { type Kysely, sql } from 'kysely'
import type { CodeKind, PrintedCode } from '../shared/barcode.ts'
import { YifangError } from '../shared/errors.ts'
import type { Database } from './schema.ts'

/** Whose ids the codes carry. A pick slip is one order's row in a wave. */
const tables: Record<CodeKind, keyof Database> = {
  order: 'orders',
  pickSlip: 'wave_order',
  parcel: 'parcel',
  sku: 'sku',
  return: 'return_case',
  location: 'location',
  bundle: 'bundle',
  worker: 'worker',
}

/** The epoch that codes are printed with now. */
export async function codeEpoch(db: Kysely<Database>): Promise<number> {
  const row = await db.selectFrom('workshop').select('restore_epoch').executeTakeFirstOrThrow()
  return row.restore_epoch
}

/**
 * The row that one of our printed codes means: the one rule for labels, slips, parcels, orders and returns.
 *
 * A restore raises the epoch and jumps every id above all that were ever given out (DESIGN §4), so that an id
 * means one row for good: a code of this or an earlier epoch is right while its row is there (a garment's label of
 * last year still scans). What an earlier epoch printed and the books do not have was printed after the backup
 * that was restored; what a later epoch printed is of another, newer copy of the books: both raise
 * code-old-epoch. Null: printed in this epoch, and no such row.
 */
export async function rowOfCode(
  db: Kysely<Database>,
  code: PrintedCode,
  text: string,
): Promise<number | null> {
  const epoch = await codeEpoch(db)
  const table = tables[code.kind]
  if (code.epoch <= epoch) {
    const found = await sql`SELECT 1 FROM ${sql.table(table)} WHERE id = ${code.id}`.execute(db)
    if (found.rows.length > 0) return code.id
  }
  if (code.epoch !== epoch) throw new YifangError('code-old-epoch', { code: text })
  return null
}
