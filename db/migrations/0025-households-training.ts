import { type Kysely, sql } from 'kysely'

/** Households of the county's employment programme, and training: courses, their sessions, who came and passed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `CREATE TABLE household (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    household_number TEXT NOT NULL,
    head TEXT NOT NULL,
    village TEXT NOT NULL DEFAULT '',
    address TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    archived_at INTEGER,
    command_id INTEGER NOT NULL REFERENCES command (id)
  ) STRICT`,
  'CREATE UNIQUE INDEX household_number ON household (household_number)',
  // What the county says a household is, both ends included; no end: still so. Nothing said: an ordinary one.
  `CREATE TABLE household_type (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    household_id INTEGER NOT NULL REFERENCES household (id),
    kind TEXT NOT NULL CHECK (kind IN ('registered', 'unstable', 'marginal', 'stricken', 'low-income', 'destitute', 'disabled', 'ordinary')),
    from_date TEXT NOT NULL,
    to_date TEXT CHECK (to_date >= from_date),
    risk_cleared_on TEXT CHECK (risk_cleared_on IS NULL OR kind IN ('unstable', 'marginal', 'stricken')),
    note TEXT NOT NULL DEFAULT '',
    command_id INTEGER NOT NULL REFERENCES command (id)
  ) STRICT`,
  'CREATE INDEX household_type_household ON household_type (household_id)',
  // No beginning: always; no end: still. What she earns is shared by those who are there.
  `CREATE TABLE household_member (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    household_id INTEGER NOT NULL REFERENCES household (id),
    worker_id INTEGER REFERENCES worker (id),
    name TEXT NOT NULL,
    relation TEXT NOT NULL CHECK (relation IN ('head', 'spouse', 'child', 'child-in-law', 'parent', 'parent-in-law', 'grandchild', 'grandparent', 'sibling', 'other')),
    from_date TEXT,
    to_date TEXT CHECK (to_date >= from_date),
    command_id INTEGER NOT NULL REFERENCES command (id)
  ) STRICT`,
  'CREATE INDEX household_member_household ON household_member (household_id)',
  'CREATE INDEX household_member_worker ON household_member (worker_id) WHERE worker_id IS NOT NULL',
  // Asked for on its date; received later, or never.
  `CREATE TABLE household_subsidy (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    household_id INTEGER NOT NULL REFERENCES household (id),
    worker_id INTEGER REFERENCES worker (id),
    name TEXT NOT NULL,
    business_date TEXT NOT NULL,
    amount INTEGER NOT NULL CHECK (amount >= 0),
    received_on TEXT,
    received_amount INTEGER CHECK (received_amount >= 0),
    note TEXT NOT NULL DEFAULT '',
    command_id INTEGER NOT NULL REFERENCES command (id),
    CHECK ((received_on IS NULL) = (received_amount IS NULL))
  ) STRICT`,
  'CREATE INDEX household_subsidy_household ON household_subsidy (household_id)',
  'CREATE INDEX household_subsidy_worker ON household_subsidy (worker_id) WHERE worker_id IS NOT NULL',
  // Who took people's incomes out of the program, on paper or as a file, and with which ID numbers.
  `CREATE TABLE personal_export (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    document TEXT NOT NULL CHECK (document IN ('roster', 'certificate')),
    form TEXT NOT NULL CHECK (form IN ('xlsx', 'paper')),
    id_numbers TEXT NOT NULL CHECK (id_numbers IN ('masked', 'unmasked')),
    period TEXT NOT NULL,
    worker_id INTEGER REFERENCES worker (id),
    row_count INTEGER NOT NULL,
    command_id INTEGER NOT NULL REFERENCES command (id)
  ) STRICT`,
  'CREATE INDEX personal_export_worker ON personal_export (worker_id) WHERE worker_id IS NOT NULL',
  // A course that is passed grants a skill at a level; no skill: none.
  `CREATE TABLE course (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    skill TEXT NOT NULL DEFAULT '',
    level INTEGER NOT NULL DEFAULT 2 CHECK (level BETWEEN 1 AND 3),
    note TEXT NOT NULL DEFAULT '',
    archived_at INTEGER,
    command_id INTEGER NOT NULL REFERENCES command (id)
  ) STRICT`,
  'CREATE UNIQUE INDEX course_name ON course (name) WHERE archived_at IS NULL',
  `CREATE TABLE training_session (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    course_id INTEGER NOT NULL REFERENCES course (id),
    business_date TEXT NOT NULL,
    minutes INTEGER NOT NULL CHECK (minutes BETWEEN 1 AND 1440),
    trainer TEXT NOT NULL DEFAULT '',
    place TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    command_id INTEGER NOT NULL REFERENCES command (id)
  ) STRICT`,
  'CREATE INDEX training_session_course ON training_session (course_id)',
  // What a pass granted, and the level she had before (0: none), so that a pass noted by mistake can be taken back.
  `CREATE TABLE training_attendance (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    training_session_id INTEGER NOT NULL REFERENCES training_session (id),
    worker_id INTEGER NOT NULL REFERENCES worker (id),
    attended INTEGER NOT NULL CHECK (attended IN (0, 1)),
    result TEXT NOT NULL CHECK (result IN ('undecided', 'passed', 'failed')),
    skill TEXT NOT NULL DEFAULT '',
    level INTEGER NOT NULL DEFAULT 0 CHECK (level BETWEEN 0 AND 3),
    level_before INTEGER NOT NULL DEFAULT 0 CHECK (level_before BETWEEN 0 AND 3),
    command_id INTEGER NOT NULL REFERENCES command (id),
    UNIQUE (training_session_id, worker_id),
    CHECK (result = 'undecided' OR attended = 1)
  ) STRICT`,
  'CREATE INDEX training_attendance_worker ON training_attendance (worker_id)',
]
