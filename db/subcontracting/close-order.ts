import { sql } from 'kysely'
import { YifangError } from '../../shared/errors.ts'
import type { CommandScope } from '../command.ts'
import { liveBundle } from '../production/bundles.ts'
import { moveBundle } from '../production/progress.ts'
import { openOrder } from './open-order.ts'
import { stillOut } from './out.ts'
import { receiveReturn } from './returns.ts'

/**
 * Ends an order. What is still out comes back as it went (`back`), or is lost, for which a reason is asked. Of a whole
 * batch that went out uncut, what comes back as it went was never cut: it is to be cut again.
 * Raises not-found, order-closed, reason-missing.
 */
export async function closeSubcontract(
  scope: CommandScope,
  input: {
    readonly id: number
    readonly left: 'back' | 'lost'
    readonly reason: string
    readonly businessDate: string
  },
): Promise<null> {
  const order = await openOrder(scope, input.id)
  const { rows } = await sql<{ id: number; bundleId: number; out: number }>`
    SELECT sb.id, sb.bundle_id AS bundleId, ${stillOut} AS out FROM subcontract_bundle sb
    WHERE sb.subcontract_order_id = ${input.id}`.execute(scope.trx)
  const left = rows.filter(({ out }) => out > 0)
  if (left.length > 0 && input.left === 'lost') {
    if (input.reason === '') throw new YifangError('reason-missing', {})
    await receiveReturn(scope, {
      id: input.id,
      businessDate: input.businessDate,
      deduction: 0,
      note: input.reason,
      lines: left.map(({ bundleId, out }) => ({ bundleId, good: 0, scrap: 0, lost: out, rework: 0 })),
    })
  } else
    for (const { id, bundleId, out } of left) {
      if (order.whole) await unbegin(scope, bundleId, out)
      const { withdrawn } = await scope.trx
        .selectFrom('subcontract_bundle')
        .select('withdrawn')
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
      await scope.update('subcontract_bundle', id, { withdrawn: withdrawn + out })
    }
  await scope.update('subcontract_order', input.id, {
    state: 'closed',
    closed_at: scope.at,
    end_note: input.reason,
  })
  return null
}

/** Pieces that a whole order began and that nobody cut are begun no longer; a bundle of nothing else is voided. */
async function unbegin(scope: CommandScope, bundleId: number, pieces: number): Promise<void> {
  const bundle = await liveBundle(scope, bundleId)
  const begun = await scope.trx
    .selectFrom('bundle_move')
    .select('quantity')
    .where('bundle_id', '=', bundleId)
    .where('kind', '=', 'begun')
    .execute()
  const isAll = begun.reduce((sum, { quantity }) => sum + quantity, 0) === pieces
  await moveBundle(scope, { bundleId, kind: 'begun', quantity: -pieces })
  await scope.update(
    'bundle',
    bundleId,
    bundle.held === pieces ? { state: isAll ? 'voided' : 'done' } : { quantity: bundle.quantity - pieces },
  )
}

/** Opens a closed order again; pieces that came back unworked are here and stay here. Raises not-found. */
export async function reopenSubcontract(scope: CommandScope, id: number): Promise<null> {
  await scope.update('subcontract_order', id, { state: 'open', closed_at: null, end_note: '' })
  return null
}
