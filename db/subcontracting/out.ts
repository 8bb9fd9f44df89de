import { type Kysely, sql } from 'kysely'
import { YifangError } from '../../shared/errors.ts'
import type { Batch } from '../../shared/production/contract.ts'
import type { Database } from '../schema.ts'

/** Bundles with pieces at a partner: how many are still there, for which operations. */
export interface BundleOut {
  readonly orderId: number
  readonly bundleId: number
  readonly partner: string
  readonly operations: readonly number[]
  readonly pieces: number
}

/** SQL: pieces of `subcontract_bundle sb` that are still there. */
export const stillOut = sql<number>`(sb.quantity - sb.withdrawn - coalesce((
  SELECT sum(l.good - l.over + l.scrap + l.lost) FROM subcontract_return r
  JOIN subcontract_return_line l ON l.subcontract_return_id = r.id AND l.bundle_id = sb.bundle_id
  WHERE r.subcontract_order_id = sb.subcontract_order_id AND r.voided_at IS NULL), 0))`

/** Where pieces of a bundle, or of all, are out; empty: all of it is here. */
export async function piecesOut(db: Kysely<Database>, bundleId?: number): Promise<BundleOut[]> {
  const { rows } = await sql<Omit<BundleOut, 'operations'> & { operations: string }>`
    SELECT o.id AS orderId, sb.bundle_id AS bundleId, supplier.name AS partner, o.operations, ${stillOut} AS pieces
    FROM subcontract_bundle sb JOIN subcontract_order o ON o.id = sb.subcontract_order_id AND o.state = 'open'
      JOIN subcontractor s ON s.id = o.subcontractor_id JOIN supplier ON supplier.id = s.supplier_id
    WHERE ${bundleId === undefined ? sql`true` : sql`sb.bundle_id = ${bundleId}`} AND ${stillOut} > 0`.execute(
    db,
  )
  return rows.map((row) => ({ ...row, operations: JSON.parse(row.operations) as number[] }))
}

/** Where pieces of a batch are out, by order and SKU. */
export async function piecesAway(db: Kysely<Database>, batchId: number): Promise<Batch['out']> {
  const { rows } = await sql<Omit<Batch['out'][number], 'operationIds'> & { operations: string }>`
    SELECT o.id AS orderId, o.order_number AS orderNumber, supplier.name AS partner, o.due_date AS dueDate, o.operations,
      b.sku_id AS skuId, sum(${stillOut}) AS pieces
    FROM subcontract_order o JOIN subcontract_bundle sb ON sb.subcontract_order_id = o.id
      JOIN bundle b ON b.id = sb.bundle_id JOIN subcontractor s ON s.id = o.subcontractor_id
      JOIN supplier ON supplier.id = s.supplier_id
    WHERE o.batch_id = ${batchId} AND o.state = 'open'
    GROUP BY o.id, b.sku_id HAVING sum(${stillOut}) > 0 ORDER BY o.id`.execute(db)
  return rows.map(({ operations, ...row }) => ({ ...row, operationIds: JSON.parse(operations) as number[] }))
}

/**
 * Raises bundle-out where pieces of a bundle are at a partner: for one operation, or by another order, where it is given.
 */
export async function refuseOut(
  db: Kysely<Database>,
  bundle: { readonly id: number; readonly bundle_number: number },
  operationId?: number,
  exceptOrderId?: number,
): Promise<void> {
  const out = (await piecesOut(db, bundle.id)).find(
    ({ operations, orderId }) =>
      orderId !== exceptOrderId && (operationId === undefined || operations.includes(operationId)),
  )
  if (out)
    throw new YifangError('bundle-out', {
      bundle: bundle.bundle_number,
      partner: out.partner,
      pieces: out.pieces,
    })
}
