import { type Kysely, sql } from 'kysely'

/**
 * When people come: shifts, what badges said, what was ticked for a day, work by the hour, on a batch or on none. The hours that
 * wages are reckoned from (time_entry) are made from them, and say from which day's row.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

// Times of day are minutes since midnight; beyond 1440 on the next day.
const statements = [
  `CREATE TABLE shift (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL CHECK (name <> ''),
    starts INTEGER NOT NULL CHECK (starts BETWEEN 0 AND 1439),
    ends INTEGER NOT NULL CHECK (ends > starts AND ends <= starts + 1440),
    breaks TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(breaks)),
    grace INTEGER NOT NULL DEFAULT 0 CHECK (grace BETWEEN 0 AND 60),
    is_usual INTEGER NOT NULL DEFAULT 0 CHECK (is_usual IN (0, 1)),
    archived_at INTEGER,
    command_id INTEGER NOT NULL REFERENCES command (id)
  ) STRICT`,
  'CREATE UNIQUE INDEX shift_usual ON shift (is_usual) WHERE is_usual = 1',
  `CREATE TABLE worker_shift (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    worker_id INTEGER NOT NULL UNIQUE REFERENCES worker (id),
    shift_id INTEGER NOT NULL REFERENCES shift (id),
    command_id INTEGER NOT NULL REFERENCES command (id)
  ) STRICT`,
  'CREATE INDEX worker_shift_shift ON worker_shift (shift_id)',
  `CREATE TABLE punch (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    worker_id INTEGER NOT NULL REFERENCES worker (id),
    work_date TEXT NOT NULL,
    way TEXT NOT NULL CHECK (way IN ('in', 'out')),
    at INTEGER NOT NULL,
    by_hand INTEGER NOT NULL CHECK (by_hand IN (0, 1)),
    voided_at INTEGER,
    command_id INTEGER NOT NULL REFERENCES command (id)
  ) STRICT`,
  'CREATE INDEX punch_worker ON punch (worker_id, at)',
  'CREATE INDEX punch_day ON punch (work_date)',
  `CREATE TABLE attendance (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    worker_id INTEGER NOT NULL REFERENCES worker (id),
    work_date TEXT NOT NULL,
    mark TEXT CHECK (mark IN ('came', 'half', 'left', 'absent')),
    left_minute INTEGER CHECK (left_minute BETWEEN 0 AND 2879),
    extra_minutes INTEGER NOT NULL DEFAULT 0 CHECK (extra_minutes BETWEEN 0 AND 1440),
    fixed_normal INTEGER CHECK (fixed_normal BETWEEN 0 AND 1440),
    fixed_overtime INTEGER CHECK (fixed_overtime BETWEEN 0 AND 1440),
    fixed_kind TEXT CHECK (fixed_kind IN ('workday', 'rest', 'holiday')),
    note TEXT NOT NULL DEFAULT '',
    command_id INTEGER NOT NULL REFERENCES command (id),
    UNIQUE (worker_id, work_date),
    CHECK ((fixed_normal IS NULL) = (fixed_overtime IS NULL) AND (fixed_normal IS NULL) = (fixed_kind IS NULL))
  ) STRICT`,
  'CREATE INDEX attendance_day ON attendance (work_date)',
  `CREATE TABLE hour_work (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    worker_id INTEGER NOT NULL REFERENCES worker (id),
    work_date TEXT NOT NULL,
    batch_id INTEGER REFERENCES batch (id),
    minutes INTEGER NOT NULL CHECK (minutes BETWEEN 1 AND 1440),
    note TEXT NOT NULL DEFAULT '',
    command_id INTEGER NOT NULL REFERENCES command (id)
  ) STRICT`,
  'CREATE INDEX hour_work_worker ON hour_work (worker_id, work_date)',
  'CREATE INDEX hour_work_day ON hour_work (work_date)',
  'CREATE INDEX hour_work_batch ON hour_work (batch_id) WHERE batch_id IS NOT NULL',
  'ALTER TABLE time_entry ADD COLUMN attendance_id INTEGER REFERENCES attendance (id)',
  'CREATE INDEX time_entry_attendance ON time_entry (attendance_id) WHERE attendance_id IS NOT NULL',
  "ALTER TABLE worker_away ADD COLUMN kind TEXT NOT NULL DEFAULT 'leave' CHECK (kind IN ('leave', 'season'))",
]
