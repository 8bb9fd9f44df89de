import { type Kysely, sql } from 'kysely'
import type { Rework } from '../../shared/quality/contract.ts'
import { skuLabels } from '../catalog/lookups.ts'
import type { Database } from '../schema.ts'

/** Of `inspection_defect d`: sent back to be mended and not mended yet. */
export const openRework = sql`d.outcome = 'rework' AND d.voided_at IS NULL AND NOT EXISTS (
  SELECT 1 FROM work_entry e WHERE e.id = d.work_entry_id AND e.voided_at IS NULL)`

/** Pieces that went back to be mended and are not yet, in bundles still on the floor; the oldest first. */
export async function listReworks(db: Kysely<Database>): Promise<Rework[]> {
  const { rows } = await sql<Omit<Rework, 'sku'> & { skuId: number }>`
    SELECT d.id AS defectId, d.inspection_id AS inspectionId, d.name, d.pieces, batch.id AS batchId,
      batch_number AS batchNumber, bundle.id AS bundleId, bundle_number AS bundleNumber, bundle.sku_id AS skuId,
      d.operation_id AS operationId, operation.name AS operationName, d.worker_id AS workerId,
      coalesce(worker.name, '') AS workerName, d.at
    FROM inspection_defect d JOIN bundle ON bundle.id = d.bundle_id AND bundle.state = 'live'
      JOIN batch ON batch.id = bundle.batch_id JOIN operation ON operation.id = d.operation_id
      LEFT JOIN worker ON worker.id = d.worker_id
    WHERE ${openRework} ORDER BY d.id LIMIT 500`.execute(db)
  const labels = await skuLabels(
    db,
    rows.map(({ skuId }) => skuId),
  )
  return rows.map(({ skuId, ...row }) => ({ ...row, sku: labels.get(skuId)! }))
}

/** Pieces of a bundle that must be mended first. */
export async function piecesToMend(db: Kysely<Database>, bundleId: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    SELECT coalesce(sum(d.pieces), 0) AS n FROM inspection_defect d WHERE d.bundle_id = ${bundleId} AND ${openRework}`.execute(
    db,
  )
  return rows[0]!.n
}
