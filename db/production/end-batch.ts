import { YifangError } from '../../shared/errors.ts'
import type { CommandScope } from '../command.ts'
import { refuseOut } from '../subcontracting/out.ts'
import { refuseMaterialsThere } from './batch-materials.ts'
import { correctCost } from './costs/correct-cost.ts'
import { moveBundle } from './progress.ts'

/**
 * Closes a batch: what is still in its bundles is written off as lost, for which a reason must be given, and orders no
 * longer wait for what it will not bring. Gives the pieces that were lost. Raises not-found, batch-over,
 * pieces-left, bundle-out, and materials-there where nothing was cut.
 */
export async function closeBatch(
  scope: CommandScope,
  input: { readonly id: number; readonly reason: string },
): Promise<{ lost: number }> {
  const batch = await openBatch(scope, input.id)
  const live = await liveBundles(scope, input.id)
  for (const bundle of live) await refuseOut(scope.trx, bundle)
  // Of a batch that was cut, what did not come back counts as used up.
  if (!(await isCut(scope, input.id))) await refuseMaterialsThere(scope, input.id)
  const lost = live.reduce((sum, { held }) => sum + held, 0)
  if (lost > 0 && input.reason === '')
    throw new YifangError('pieces-left', { batch: batch.batch_number, pieces: lost })
  for (const { id, held } of live) {
    if (held > 0) await moveBundle(scope, { bundleId: id, kind: 'lost', quantity: -held })
    await scope.update('bundle', id, { state: 'done' })
  }
  await endSupplies(scope, input.id)
  await scope.update('batch', input.id, { state: 'closed', closed_at: scope.at, end_note: input.reason })
  // All that was spent is borne by what came out.
  await correctCost(scope, input.id)
  return { lost }
}

/**
 * Gives up a batch of which nothing is cut: orders no longer wait for it. Raises not-found, batch-over, batch-cut,
 * materials-there.
 */
export async function cancelBatch(
  scope: CommandScope,
  input: { readonly id: number; readonly reason: string },
): Promise<null> {
  const batch = await openBatch(scope, input.id)
  if (await isCut(scope, input.id)) throw new YifangError('batch-cut', { batch: batch.batch_number })
  await refuseMaterialsThere(scope, input.id)
  await endSupplies(scope, input.id)
  await scope.update('batch', input.id, { state: 'cancelled', closed_at: scope.at, end_note: input.reason })
  return null
}

/**
 * Opens a closed or cancelled batch again: what its closing wrote off is in the bundles again, and orders wait for it
 * as before. Raises not-found; of an open batch it changes nothing.
 */
export async function reopenBatch(scope: CommandScope, id: number): Promise<null> {
  const batch = await scope.trx.selectFrom('batch').selectAll().where('id', '=', id).executeTakeFirst()
  if (!batch) throw new YifangError('not-found', { what: 'batch', id })
  if (batch.state === 'open') return null
  // All that the ending wrote carries its command.
  const moves = await scope.trx
    .selectFrom('bundle_move as m')
    .innerJoin('bundle as b', 'b.id', 'm.bundle_id')
    .select(['m.id', 'm.bundle_id', 'm.quantity'])
    .where('b.batch_id', '=', id)
    .where('m.kind', '=', 'lost')
    .where('m.command_id', '=', batch.command_id)
    .execute()
  for (const move of moves)
    await moveBundle(scope, {
      bundleId: move.bundle_id,
      kind: 'lost',
      quantity: -move.quantity,
      reversesId: move.id,
    })
  const bundles = await scope.trx
    .selectFrom('bundle')
    .select('id')
    .where('batch_id', '=', id)
    .where('state', '=', 'done')
    .where('command_id', '=', batch.command_id)
    .execute()
  for (const bundle of bundles) await scope.update('bundle', bundle.id, { state: 'live' })
  const supplies = await scope.trx
    .selectFrom('expected_supply')
    .select('id')
    .where('batch_id', '=', id)
    .where(({ eb, or }) =>
      // The second: answered then, and its receipt was taken back since (`reopenSupplies`).
      or([eb('command_id', '=', batch.command_id), eb('closed_at', '=', batch.closed_at)]),
    )
    .execute()
  for (const supply of supplies) await scope.update('expected_supply', supply.id, { closed_at: null })
  await scope.update('batch', id, { state: 'open', closed_at: null, end_note: '' })
  // What came out so far no longer bears all that was spent.
  await correctCost(scope, id)
  return null
}

async function isCut(scope: CommandScope, batchId: number): Promise<boolean> {
  const bundle = await scope.trx
    .selectFrom('bundle')
    .select('id')
    .where('batch_id', '=', batchId)
    .where('state', '<>', 'voided')
    .executeTakeFirst()
  return bundle !== undefined
}

async function openBatch(scope: CommandScope, id: number) {
  const batch = await scope.trx.selectFrom('batch').selectAll().where('id', '=', id).executeTakeFirst()
  if (!batch) throw new YifangError('not-found', { what: 'batch', id })
  if (batch.state !== 'open') throw new YifangError('batch-over', { batch: batch.batch_number })
  return batch
}

function liveBundles(scope: CommandScope, batchId: number) {
  return scope.trx
    .selectFrom('bundle')
    .select(['id', 'held', 'bundle_number'])
    .where('batch_id', '=', batchId)
    .where('state', '=', 'live')
    .orderBy('id')
    .execute()
}

/** Orders no longer wait for a batch. */
export async function endSupplies(scope: CommandScope, batchId: number): Promise<void> {
  const open = await scope.trx
    .selectFrom('expected_supply')
    .select('id')
    .where('batch_id', '=', batchId)
    .where('closed_at', 'is', null)
    .execute()
  for (const { id } of open) await scope.update('expected_supply', id, { closed_at: scope.at })
}
