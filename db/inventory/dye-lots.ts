import { type Kysely, sql } from 'kysely'
import { type LotAmount, lotsLeft } from '../../shared/inventory/dye-lots.ts'
import type { DyeLot } from '../../shared/inventory/materials-contract.ts'
import type { Database } from '../schema.ts'

interface Row extends LotAmount {
  readonly materialId: number
}

/**
 * What should be left of each dye lot of these materials in all places, 1/1000 of their units: what came by receipts less
 * what went by the lot's name; where nobody named it, the oldest is taken to have gone first.
 */
export async function dyeLots(db: Kysely<Database>, materialIds: readonly number[]): Promise<DyeLot[]> {
  const wanted = sql`(SELECT value FROM json_each(${JSON.stringify(materialIds)}))`
  const { rows: deliveries } = await sql<Row>`
    SELECT l.item_id AS materialId, l.dye_lot AS dyeLot, l.quantity FROM receipt_line l
    JOIN receipt r ON r.id = l.receipt_id AND r.voided_at IS NULL
    WHERE l.item_id IN ${wanted} ORDER BY r.business_date, l.id`.execute(db)
  const { rows: named } = await sql<Row>`
    SELECT material_id AS materialId, dye_lot AS dyeLot, iif(kind = 'issued', quantity, -quantity) AS quantity
    FROM material_use WHERE material_id IN ${wanted} AND voided_at IS NULL AND dye_lot <> ''
    UNION ALL
    SELECT l.item_id, l.dye_lot, l.quantity FROM supplier_return_line l
    JOIN supplier_return s ON s.id = l.supplier_return_id AND s.voided_at IS NULL
    WHERE l.item_id IN ${wanted} AND l.dye_lot <> ''`.execute(db)
  const { rows: levels } = await sql<{ materialId: number; onHand: number }>`
    SELECT item_id AS materialId, sum(quantity) AS onHand FROM stock_level
    WHERE item_id IN ${wanted} GROUP BY item_id`.execute(db)
  return materialIds.flatMap((materialId) =>
    lotsLeft(
      deliveries.filter((row) => row.materialId === materialId),
      named.filter((row) => row.materialId === materialId),
      levels.find((row) => row.materialId === materialId)?.onHand ?? 0,
    ).map((lot) => ({ materialId, ...lot })),
  )
}
