import { type Kysely, sql } from 'kysely'

/** Waves, parcels, waybills, manifests, tracking files and returns. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE carrier (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      code TEXT NOT NULL UNIQUE COLLATE NOCASE,
      name TEXT NOT NULL,
      archived_at INTEGER,
      command_id INTEGER NOT NULL REFERENCES command (id)
    ) STRICT`.execute(db)
  await sql`
    CREATE TABLE wave (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      state TEXT NOT NULL CHECK (state IN ('picking', 'done', 'cancelled')),
      created_at INTEGER NOT NULL,
      command_id INTEGER NOT NULL REFERENCES command (id)
    ) STRICT`.execute(db)
  // Orders of one group_number go into one parcel.
  await sql`
    CREATE TABLE wave_order (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      wave_id INTEGER NOT NULL REFERENCES wave (id),
      order_id INTEGER NOT NULL REFERENCES orders (id),
      group_number INTEGER NOT NULL CHECK (group_number > 0),
      command_id INTEGER NOT NULL REFERENCES command (id),
      UNIQUE (wave_id, order_id)
    ) STRICT`.execute(db)
  await sql`CREATE INDEX wave_order_order ON wave_order (order_id)`.execute(db)
  // No carrier: fetched by the customer or brought to him.
  await sql`
    CREATE TABLE manifest (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      carrier_id INTEGER REFERENCES carrier (id),
      business_date TEXT NOT NULL,
      handed_at INTEGER NOT NULL,
      courier_name TEXT NOT NULL DEFAULT '',
      voided_at INTEGER,
      command_id INTEGER NOT NULL REFERENCES command (id)
    ) STRICT`.execute(db)
  await sql`
    CREATE TABLE parcel (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      state TEXT NOT NULL CHECK (state IN ('open', 'packed', 'shipped', 'voided')),
      carrier_id INTEGER REFERENCES carrier (id),
      tracking_number TEXT NOT NULL DEFAULT '',
      no_waybill_reason TEXT NOT NULL DEFAULT '',
      weight_grams INTEGER CHECK (weight_grams > 0),
      opened_at INTEGER NOT NULL,
      packed_at INTEGER,
      packed_by INTEGER REFERENCES user (id),
      shipped_at INTEGER,
      manifest_id INTEGER REFERENCES manifest (id),
      command_id INTEGER NOT NULL REFERENCES command (id)
    ) STRICT`.execute(db)
  await sql`CREATE INDEX parcel_state ON parcel (state, packed_at)`.execute(db)
  await sql`CREATE INDEX parcel_tracking ON parcel (tracking_number) WHERE tracking_number <> ''`.execute(db)
  await sql`CREATE INDEX parcel_manifest ON parcel (manifest_id)`.execute(db)
  await sql`
    CREATE TABLE parcel_line (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      parcel_id INTEGER NOT NULL REFERENCES parcel (id),
      order_line_id INTEGER NOT NULL REFERENCES order_line (id),
      item_id INTEGER NOT NULL REFERENCES item (id),
      quantity INTEGER NOT NULL CHECK (quantity > 0),
      command_id INTEGER NOT NULL REFERENCES command (id),
      UNIQUE (parcel_id, order_line_id, item_id)
    ) STRICT`.execute(db)
  await sql`CREATE INDEX parcel_line_order_line ON parcel_line (order_line_id)`.execute(db)
  await sql`
    CREATE TABLE tracking_export (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      shop_id INTEGER NOT NULL REFERENCES shop (id),
      file_name TEXT NOT NULL,
      row_count INTEGER NOT NULL,
      created_at INTEGER NOT NULL,
      command_id INTEGER NOT NULL REFERENCES command (id)
    ) STRICT`.execute(db)
  // tracking_export_id: the file in which this order was told this parcel's number.
  await sql`
    CREATE TABLE parcel_order (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      parcel_id INTEGER NOT NULL REFERENCES parcel (id),
      order_id INTEGER NOT NULL REFERENCES orders (id),
      tracking_export_id INTEGER REFERENCES tracking_export (id),
      command_id INTEGER NOT NULL REFERENCES command (id),
      UNIQUE (parcel_id, order_id)
    ) STRICT`.execute(db)
  await sql`CREATE INDEX parcel_order_order ON parcel_order (order_id)`.execute(db)
  await sql`CREATE INDEX parcel_order_export ON parcel_order (tracking_export_id) WHERE tracking_export_id IS NOT NULL`.execute(
    db,
  )
  // A tracking number printed elsewhere and known before packing: scanning it opens its order.
  await sql`
    CREATE TABLE waybill (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      order_id INTEGER NOT NULL REFERENCES orders (id),
      tracking_number TEXT NOT NULL,
      carrier_name TEXT NOT NULL DEFAULT '',
      source TEXT NOT NULL CHECK (source IN ('order-file', 'tracking-file', 'typed')),
      command_id INTEGER NOT NULL REFERENCES command (id),
      UNIQUE (order_id, tracking_number)
    ) STRICT`.execute(db)
  await sql`CREATE INDEX waybill_number ON waybill (tracking_number)`.execute(db)
  await sql`
    CREATE TABLE return_case (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      order_id INTEGER NOT NULL REFERENCES orders (id),
      tracking_number TEXT NOT NULL DEFAULT '',
      reason TEXT NOT NULL DEFAULT '',
      state TEXT NOT NULL CHECK (state IN ('unchecked', 'done', 'voided')),
      received_at INTEGER NOT NULL,
      command_id INTEGER NOT NULL REFERENCES command (id)
    ) STRICT`.execute(db)
  await sql`CREATE INDEX return_case_order ON return_case (order_id)`.execute(db)
  await sql`
    CREATE TABLE return_line (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      return_case_id INTEGER NOT NULL REFERENCES return_case (id),
      order_line_id INTEGER NOT NULL REFERENCES order_line (id),
      item_id INTEGER NOT NULL REFERENCES item (id),
      quantity INTEGER NOT NULL CHECK (quantity > 0),
      restocked INTEGER NOT NULL DEFAULT 0 CHECK (restocked >= 0),
      seconds INTEGER NOT NULL DEFAULT 0 CHECK (seconds >= 0),
      scrapped INTEGER NOT NULL DEFAULT 0 CHECK (scrapped >= 0),
      command_id INTEGER NOT NULL REFERENCES command (id),
      UNIQUE (return_case_id, order_line_id, item_id),
      CHECK (restocked + seconds + scrapped <= quantity)
    ) STRICT`.execute(db)
  await sql`CREATE INDEX return_line_order_line ON return_line (order_line_id)`.execute(db)
  // Offsets in 1/100 mm, scale in 1/1000: measured with the calibration page, one row a printer and station.
  await sql`
    CREATE TABLE printer_profile (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      station TEXT NOT NULL,
      document TEXT NOT NULL,
      printer_name TEXT NOT NULL DEFAULT '',
      paper TEXT NOT NULL,
      offset_x INTEGER NOT NULL DEFAULT 0,
      offset_y INTEGER NOT NULL DEFAULT 0,
      scale INTEGER NOT NULL DEFAULT 1000,
      rotated INTEGER NOT NULL DEFAULT 0 CHECK (rotated IN (0, 1)),
      automatic INTEGER NOT NULL DEFAULT 0 CHECK (automatic IN (0, 1)),
      command_id INTEGER NOT NULL REFERENCES command (id),
      UNIQUE (station, document)
    ) STRICT`.execute(db)
  // How a platform wants its tracking file: columns, header texts, carrier names, file type.
  await sql`
    CREATE TABLE tracking_template (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      platform TEXT NOT NULL UNIQUE,
      template TEXT NOT NULL,
      verified INTEGER NOT NULL DEFAULT 0 CHECK (verified IN (0, 1)),
      command_id INTEGER NOT NULL REFERENCES command (id)
    ) STRICT`.execute(db)
}
