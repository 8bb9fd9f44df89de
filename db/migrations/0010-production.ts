import { type Kysely, sql } from 'kysely'

/** Workers, routings with their piece rates, batches, lays, bundles and who did what on them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [...people, ...routing, ...batches, ...work]) await sql.raw(statement).execute(db)
}

const people = [
  `CREATE TABLE worker (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    name_initials TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('piece', 'hourly', 'monthly', 'casual', 'home', 'returning', 'graduate', 'student')),
    photo_hash TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    archived_at INTEGER,
    command_id INTEGER NOT NULL REFERENCES command (id)
  ) STRICT`,
  'CREATE INDEX worker_name ON worker (name)',
]

const routing = [
  // Never deleted: work entries hang on it. What a routing no longer has is archived.
  `CREATE TABLE operation (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    style_id INTEGER NOT NULL REFERENCES style (id),
    name TEXT NOT NULL,
    name_initials TEXT NOT NULL,
    position INTEGER NOT NULL,
    standard_seconds INTEGER CHECK (standard_seconds > 0),
    recorded INTEGER NOT NULL DEFAULT 1 CHECK (recorded IN (0, 1)),
    archived_at INTEGER,
    command_id INTEGER NOT NULL REFERENCES command (id)
  ) STRICT`,
  'CREATE UNIQUE INDEX operation_name ON operation (style_id, name) WHERE archived_at IS NULL',
  `CREATE TABLE operation_predecessor (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    predecessor_id INTEGER NOT NULL REFERENCES operation (id),
    command_id INTEGER NOT NULL REFERENCES command (id),
    UNIQUE (operation_id, predecessor_id),
    CHECK (operation_id <> predecessor_id)
  ) STRICT`,
  // 1/1,000,000 yuan a good piece. All rows of one day are one price list: the newest day's holds, in it the row
  // of the size, else the one without a size.
  `CREATE TABLE piece_rate (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    valid_from TEXT NOT NULL,
    size TEXT NOT NULL DEFAULT '',
    rate INTEGER NOT NULL CHECK (rate >= 0),
    command_id INTEGER NOT NULL REFERENCES command (id),
    UNIQUE (operation_id, valid_from, size)
  ) STRICT`,
]

const batches = [
  `CREATE TABLE batch (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    batch_number TEXT NOT NULL UNIQUE,
    style_id INTEGER NOT NULL REFERENCES style (id),
    state TEXT NOT NULL CHECK (state IN ('open', 'closed', 'cancelled')),
    business_date TEXT NOT NULL,
    due_date TEXT,
    performance_date TEXT,
    note TEXT NOT NULL DEFAULT '',
    closed_at INTEGER,
    command_id INTEGER NOT NULL REFERENCES command (id)
  ) STRICT`,
  "CREATE INDEX batch_open ON batch (due_date, id) WHERE state = 'open'",
  'CREATE INDEX batch_style ON batch (style_id)',
  `CREATE TABLE batch_line (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    batch_id INTEGER NOT NULL REFERENCES batch (id),
    sku_id INTEGER NOT NULL REFERENCES sku (id),
    planned INTEGER NOT NULL CHECK (planned > 0),
    command_id INTEGER NOT NULL REFERENCES command (id),
    UNIQUE (batch_id, sku_id)
  ) STRICT`,
  'CREATE INDEX batch_line_sku ON batch_line (sku_id)',
  // The routing as it was when the batch was begun; predecessors: a JSON list of operation ids.
  `CREATE TABLE batch_operation (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    batch_id INTEGER NOT NULL REFERENCES batch (id),
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    position INTEGER NOT NULL,
    recorded INTEGER NOT NULL CHECK (recorded IN (0, 1)),
    predecessors TEXT NOT NULL DEFAULT '[]',
    command_id INTEGER NOT NULL REFERENCES command (id),
    UNIQUE (batch_id, operation_id)
  ) STRICT`,
  // Lengths in millimetres.
  `CREATE TABLE lay (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    batch_id INTEGER NOT NULL REFERENCES batch (id),
    lay_number INTEGER NOT NULL,
    part TEXT NOT NULL DEFAULT '',
    marker_length INTEGER CHECK (marker_length > 0),
    end_loss INTEGER CHECK (end_loss >= 0),
    business_date TEXT NOT NULL,
    voided_at INTEGER,
    command_id INTEGER NOT NULL REFERENCES command (id),
    UNIQUE (batch_id, lay_number)
  ) STRICT`,
  `CREATE TABLE lay_colour (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    lay_id INTEGER NOT NULL REFERENCES lay (id),
    colour TEXT NOT NULL,
    dye_lot TEXT NOT NULL DEFAULT '',
    layers INTEGER NOT NULL CHECK (layers > 0),
    command_id INTEGER NOT NULL REFERENCES command (id),
    UNIQUE (lay_id, colour, dye_lot)
  ) STRICT`,
  `CREATE TABLE lay_size (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    lay_id INTEGER NOT NULL REFERENCES lay (id),
    size TEXT NOT NULL,
    ratio INTEGER NOT NULL CHECK (ratio > 0),
    command_id INTEGER NOT NULL REFERENCES command (id),
    UNIQUE (lay_id, size)
  ) STRICT`,
]

const work = [
  // quantity: as ticketed, never changed; held: what is in it now, the sum of its moves.
  `CREATE TABLE bundle (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    batch_id INTEGER NOT NULL REFERENCES batch (id),
    lay_id INTEGER REFERENCES lay (id),
    sku_id INTEGER NOT NULL REFERENCES sku (id),
    bundle_number INTEGER NOT NULL,
    part TEXT NOT NULL DEFAULT '',
    dye_lot TEXT NOT NULL DEFAULT '',
    quantity INTEGER NOT NULL CHECK (quantity > 0),
    held INTEGER NOT NULL CHECK (held >= 0),
    state TEXT NOT NULL CHECK (state IN ('live', 'split', 'merged', 'voided', 'done')),
    command_id INTEGER NOT NULL REFERENCES command (id),
    UNIQUE (batch_id, bundle_number)
  ) STRICT`,
  'CREATE INDEX bundle_lay ON bundle (lay_id)',
  'CREATE INDEX bundle_sku ON bundle (sku_id, state)',
  "CREATE INDEX bundle_live ON bundle (batch_id) WHERE state = 'live'",
  // The pieces of a bundle, as stock moves are for a place: append-only, signed.
  `CREATE TABLE bundle_move (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    bundle_id INTEGER NOT NULL REFERENCES bundle (id),
    kind TEXT NOT NULL CHECK (kind IN ('begun', 'found', 'over-received', 'finished', 'seconds', 'scrapped', 'lost', 'split', 'merged')),
    quantity INTEGER NOT NULL CHECK (quantity <> 0),
    work_entry_id INTEGER REFERENCES work_entry (id),
    receipt_id INTEGER REFERENCES receipt (id),
    reverses_id INTEGER UNIQUE REFERENCES bundle_move (id),
    at INTEGER NOT NULL,
    command_id INTEGER NOT NULL REFERENCES command (id)
  ) STRICT`,
  'CREATE INDEX bundle_move_bundle ON bundle_move (bundle_id)',
  'CREATE INDEX bundle_move_receipt ON bundle_move (receipt_id) WHERE receipt_id IS NOT NULL',
  'CREATE INDEX bundle_move_entry ON bundle_move (work_entry_id) WHERE work_entry_id IS NOT NULL',
  // What a bundle made by a split or merge brings along: work that was done on the pieces before.
  `CREATE TABLE bundle_opening (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    bundle_id INTEGER NOT NULL REFERENCES bundle (id),
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    good INTEGER NOT NULL CHECK (good > 0),
    command_id INTEGER NOT NULL REFERENCES command (id),
    UNIQUE (bundle_id, operation_id)
  ) STRICT`,
  `CREATE TABLE bundle_origin (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    bundle_id INTEGER NOT NULL REFERENCES bundle (id),
    from_bundle_id INTEGER NOT NULL REFERENCES bundle (id),
    quantity INTEGER NOT NULL CHECK (quantity > 0),
    command_id INTEGER NOT NULL REFERENCES command (id),
    UNIQUE (bundle_id, from_bundle_id)
  ) STRICT`,
  'CREATE INDEX bundle_origin_from ON bundle_origin (from_bundle_id)',
  // rate: of the work date, 1/1,000,000 yuan; none yet: rate missing. basis hour: paid by the hour, rate unused.
  `CREATE TABLE work_entry (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    worker_id INTEGER NOT NULL REFERENCES worker (id),
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    bundle_id INTEGER NOT NULL REFERENCES bundle (id),
    good INTEGER NOT NULL CHECK (good >= 0),
    rework INTEGER NOT NULL DEFAULT 0 CHECK (rework >= 0),
    scrap INTEGER NOT NULL DEFAULT 0 CHECK (scrap >= 0),
    reason TEXT NOT NULL DEFAULT '',
    basis TEXT NOT NULL DEFAULT 'piece' CHECK (basis IN ('piece', 'hour')),
    work_date TEXT NOT NULL,
    rate INTEGER CHECK (rate >= 0),
    at INTEGER NOT NULL,
    voided_at INTEGER,
    command_id INTEGER NOT NULL REFERENCES command (id),
    CHECK (good + rework + scrap > 0)
  ) STRICT`,
  'CREATE INDEX work_entry_bundle ON work_entry (bundle_id, operation_id)',
  'CREATE INDEX work_entry_worker ON work_entry (worker_id, work_date)',
  "CREATE INDEX work_entry_no_rate ON work_entry (operation_id) WHERE rate IS NULL AND basis = 'piece' AND voided_at IS NULL",
  // Kept sums of a bundle's openings and live entries, for boards and for what remains; never audited.
  `CREATE TABLE bundle_progress (
    bundle_id INTEGER NOT NULL REFERENCES bundle (id),
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    good INTEGER NOT NULL CHECK (good >= 0),
    rework INTEGER NOT NULL CHECK (rework >= 0),
    scrap INTEGER NOT NULL CHECK (scrap >= 0),
    PRIMARY KEY (bundle_id, operation_id)
  ) STRICT, WITHOUT ROWID`,
]
