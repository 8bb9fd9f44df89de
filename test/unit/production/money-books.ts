import { type Kysely, sql } from 'kysely'
import { batchSpend } from '../../../db/production/costs/spend.ts'
import type { Database } from '../../../db/schema.ts'
import { shareOf } from '../../../shared/inventory/valuation.ts'

/** Fen. What was spent is worth something in stock or in batches, or has left: stock + inWork + left = spent. */
export interface MoneyBooks {
  /** Bought and kept, wages by the piece, and work sent out. */
  readonly spent: number
  readonly stock: number
  /** Spent on batches and not in what came out of them. */
  readonly inWork: number
  /** Expensed, by why. */
  readonly left: {
    /** Went out at the value it had, less what came back. */
    readonly sold: number
    /** Costs of batches that were known too late. */
    readonly late: number
    /** Prices of purchases that were known too late. */
    readonly prices: number
    /** What went back to suppliers was worth more than they credited. */
    readonly returns: number
    /** What was taken back came in at another value than the goods had by then. */
    readonly takenBack: number
    /** Spent on closed batches of which nothing came out. */
    readonly wasted: number
  }
}

/** Reads all money from the rows themselves, with no figure taken for the difference of others. */
export async function moneyBooks(db: Kysely<Database>): Promise<MoneyBooks> {
  const { rows } = await sql<Record<string, number>>`
    WITH account AS (
      SELECT reference_kind AS kind, reference_id AS id, sum(value) AS value FROM stock_move
      WHERE reference_kind IS NOT NULL GROUP BY reference_kind, reference_id),
    bought AS (SELECT id, amount, voided_at FROM receipt WHERE supplier_id IS NOT NULL),
    booking AS (
      SELECT value, expensed FROM batch_receipt WHERE voided_at IS NULL
      UNION ALL SELECT value, expensed FROM inspection_defect WHERE outcome = 'seconds' AND voided_at IS NULL)
    SELECT
      (SELECT coalesce(sum(amount), 0) FROM bought WHERE voided_at IS NULL) AS bought,
      (SELECT coalesce(sum(amount), 0) FROM supplier_return WHERE voided_at IS NULL) AS credited,
      (SELECT coalesce(sum(value), 0) FROM stock_level) AS stock,
      (SELECT coalesce(sum(value), 0) FROM booking) AS booked,
      (SELECT coalesce(sum(expensed), 0) FROM booking) AS late,
      (SELECT -coalesce(sum(value), 0) FROM stock_move
        WHERE reason IN ('shipped', 'unshipped', 'returned', 'adjust', 'count')) AS sold,
      (SELECT coalesce(sum(value), 0) FROM account JOIN bought ON bought.id = account.id AND voided_at IS NULL
        WHERE kind IN ('receipt', 'receipt-correction')) AS cameIn,
      (SELECT -coalesce(sum(value), 0) FROM account JOIN supplier_return s ON s.id = account.id AND voided_at IS NULL
        WHERE kind = 'supplier-return') AS wentBack,
      (SELECT -coalesce(sum(value), 0) FROM account WHERE (kind, id) IN (
        SELECT 'receipt', id FROM receipt WHERE voided_at IS NOT NULL
        UNION ALL SELECT 'receipt-correction', id FROM receipt WHERE voided_at IS NOT NULL
        UNION ALL SELECT 'supplier-return', id FROM supplier_return WHERE voided_at IS NOT NULL
        UNION ALL SELECT 'inspection-defect', id FROM inspection_defect WHERE voided_at IS NOT NULL
        UNION ALL SELECT 'material-use', id FROM material_use WHERE voided_at IS NOT NULL)) AS takenBack`.execute(
    db,
  )
  const row = rows[0]!
  let onBatches = 0
  let wasted = 0
  for (const { id } of await db.selectFrom('batch').select('id').execute()) {
    const spend = await batchSpend(db, id)
    const work = spend.work.reduce((sum, { paid }) => sum + paid, 0)
    const all = spend.materials.reduce((sum, { value }) => sum + value, 0) + shareOf(work, 1, 10_000)
    onBatches += all
    if (spend.isEnded && spend.out === 0) wasted += all
  }
  const materials = await materialsGiven(db)
  return {
    spent: row.bought! - row.credited! + onBatches - materials,
    stock: row.stock!,
    inWork: onBatches - row.booked! - wasted,
    left: {
      sold: row.sold!,
      late: row.late!,
      prices: row.bought! - row.cameIn!,
      returns: row.wentBack! - row.credited!,
      takenBack: row.takenBack!,
      wasted,
    },
  }
}

/** Value of what batches were given and did not give back: bought before, and no new spending. */
async function materialsGiven(db: Kysely<Database>): Promise<number> {
  const { rows } = await sql<{ value: number }>`
    SELECT coalesce(sum(iif(kind = 'issued', value, -value)), 0) AS value FROM material_use WHERE voided_at IS NULL`.execute(
    db,
  )
  return rows[0]!.value
}
