import { type Kysely, sql } from 'kysely'

/** Devices of the workshop's own network that were let in: by which key, for whom, what they may do. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // public_key: P-256, SPKI in base64url. Never deleted: commands name stations.
  `CREATE TABLE station (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL CHECK (name <> ''),
    place TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('office', 'packer', 'recorder', 'worker')),
    kiosk TEXT CHECK (kiosk IN ('pay', 'time', 'wall')),
    user_id INTEGER NOT NULL REFERENCES user (id),
    public_key TEXT NOT NULL UNIQUE,
    paired_at INTEGER NOT NULL,
    revoked_at INTEGER,
    command_id INTEGER NOT NULL REFERENCES command (id)
  ) STRICT`,
  'CREATE UNIQUE INDEX station_name ON station (name) WHERE revoked_at IS NULL',
  'CREATE INDEX station_user ON station (user_id)',
]
