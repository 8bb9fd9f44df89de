import { type Kysely, sql } from 'kysely'

/** Whose a record is that a device kept while the link was down, and what became of those that could not be written. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // Of a call that a device kept: who kept it, as the device says, and when; who was signed in there as it was sent. user_id is
  // kept_by where the host's own list of who signed in bears the device out, else sent_by.
  'ALTER TABLE command ADD COLUMN kept_by INTEGER REFERENCES user (id)',
  'ALTER TABLE command ADD COLUMN kept_at INTEGER',
  'ALTER TABLE command ADD COLUMN sent_by INTEGER REFERENCES user (id)',
  // user_id NULL: whoever was signed in left.
  `CREATE TABLE station_sign_in (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    station_id INTEGER NOT NULL REFERENCES station (id),
    user_id INTEGER REFERENCES user (id),
    at INTEGER NOT NULL,
    command_id INTEGER NOT NULL REFERENCES command (id)
  ) STRICT`,
  'CREATE INDEX station_sign_in_at ON station_sign_in (station_id, at)',
  'CREATE INDEX station_sign_in_user ON station_sign_in (user_id)',
  // Never in the books: the device kept it, the host refused it, somebody there put it away. words, error_data: JSON.
  // seen_at: when the owner had looked at it.
  `CREATE TABLE put_away_record (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    station_id INTEGER NOT NULL REFERENCES station (id),
    procedure_name TEXT NOT NULL,
    words TEXT NOT NULL,
    kept_by INTEGER REFERENCES user (id),
    kept_at INTEGER NOT NULL,
    refused_at INTEGER NOT NULL,
    error TEXT NOT NULL,
    error_data TEXT NOT NULL,
    user_id INTEGER NOT NULL REFERENCES user (id),
    at INTEGER NOT NULL,
    seen_at INTEGER,
    command_id INTEGER NOT NULL REFERENCES command (id)
  ) STRICT`,
  'CREATE INDEX put_away_record_station ON put_away_record (station_id)',
  'CREATE INDEX put_away_record_unseen ON put_away_record (id) WHERE seen_at IS NULL',
  'CREATE INDEX put_away_record_kept_by ON put_away_record (kept_by)',
  'CREATE INDEX put_away_record_user ON put_away_record (user_id)',
]
