import { type Kysely, sql } from 'kysely'

/**
 * After-sale: an order may be packed in spite of a refund that was settled, and goods may come back that never
 * left through this program.
 *
 * `orders.after_sale_release`: why somebody let it go; null where nobody did. A file that changes the after-sale
 * state takes it away.
 *
 * `return_case.order_id` and `return_line.order_line_id` may be empty now (a parcel of nobody known), and
 * `return_line.earlier` = 1 says that the pieces left before the program was used, so that they do not count
 * against what its parcels hold. SQLite cannot drop a NOT NULL: both tables are rebuilt with their rows and with
 * the ids they had given out (printed codes must never meet another row).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE orders ADD COLUMN after_sale_release TEXT CHECK (after_sale_release <> '')`.execute(
    db,
  )
  await sql`
    CREATE TABLE return_case_new (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      order_id INTEGER REFERENCES orders (id),
      tracking_number TEXT NOT NULL DEFAULT '',
      reason TEXT NOT NULL DEFAULT '',
      state TEXT NOT NULL CHECK (state IN ('unchecked', 'done', 'voided')),
      received_at INTEGER NOT NULL,
      command_id INTEGER NOT NULL REFERENCES command (id)
    ) STRICT`.execute(db)
  await sql`
    CREATE TABLE return_line_new (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      return_case_id INTEGER NOT NULL REFERENCES return_case (id),
      order_line_id INTEGER REFERENCES order_line (id),
      earlier INTEGER NOT NULL DEFAULT 0 CHECK (earlier IN (0, 1)),
      item_id INTEGER NOT NULL REFERENCES item (id),
      quantity INTEGER NOT NULL CHECK (quantity > 0),
      restocked INTEGER NOT NULL DEFAULT 0 CHECK (restocked >= 0),
      seconds INTEGER NOT NULL DEFAULT 0 CHECK (seconds >= 0),
      scrapped INTEGER NOT NULL DEFAULT 0 CHECK (scrapped >= 0),
      command_id INTEGER NOT NULL REFERENCES command (id),
      UNIQUE (return_case_id, order_line_id, item_id, earlier),
      CHECK (restocked + seconds + scrapped <= quantity),
      CHECK (order_line_id IS NOT NULL OR earlier = 1)
    ) STRICT`.execute(db)
  await sql`
    INSERT INTO return_case_new (id, order_id, tracking_number, reason, state, received_at, command_id)
    SELECT id, order_id, tracking_number, reason, state, received_at, command_id FROM return_case`.execute(db)
  await sql`
    INSERT INTO return_line_new (id, return_case_id, order_line_id, item_id, quantity, restocked, seconds, scrapped, command_id)
    SELECT id, return_case_id, order_line_id, item_id, quantity, restocked, seconds, scrapped, command_id FROM return_line`.execute(
    db,
  )
  // What was given out may lie above what is there: a row that was rolled back, a restore's jump.
  for (const table of ['return_case', 'return_line']) {
    await sql`DELETE FROM sqlite_sequence WHERE name = ${`${table}_new`}`.execute(db)
    await sql`
      INSERT INTO sqlite_sequence (name, seq) SELECT ${`${table}_new`}, seq FROM sqlite_sequence WHERE name = ${table}`.execute(
      db,
    )
  }
  await sql`DROP TABLE return_line`.execute(db)
  await sql`DROP TABLE return_case`.execute(db)
  await sql`ALTER TABLE return_case_new RENAME TO return_case`.execute(db)
  await sql`ALTER TABLE return_line_new RENAME TO return_line`.execute(db)
  await sql`CREATE INDEX return_case_order ON return_case (order_id)`.execute(db)
  await sql`CREATE INDEX return_line_case ON return_line (return_case_id)`.execute(db)
  await sql`CREATE INDEX return_line_order_line ON return_line (order_line_id)`.execute(db)
}
