import { type Kysely, sql } from 'kysely'

/**
 * Meals, lodging and the like that are given or charged each day she is there, or each month, from a day on; and which days
 * of them closed runs paid or took back. And what of a day's pieces they took for made in overtime.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // Both ends included; ended before it begins: it never was. The amount stays: another one is another row.
  `CREATE TABLE recurring_pay (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    worker_id INTEGER NOT NULL REFERENCES worker (id),
    kind TEXT NOT NULL CHECK (kind IN ('allowance', 'charge')),
    per TEXT NOT NULL CHECK (per IN ('day', 'month')),
    amount INTEGER NOT NULL CHECK (amount > 0),
    reason TEXT NOT NULL CHECK (reason <> ''),
    from_date TEXT NOT NULL,
    to_date TEXT,
    at INTEGER NOT NULL,
    command_id INTEGER NOT NULL REFERENCES command (id)
  ) STRICT`,
  'CREATE INDEX recurring_pay_worker ON recurring_pay (worker_id)',
  'ALTER TABLE payslip_line ADD COLUMN recurring_id INTEGER REFERENCES recurring_pay (id)',
  'CREATE INDEX payslip_line_recurring ON payslip_line (recurring_id) WHERE recurring_id IS NOT NULL',
  // days -1: taken back.
  `CREATE TABLE payslip_recurring (
    recurring_id INTEGER NOT NULL REFERENCES recurring_pay (id),
    work_date TEXT NOT NULL,
    payslip_line_id INTEGER NOT NULL REFERENCES payslip_line (id),
    days INTEGER NOT NULL CHECK (days IN (-1, 1)),
    PRIMARY KEY (recurring_id, work_date, payslip_line_id)
  ) STRICT, WITHOUT ROWID`,
  'CREATE INDEX payslip_recurring_line ON payslip_recurring (payslip_line_id)',
  // Piece pay of a day that counted as made in overtime (1/1,000,000 yuan), and how many per cent more of it was paid.
  `CREATE TABLE payslip_premium (
    payslip_id INTEGER NOT NULL REFERENCES payslip (id),
    work_date TEXT NOT NULL,
    overtime TEXT NOT NULL CHECK (overtime IN ('workday', 'rest', 'holiday')),
    percent INTEGER NOT NULL CHECK (percent >= 0),
    base INTEGER NOT NULL,
    PRIMARY KEY (payslip_id, work_date, overtime, percent)
  ) STRICT, WITHOUT ROWID`,
]
