import { type Kysely, sql } from 'kysely'

/** What partners ask for their work, which workshop signs their files, and what each step of an order costs. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // rate: 1/1,000,000 yuan a good piece from a day on; operation_name '' is a whole garment, cutting included.
  `CREATE TABLE partner_price (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    subcontractor_id INTEGER NOT NULL REFERENCES subcontractor (id),
    operation_name TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    rate INTEGER NOT NULL CHECK (rate >= 0),
    command_id INTEGER NOT NULL REFERENCES command (id),
    UNIQUE (subcontractor_id, operation_name, valid_from)
  ) STRICT`,
  // JSON list beside operations: the part of the price that each step is paid; empty where it was agreed as one.
  "ALTER TABLE subcontract_order ADD COLUMN step_prices TEXT NOT NULL DEFAULT '[]'",
  // The workshop whose files speak for the partner; empty until its first file was confirmed.
  "ALTER TABLE subcontractor ADD COLUMN site_id TEXT NOT NULL DEFAULT ''",
]
