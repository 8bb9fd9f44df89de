import type { Selectable } from 'kysely'
import { YifangError } from '../../shared/errors.ts'
import {
  type BundleRule,
  type LayColour,
  type LaySize,
  layBundles,
  mergeLay,
} from '../../shared/production/bundle-sizes.ts'
import { dealOut, goodHeld } from '../../shared/production/progress.ts'
import type { CommandScope } from '../command.ts'
import { piecesToMend } from '../quality/reworks.ts'
import type { Database } from '../schema.ts'
import { refuseOut } from '../subcontracting/out.ts'
import { refuseInHand } from './in-hand.ts'
import { addProgress, type BundleMoveCause, batchSteps, doneOn, moveBundle } from './progress.ts'
import { refuseTouched } from './untouched.ts'

type Bundle = Selectable<Database['bundle']>

/**
 * Cuts a lay and makes its bundles, numbered on from the batch's last. A colour × size that the batch did not plan
 * may be cut only where the style has that SKU: more than planned is real life, another garment is a mistake.
 * A lay of one part (ears of another cloth) makes no bundles: its pieces join those of the whole sets.
 * Raises not-found (`batch`), batch-over, sku-not-in-batch.
 */
export async function cutLay(
  scope: CommandScope,
  input: {
    readonly batchId: number
    readonly colours: readonly LayColour[]
    readonly sizes: readonly LaySize[]
    readonly rule: BundleRule
    readonly businessDate: string
    readonly part?: string | undefined
    readonly materialId?: number | null | undefined
    /** Millimetres. */
    readonly markerLength?: number | null | undefined
    readonly endLoss?: number | null | undefined
  },
): Promise<{ layNumber: number; bundleIds: number[]; pieces: number }> {
  const { trx } = scope
  const { batchId } = input
  const batch = await trx.selectFrom('batch').selectAll().where('id', '=', batchId).executeTakeFirst()
  if (!batch) throw new YifangError('not-found', { what: 'batch', id: batchId })
  if (batch.state !== 'open') throw new YifangError('batch-over', { batch: batch.batch_number })
  const skus = await trx
    .selectFrom('sku')
    .select(['id', 'colour', 'size'])
    .where('style_id', '=', batch.style_id)
    .where('is_set', '=', 0)
    .where('seconds_of', 'is', null)
    .execute()
  const last = await trx
    .selectFrom('lay')
    .select((eb) => eb.fn.max('lay_number').as('number'))
    .where('batch_id', '=', batchId)
    .executeTakeFirst()
  const layNumber = (last?.number ?? 0) + 1
  const layId = await scope.insert('lay', {
    batch_id: batchId,
    lay_number: layNumber,
    part: input.part ?? '',
    business_date: input.businessDate,
    material_id: input.materialId ?? null,
    marker_length: input.markerLength ?? null,
    end_loss: input.endLoss ?? null,
  })
  const { colours, sizes } = mergeLay(input.colours, input.sizes)
  for (const { colour, dyeLot, layers } of colours)
    await scope.insert('lay_colour', { lay_id: layId, colour, dye_lot: dyeLot, layers })
  for (const { size, ratio } of sizes) await scope.insert('lay_size', { lay_id: layId, size, ratio })
  const bundles = layBundles(colours, sizes, input.rule)
  const pieces = bundles.reduce((sum, bundle) => sum + bundle.quantity, 0)
  const found = bundles.map((bundle) => {
    const sku = skus.find((one) => one.colour === bundle.colour && one.size === bundle.size)
    if (!sku) throw new YifangError('sku-not-in-batch', { sku: `${bundle.colour} ${bundle.size}` })
    return { ...bundle, sku }
  })
  if (input.part) return { layNumber, bundleIds: [], pieces }
  const bundleIds: number[] = []
  let number = await lastNumber(scope, batchId)
  for (const { sku, dyeLot, quantity } of found) {
    const id = await scope.insert('bundle', {
      batch_id: batchId,
      lay_id: layId,
      sku_id: sku.id,
      bundle_number: ++number,
      dye_lot: dyeLot,
      quantity,
      held: 0,
      state: 'live',
    })
    bundleIds.push(id)
    await moveBundle(scope, { bundleId: id, kind: 'begun', quantity })
  }
  return { layNumber, bundleIds, pieces }
}

/**
 * Splits a live bundle: the old one is closed, its entries stay with it; the new ones carry what was done on its
 * pieces as openings, the first parts first. Gives the new ids. Raises not-found, bundle-over, split-wrong, rework-open,
 * bundle-out, handed-out.
 */
export async function splitBundle(
  scope: CommandScope,
  id: number,
  parts: readonly number[],
): Promise<{ ids: number[] }> {
  const bundle = await liveBundle(scope, id)
  const sum = parts.reduce((total, part) => total + part, 0)
  if (sum !== bundle.held || parts.some((part) => part < 1))
    throw new YifangError('split-wrong', { held: bundle.held, parts: sum })
  const openings = await openingsOf(scope, [bundle])
  await close(scope, bundle, 'split')
  const ids: number[] = []
  for (const [index, part] of parts.entries()) {
    const dealt = openings.map(({ operationId, good }) => ({
      operationId,
      good: dealOut(good, parts)[index]!,
    }))
    ids.push(await fromBundles(scope, bundle, part, 'split', [[bundle.id, part]], dealt))
  }
  return { ids }
}

/**
 * Merges live bundles of one SKU, batch, part and dye lot.
 * Raises not-found, bundle-over, merge-differs, rework-open, bundle-out, handed-out.
 */
