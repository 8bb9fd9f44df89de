import { sql } from 'kysely'
import { YifangError } from '../../shared/errors.ts'
import { openStep } from '../../shared/production/progress.ts'
import type { Defect } from '../../shared/quality/contract.ts'
import { secondsSku } from '../catalog/seconds-sku.ts'
import type { CommandScope } from '../command.ts'
import { reallocate } from '../inventory/allocate.ts'
import { postMove, reverseMoves } from '../inventory/ledger.ts'
import { placeOf } from '../inventory/locations.ts'
import { takeBackCost } from '../inventory/spread-cost.ts'
import { liveBundle } from '../production/bundles.ts'
import { costOf } from '../production/costs/read-cost.ts'
import { type BatchStep, batchSteps, doneOn, moveBundle, reverseBundleMoves } from '../production/progress.ts'
import { refuseForeign } from '../production/receive-bundles.ts'
import { recordWork } from '../production/work.ts'
import { openInspection } from './inspections.ts'
import { openRework } from './reworks.ts'

type DefectInput = Pick<
  Defect,
  'name' | 'class' | 'pieces' | 'bundleId' | 'operationId' | 'workerId' | 'outcome' | 'photoHash' | 'note'
> & { readonly id: number }

/**
 * Writes down defective pieces. Seconds leave their bundle and become the SKU of seconds of theirs at what they cost,
 * ready to be sold; scrap leaves it for nothing; both only where the pieces are finished, else an operation's record says it. Rework stays in its bundle,
 * which is not taken into stock until it is mended: so only at a step that is recorded, where somebody can say so.
 * Raises not-found, inspection-over, bundle-needed, bundle-over, bundle-unfinished, pieces-over, step-unrecorded, and
 * not-ours for seconds of another workshop's pieces.
 */
export async function addDefect(scope: CommandScope, input: DefectInput): Promise<{ id: number }> {
  const inspection = await openInspection(scope, input.id)
  const { bundleId, operationId, outcome, pieces } = input
  if (bundleId !== null) await bundleOf(scope, bundleId, inspection.batch_id)
  if (outcome !== 'noted' && bundleId === null) throw new YifangError('bundle-needed', {})
  if (outcome === 'rework' && operationId === null) throw new YifangError('bundle-needed', {})
  if (operationId !== null) {
    const step = await stepOf(scope, operationId, inspection.batch_id)
    if (outcome === 'rework' && !step.recorded)
      throw new YifangError('step-unrecorded', { operation: step.name })
  }
  if (outcome === 'seconds' && inspection.batch_id !== null) await refuseForeign(scope, inspection.batch_id)
  const id = await scope.insert('inspection_defect', {
    inspection_id: input.id,
    name: input.name,
    class: input.class,
    pieces,
    bundle_id: bundleId,
    operation_id: operationId,
    worker_id: input.workerId,
    outcome,
    work_entry_id: null,
    photo_hash: input.photoHash,
    note: input.note,
    at: scope.at,
    voided_at: null,
  })
  if (outcome === 'seconds' || outcome === 'scrap') await takeOut(scope, bundleId!, pieces, outcome, id)
  if (outcome === 'rework') {
    const bundle = await liveBundle(scope, bundleId!)
    if (pieces > bundle.held) throw tooMany(bundle.bundle_number, bundle.held, pieces)
  }
  return { id }
}

function tooMany(bundle: number, held: number, wanted: number): YifangError {
  return new YifangError('pieces-over', { bundle, held, wanted })
}

async function bundleOf(scope: CommandScope, id: number, batchId: number | null): Promise<void> {
  const bundle = await scope.trx
    .selectFrom('bundle')
    .select('batch_id')
    .where('id', '=', id)
    .executeTakeFirst()
  if (bundle?.batch_id !== batchId) throw new YifangError('not-found', { what: 'bundle', id })
}

async function stepOf(scope: CommandScope, id: number, batchId: number | null): Promise<BatchStep> {
  const steps = batchId === null ? [] : await batchSteps(scope.trx, batchId)
  const step = steps.find((one) => one.id === id)
  if (!step) throw new YifangError('not-found', { what: 'operation', id })
  return step
}

async function takeOut(
  scope: CommandScope,
  bundleId: number,
  pieces: number,
  outcome: 'seconds' | 'scrap',
  defectId: number,
): Promise<void> {
  const bundle = await liveBundle(scope, bundleId)
  if (pieces > bundle.held) throw tooMany(bundle.bundle_number, bundle.held, pieces)
  const steps = await batchSteps(scope.trx, bundle.batch_id)
  const open = openStep(bundle.held, await doneOn(scope.trx, [bundleId]), steps)
  if (open) throw new YifangError('bundle-unfinished', { bundle: bundle.bundle_number, operation: open.name })
  await moveBundle(scope, {
    bundleId,
    kind: outcome === 'seconds' ? 'seconds' : 'scrapped',
    quantity: -pieces,
    cause: { inspection_defect_id: defectId },
  })
  if (outcome === 'seconds') {
    await refuseForeign(scope, bundle.batch_id)
    const value = await costOf(scope.trx, bundle.batch_id, pieces)
    const skuId = await secondsSku(scope, bundle.sku_id)
    const entered = await postMove(scope, {
      itemId: skuId,
      locationId: await placeOf(scope, 'sellable'),
      quantity: pieces,
      cost: value === 0 ? { kind: 'average' } : { kind: 'value', value },
      reason: 'made',
      reference: { kind: 'inspection-defect', id: defectId },
    })
    await scope.update('inspection_defect', defectId, { value: entered.value })
    await reallocate(scope, [skuId])
  }
  if (pieces === bundle.held) await scope.update('bundle', bundleId, { state: 'done' })
}

