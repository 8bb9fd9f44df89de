import { type Kysely, sql } from 'kysely'

/** Size charts, and checks of what was made or delivered with the defects they found. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of quality) await sql.raw(statement).execute(db)
}

const quality = [
  // Millimetres. sizes: JSON, of each size that is measured here.
  `CREATE TABLE size_point (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    style_id INTEGER NOT NULL REFERENCES style (id),
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    minus INTEGER NOT NULL CHECK (minus >= 0),
    plus INTEGER NOT NULL CHECK (plus >= 0),
    sizes TEXT NOT NULL DEFAULT '{}',
    command_id INTEGER NOT NULL REFERENCES command (id)
  ) STRICT`,
  'CREATE INDEX size_point_style ON size_point (style_id, position)',
  // accept_*: defective pieces still accepted; none: every piece is sorted out.
  `CREATE TABLE inspection (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL CHECK (kind IN ('inline', 'final', 'receipt')),
    batch_id INTEGER REFERENCES batch (id),
    receipt_id INTEGER REFERENCES receipt (id),
    operation_id INTEGER REFERENCES operation (id),
    style_id INTEGER REFERENCES style (id),
    lot INTEGER NOT NULL CHECK (lot > 0),
    level TEXT NOT NULL,
    strictness TEXT NOT NULL CHECK (strictness IN ('normal', 'tightened', 'full')),
    major_aql TEXT NOT NULL,
    minor_aql TEXT NOT NULL,
    sample INTEGER NOT NULL CHECK (sample > 0),
    accept_major INTEGER CHECK (accept_major >= 0),
    accept_minor INTEGER CHECK (accept_minor >= 0),
    inspected INTEGER NOT NULL DEFAULT 0 CHECK (inspected >= 0),
    state TEXT NOT NULL CHECK (state IN ('open', 'accepted', 'rejected', 'voided')),
    business_date TEXT NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    verdict_note TEXT NOT NULL DEFAULT '',
    closed_at INTEGER,
    command_id INTEGER NOT NULL REFERENCES command (id)
  ) STRICT`,
  'CREATE INDEX inspection_batch ON inspection (batch_id) WHERE batch_id IS NOT NULL',
  'CREATE INDEX inspection_style ON inspection (style_id, id)',
  'CREATE INDEX inspection_day ON inspection (business_date)',
  `CREATE TABLE inspection_defect (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    inspection_id INTEGER NOT NULL REFERENCES inspection (id),
    name TEXT NOT NULL,
    class TEXT NOT NULL CHECK (class IN ('critical', 'major', 'minor')),
    pieces INTEGER NOT NULL CHECK (pieces > 0),
    bundle_id INTEGER REFERENCES bundle (id),
    operation_id INTEGER REFERENCES operation (id),
    worker_id INTEGER REFERENCES worker (id),
    outcome TEXT NOT NULL CHECK (outcome IN ('noted', 'rework', 'seconds', 'scrap')),
    work_entry_id INTEGER REFERENCES work_entry (id),
    photo_hash TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    at INTEGER NOT NULL,
    voided_at INTEGER,
    command_id INTEGER NOT NULL REFERENCES command (id)
  ) STRICT`,
  'CREATE INDEX inspection_defect_inspection ON inspection_defect (inspection_id)',
  "CREATE INDEX inspection_defect_rework ON inspection_defect (bundle_id) WHERE outcome = 'rework'",
  // Millimetres, as the chart was when it was measured.
  `CREATE TABLE inspection_measure (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    inspection_id INTEGER NOT NULL REFERENCES inspection (id),
    piece INTEGER NOT NULL CHECK (piece > 0),
    size TEXT NOT NULL,
    point TEXT NOT NULL,
    target INTEGER NOT NULL,
    minus INTEGER NOT NULL,
    plus INTEGER NOT NULL,
    measured INTEGER NOT NULL,
    command_id INTEGER NOT NULL REFERENCES command (id),
    UNIQUE (inspection_id, piece, point)
  ) STRICT`,
  // Finished pieces that a check took out of a bundle.
  'ALTER TABLE bundle_move ADD COLUMN inspection_defect_id INTEGER REFERENCES inspection_defect (id)',
  'CREATE INDEX bundle_move_defect ON bundle_move (inspection_defect_id) WHERE inspection_defect_id IS NOT NULL',
]
