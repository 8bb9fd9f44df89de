import { type Kysely, sql } from 'kysely'
import {
  type CodeKind,
  codeSite,
  decodeCode,
  encodeCode,
  looksPrinted,
  qrText,
  type ReadCode,
} from '../shared/barcode.ts'
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

/** What this workshop's codes are printed with now. */
export interface CodeStamp {
  readonly epoch: number
  readonly mark: number
  readonly site: string
}

export async function codeStamp(db: Kysely<Database>): Promise<CodeStamp> {
  const row = await db
    .selectFrom('workshop')
    .select(['restore_epoch', 'code_mark', 'site_id'])
    .executeTakeFirstOrThrow()
  return { epoch: row.restore_epoch, mark: row.code_mark, site: codeSite(row.site_id) }
}

/** A row's code as its bars say it, and as its QR code does. */
export function codesOf(kind: CodeKind, id: number, stamp: CodeStamp): { code: string; qr: string } {
  const code = encodeCode({ kind, id, ...stamp })
  return { code, qr: qrText(code, stamp.site) }
}

/** Reads a code that this workshop printed. Null: another's, damaged, or no printed code at all. */
export async function readCode(db: Kysely<Database>, text: string): Promise<ReadCode | null> {
  // Most of what is scanned at a packing table are couriers' numbers.
  if (!looksPrinted(text)) return null
  const { mark, site } = await codeStamp(db)
  const code = decodeCode(text, mark)
  return code?.site && code.site !== site ? null : code
}

/** The error for a text that means nothing here: it says so where it looks like another workshop's code. */
export async function unknownCode(db: Kysely<Database>, text: string): Promise<YifangError> {
  const isForeign = looksPrinted(text) && (await readCode(db, text)) === null
  return new YifangError(isForeign ? 'code-foreign' : 'code-unknown', { code: text.slice(0, 60) })
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
export async function rowOfCode(db: Kysely<Database>, code: ReadCode, text: string): Promise<number | null> {
  const { epoch } = await codeStamp(db)
  const table = tables[code.kind]
  if (code.epoch <= epoch) {
    const found = await sql`SELECT 1 FROM ${sql.table(table)} WHERE id = ${code.id}`.execute(db)
    if (found.rows.length > 0) return code.id
  }
  if (code.epoch !== epoch) throw new YifangError('code-old-epoch', { code: text })
  return null
}
