import { type Kysely, sql } from 'kysely'

/** Orders that a batch is made for, what a season is to find in stock, and offcuts sold by weight. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `CREATE TABLE batch_order (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    batch_id INTEGER NOT NULL REFERENCES batch (id),
    order_id INTEGER NOT NULL REFERENCES orders (id),
    command_id INTEGER NOT NULL REFERENCES command (id),
    UNIQUE (batch_id, order_id)
  ) STRICT`,
  'CREATE INDEX batch_order_order ON batch_order (order_id)',
  // Pieces that are to lie in stock on a day; after it the target is over.
  `CREATE TABLE season_target (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    sku_id INTEGER NOT NULL UNIQUE REFERENCES sku (id),
    ready_by TEXT NOT NULL,
    quantity INTEGER NOT NULL CHECK (quantity > 0),
    command_id INTEGER NOT NULL REFERENCES command (id)
  ) STRICT`,
  // weight: grams. Offcuts are no stock: their cloth went with the batches it was given to.
  `CREATE TABLE scrap_sale (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    business_date TEXT NOT NULL,
    weight_grams INTEGER NOT NULL CHECK (weight_grams > 0),
    amount INTEGER NOT NULL CHECK (amount >= 0),
    buyer TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    voided_at INTEGER,
    command_id INTEGER NOT NULL REFERENCES command (id)
  ) STRICT`,
]
