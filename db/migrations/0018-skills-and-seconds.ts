import { type Kysely, sql } from 'kysely'

/** What a step asks of its worker, days that workers are away, seconds as goods of their own, whose codes are ours. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // What a worker must be able to do for it (平车); empty: the step by its own name.
  "ALTER TABLE operation ADD COLUMN skill TEXT NOT NULL DEFAULT ''",
  'ALTER TABLE worker_skill RENAME COLUMN operation_name TO skill',
  // Days on which a worker does not come, both ends included: the wheat harvest falls into the hot month.
  `CREATE TABLE worker_away (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    worker_id INTEGER NOT NULL REFERENCES worker (id),
    from_date TEXT NOT NULL,
    to_date TEXT NOT NULL CHECK (to_date >= from_date),
    note TEXT NOT NULL DEFAULT '',
    command_id INTEGER NOT NULL REFERENCES command (id)
  ) STRICT`,
  'CREATE INDEX worker_away_worker ON worker_away (worker_id)',
  // Goods with a flaw, sold for less under a code of their own; of a style's grid, but never made on purpose.
  'ALTER TABLE sku ADD COLUMN seconds_of INTEGER REFERENCES sku (id)',
  'CREATE UNIQUE INDEX sku_seconds ON sku (seconds_of) WHERE seconds_of IS NOT NULL',
  // Of seconds: fen they were booked at, what corrections met them, and what came too late and left with those sold.
  'ALTER TABLE inspection_defect ADD COLUMN value INTEGER',
  'ALTER TABLE inspection_defect ADD COLUMN corrected INTEGER NOT NULL DEFAULT 0',
  'ALTER TABLE inspection_defect ADD COLUMN expensed INTEGER NOT NULL DEFAULT 0',
  'ALTER TABLE batch_receipt ADD COLUMN expensed INTEGER NOT NULL DEFAULT 0',
  // A step's entries in their order: given new rates a slice at a time.
  'CREATE INDEX work_entry_operation ON work_entry (operation_id)',
  // A day's entries are read anew after each record.
  'CREATE INDEX work_entry_day ON work_entry (work_date)',
  // Moves the check letter of every printed code (shared/barcode.ts); 0 where codes were printed before it was known.
  'ALTER TABLE workshop ADD COLUMN code_mark INTEGER NOT NULL DEFAULT 0 CHECK (code_mark BETWEEN 0 AND 22)',
]