export async function mergeBundles(scope: CommandScope, ids: readonly number[]): Promise<{ id: number }> {
  const bundles: Bundle[] = []
  for (const id of new Set(ids)) bundles.push(await liveBundle(scope, id))
  const first = bundles[0]!
  const same = (one: Bundle) =>
    one.batch_id === first.batch_id &&
    one.sku_id === first.sku_id &&
    one.part === first.part &&
    one.dye_lot === first.dye_lot
  const other = bundles.find((one) => !same(one))
  if (other || bundles.length < 2)
    throw new YifangError('merge-differs', { bundle: other?.bundle_number ?? first.bundle_number })
  const openings = await openingsOf(scope, bundles)
  for (const bundle of bundles) await close(scope, bundle, 'merged')
  const quantity = bundles.reduce((sum, bundle) => sum + bundle.held, 0)
  const origins = bundles.map((bundle) => [bundle.id, bundle.held] as const)
  return { id: await fromBundles(scope, first, quantity, 'merged', origins, openings) }
}

/**
 * Takes back a bundle that nothing was done on, here or at a partner.
 * Raises not-found, bundle-over, bundle-worked, bundle-out, handed-out.
 */
export async function voidBundle(scope: CommandScope, id: number): Promise<null> {
  const bundle = await liveBundle(scope, id)
  const { trx } = scope
  const begun = await trx
    .selectFrom('bundle_move')
    .selectAll()
    .where('bundle_id', '=', id)
    .where('kind', '=', 'begun')
    .executeTakeFirst()
  // What came out of a split or merge is undone there, by merging or splitting it again.
  if (!begun) throw new YifangError('bundle-worked', { bundle: bundle.bundle_number })
  await refuseTouched(trx, bundle, begun.quantity)
  await moveBundle(scope, { bundleId: id, kind: 'begun', quantity: -begun.quantity, reversesId: begun.id })
  await scope.update('bundle', id, { state: 'voided' })
  return null
}

/** A bundle that may still be worked on. Raises not-found, bundle-over. */
export async function liveBundle(scope: CommandScope, id: number): Promise<Bundle> {
  const bundle = await scope.trx.selectFrom('bundle').selectAll().where('id', '=', id).executeTakeFirst()
  if (!bundle) throw new YifangError('not-found', { what: 'bundle', id })
  if (bundle.state !== 'live') throw new YifangError('bundle-over', { bundle: bundle.bundle_number })
  return bundle
}

/** Raises bundle-out, handed-out, rework-open: what is at a partner, in a hand or must be mended hangs on its bundle. */
async function refuseHeldUp(scope: CommandScope, bundle: Bundle): Promise<void> {
  await refuseOut(scope.trx, bundle)
  await refuseInHand(scope.trx, bundle)
  const pieces = await piecesToMend(scope.trx, bundle.id)
  if (pieces > 0) throw new YifangError('rework-open', { bundle: bundle.bundle_number, pieces })
}

async function lastNumber(scope: CommandScope, batchId: number): Promise<number> {
  const row = await scope.trx
    .selectFrom('bundle')
    .select((eb) => eb.fn.max('bundle_number').as('number'))
    .where('batch_id', '=', batchId)
    .executeTakeFirst()
  return row?.number ?? 0
}

/** Good pieces by operation among those that bundles of one batch hold. */
async function openingsOf(
  scope: CommandScope,
  bundles: readonly Bundle[],
): Promise<{ operationId: number; good: number }[]> {
  const steps = await batchSteps(scope.trx, bundles[0]!.batch_id)
  const done = await doneOn(
    scope.trx,
    bundles.map(({ id }) => id),
  )
  return steps.map((step) => ({
    operationId: step.id,
    good: bundles.reduce((sum, bundle) => {
      const mine = done.filter((one) => one.bundleId === bundle.id)
      return sum + goodHeld(bundle.held, mine, steps, step.id)
    }, 0),
  }))
}

async function close(scope: CommandScope, bundle: Bundle, as: 'split' | 'merged'): Promise<void> {
  await refuseHeldUp(scope, bundle)
  if (bundle.held > 0) await moveBundle(scope, { bundleId: bundle.id, kind: as, quantity: -bundle.held })
  await scope.update('bundle', bundle.id, { state: as })
}

/** A bundle of pieces that others held, with what was done on them. `cause`: on whose account. Raises bundle-over (no pieces). */
export async function fromBundles(
  scope: CommandScope,
  like: Bundle,
  quantity: number,
  kind: 'split' | 'merged',
  origins: readonly (readonly [fromId: number, quantity: number])[],
  openings: readonly { readonly operationId: number; readonly good: number }[],
  cause: { readonly [K in BundleMoveCause]?: number } = {},
): Promise<number> {
  if (quantity === 0) throw new YifangError('bundle-over', { bundle: like.bundle_number })
  const id = await scope.insert('bundle', {
    batch_id: like.batch_id,
    lay_id: like.lay_id,
    sku_id: like.sku_id,
    bundle_number: (await lastNumber(scope, like.batch_id)) + 1,
    part: like.part,
    dye_lot: like.dye_lot,
    quantity,
    held: 0,
    state: 'live',
  })
  await moveBundle(scope, { bundleId: id, kind, quantity, cause })
  for (const [fromId, pieces] of origins)
    if (pieces > 0)
      await scope.insert('bundle_origin', { bundle_id: id, from_bundle_id: fromId, quantity: pieces })
  for (const { operationId, good } of openings) {
    if (good === 0) continue
    await scope.insert('bundle_opening', { bundle_id: id, operation_id: operationId, good })
    await addProgress(scope, { bundleId: id, operationId, good, rework: 0, scrap: 0 })
  }
  return id
}
