import { type Kysely, sql } from 'kysely'

/**
 * Bought pieces that came in without a price: who takes goods in on the floor need not know, and may not see, what they
 * cost. The line stands at 0 for the supplier's account, its pieces entered stock at the average.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  'ALTER TABLE receipt_line ADD COLUMN price_due INTEGER NOT NULL DEFAULT 0 CHECK (price_due IN (0, 1))',
  // Few at any time, asked for by the first screen each minute.
  'CREATE INDEX receipt_line_price_due ON receipt_line (receipt_id) WHERE price_due = 1',
]
