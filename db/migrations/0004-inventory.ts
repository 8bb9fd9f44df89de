import { type Kysely, sql } from 'kysely'

/** The stock ledger and what is promised from it; receipts, suppliers and counts. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE location (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      code TEXT NOT NULL UNIQUE COLLATE NOCASE,
      name TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('sellable', 'unchecked', 'seconds', 'scrap')),
      archived_at INTEGER,
      command_id INTEGER NOT NULL REFERENCES command (id)
    ) STRICT`.execute(db)
  // Append-only. quantity: pieces, or 1/1000 of a material's unit. value: fen. Quantity 0 carries a cost correction.
  await sql`
    CREATE TABLE stock_move (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      item_id INTEGER NOT NULL REFERENCES item (id),
      location_id INTEGER NOT NULL REFERENCES location (id),
      quantity INTEGER NOT NULL,
      value INTEGER NOT NULL,
      reason TEXT NOT NULL CHECK (reason IN ('opening', 'receipt', 'made', 'count', 'adjust', 'transfer', 'shipped',
        'unshipped', 'returned', 'cost', 'packaging')),
      reference_kind TEXT,
      reference_id INTEGER,
      reverses_id INTEGER REFERENCES stock_move (id),
      note TEXT NOT NULL DEFAULT '',
      at INTEGER NOT NULL,
      command_id INTEGER NOT NULL REFERENCES command (id)
    ) STRICT`.execute(db)
  await sql`CREATE INDEX stock_move_item ON stock_move (item_id, id)`.execute(db)
  await sql`CREATE INDEX stock_move_reverses ON stock_move (reverses_id) WHERE reverses_id IS NOT NULL`.execute(
    db,
  )
  await sql`CREATE INDEX stock_move_reference ON stock_move (reference_kind, reference_id)`.execute(db)
  // Kept by the transaction that writes the move; can always be rebuilt from the moves.
  await sql`
    CREATE TABLE stock_level (
      item_id INTEGER NOT NULL REFERENCES item (id),
      location_id INTEGER NOT NULL REFERENCES location (id),
      quantity INTEGER NOT NULL,
      value INTEGER NOT NULL,
      PRIMARY KEY (item_id, location_id)
    ) STRICT, WITHOUT ROWID`.execute(db)
  await sql`
    CREATE TABLE stock_shortage (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      item_id INTEGER NOT NULL REFERENCES item (id),
      location_id INTEGER NOT NULL REFERENCES location (id),
      quantity INTEGER NOT NULL CHECK (quantity > 0),
      reason TEXT NOT NULL,
      closed_at INTEGER,
      command_id INTEGER NOT NULL REFERENCES command (id)
    ) STRICT`.execute(db)
  await sql`CREATE UNIQUE INDEX stock_shortage_open ON stock_shortage (item_id, location_id) WHERE closed_at IS NULL`.execute(
    db,
  )
  // Stock on hand promised to an order line; for a set, one row for each part.
  await sql`
    CREATE TABLE allocation (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      order_line_id INTEGER NOT NULL REFERENCES order_line (id),
      item_id INTEGER NOT NULL REFERENCES item (id),
      quantity INTEGER NOT NULL CHECK (quantity > 0),
      pinned INTEGER NOT NULL DEFAULT 0 CHECK (pinned IN (0, 1)),
      UNIQUE (order_line_id, item_id)
    ) STRICT`.execute(db)
  await sql`CREATE INDEX allocation_item ON allocation (item_id)`.execute(db)
  await sql`
    CREATE TABLE expected_supply (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      item_id INTEGER NOT NULL REFERENCES item (id),
      kind TEXT NOT NULL CHECK (kind IN ('make', 'buy', 'wait')),
      quantity INTEGER NOT NULL CHECK (quantity > 0),
      received INTEGER NOT NULL DEFAULT 0 CHECK (received >= 0),
      expected_date TEXT,
      supplier_id INTEGER REFERENCES supplier (id),
      note TEXT NOT NULL DEFAULT '',
      closed_at INTEGER,
      command_id INTEGER NOT NULL REFERENCES command (id)
    ) STRICT`.execute(db)
  await sql`CREATE INDEX expected_supply_item ON expected_supply (item_id) WHERE closed_at IS NULL`.execute(
    db,
  )
  await sql`
    CREATE TABLE supplier (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      name TEXT NOT NULL UNIQUE,
      name_initials TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('supplier', 'neighbour')),
      phone TEXT NOT NULL DEFAULT '',
      note TEXT NOT NULL DEFAULT '',
      archived_at INTEGER,
      command_id INTEGER NOT NULL REFERENCES command (id)
    ) STRICT`.execute(db)
  await sql`
    CREATE TABLE receipt (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      source TEXT NOT NULL CHECK (source IN ('own', 'supplier', 'neighbour')),
      supplier_id INTEGER REFERENCES supplier (id),
      amount INTEGER NOT NULL,
      business_date TEXT NOT NULL,
      note TEXT NOT NULL DEFAULT '',
      voided_at INTEGER,
      command_id INTEGER NOT NULL REFERENCES command (id)
    ) STRICT`.execute(db)
  await sql`CREATE INDEX receipt_supplier ON receipt (supplier_id)`.execute(db)
  await sql`
    CREATE TABLE receipt_line (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      receipt_id INTEGER NOT NULL REFERENCES receipt (id),
      item_id INTEGER NOT NULL REFERENCES item (id),
      location_id INTEGER NOT NULL REFERENCES location (id),
      quantity INTEGER NOT NULL CHECK (quantity > 0),
      amount INTEGER NOT NULL CHECK (amount >= 0),
      command_id INTEGER NOT NULL REFERENCES command (id)
    ) STRICT`.execute(db)
  await sql`CREATE INDEX receipt_line_receipt ON receipt_line (receipt_id)`.execute(db)
  // Which waiting supply a receipt answered, so that voiding the receipt opens it again.
  await sql`
    CREATE TABLE receipt_supply (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      receipt_line_id INTEGER NOT NULL REFERENCES receipt_line (id),
      expected_supply_id INTEGER NOT NULL REFERENCES expected_supply (id),
      quantity INTEGER NOT NULL CHECK (quantity > 0),
      command_id INTEGER NOT NULL REFERENCES command (id)
    ) STRICT`.execute(db)
  await sql`CREATE INDEX receipt_supply_line ON receipt_supply (receipt_line_id)`.execute(db)
  await sql`CREATE INDEX receipt_supply_supply ON receipt_supply (expected_supply_id)`.execute(db)
  await sql`
    CREATE TABLE supplier_payment (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      supplier_id INTEGER NOT NULL REFERENCES supplier (id),
      receipt_id INTEGER REFERENCES receipt (id),
      amount INTEGER NOT NULL,
      business_date TEXT NOT NULL,
      note TEXT NOT NULL DEFAULT '',
      reverses_id INTEGER REFERENCES supplier_payment (id),
      command_id INTEGER NOT NULL REFERENCES command (id)
    ) STRICT`.execute(db)
  await sql`CREATE INDEX supplier_payment_supplier ON supplier_payment (supplier_id)`.execute(db)
  await sql`
    CREATE TABLE stock_count (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      location_id INTEGER NOT NULL REFERENCES location (id),
      state TEXT NOT NULL CHECK (state IN ('open', 'done', 'cancelled')),
      note TEXT NOT NULL DEFAULT '',
      command_id INTEGER NOT NULL REFERENCES command (id)
    ) STRICT`.execute(db)
  // expected: the level when it was last counted; what is shipped between counting and closing lowers both.
  await sql`
    CREATE TABLE stock_count_line (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      stock_count_id INTEGER NOT NULL REFERENCES stock_count (id),
      item_id INTEGER NOT NULL REFERENCES item (id),
      counted INTEGER NOT NULL CHECK (counted >= 0),
      expected INTEGER NOT NULL,
      command_id INTEGER NOT NULL REFERENCES command (id),
      UNIQUE (stock_count_id, item_id)
    ) STRICT`.execute(db)
}