/**
 * Takes a defect back: seconds leave the stock, pieces are in their bundle again. A second time changes nothing.
 * Raises not-found, inspection-over, stock-below-zero, bundle-over; still-used where the rework was done.
 */
export async function voidDefect(scope: CommandScope, id: number): Promise<null> {
  const { trx } = scope
  const defect = await trx.selectFrom('inspection_defect').selectAll().where('id', '=', id).executeTakeFirst()
  if (!defect) throw new YifangError('not-found', { what: 'defect', id })
  if (defect.voided_at !== null) return null
  await openInspection(scope, defect.inspection_id)
  const entry =
    defect.work_entry_id !== null &&
    (await trx
      .selectFrom('work_entry')
      .select('id')
      .where('id', '=', defect.work_entry_id)
      .where('voided_at', 'is', null)
      .executeTakeFirst())
  if (entry) throw new YifangError('still-used', { what: 'defect', by: 'entry', count: 1 })
  const moves = await trx
    .selectFrom('bundle_move')
    .selectAll()
    .where('inspection_defect_id', '=', id)
    .where('reverses_id', 'is', null)
    .execute()
  for (const move of moves) {
    const bundle = await trx
      .selectFrom('bundle')
      .innerJoin('batch', 'batch.id', 'bundle.batch_id')
      .select(['bundle.state', 'bundle_number', 'batch.state as batchState'])
      .where('bundle.id', '=', move.bundle_id)
      .executeTakeFirstOrThrow()
    if (!['live', 'done'].includes(bundle.state) || bundle.batchState !== 'open')
      throw new YifangError('bundle-over', { bundle: bundle.bundle_number })
  }
  for (const bundleId of await reverseBundleMoves(scope, 'inspection_defect_id', id))
    await scope.update('bundle', bundleId, { state: 'live' })
  const back = await uncorrect(scope, id)
  // Orders that had got them lose them again.
  await reallocate(scope, await reverseMoves(scope, { kind: 'inspection-defect', id }))
  await scope.update('inspection_defect', id, { ...back, voided_at: scope.at })
  return null
}

/** Takes corrections of what seconds cost out of the stock again. Gives what they are booked at without them. */
async function uncorrect(
  scope: CommandScope,
  id: number,
): Promise<{ value?: number; corrected?: number; expensed?: number }> {
  const account = { kind: 'inspection-defect', id }
  const booked = await scope.trx
    .selectFrom('inspection_defect as d')
    .innerJoin('stock_move as m', 'm.reference_id', 'd.id')
    .select(['d.value', 'd.corrected', 'd.expensed', 'm.item_id', 'm.location_id'])
    .where('d.id', '=', id)
    .where('m.reference_kind', '=', account.kind)
    .where('m.quantity', '>', 0)
    .where('m.reverses_id', 'is', null)
    .executeTakeFirst()
  if (!booked || booked.value === null) return {}
  const taken = await takeBackCost(scope, {
    itemId: booked.item_id,
    locationId: booked.location_id,
    value: booked.corrected,
    reference: account,
    account,
  })
  return {
    value: booked.value - taken - booked.expensed,
    corrected: booked.corrected - taken,
    expensed: 0,
  }
}

/** Mended: writes the rework of who did it, with the defect as its reason. Raises not-found, bundle-over. */
export async function mendDefect(
  scope: CommandScope,
  input: { readonly defectId: number; readonly workerId: number; readonly workDate: string },
  today: string,
): Promise<null> {
  const { rows } = await sql<{
    bundle_id: number
    operation_id: number
    worker_id: number | null
    pieces: number
    name: string
  }>`
    SELECT d.bundle_id, d.operation_id, d.worker_id, d.pieces, d.name FROM inspection_defect d
    WHERE d.id = ${input.defectId} AND ${openRework}`.execute(scope.trx)
  const defect = rows[0]
  if (!defect) throw new YifangError('not-found', { what: 'defect', id: input.defectId })
  const { id } = await recordWork(
    scope,
    {
      bundleId: defect.bundle_id,
      operationId: defect.operation_id,
      workerId: input.workerId,
      good: 0,
      rework: defect.pieces,
      scrap: 0,
      reason: defect.name,
      faultWorkerId: defect.worker_id,
      basis: 'piece',
      workDate: input.workDate,
    },
    today,
  )
  await scope.update('inspection_defect', input.defectId, { work_entry_id: id })
  return null
}
