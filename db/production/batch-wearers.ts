import { type Kysely, sql } from 'kysely'
import type { Batch } from '../../shared/production/contract.ts'
import { sizeOrder } from '../catalog/size-order.ts'
import type { Database } from '../schema.ts'

/**
 * For whom a batch's pieces are made: the lines of its orders that it makes (of a set, its part), for orders with a show
 * or with something said of a wearer, order by order, in the sizes' order. What is cancelled is left out.
 */
export async function readWearers(db: Kysely<Database>, batchId: number): Promise<Batch['wearers']> {
  const { rows } = await sql<Batch['wearers'][number] & { styleId: number }>`
    SELECT o.order_number AS orderNumber, l.wearer, sku.colour, sku.size, sku.style_id AS styleId,
      (l.quantity - l.cancelled) * coalesce(part.quantity, 1) AS quantity,
      l.custom_text AS customText, l.measurements, l.note
    FROM batch_order bo JOIN orders o ON o.id = bo.order_id JOIN order_line l ON l.order_id = o.id
      LEFT JOIN set_part part ON part.set_sku_id = l.sku_id
      JOIN sku ON sku.id = coalesce(part.part_sku_id, l.sku_id)
    WHERE bo.batch_id = ${batchId} AND l.quantity > l.cancelled
      AND sku.id IN (SELECT sku_id FROM batch_line WHERE batch_id = ${batchId})
      AND (o.performance_date IS NOT NULL OR EXISTS (
        SELECT 1 FROM order_line w WHERE w.order_id = o.id
          AND (w.wearer <> '' OR w.custom_text <> '' OR w.measurements <> '')))
    ORDER BY o.performance_date IS NULL, o.performance_date, o.id, l.id`.execute(db)
  const first = rows[0]
  if (!first) return []
  const inOrder = await sizeOrder(db, first.styleId)
  return [...Map.groupBy(rows, ({ orderNumber }) => orderNumber).values()].flatMap((ofOrder) =>
    ofOrder.toSorted(inOrder).map(({ styleId: _styleId, ...row }) => row),
  )
}
