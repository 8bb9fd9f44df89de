import { type Kysely, sql } from 'kysely'
import type { LineLock } from '../../shared/orders/contract.ts'
import type { Database } from '../schema.ts'

/**
 * Lines somebody has in hand or sent: what of them would be changed is on a pick list, in a parcel or gone. Key 0 stands
 * for the order itself: while it is being picked nothing is added either.
 */
export async function lineLocks(
  db: Kysely<Database>,
  orderId: number,
): Promise<ReadonlyMap<number, LineLock>> {
  const found = await sql<{ id: number; lock: LineLock | null }>`
    WITH picking AS (SELECT EXISTS (
        SELECT 1 FROM wave_order wo JOIN wave w ON w.id = wo.wave_id
        WHERE wo.order_id = ${orderId} AND w.state = 'picking')
      OR EXISTS (SELECT 1 FROM parcel_order po JOIN parcel p ON p.id = po.parcel_id
        WHERE po.order_id = ${orderId} AND p.state = 'open') AS is_so),
    sent AS (
      SELECT pl.order_line_id AS id, max(p.state = 'shipped') AS shipped
      FROM order_line l JOIN parcel_line pl ON pl.order_line_id = l.id JOIN parcel p ON p.id = pl.parcel_id
      WHERE l.order_id = ${orderId} AND p.state IN ('packed', 'shipped') GROUP BY 1)
    SELECT l.id, CASE WHEN l.shipped > 0 OR sent.shipped = 1 THEN 'shipped' WHEN sent.shipped = 0 THEN 'packed'
      WHEN (SELECT is_so FROM picking) THEN 'picking' END AS lock
    FROM order_line l LEFT JOIN sent ON sent.id = l.id WHERE l.order_id = ${orderId}
    UNION ALL SELECT 0, iif(is_so, 'picking', NULL) FROM picking`.execute(db)
  return new Map(found.rows.flatMap((row) => (row.lock === null ? [] : [[row.id, row.lock] as const])))
}

/** Only lines a user wrote herself may be changed: a platform's are the platform's (rule 8). */
export function isManual(order: { readonly import_file_id: number | null; readonly head_as_of: number }) {
  return order.import_file_id === null && order.head_as_of === 0
}
