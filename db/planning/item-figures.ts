import { type Kysely, sql } from 'kysely'
import type { ProposalCell } from '../../shared/planning/contract.ts'
import type { Database } from '../schema.ts'

export type ItemFigures = Pick<ProposalCell, 'free' | 'expected' | 'safetyStock' | 'season'> & {
  readonly id: number
  readonly readyBy: string | null
}

/**
 * Pieces there, on their way and wanted for stock, of all SKUs of the styles of the given items, and of those that
 * keep a safety stock or a season target that is not over on `today`: sums over small tables.
 */
export async function itemFigures(
  db: Kysely<Database>,
  ids: readonly number[],
  today: string,
): Promise<readonly ItemFigures[]> {
  const { rows } = await sql<ItemFigures>`
    WITH there AS (
      SELECT v.item_id, sum(v.quantity) AS quantity FROM stock_level v
      JOIN location p ON p.id = v.location_id AND p.kind = 'sellable' GROUP BY v.item_id),
    promised AS (SELECT item_id, sum(quantity) AS quantity FROM allocation GROUP BY item_id),
    coming AS (
      SELECT item_id, sum(quantity - received) AS quantity FROM expected_supply WHERE closed_at IS NULL
      GROUP BY item_id)
    SELECT sku.id, sku.safety_stock AS safetyStock, coalesce(target.quantity, 0) AS season, target.ready_by AS readyBy,
      coalesce(there.quantity, 0) - coalesce(promised.quantity, 0) AS free, coalesce(coming.quantity, 0) AS expected
    FROM sku LEFT JOIN there ON there.item_id = sku.id LEFT JOIN promised ON promised.item_id = sku.id
    LEFT JOIN coming ON coming.item_id = sku.id
    LEFT JOIN season_target target ON target.sku_id = sku.id AND target.ready_by >= ${today}
    WHERE sku.is_set = 0 AND sku.seconds_of IS NULL AND sku.archived_at IS NULL
      AND sku.style_id IN (
        SELECT style_id FROM sku
        WHERE safety_stock > 0 OR id IN (SELECT sku_id FROM season_target WHERE ready_by >= ${today})
          OR id IN (SELECT value FROM json_each(${JSON.stringify(ids)})))`.execute(db)
  return rows
}
