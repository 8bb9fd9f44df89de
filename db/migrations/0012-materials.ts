import { type Kysely, sql } from 'kysely'

/** Materials, what styles are made of, and what batches were given. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [...issuedReason, ...materials]) await sql.raw(statement).execute(db)
}

/** The ledger learns a reason: its CHECK can only be changed by building the table anew. */
const issuedReason = [
  `CREATE TABLE stock_move_new (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    item_id INTEGER NOT NULL REFERENCES item (id),
    location_id INTEGER NOT NULL REFERENCES location (id),
    quantity INTEGER NOT NULL,
    value INTEGER NOT NULL,
    reason TEXT NOT NULL CHECK (reason IN ('opening', 'receipt', 'made', 'count', 'adjust', 'transfer', 'shipped',
      'unshipped', 'returned', 'cost', 'packaging', 'issued')),
    reference_kind TEXT,
    reference_id INTEGER,
    reverses_id INTEGER REFERENCES stock_move (id),
    note TEXT NOT NULL DEFAULT '',
    at INTEGER NOT NULL,
    command_id INTEGER NOT NULL REFERENCES command (id)
  ) STRICT`,
  'INSERT INTO stock_move_new SELECT * FROM stock_move',
  // Ids are never used again, not even those of rows that are gone.
  `INSERT INTO sqlite_sequence (name, seq) SELECT 'stock_move_new', 0
    WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'stock_move_new')`,
  `UPDATE sqlite_sequence SET seq = coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'stock_move'), 0)
    WHERE name = 'stock_move_new'`,
  'DROP TABLE stock_move',
  'ALTER TABLE stock_move_new RENAME TO stock_move',
  'CREATE INDEX stock_move_item ON stock_move (item_id, id)',
  'CREATE INDEX stock_move_reverses ON stock_move (reverses_id) WHERE reverses_id IS NOT NULL',
  'CREATE INDEX stock_move_reference ON stock_move (reference_kind, reference_id)',
]

const materials = [
  // price: fen a stock unit, as last agreed. width in millimetres and grams per m² turn metres into kilograms.
  `CREATE TABLE material (
    id INTEGER PRIMARY KEY REFERENCES item (id),
    name TEXT NOT NULL,
    name_initials TEXT NOT NULL,
    unit TEXT NOT NULL CHECK (unit IN ('m', 'kg', 'pc', 'roll')),
    width INTEGER CHECK (width > 0),
    grams_per_area INTEGER CHECK (grams_per_area > 0),
    supplier_id INTEGER REFERENCES supplier (id),
    price INTEGER CHECK (price >= 0),
    note TEXT NOT NULL DEFAULT '',
    archived_at INTEGER,
    command_id INTEGER NOT NULL REFERENCES command (id)
  ) STRICT`,
  'CREATE UNIQUE INDEX material_name ON material (name) WHERE archived_at IS NULL',
  "ALTER TABLE receipt_line ADD COLUMN dye_lot TEXT NOT NULL DEFAULT ''",
  // usage: 1/1000 unit a piece; usages: JSON, of the sizes that need another. colours: JSON list, [] for every colour.
  // wastage: in 1/1000 on top.
  `CREATE TABLE bom_line (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    style_id INTEGER NOT NULL REFERENCES style (id),
    position INTEGER NOT NULL,
    part TEXT NOT NULL DEFAULT '',
    material_id INTEGER NOT NULL REFERENCES material (id),
    colours TEXT NOT NULL DEFAULT '[]',
    usage INTEGER NOT NULL CHECK (usage >= 0),
    usages TEXT NOT NULL DEFAULT '{}',
    wastage INTEGER NOT NULL DEFAULT 0 CHECK (wastage >= 0),
    command_id INTEGER NOT NULL REFERENCES command (id)
  ) STRICT`,
  'CREATE INDEX bom_line_style ON bom_line (style_id, position)',
  'CREATE INDEX bom_line_material ON bom_line (material_id)',
  // What the batch's pieces need by the BOM as it was when it began.
  `CREATE TABLE batch_material (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    batch_id INTEGER NOT NULL REFERENCES batch (id),
    material_id INTEGER NOT NULL REFERENCES material (id),
    needed INTEGER NOT NULL CHECK (needed >= 0),
    command_id INTEGER NOT NULL REFERENCES command (id),
    UNIQUE (batch_id, material_id)
  ) STRICT`,
  'CREATE INDEX batch_material_material ON batch_material (material_id)',
  // Given to a batch (issued) or come back from it (returned). value: fen, at the average of the place.
  `CREATE TABLE material_use (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    batch_id INTEGER NOT NULL REFERENCES batch (id),
    material_id INTEGER NOT NULL REFERENCES material (id),
    location_id INTEGER NOT NULL REFERENCES location (id),
    kind TEXT NOT NULL CHECK (kind IN ('issued', 'returned')),
    quantity INTEGER NOT NULL CHECK (quantity > 0),
    value INTEGER NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    at INTEGER NOT NULL,
    voided_at INTEGER,
    command_id INTEGER NOT NULL REFERENCES command (id)
  ) STRICT`,
  'CREATE INDEX material_use_batch ON material_use (batch_id, material_id)',
]
