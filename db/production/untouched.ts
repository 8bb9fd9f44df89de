import { type Kysely, sql } from 'kysely'
import { YifangError } from '../../shared/errors.ts'
import type { Database } from '../schema.ts'
import { refuseOut } from '../subcontracting/out.ts'
import { refuseInHand } from './in-hand.ts'

/**
 * Whether a bundle is as it was when it began with `quantity` pieces and the work that came with it: nothing was recorded,
 * sent out and worked, found at a check, or taken out of it. Raises bundle-out, handed-out, bundle-worked.
 */
export async function refuseTouched(
  db: Kysely<Database>,
  bundle: {
    readonly id: number
    readonly batch_id: number
    readonly bundle_number: number
    readonly held: number
  },
  quantity: number,
): Promise<void> {
  await refuseOut(db, bundle)
  await refuseInHand(db, bundle)
  const { rows } = await sql<{ touched: number }>`
    SELECT EXISTS (SELECT 1 FROM work_entry WHERE bundle_id = ${bundle.id} AND voided_at IS NULL)
      OR EXISTS (SELECT 1 FROM inspection_defect WHERE bundle_id = ${bundle.id} AND voided_at IS NULL)
      OR EXISTS (SELECT 1 FROM subcontract_return_line l JOIN subcontract_return r ON r.id = l.subcontract_return_id
        WHERE l.bundle_id = ${bundle.id} AND r.voided_at IS NULL AND l.good + l.scrap + l.lost > 0) AS touched`.execute(
    db,
  )
  if (rows[0]!.touched || bundle.held !== quantity)
    throw new YifangError('bundle-worked', { bundle: bundle.bundle_number })
}
