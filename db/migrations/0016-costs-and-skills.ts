import { type Kysely, sql } from 'kysely'

/** What pieces taken into stock were booked at, fabric laid, and what workers can do. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // value: fen booked for the pieces, corrections included; corrected: of it, what moves of quantity 0 brought later.
  `CREATE TABLE batch_receipt (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    batch_id INTEGER NOT NULL REFERENCES batch (id),
    receipt_id INTEGER NOT NULL REFERENCES receipt (id),
    sku_id INTEGER NOT NULL REFERENCES sku (id),
    location_id INTEGER NOT NULL REFERENCES location (id),
    quantity INTEGER NOT NULL CHECK (quantity > 0),
    value INTEGER NOT NULL,
    corrected INTEGER NOT NULL DEFAULT 0,
    voided_at INTEGER,
    command_id INTEGER NOT NULL REFERENCES command (id)
  ) STRICT`,
  'CREATE INDEX batch_receipt_batch ON batch_receipt (batch_id)',
  'CREATE INDEX batch_receipt_receipt ON batch_receipt (receipt_id)',
  // The fabric of a lay; what was left of it over, in 1/1000 of its unit.
  'ALTER TABLE lay ADD COLUMN material_id INTEGER REFERENCES material (id)',
  'ALTER TABLE lay ADD COLUMN remnant INTEGER CHECK (remnant >= 0)',
  // By the name of a step, so that it holds for every style that has it. level: 1 learning, 2 able, 3 teaches.
  `CREATE TABLE worker_skill (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    worker_id INTEGER NOT NULL REFERENCES worker (id),
    operation_name TEXT NOT NULL,
    level INTEGER NOT NULL CHECK (level BETWEEN 1 AND 3),
    command_id INTEGER NOT NULL REFERENCES command (id),
    UNIQUE (worker_id, operation_name)
  ) STRICT`,
  // Minutes she works on a working day; none: as the workshop's calendar says.
  'ALTER TABLE worker ADD COLUMN daily_minutes INTEGER CHECK (daily_minutes BETWEEN 0 AND 1440)',
]
