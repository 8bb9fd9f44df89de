import { type Kysely, sql } from 'kysely'
import type { BundleStep } from '../../shared/production/work-contract.ts'
import type { Database } from '../schema.ts'

/**
 * SQL: `kin (id, until)`: a bundle and all that its pieces were in before a split or merge, each with the instant at which
 * they left it. A bundle that goes on with the rest (pieces that came back from a partner were set apart) has later
 * rows, which are none of this one's.
 */
export const kinOf = (id: number) => sql`
  forebear (id, until) AS (
    SELECT ${id}, 9223372036854775807
    UNION SELECT o.from_bundle_id, min(f.until, c.at) FROM forebear f
      JOIN bundle_origin o ON o.bundle_id = f.id JOIN command c ON c.id = o.command_id),
  kin AS (SELECT id, max(until) AS until FROM forebear GROUP BY id)`

/**
 * SQL: to which bundle the pieces of `subcontract_return_line l` came: where others of its bundle stayed at the partner, to
 * the one that the return set apart.
 */
const cameTo = sql`coalesce((SELECT o.bundle_id FROM bundle_origin o JOIN bundle_move m ON m.bundle_id = o.bundle_id
  WHERE o.from_bundle_id = l.bundle_id AND m.subcontract_return_id = l.subcontract_return_id AND m.kind = 'split'),
  l.bundle_id)`

type Doer = BundleStep['workers'][number] & { readonly operationId: number }

/**
 * Who did good pieces of a bundle, by step: workers here and partners, on it and on the bundles that it came of, whose
 * numbers are named. Of a bundle that was split all its pieces count: nobody knows which of them went where.
 */
export async function doersOf(db: Kysely<Database>, bundleId: number): Promise<Doer[]> {
  const { rows } = await sql<Omit<Doer, 'of'> & { isOwn: number; numbers: string }>`
    WITH RECURSIVE ${kinOf(bundleId)},
    done (bundle_id, operation_id, worker_id, name, good, at) AS (
      SELECT e.bundle_id, e.operation_id, e.worker_id, worker.name, e.good, e.at
      FROM kin JOIN work_entry e ON e.bundle_id = kin.id AND e.at <= kin.until AND e.voided_at IS NULL
      JOIN worker ON worker.id = e.worker_id
      UNION ALL
      SELECT part.bundle_id, step.value, NULL, supplier.name, part.good, r.at
      FROM (
        SELECT kin.id AS bundle_id, kin.until, l.subcontract_return_id, l.good - l.over AS good
        FROM kin JOIN subcontract_return_line l ON l.bundle_id = kin.id
        WHERE ${cameTo} IN (SELECT id FROM kin)
        UNION ALL
        SELECT kin.id, kin.until, l.subcontract_return_id, l.over
        FROM kin JOIN subcontract_return_line l ON l.over_bundle_id = kin.id) part
      JOIN subcontract_return r ON r.id = part.subcontract_return_id AND r.voided_at IS NULL AND r.at <= part.until
      JOIN subcontract_order o ON o.id = r.subcontract_order_id JOIN json_each(o.operations) step
      JOIN subcontractor s ON s.id = o.subcontractor_id JOIN supplier ON supplier.id = s.supplier_id)
    SELECT operation_id AS operationId, worker_id AS workerId, name, sum(good) AS good, bundle_id = ${bundleId} AS isOwn,
      json_group_array(DISTINCT bundle_number) AS numbers
    FROM done JOIN bundle ON bundle.id = bundle_id WHERE good > 0
    GROUP BY operation_id, isOwn, worker_id, name ORDER BY isOwn, min(at)`.execute(db)
  return rows.map(({ isOwn, numbers, ...row }) => ({
    ...row,
    of: isOwn ? [] : (JSON.parse(numbers) as number[]).toSorted((a, b) => a - b),
  }))
}
