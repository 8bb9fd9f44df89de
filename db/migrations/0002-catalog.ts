import { type Kysely, sql } from 'kysely'

/** Styles, their colours and sizes, SKUs, sets, and what marketplaces call them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE style (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      style_number TEXT NOT NULL UNIQUE COLLATE NOCASE,
      name TEXT NOT NULL,
      name_initials TEXT NOT NULL,
      note TEXT NOT NULL DEFAULT '',
      archived_at INTEGER,
      command_id INTEGER NOT NULL REFERENCES command (id)
    ) STRICT`.execute(db)
  await sql`
    CREATE TABLE style_photo (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      style_id INTEGER NOT NULL REFERENCES style (id),
      content_hash TEXT NOT NULL,
      media_type TEXT NOT NULL,
      colour TEXT NOT NULL DEFAULT '',
      position INTEGER NOT NULL,
      command_id INTEGER NOT NULL REFERENCES command (id)
    ) STRICT`.execute(db)
  await sql`CREATE INDEX style_photo_style ON style_photo (style_id, position)`.execute(db)
  await sql`
    CREATE TABLE style_colour (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      style_id INTEGER NOT NULL REFERENCES style (id),
      name TEXT NOT NULL,
      swatch TEXT NOT NULL DEFAULT '',
      position INTEGER NOT NULL,
      command_id INTEGER NOT NULL REFERENCES command (id),
      UNIQUE (style_id, name)
    ) STRICT`.execute(db)
  await sql`
    CREATE TABLE style_size (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      style_id INTEGER NOT NULL REFERENCES style (id),
      name TEXT NOT NULL,
      position INTEGER NOT NULL,
      command_id INTEGER NOT NULL REFERENCES command (id),
      UNIQUE (style_id, name)
    ) STRICT`.execute(db)
  // Anything that has stock. SKUs (and later materials) share its ids, so that the ledger has one key.
  await sql`
    CREATE TABLE item (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      kind TEXT NOT NULL CHECK (kind IN ('sku', 'material'))
    ) STRICT`.execute(db)
  await sql`
    CREATE TABLE sku (
      id INTEGER PRIMARY KEY REFERENCES item (id),
      style_id INTEGER NOT NULL REFERENCES style (id),
      colour TEXT NOT NULL,
      size TEXT NOT NULL,
      seller_code TEXT NOT NULL DEFAULT '' COLLATE NOCASE,
      barcode TEXT NOT NULL DEFAULT '',
      is_set INTEGER NOT NULL DEFAULT 0 CHECK (is_set IN (0, 1)),
      safety_stock INTEGER NOT NULL DEFAULT 0 CHECK (safety_stock >= 0),
      archived_at INTEGER,
      command_id INTEGER NOT NULL REFERENCES command (id),
      UNIQUE (style_id, colour, size)
    ) STRICT`.execute(db)
  await sql`CREATE UNIQUE INDEX sku_seller_code ON sku (seller_code) WHERE seller_code <> ''`.execute(db)
  await sql`CREATE UNIQUE INDEX sku_barcode ON sku (barcode) WHERE barcode <> ''`.execute(db)
  await sql`
    CREATE TABLE set_part (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      set_sku_id INTEGER NOT NULL REFERENCES sku (id),
      part_sku_id INTEGER NOT NULL REFERENCES sku (id),
      quantity INTEGER NOT NULL CHECK (quantity > 0),
      command_id INTEGER NOT NULL REFERENCES command (id),
      UNIQUE (set_sku_id, part_sku_id),
      CHECK (set_sku_id <> part_sku_id)
    ) STRICT`.execute(db)
  await sql`CREATE INDEX set_part_part ON set_part (part_sku_id)`.execute(db)
}
