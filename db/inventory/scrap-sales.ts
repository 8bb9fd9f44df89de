import { type Kysely, sql } from 'kysely'
import type { ScrapSale } from '../../shared/inventory/materials-contract.ts'
import type { CommandScope } from '../command.ts'
import type { Database } from '../schema.ts'

/** Offcuts sold, newest first; the newest 500. */
export async function listScrapSales(db: Kysely<Database>): Promise<ScrapSale[]> {
  const { rows } = await sql<Omit<ScrapSale, 'voided'> & { voided: number }>`
    SELECT id, business_date AS businessDate, weight_grams AS weightGrams, amount, buyer, note,
      voided_at IS NOT NULL AS voided
    FROM scrap_sale ORDER BY id DESC LIMIT 500`.execute(db)
  return rows.map((row) => ({ ...row, voided: row.voided === 1 }))
}

/** Offcuts sold by weight (grams) for so many fen. */
export async function sellScrap(
  scope: CommandScope,
  input: Pick<ScrapSale, 'businessDate' | 'weightGrams' | 'amount' | 'buyer' | 'note'>,
): Promise<{ id: number }> {
  return {
    id: await scope.insert('scrap_sale', {
      business_date: input.businessDate,
      weight_grams: input.weightGrams,
      amount: input.amount,
      buyer: input.buyer,
      note: input.note,
      voided_at: null,
    }),
  }
}

/** Takes a sale back; it stays, voided. Raises not-found. */
export async function voidScrapSale(scope: CommandScope, id: number): Promise<null> {
  await scope.update('scrap_sale', id, { voided_at: scope.at })
  return null
}
