import { type Kysely, sql } from 'kysely'

/** Work sent out to other enterprises, work taken in from them, and the keys by which their files are known. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of subcontracting) await sql.raw(statement).execute(db)
}

const subcontracting = [
  // A supplier that takes work: its account is the supplier's.
  `CREATE TABLE subcontractor (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    supplier_id INTEGER NOT NULL UNIQUE REFERENCES supplier (id),
    skills TEXT NOT NULL DEFAULT '',
    lead_days INTEGER NOT NULL DEFAULT 0 CHECK (lead_days >= 0),
    distance INTEGER CHECK (distance >= 0),
    command_id INTEGER NOT NULL REFERENCES command (id)
  ) STRICT`,
  // The key that another workshop signs its files with, after somebody has compared its fingerprint.
  `CREATE TABLE partner_key (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    site_id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    public_key TEXT NOT NULL,
    confirmed_at INTEGER NOT NULL,
    command_id INTEGER NOT NULL REFERENCES command (id)
  ) STRICT`,
  // price: 1/1,000,000 yuan a good piece for all its operations. operations: JSON list of ids, in their order.
  `CREATE TABLE subcontract_order (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    order_number TEXT NOT NULL UNIQUE,
    job_uuid TEXT NOT NULL UNIQUE,
    subcontractor_id INTEGER NOT NULL REFERENCES subcontractor (id),
    batch_id INTEGER NOT NULL REFERENCES batch (id),
    whole INTEGER NOT NULL CHECK (whole IN (0, 1)),
    operations TEXT NOT NULL,
    price INTEGER NOT NULL CHECK (price >= 0),
    due_date TEXT,
    state TEXT NOT NULL CHECK (state IN ('open', 'closed')),
    business_date TEXT NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    end_note TEXT NOT NULL DEFAULT '',
    closed_at INTEGER,
    command_id INTEGER NOT NULL REFERENCES command (id)
  ) STRICT`,
  'CREATE INDEX subcontract_order_batch ON subcontract_order (batch_id)',
  'CREATE INDEX subcontract_order_subcontractor ON subcontract_order (subcontractor_id)',
  // quantity: pieces that went out; withdrawn: of them, those that came back without work when the order was closed.
  `CREATE TABLE subcontract_bundle (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    subcontract_order_id INTEGER NOT NULL REFERENCES subcontract_order (id),
    bundle_id INTEGER NOT NULL REFERENCES bundle (id),
    quantity INTEGER NOT NULL CHECK (quantity > 0),
    withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn >= 0),
    command_id INTEGER NOT NULL REFERENCES command (id),
    UNIQUE (subcontract_order_id, bundle_id)
  ) STRICT`,
  'CREATE INDEX subcontract_bundle_bundle ON subcontract_bundle (bundle_id)',
  // amount: fen owed for it, after the deduction.
  `CREATE TABLE subcontract_return (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    subcontract_order_id INTEGER NOT NULL REFERENCES subcontract_order (id),
    business_date TEXT NOT NULL,
    amount INTEGER NOT NULL,
    deduction INTEGER NOT NULL DEFAULT 0 CHECK (deduction >= 0),
    note TEXT NOT NULL DEFAULT '',
    at INTEGER NOT NULL,
    voided_at INTEGER,
    command_id INTEGER NOT NULL REFERENCES command (id)
  ) STRICT`,
  'CREATE INDEX subcontract_return_order ON subcontract_return (subcontract_order_id)',
  // rework: pieces that were looked at and left there to be mended. over: good pieces more than went out.
  `CREATE TABLE subcontract_return_line (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    subcontract_return_id INTEGER NOT NULL REFERENCES subcontract_return (id),
    bundle_id INTEGER NOT NULL REFERENCES bundle (id),
    good INTEGER NOT NULL CHECK (good >= 0),
    scrap INTEGER NOT NULL DEFAULT 0 CHECK (scrap >= 0),
    lost INTEGER NOT NULL DEFAULT 0 CHECK (lost >= 0),
    rework INTEGER NOT NULL DEFAULT 0 CHECK (rework >= 0),
    over_bundle_id INTEGER REFERENCES bundle (id),
    over INTEGER NOT NULL DEFAULT 0 CHECK (over >= 0),
    command_id INTEGER NOT NULL REFERENCES command (id),
    UNIQUE (subcontract_return_id, bundle_id)
  ) STRICT`,
  'CREATE INDEX subcontract_return_line_bundle ON subcontract_return_line (bundle_id)',
  'CREATE INDEX subcontract_return_line_over ON subcontract_return_line (over_bundle_id) WHERE over_bundle_id IS NOT NULL',
  // What the partner says of its work: told, never booked.
  `CREATE TABLE subcontract_report (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    subcontract_order_id INTEGER NOT NULL REFERENCES subcontract_order (id),
    sequence INTEGER NOT NULL,
    sent_at INTEGER NOT NULL,
    lines TEXT NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    command_id INTEGER NOT NULL REFERENCES command (id),
    UNIQUE (subcontract_order_id, sequence)
  ) STRICT`,
  // Work of another workshop that is done here: an ordinary batch that belongs to a customer.
  `CREATE TABLE incoming_job (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    job_uuid TEXT NOT NULL UNIQUE,
    customer_id INTEGER NOT NULL REFERENCES customer (id),
    batch_id INTEGER NOT NULL UNIQUE REFERENCES batch (id),
    order_number TEXT NOT NULL,
    price INTEGER NOT NULL CHECK (price >= 0),
    site_id TEXT NOT NULL DEFAULT '',
    content TEXT NOT NULL DEFAULT '',
    sequence INTEGER NOT NULL DEFAULT 0,
    command_id INTEGER NOT NULL REFERENCES command (id)
  ) STRICT`,
  'CREATE INDEX incoming_job_customer ON incoming_job (customer_id)',
  `CREATE TABLE incoming_delivery (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    incoming_job_id INTEGER NOT NULL REFERENCES incoming_job (id),
    pieces INTEGER NOT NULL CHECK (pieces > 0),
    customer_entry_id INTEGER REFERENCES customer_entry (id),
    business_date TEXT NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    voided_at INTEGER,
    command_id INTEGER NOT NULL REFERENCES command (id)
  ) STRICT`,
  'CREATE INDEX incoming_delivery_job ON incoming_delivery (incoming_job_id)',
  'ALTER TABLE bundle_move ADD COLUMN subcontract_return_id INTEGER REFERENCES subcontract_return (id)',
  'CREATE INDEX bundle_move_subcontract ON bundle_move (subcontract_return_id) WHERE subcontract_return_id IS NOT NULL',
  'ALTER TABLE bundle_move ADD COLUMN incoming_delivery_id INTEGER REFERENCES incoming_delivery (id)',
  'CREATE INDEX bundle_move_delivery ON bundle_move (incoming_delivery_id) WHERE incoming_delivery_id IS NOT NULL',
  'ALTER TABLE material_use ADD COLUMN subcontract_order_id INTEGER REFERENCES subcontract_order (id)',
  'ALTER TABLE inspection ADD COLUMN subcontract_order_id INTEGER REFERENCES subcontract_order (id)',
]
