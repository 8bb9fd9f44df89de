import { type Kysely, sql } from 'kysely'

/**
 * Who a worker is: what the office writes down of her, her ID and bank numbers, which are sealed with a data key, and that
 * key as the owner's recovery code wraps it. The key itself is never stored here.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  "ALTER TABLE worker ADD COLUMN sex TEXT NOT NULL DEFAULT '' CHECK (sex IN ('', 'female', 'male'))",
  'ALTER TABLE worker ADD COLUMN birth_date TEXT',
  "ALTER TABLE worker ADD COLUMN phone TEXT NOT NULL DEFAULT ''",
  "ALTER TABLE worker ADD COLUMN village TEXT NOT NULL DEFAULT ''",
  "ALTER TABLE worker ADD COLUMN address TEXT NOT NULL DEFAULT ''",
  "ALTER TABLE worker ADD COLUMN emergency_name TEXT NOT NULL DEFAULT ''",
  "ALTER TABLE worker ADD COLUMN emergency_phone TEXT NOT NULL DEFAULT ''",
  'ALTER TABLE worker ADD COLUMN contract_from TEXT',
  'ALTER TABLE worker ADD COLUMN contract_to TEXT',
  `ALTER TABLE worker ADD COLUMN pay_method TEXT NOT NULL DEFAULT 'cash'
    CHECK (pay_method IN ('cash', 'bank', 'wechat', 'alipay'))`,
  "ALTER TABLE worker ADD COLUMN wechat_name TEXT NOT NULL DEFAULT ''",
  "ALTER TABLE worker ADD COLUMN bank_name TEXT NOT NULL DEFAULT ''",
  "ALTER TABLE worker ADD COLUMN account_holder TEXT NOT NULL DEFAULT ''",
  'ALTER TABLE worker ADD COLUMN left_on TEXT',
  "ALTER TABLE worker ADD COLUMN left_reason TEXT NOT NULL DEFAULT ''",
  // The newest one is in use; an older one was given up because nobody could open it any more.
  `CREATE TABLE data_key (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key_id TEXT NOT NULL UNIQUE,
    key_check TEXT NOT NULL,
    code_salt TEXT NOT NULL,
    code_wrapped TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    code_made_at INTEGER NOT NULL,
    command_id INTEGER NOT NULL REFERENCES command (id)
  ) STRICT`,
  `CREATE TABLE personal_number (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    worker_id INTEGER NOT NULL REFERENCES worker (id),
    kind TEXT NOT NULL CHECK (kind IN ('id-number', 'bank-account')),
    sealed TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    command_id INTEGER NOT NULL REFERENCES command (id),
    UNIQUE (worker_id, kind)
  ) STRICT`,
  'CREATE INDEX personal_number_fingerprint ON personal_number (fingerprint)',
  // Each time that the owner has a number shown in full.
  `CREATE TABLE number_look (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    worker_id INTEGER NOT NULL REFERENCES worker (id),
    kind TEXT NOT NULL CHECK (kind IN ('id-number', 'bank-account')),
    command_id INTEGER NOT NULL REFERENCES command (id)
  ) STRICT`,
  'CREATE INDEX number_look_worker ON number_look (worker_id)',
]
