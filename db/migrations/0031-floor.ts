import { type Kysely, sql } from 'kysely'

/** What devices on the floor need: goods taken in without prices, and wrong PINs that lock one device only. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // Who takes bought goods in on the floor may not see what they cost: the line stands at 0 for the supplier's account, and
  // its pieces entered stock at the average, until the office says a price.
  'ALTER TABLE receipt_line ADD COLUMN price_due INTEGER NOT NULL DEFAULT 0 CHECK (price_due IN (0, 1))',
  // Few at any time, asked for by the first screen each minute.
  'CREATE INDEX receipt_line_price_due ON receipt_line (receipt_id) WHERE price_due = 1',
  // Wrong PINs of one person in a row at one paired device. At the PC itself they are counted in the user's row.
  `CREATE TABLE station_pin (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    station_id INTEGER NOT NULL REFERENCES station (id),
    user_id INTEGER NOT NULL REFERENCES user (id),
    failed_attempts INTEGER NOT NULL,
    locked_until INTEGER,
    command_id INTEGER NOT NULL REFERENCES command (id),
    UNIQUE (station_id, user_id)
  ) STRICT`,
  'CREATE INDEX station_pin_user ON station_pin (user_id)',
]
