import { type Kysely, sql } from 'kysely'

/** Materials that are ordered and come in parts, which dye lot was given, and usage typed as a length. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // Its lines are expected supply: what of them arrived is said by receipts, and owed by those alone.
  `CREATE TABLE purchase_order (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    order_number TEXT NOT NULL UNIQUE,
    supplier_id INTEGER NOT NULL REFERENCES supplier (id),
    business_date TEXT NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    command_id INTEGER NOT NULL REFERENCES command (id)
  ) STRICT`,
  'CREATE INDEX purchase_order_supplier ON purchase_order (supplier_id)',
  'ALTER TABLE expected_supply ADD COLUMN purchase_order_id INTEGER REFERENCES purchase_order (id)',
  // Fen agreed for the whole quantity; NULL: no price was agreed.
  'ALTER TABLE expected_supply ADD COLUMN amount INTEGER CHECK (amount >= 0)',
  // Why the rest was given up.
  "ALTER TABLE expected_supply ADD COLUMN end_note TEXT NOT NULL DEFAULT ''",
  `CREATE INDEX expected_supply_purchase_order ON expected_supply (purchase_order_id)
    WHERE purchase_order_id IS NOT NULL`,
  // Empty: nobody named it; then the oldest lots are taken to have gone first.
  "ALTER TABLE material_use ADD COLUMN dye_lot TEXT NOT NULL DEFAULT ''",
  "ALTER TABLE supplier_return_line ADD COLUMN dye_lot TEXT NOT NULL DEFAULT ''",
  // length: usage and usages are millimetres of a fabric that is kept by weight.
  `ALTER TABLE bom_line ADD COLUMN typed TEXT NOT NULL DEFAULT 'unit' CHECK (typed IN ('unit', 'length'))`,
]
