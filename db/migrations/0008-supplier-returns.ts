import { type Kysely, sql } from 'kysely'

/** Pieces given back to the supplier or neighbour they were bought from: what they cost is no longer owed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE supplier_return (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      supplier_id INTEGER NOT NULL REFERENCES supplier (id),
      amount INTEGER NOT NULL CHECK (amount >= 0),
      business_date TEXT NOT NULL,
      note TEXT NOT NULL DEFAULT '',
      voided_at INTEGER,
      command_id INTEGER NOT NULL REFERENCES command (id)
    ) STRICT`.execute(db)
  await sql`CREATE INDEX supplier_return_supplier ON supplier_return (supplier_id)`.execute(db)
  await sql`
    CREATE TABLE supplier_return_line (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      supplier_return_id INTEGER NOT NULL REFERENCES supplier_return (id),
      item_id INTEGER NOT NULL REFERENCES item (id),
      location_id INTEGER NOT NULL REFERENCES location (id),
      quantity INTEGER NOT NULL CHECK (quantity > 0),
      amount INTEGER NOT NULL CHECK (amount >= 0),
      command_id INTEGER NOT NULL REFERENCES command (id)
    ) STRICT`.execute(db)
  await sql`CREATE INDEX supplier_return_line_return ON supplier_return_line (supplier_return_id)`.execute(db)
}
