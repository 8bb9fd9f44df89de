import { type Kysely, sql } from 'kysely'

/** Documents of devices without a printer, that come out of the printer of another station. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // printer_name: the system's, at the station that has it. Never deleted: jobs name it.
  `CREATE TABLE shared_printer (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    station TEXT NOT NULL,
    printer_name TEXT NOT NULL CHECK (printer_name <> ''),
    name TEXT NOT NULL CHECK (name <> ''),
    stopped_at INTEGER,
    command_id INTEGER NOT NULL REFERENCES command (id),
    UNIQUE (station, printer_name)
  ) STRICT`,
  // station: the one that asks. What a printer was given and nobody told the end of is asked about, never printed twice.
  `CREATE TABLE print_job (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    shared_printer_id INTEGER NOT NULL REFERENCES shared_printer (id),
    station TEXT NOT NULL,
    user_id INTEGER REFERENCES user (id),
    document TEXT NOT NULL,
    pages INTEGER NOT NULL CHECK (pages > 0),
    at INTEGER NOT NULL,
    restore_epoch INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'printing', 'printed', 'failed', 'asks', 'cancelled')),
    reason TEXT NOT NULL DEFAULT '' CHECK (reason IN ('', 'printer-gone', 'timeout', 'failed', 'too-old')),
    detail TEXT NOT NULL DEFAULT '',
    ended_at INTEGER,
    command_id INTEGER NOT NULL REFERENCES command (id)
  ) STRICT`,
  'CREATE INDEX print_job_printer ON print_job (shared_printer_id, state)',
  "CREATE INDEX print_job_open ON print_job (state) WHERE state NOT IN ('printed', 'cancelled')",
  'CREATE INDEX print_job_user ON print_job (user_id)',
  // What is to be printed holds addresses and wages: gone once it came out or was given up. Paper in millimetres.
  `CREATE TABLE print_job_content (
    print_job_id INTEGER PRIMARY KEY REFERENCES print_job (id),
    html TEXT NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    copies INTEGER NOT NULL
  ) STRICT`,
  // Where a station has a document printed: at a shared printer, or here (once she said so); neither: it asks.
  'ALTER TABLE printer_profile ADD COLUMN shared_printer_id INTEGER REFERENCES shared_printer (id)',
  'ALTER TABLE printer_profile ADD COLUMN prints_here INTEGER NOT NULL DEFAULT 0 CHECK (prints_here IN (0, 1))',
  'CREATE INDEX printer_profile_shared ON printer_profile (shared_printer_id) WHERE shared_printer_id IS NOT NULL',
]
