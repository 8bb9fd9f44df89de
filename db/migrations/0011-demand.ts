import { type Kysely, sql } from 'kysely'

/** A batch is expected supply of what it plans: orders that lack pieces see it and its date. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE expected_supply ADD COLUMN batch_id INTEGER REFERENCES batch (id)`.execute(db)
  await sql`CREATE INDEX expected_supply_batch ON expected_supply (batch_id) WHERE batch_id IS NOT NULL`.execute(
    db,
  )
  // Why a batch ended: what happened to pieces that were never finished, or why it was given up.
  await sql`ALTER TABLE batch ADD COLUMN end_note TEXT NOT NULL DEFAULT ''`.execute(db)
}
