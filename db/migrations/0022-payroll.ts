import { type Kysely, sql } from 'kysely'

/**
 * Wages: how somebody is paid, her hours, what is given or taken besides, what she owes, and the runs that were paid.
 * A run is a copy of what was paid: its lines, and for each the entries and hours behind it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `CREATE TABLE pay_terms (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    worker_id INTEGER NOT NULL REFERENCES worker (id),
    valid_from TEXT NOT NULL,
    basis TEXT NOT NULL CHECK (basis IN ('piece', 'hour', 'month')),
    hourly_rate INTEGER NOT NULL DEFAULT 0 CHECK (hourly_rate >= 0),
    salary INTEGER NOT NULL DEFAULT 0 CHECK (salary >= 0),
    minimum_applies INTEGER NOT NULL CHECK (minimum_applies IN (0, 1)),
    tax_as TEXT NOT NULL CHECK (tax_as IN ('wage', 'labour', 'none')),
    social INTEGER NOT NULL DEFAULT 0 CHECK (social >= 0),
    special_deduction INTEGER NOT NULL DEFAULT 0 CHECK (special_deduction >= 0),
    command_id INTEGER NOT NULL REFERENCES command (id),
    UNIQUE (worker_id, valid_from)
  ) STRICT`,
  `CREATE TABLE time_entry (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    worker_id INTEGER NOT NULL REFERENCES worker (id),
    work_date TEXT NOT NULL,
    minutes INTEGER NOT NULL CHECK (minutes BETWEEN 1 AND 1440),
    paid INTEGER NOT NULL CHECK (paid IN (0, 1)),
    overtime TEXT NOT NULL DEFAULT 'none' CHECK (overtime IN ('none', 'workday', 'rest', 'holiday')),
    batch_id INTEGER REFERENCES batch (id),
    note TEXT NOT NULL DEFAULT '',
    at INTEGER NOT NULL,
    voided_at INTEGER,
    command_id INTEGER NOT NULL REFERENCES command (id)
  ) STRICT`,
  'CREATE INDEX time_entry_worker ON time_entry (worker_id, work_date)',
  'CREATE INDEX time_entry_day ON time_entry (work_date)',
  'CREATE INDEX time_entry_batch ON time_entry (batch_id) WHERE batch_id IS NOT NULL',
  `CREATE TABLE pay_adjustment (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    worker_id INTEGER NOT NULL REFERENCES worker (id),
    business_date TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('allowance', 'bonus', 'charge', 'deduction')),
    amount INTEGER NOT NULL CHECK (amount > 0),
    reason TEXT NOT NULL CHECK (reason <> ''),
    at INTEGER NOT NULL,
    voided_at INTEGER,
    command_id INTEGER NOT NULL REFERENCES command (id)
  ) STRICT`,
  'CREATE INDEX pay_adjustment_worker ON pay_adjustment (worker_id, business_date)',
  `CREATE TABLE payroll_run (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    from_date TEXT NOT NULL,
    to_date TEXT NOT NULL CHECK (to_date >= from_date),
    note TEXT NOT NULL DEFAULT '',
    rules TEXT NOT NULL,
    entries_until INTEGER NOT NULL,
    closed_at INTEGER NOT NULL,
    command_id INTEGER NOT NULL REFERENCES command (id)
  ) STRICT`,
  `CREATE TABLE payslip (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    run_id INTEGER NOT NULL REFERENCES payroll_run (id),
    worker_id INTEGER NOT NULL REFERENCES worker (id),
    worker_name TEXT NOT NULL,
    terms TEXT NOT NULL,
    gross INTEGER NOT NULL,
    normal_pay INTEGER NOT NULL,
    normal_minutes INTEGER NOT NULL,
    net INTEGER NOT NULL CHECK (net >= 0),
    warnings TEXT NOT NULL,
    command_id INTEGER NOT NULL REFERENCES command (id),
    UNIQUE (run_id, worker_id)
  ) STRICT`,
  'CREATE INDEX payslip_worker ON payslip (worker_id)',
  `CREATE TABLE worker_debt (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    worker_id INTEGER NOT NULL REFERENCES worker (id),
    business_date TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('advance', 'damage', 'carried')),
    amount INTEGER NOT NULL CHECK (amount > 0),
    instalment INTEGER CHECK (instalment > 0),
    reason TEXT NOT NULL DEFAULT '',
    payslip_id INTEGER REFERENCES payslip (id),
    at INTEGER NOT NULL,
    voided_at INTEGER,
    command_id INTEGER NOT NULL REFERENCES command (id),
    CHECK ((kind = 'carried') = (payslip_id IS NOT NULL))
  ) STRICT`,
  'CREATE INDEX worker_debt_worker ON worker_debt (worker_id)',
  'CREATE INDEX worker_debt_payslip ON worker_debt (payslip_id) WHERE payslip_id IS NOT NULL',
  `CREATE TABLE debt_repayment (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    debt_id INTEGER NOT NULL REFERENCES worker_debt (id),
    business_date TEXT NOT NULL,
    amount INTEGER NOT NULL CHECK (amount > 0),
    note TEXT NOT NULL DEFAULT '',
    at INTEGER NOT NULL,
    voided_at INTEGER,
    command_id INTEGER NOT NULL REFERENCES command (id)
  ) STRICT`,
  'CREATE INDEX debt_repayment_debt ON debt_repayment (debt_id)',
  `CREATE TABLE payslip_line (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    payslip_id INTEGER NOT NULL REFERENCES payslip (id),
    kind TEXT NOT NULL CHECK (kind IN ('piece', 'hour', 'salary', 'premium', 'adjustment', 'top-up', 'social', 'tax', 'debt', 'carry')),
    why TEXT NOT NULL DEFAULT '' CHECK (why IN ('', 'now', 'late', 'reversed')),
    style_number TEXT NOT NULL DEFAULT '',
    style_name TEXT NOT NULL DEFAULT '',
    operation_id INTEGER REFERENCES operation (id),
    operation_name TEXT NOT NULL DEFAULT '',
    is_rework INTEGER NOT NULL DEFAULT 0 CHECK (is_rework IN (0, 1)),
    quantity INTEGER NOT NULL DEFAULT 0,
    rate INTEGER NOT NULL DEFAULT 0,
    overtime TEXT NOT NULL DEFAULT 'none' CHECK (overtime IN ('none', 'workday', 'rest', 'holiday')),
    base INTEGER NOT NULL DEFAULT 0,
    adjustment_id INTEGER REFERENCES pay_adjustment (id),
    debt_id INTEGER REFERENCES worker_debt (id),
    note TEXT NOT NULL DEFAULT '',
    amount INTEGER NOT NULL,
    command_id INTEGER NOT NULL REFERENCES command (id)
  ) STRICT`,
  'CREATE INDEX payslip_line_step ON payslip_line (payslip_id, operation_id, rate)',
  'CREATE INDEX payslip_line_operation ON payslip_line (operation_id) WHERE operation_id IS NOT NULL',
  'CREATE INDEX payslip_line_adjustment ON payslip_line (adjustment_id) WHERE adjustment_id IS NOT NULL',
  'CREATE INDEX payslip_line_debt ON payslip_line (debt_id) WHERE debt_id IS NOT NULL',
  `CREATE TABLE payslip_entry (
    work_entry_id INTEGER NOT NULL REFERENCES work_entry (id),
    reversal INTEGER NOT NULL CHECK (reversal IN (0, 1)),
    is_rework INTEGER NOT NULL CHECK (is_rework IN (0, 1)),
    payslip_line_id INTEGER NOT NULL REFERENCES payslip_line (id),
    pieces INTEGER NOT NULL,
    PRIMARY KEY (work_entry_id, reversal, is_rework)
  ) STRICT, WITHOUT ROWID`,
  'CREATE INDEX payslip_entry_line ON payslip_entry (payslip_line_id)',
  `CREATE TABLE payslip_time (
    time_entry_id INTEGER NOT NULL REFERENCES time_entry (id),
    reversal INTEGER NOT NULL CHECK (reversal IN (0, 1)),
    payslip_id INTEGER NOT NULL REFERENCES payslip (id),
    payslip_line_id INTEGER REFERENCES payslip_line (id),
    minutes INTEGER NOT NULL,
    PRIMARY KEY (time_entry_id, reversal)
  ) STRICT, WITHOUT ROWID`,
  'CREATE INDEX payslip_time_payslip ON payslip_time (payslip_id)',
  'CREATE INDEX payslip_time_line ON payslip_time (payslip_line_id) WHERE payslip_line_id IS NOT NULL',
  `CREATE TABLE unpaid_entry (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    work_entry_id INTEGER NOT NULL REFERENCES work_entry (id),
    why TEXT NOT NULL CHECK (why IN ('no-rate', 'reversed')),
    settled_line_id INTEGER REFERENCES payslip_line (id),
    command_id INTEGER NOT NULL REFERENCES command (id),
    UNIQUE (work_entry_id, why)
  ) STRICT`,
  'CREATE INDEX unpaid_entry_open ON unpaid_entry (work_entry_id) WHERE settled_line_id IS NULL',
  'CREATE INDEX unpaid_entry_line ON unpaid_entry (settled_line_id) WHERE settled_line_id IS NOT NULL',
  `CREATE TABLE wage_payment (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    payslip_id INTEGER NOT NULL REFERENCES payslip (id),
    business_date TEXT NOT NULL,
    amount INTEGER NOT NULL CHECK (amount <> 0),
    method TEXT NOT NULL CHECK (method IN ('cash', 'bank', 'wechat', 'alipay')),
    note TEXT NOT NULL DEFAULT '',
    reverses_id INTEGER UNIQUE REFERENCES wage_payment (id),
    at INTEGER NOT NULL,
    command_id INTEGER NOT NULL REFERENCES command (id)
  ) STRICT`,
  'CREATE INDEX wage_payment_payslip ON wage_payment (payslip_id)',
]
