import { goodHeld } from '../../shared/production/progress.ts'
import type { CommandScope } from '../command.ts'
import { fromBundles, liveBundle } from '../production/bundles.ts'
import { carryInHand, returnInHand } from '../production/in-hand.ts'
import { addProgress, batchSteps, doneOn, moveBundle } from '../production/progress.ts'
import { refuseTouched } from '../production/untouched.ts'
import { piecesToMend } from '../quality/reworks.ts'
import { piecesOut } from './out.ts'

/**
 * Pieces of a bundle came back and others of it are still at the partner: those that are here go into a bundle of their
 * own, with what was done on them, so that they can go on or enter stock while the rest stays out under the old ticket.
 * The old bundle is then as if it had begun with the rest. Gives the new bundle; null where nothing of it is out or here.
 * Work beside the partner's (ears beside a body) is taken to be done on the pieces that are here first. Pieces that must
 * be mended stay with the old bundle, on which their defect stands.
 */
export async function setApart(
  scope: CommandScope,
  bundleId: number,
  returnId: number,
): Promise<number | null> {
  const bundle = await liveBundle(scope, bundleId)
  const out = (await piecesOut(scope.trx, bundleId)).reduce((sum, { pieces }) => sum + pieces, 0)
  const here = bundle.held - out - (await piecesToMend(scope.trx, bundleId))
  if (out === 0 || here <= 0) return null
  const steps = await batchSteps(scope.trx, bundle.batch_id)
  const done = await doneOn(scope.trx, [bundleId])
  const openings = steps.map(({ id }) => ({
    operationId: id,
    good: Math.min(here, goodHeld(bundle.held, done, steps, id)),
  }))
  const cause = { subcontract_return_id: returnId }
  await moveBundle(scope, { bundleId, kind: 'split', quantity: -here, cause })
  const id = await fromBundles(scope, bundle, here, 'split', [[bundleId, here]], openings, cause)
  await takeWork(scope, bundleId, openings, -1)
  await scope.update('bundle', bundleId, { quantity: bundle.quantity - here })
  await carryInHand(scope, bundleId, id)
  return id
}

/**
 * Puts what a return set apart of a bundle back into it (the moves themselves are reversed with the return's others).
 * Raises bundle-over, bundle-worked, bundle-out, handed-out where something was done on it since.
 */
export async function joinApart(
  scope: CommandScope,
  bundleId: number,
  row: { readonly id: number; readonly command_id: number },
): Promise<void> {
  const apart = await scope.trx
    .selectFrom('bundle as b')
    .innerJoin('bundle_origin as o', 'o.bundle_id', 'b.id')
    .innerJoin('bundle_move as m', 'm.bundle_id', 'b.id')
    .select('b.id')
    .where('o.from_bundle_id', '=', bundleId)
    .where('m.subcontract_return_id', '=', row.id)
    .where('m.kind', '=', 'split')
    .executeTakeFirst()
  if (!apart) return
  const bundle = await liveBundle(scope, apart.id)
  await returnInHand(scope, bundleId, apart.id, row.command_id)
  await refuseTouched(scope.trx, bundle, bundle.quantity)
  const openings = await scope.trx
    .selectFrom('bundle_opening')
    .select(['operation_id as operationId', 'good'])
    .where('bundle_id', '=', apart.id)
    .execute()
  await takeWork(scope, bundleId, openings, 1)
  const from = await liveBundle(scope, bundleId)
  await scope.update('bundle', bundleId, { quantity: from.quantity + bundle.quantity })
  await scope.update('bundle', apart.id, { state: 'voided' })
}

async function takeWork(
  scope: CommandScope,
  bundleId: number,
  openings: readonly { readonly operationId: number; readonly good: number }[],
  sign: 1 | -1,
): Promise<void> {
  for (const { operationId, good } of openings)
    if (good > 0) await addProgress(scope, { bundleId, operationId, good: sign * good, rework: 0, scrap: 0 })
}
