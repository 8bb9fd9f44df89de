import { type Kysely, sql } from 'kysely'

/** Shops, orders and their lines, what users edited, search, and the files that orders came from. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE shop (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      platform TEXT NOT NULL,
      name TEXT NOT NULL,
      currency TEXT NOT NULL,
      time_zone TEXT NOT NULL,
      promise_hours INTEGER CHECK (promise_hours > 0),
      sender TEXT NOT NULL DEFAULT '{}',
      archived_at INTEGER,
      command_id INTEGER NOT NULL REFERENCES command (id),
      UNIQUE (platform, name)
    ) STRICT`.execute(db)
  await sql`
    CREATE TABLE customer (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      name TEXT NOT NULL,
      name_initials TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('direct', 'seller')),
      phone TEXT NOT NULL DEFAULT '',
      note TEXT NOT NULL DEFAULT '',
      archived_at INTEGER,
      command_id INTEGER NOT NULL REFERENCES command (id)
    ) STRICT`.execute(db)
  await sql`
    CREATE TABLE import_file (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      batch TEXT NOT NULL,
      shop_id INTEGER REFERENCES shop (id),
      file_name TEXT NOT NULL,
      content_hash TEXT NOT NULL,
      byte_count INTEGER NOT NULL,
      format TEXT NOT NULL,
      header TEXT NOT NULL,
      mapping TEXT,
      exported_at INTEGER NOT NULL,
      export_source TEXT NOT NULL CHECK (export_source IN ('name', 'content', 'user')),
      state TEXT NOT NULL CHECK (state IN ('staged', 'applying', 'done', 'undone', 'discarded')),
      row_count INTEGER NOT NULL DEFAULT 0,
      order_count INTEGER NOT NULL DEFAULT 0,
      applied_to TEXT NOT NULL DEFAULT '',
      summary TEXT,
      staged_at INTEGER NOT NULL,
      finished_at INTEGER,
      command_id INTEGER REFERENCES command (id)
    ) STRICT`.execute(db)
  await sql`CREATE INDEX import_file_shop ON import_file (shop_id, exported_at)`.execute(db)
  await sql`CREATE INDEX import_file_batch ON import_file (batch)`.execute(db)
  await sql`
    CREATE TABLE orders (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      shop_id INTEGER NOT NULL REFERENCES shop (id),
      order_number TEXT NOT NULL,
      customer_id INTEGER REFERENCES customer (id),
      import_file_id INTEGER REFERENCES import_file (id),
      status TEXT NOT NULL CHECK (status IN ('unpaid', 'paid', 'partly-shipped', 'shipped', 'completed', 'closed', 'unknown')),
      platform_status TEXT NOT NULL DEFAULT '',
      after_sale TEXT NOT NULL DEFAULT 'none' CHECK (after_sale IN ('none', 'requested', 'refunded', 'rejected')),
      head_as_of INTEGER NOT NULL DEFAULT 0,
      lines_as_of INTEGER NOT NULL DEFAULT 0,
      currency TEXT NOT NULL,
      goods_amount INTEGER,
      postage_amount INTEGER,
      discount_amount INTEGER,
      paid_amount INTEGER,
      refund_amount INTEGER,
      buyer_id TEXT NOT NULL DEFAULT '',
      buyer_note TEXT NOT NULL DEFAULT '',
      seller_note TEXT NOT NULL DEFAULT '',
      titles TEXT NOT NULL DEFAULT '',
      invoice_title TEXT NOT NULL DEFAULT '',
      invoice_state TEXT NOT NULL DEFAULT 'none' CHECK (invoice_state IN ('none', 'asked', 'sent')),
      stated_pieces INTEGER,
      recipient_name TEXT NOT NULL DEFAULT '',
      recipient_phone TEXT NOT NULL DEFAULT '',
      recipient_province TEXT NOT NULL DEFAULT '',
      recipient_city TEXT NOT NULL DEFAULT '',
      recipient_district TEXT NOT NULL DEFAULT '',
      recipient_address TEXT NOT NULL DEFAULT '',
      recipient_postcode TEXT NOT NULL DEFAULT '',
      recipient_country TEXT NOT NULL DEFAULT '',
      masked INTEGER NOT NULL DEFAULT 0 CHECK (masked IN (0, 1)),
      created_at INTEGER,
      paid_at INTEGER,
      promised_at INTEGER,
      platform_shipped_at INTEGER,
      completed_at INTEGER,
      user_ship_by INTEGER,
      ship_by INTEGER,
      ship_by_source TEXT NOT NULL CHECK (ship_by_source IN ('user', 'platform', 'promise', 'none')),
      performance_date TEXT,
      hold_reason TEXT,
      note TEXT NOT NULL DEFAULT '',
      address_differs INTEGER NOT NULL DEFAULT 0 CHECK (address_differs IN (0, 1)),
      stage TEXT NOT NULL CHECK (stage IN ('waiting', 'open', 'picking', 'packed', 'shipped', 'ended')),
      piece_count INTEGER NOT NULL DEFAULT 0,
      short_count INTEGER NOT NULL DEFAULT 0,
      unmatched_count INTEGER NOT NULL DEFAULT 0,
      ended_at INTEGER,
      blanked_at INTEGER,
      command_id INTEGER NOT NULL REFERENCES command (id),
      UNIQUE (shop_id, order_number)
    ) STRICT`.execute(db)
  // The list's own order: no date first, then by ship-by; one index per filter that a day's work uses.
  await sql`CREATE INDEX orders_number ON orders (order_number)`.execute(db)
  await sql`CREATE INDEX orders_stage ON orders (stage, ship_by, id)`.execute(db)
  await sql`CREATE INDEX orders_active ON orders (ship_by, id) WHERE stage IN ('waiting', 'open', 'picking', 'packed')`.execute(
    db,
  )
  await sql`CREATE INDEX orders_shop ON orders (shop_id, stage, ship_by, id)`.execute(db)
  await sql`CREATE INDEX orders_ship_by ON orders (ship_by, id)`.execute(db)
  await sql`CREATE INDEX orders_buyer ON orders (buyer_id) WHERE buyer_id <> ''`.execute(db)
  await sql`CREATE INDEX orders_unmatched ON orders (ship_by, id) WHERE unmatched_count > 0`.execute(db)
  await sql`CREATE INDEX orders_import ON orders (import_file_id)`.execute(db)
  await sql`CREATE INDEX orders_customer ON orders (customer_id, ship_by, id) WHERE customer_id IS NOT NULL`.execute(
    db,
  )
  await sql`
    CREATE TABLE order_line (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      order_id INTEGER NOT NULL REFERENCES orders (id),
      line_key TEXT NOT NULL,
      kind TEXT NOT NULL DEFAULT 'sale' CHECK (kind IN ('sale', 'resend', 'exchange')),
      answers_line_id INTEGER REFERENCES order_line (id),
      title TEXT NOT NULL,
      attributes TEXT NOT NULL DEFAULT '',
      seller_code TEXT NOT NULL DEFAULT '',
      listing_id TEXT NOT NULL DEFAULT '',
      listing_sku_id TEXT NOT NULL DEFAULT '',
      match_key TEXT NOT NULL,
      sku_id INTEGER REFERENCES sku (id),
      sku_source TEXT CHECK (sku_source IN ('code', 'alias', 'user')),
      quantity INTEGER NOT NULL CHECK (quantity >= 0),
      cancelled INTEGER NOT NULL DEFAULT 0 CHECK (cancelled >= 0),
      shipped INTEGER NOT NULL DEFAULT 0 CHECK (shipped >= 0),
      returned INTEGER NOT NULL DEFAULT 0 CHECK (returned >= 0),
      unit_price INTEGER,
      paid_amount INTEGER,
      refund_amount INTEGER,
      platform_status TEXT NOT NULL DEFAULT '',
      after_sale TEXT NOT NULL DEFAULT 'none' CHECK (after_sale IN ('none', 'requested', 'refunded', 'rejected')),
      custom_text TEXT NOT NULL DEFAULT '',
      wearer TEXT NOT NULL DEFAULT '',
      measurements TEXT NOT NULL DEFAULT '',
      picture_hash TEXT NOT NULL DEFAULT '',
      note TEXT NOT NULL DEFAULT '',
      command_id INTEGER NOT NULL REFERENCES command (id),
      UNIQUE (order_id, line_key)
    ) STRICT`.execute(db)
  await sql`CREATE INDEX order_line_sku ON order_line (sku_id)`.execute(db)
  await sql`CREATE INDEX order_line_listing ON order_line (match_key)`.execute(db)
  await sql`
    CREATE TABLE listing_alias (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      shop_id INTEGER NOT NULL REFERENCES shop (id),
      match_key TEXT NOT NULL,
      sku_id INTEGER NOT NULL REFERENCES sku (id),
      title TEXT NOT NULL,
      attributes TEXT NOT NULL,
      seller_code TEXT NOT NULL,
      command_id INTEGER NOT NULL REFERENCES command (id),
      UNIQUE (shop_id, match_key)
    ) STRICT`.execute(db)
  // A field the user changed on an order: her value stands; what the platform says now is kept beside it.
  await sql`
    CREATE TABLE order_edit (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      order_id INTEGER NOT NULL REFERENCES orders (id),
      field TEXT NOT NULL CHECK (field IN ('recipient')),
      platform_value TEXT NOT NULL,
      user_value TEXT NOT NULL,
      differs INTEGER NOT NULL DEFAULT 0 CHECK (differs IN (0, 1)),
      command_id INTEGER NOT NULL REFERENCES command (id),
      UNIQUE (order_id, field)
    ) STRICT`.execute(db)
  // Exact and prefix search: order number, buyer, name, pinyin initials, phone and its last four digits.
  await sql`
    CREATE TABLE order_term (
      term TEXT NOT NULL,
      order_id INTEGER NOT NULL,
      PRIMARY KEY (term, order_id)
    ) STRICT, WITHOUT ROWID`.execute(db)
  await sql`CREATE INDEX order_term_order ON order_term (order_id)`.execute(db)
  // Any three characters of address and notes. Contentless: the words live in orders only.
  await sql`CREATE VIRTUAL TABLE order_text USING fts5 (text, content='', contentless_delete=1, tokenize='trigram', detail='none')`.execute(
    db,
  )
  // Titles and attributes are the same in thousands of lines: they are indexed once a listing.
  await sql`
    CREATE TABLE listing (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      match_key TEXT NOT NULL UNIQUE
    ) STRICT`.execute(db)
  await sql`CREATE VIRTUAL TABLE listing_text USING fts5 (text, content='', contentless_delete=1, tokenize='trigram', detail='none')`.execute(
    db,
  )
  await sql`
    CREATE TABLE import_row (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      import_file_id INTEGER NOT NULL REFERENCES import_file (id),
      row INTEGER NOT NULL,
      order_number TEXT,
      shop_name TEXT,
      cells TEXT NOT NULL
    ) STRICT`.execute(db)
  await sql`CREATE INDEX import_row_group ON import_row (import_file_id, order_number, row)`.execute(db)
  // The raw rows of an order: found by its number in its shop's files, so that applying a file writes no row twice.
  await sql`
    CREATE VIEW order_source AS
      SELECT o.id AS order_id, r.id AS import_row_id, r.import_file_id, r.row, r.cells
      FROM orders o JOIN import_file f ON f.shop_id = o.shop_id AND f.state IN ('applying', 'done')
      JOIN import_row r ON r.import_file_id = f.id AND r.order_number = o.order_number`.execute(db)
  await sql`
    CREATE TABLE import_problem (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      import_file_id INTEGER NOT NULL REFERENCES import_file (id),
      row INTEGER NOT NULL,
      code TEXT NOT NULL,
      column_name TEXT,
      value TEXT NOT NULL,
      kept INTEGER NOT NULL CHECK (kept IN (0, 1)),
      UNIQUE (import_file_id, row, code)
    ) STRICT`.execute(db)
  // The commands that applied a file, slice by slice: their audit is what an undo takes back.
  await sql`
    CREATE TABLE import_command (
      import_file_id INTEGER NOT NULL REFERENCES import_file (id),
      command_id INTEGER NOT NULL REFERENCES command (id),
      PRIMARY KEY (import_file_id, command_id)
    ) STRICT, WITHOUT ROWID`.execute(db)
  await sql`
    CREATE TABLE header_mapping (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      signature TEXT NOT NULL UNIQUE,
      mapping TEXT NOT NULL,
      command_id INTEGER NOT NULL REFERENCES command (id)
    ) STRICT`.execute(db)
  // What customers owe and pay. An amount is what it adds to the debt: charges and refunds above zero, deposits and
  // payments below. A row is taken back, wholly or in part, by one of the other sign that names it.
  await sql`
    CREATE TABLE customer_entry (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      customer_id INTEGER NOT NULL REFERENCES customer (id),
      order_id INTEGER REFERENCES orders (id),
      kind TEXT NOT NULL CHECK (kind IN ('charge', 'deposit', 'payment', 'refund')),
      currency TEXT NOT NULL,
      amount INTEGER NOT NULL,
      note TEXT NOT NULL DEFAULT '',
      business_date TEXT NOT NULL,
      reverses_id INTEGER REFERENCES customer_entry (id),
      command_id INTEGER NOT NULL REFERENCES command (id),
      CHECK (amount <> 0 AND (kind IN ('charge', 'refund')) = ((amount > 0) = (reverses_id IS NULL)))
    ) STRICT`.execute(db)
  await sql`CREATE INDEX customer_entry_customer ON customer_entry (customer_id, business_date, id)`.execute(
    db,
  )
  await sql`CREATE INDEX customer_entry_order ON customer_entry (order_id) WHERE order_id IS NOT NULL`.execute(
    db,
  )
  await sql`CREATE INDEX customer_entry_reverses ON customer_entry (reverses_id) WHERE reverses_id IS NOT NULL`.execute(
    db,
  )
}
