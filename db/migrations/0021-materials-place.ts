import { type Kysely, sql } from 'kysely'

/** Places for materials: their kind is new to the CHECK, which can only be changed by building the table anew. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `CREATE TABLE location_new (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    code TEXT NOT NULL UNIQUE COLLATE NOCASE,
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('sellable', 'unchecked', 'seconds', 'scrap', 'materials')),
    archived_at INTEGER,
    command_id INTEGER NOT NULL REFERENCES command (id)
  ) STRICT`,
  'INSERT INTO location_new SELECT * FROM location',
  // Ids are never used again, not even those of rows that are gone.
  `INSERT INTO sqlite_sequence (name, seq) SELECT 'location_new', 0
    WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'location_new')`,
  `UPDATE sqlite_sequence SET seq = coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'location'), 0)
    WHERE name = 'location_new'`,
  'DROP TABLE location',
  'ALTER TABLE location_new RENAME TO location',
]
