import { type Kysely, sql } from 'kysely'

/** Work handed out: a bundle at a step to a worker, also at home, until it is recorded or brought back. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of handOuts) await sql.raw(statement).execute(db)
}

const handOuts = [
  // given_back: of the pieces, those that came back unworked.
  `CREATE TABLE hand_out (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    bundle_id INTEGER NOT NULL REFERENCES bundle (id),
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    worker_id INTEGER NOT NULL REFERENCES worker (id),
    pieces INTEGER NOT NULL CHECK (pieces > 0),
    given_back INTEGER NOT NULL DEFAULT 0 CHECK (given_back BETWEEN 0 AND pieces),
    due_date TEXT,
    business_date TEXT NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    at INTEGER NOT NULL,
    command_id INTEGER NOT NULL REFERENCES command (id)
  ) STRICT`,
  'CREATE INDEX hand_out_bundle ON hand_out (bundle_id, operation_id)',
  'CREATE INDEX hand_out_worker ON hand_out (worker_id)',
  // The hand-out that an entry answers.
  'ALTER TABLE work_entry ADD COLUMN hand_out_id INTEGER REFERENCES hand_out (id)',
  'CREATE INDEX work_entry_hand_out ON work_entry (hand_out_id) WHERE hand_out_id IS NOT NULL',
  'ALTER TABLE material_use ADD COLUMN hand_out_id INTEGER REFERENCES hand_out (id)',
]
