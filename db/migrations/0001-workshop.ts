import { type Kysely, sql } from 'kysely'

/** The workshop itself, its people, and the record of every command. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE workshop (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      site_id TEXT NOT NULL,
      time_zone TEXT NOT NULL,
      restore_epoch INTEGER NOT NULL,
      public_key TEXT NOT NULL,
      private_key TEXT NOT NULL,
      created_at INTEGER NOT NULL
    ) STRICT`.execute(db)
  await sql`
    CREATE TABLE user (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      name TEXT NOT NULL,
      role TEXT NOT NULL CHECK (role IN ('owner', 'office', 'packer', 'recorder', 'worker', 'installer')),
      language TEXT CHECK (language IN ('zh-CN', 'en')),
      pin_hash TEXT,
      failed_attempts INTEGER NOT NULL DEFAULT 0,
      locked_until INTEGER,
      archived_at INTEGER,
      command_id INTEGER NOT NULL REFERENCES command (id)
    ) STRICT`.execute(db)
  // answer: what the call was answered with, so that a repeated call gets it again and changes nothing.
  await sql`
    CREATE TABLE command (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      uuid TEXT NOT NULL UNIQUE,
      name TEXT NOT NULL,
      user_id INTEGER REFERENCES user (id),
      station TEXT NOT NULL,
      at INTEGER NOT NULL,
      input_digest TEXT NOT NULL,
      answer TEXT
    ) STRICT`.execute(db)
  await sql`CREATE INDEX command_at ON command (at)`.execute(db)
  // last_row_id: a bulk insert is one audit row that names a range of new ids.
  await sql`
    CREATE TABLE audit (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      command_id INTEGER NOT NULL REFERENCES command (id),
      table_name TEXT NOT NULL,
      row_id INTEGER NOT NULL,
      last_row_id INTEGER NOT NULL,
      action TEXT NOT NULL CHECK (action IN ('insert', 'update', 'delete')),
      before TEXT,
      after TEXT
    ) STRICT`.execute(db)
  await sql`CREATE INDEX audit_command ON audit (command_id)`.execute(db)
  await sql`CREATE INDEX audit_row ON audit (table_name, row_id)`.execute(db)
  await sql`CREATE INDEX audit_range ON audit (table_name, row_id) WHERE last_row_id > row_id`.execute(db)
  await sql`
    CREATE TABLE setting (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      key TEXT NOT NULL UNIQUE,
      value TEXT NOT NULL,
      command_id INTEGER NOT NULL REFERENCES command (id)
    ) STRICT`.execute(db)
  // A long piece of work. Its row outlives the process, so that the next start can finish or withdraw it.
  await sql`
    CREATE TABLE job (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      kind TEXT NOT NULL,
      subject_id INTEGER,
      state TEXT NOT NULL CHECK (state IN ('running', 'done', 'failed', 'cancelled', 'interrupted')),
      done INTEGER NOT NULL DEFAULT 0,
      total INTEGER NOT NULL DEFAULT 0,
      result TEXT,
      error TEXT,
      started_at INTEGER NOT NULL,
      finished_at INTEGER
    ) STRICT`.execute(db)
}
