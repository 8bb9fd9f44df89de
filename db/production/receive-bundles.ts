import { YifangError } from '../../shared/errors.ts'
import type { AllocationLoss } from '../../shared/inventory/allocation-loss.ts'
import { openStep } from '../../shared/production/progress.ts'
import type { CommandScope } from '../command.ts'
import { createReceipt } from '../inventory/receipts.ts'
import { piecesToMend } from '../quality/reworks.ts'
import { refuseOut } from '../subcontracting/out.ts'
import { liveBundle } from './bundles.ts'
import { correctCost } from './costs/correct-cost.ts'
import { costOf } from './costs/read-cost.ts'
import { reopenBatch } from './end-batch.ts'
import { batchSteps, doneOn, moveBundle, reverseBundleMoves } from './progress.ts'

/**
 * Takes finished bundles into stock: what each holds becomes stock of its SKU by one receipt of own work, and orders
 * get their pieces at once. Every recorded step must be good for all pieces, since a received bundle takes no more
 * records. Raises not-found, bundle-over, bundle-unfinished, rework-open, and batch-rejected where no note says why.
 */
export async function receiveBundles(
  scope: CommandScope,
  input: {
    readonly ids: readonly number[]
    readonly locationId: number
    readonly businessDate: string
    /** Why pieces of a batch that was rejected are taken all the same. */
    readonly note?: string | undefined
  },
): Promise<{ pieces: number; readyOrders: number; losses: AllocationLoss[] }> {
  const received: { id: number; batchId: number; itemId: number; quantity: number }[] = []
  for (const id of new Set(input.ids)) {
    const bundle = await liveBundle(scope, id)
    const steps = await batchSteps(scope.trx, bundle.batch_id)
    const open = openStep(bundle.held, await doneOn(scope.trx, [id]), steps)
    if (open || bundle.held === 0)
      throw new YifangError('bundle-unfinished', {
        bundle: bundle.bundle_number,
        operation: open?.name ?? '',
      })
    await refuseOut(scope.trx, bundle)
    await refuseForeign(scope, bundle.batch_id)
    const toMend = await piecesToMend(scope.trx, id)
    if (toMend > 0) throw new YifangError('rework-open', { bundle: bundle.bundle_number, pieces: toMend })
    received.push({ id, batchId: bundle.batch_id, itemId: bundle.sku_id, quantity: bundle.held })
  }
  for (const batchId of new Set(received.map((one) => one.batchId)))
    if (!input.note) await refuseRejected(scope, batchId)
  const lines: { batchId: number; itemId: number; locationId: number; quantity: number; amount: number }[] =
    []
  for (const [, bundles] of Map.groupBy(received, ({ batchId, itemId }) => `${batchId} ${itemId}`)) {
    const { batchId, itemId } = bundles[0]!
    const quantity = bundles.reduce((sum, bundle) => sum + bundle.quantity, 0)
    // Where nothing is known of the cost yet (0), own work enters at the average.
    lines.push({
      batchId,
      itemId,
      locationId: input.locationId,
      quantity,
      amount: await costOf(scope.trx, batchId, quantity),
    })
  }
  const receipt = await createReceipt(scope, {
    source: 'own',
    supplierId: null,
    businessDate: input.businessDate,
    note: input.note ?? '',
    paidNow: 0,
    lines,
  })
  for (const [index, { batchId, itemId, locationId, quantity }] of lines.entries())
    await scope.insert('batch_receipt', {
      batch_id: batchId,
      receipt_id: receipt.id,
      sku_id: itemId,
      location_id: locationId,
      quantity,
      // What it really entered at: the average, where nothing was known.
      value: receipt.entered[index]!,
      voided_at: null,
    })
  for (const { id, quantity } of received) {
    await moveBundle(scope, {
      bundleId: id,
      kind: 'finished',
      quantity: -quantity,
      cause: { receipt_id: receipt.id },
    })
    await scope.update('bundle', id, { state: 'done' })
  }
  // Pieces received before share what is known of the cost by now.
  for (const batchId of new Set(received.map((one) => one.batchId))) await correctCost(scope, batchId)
  return {
    pieces: received.reduce((sum, { quantity }) => sum + quantity, 0),
    readyOrders: receipt.readyOrders,
    losses: receipt.losses,
  }
}

/** Raises batch-rejected where the last final check of a batch rejected it. */
async function refuseRejected(scope: CommandScope, batchId: number): Promise<void> {
  const last = await scope.trx
    .selectFrom('inspection')
    .innerJoin('batch', 'batch.id', 'batch_id')
    .select(['inspection.state', 'batch_number', 'inspection.business_date'])
    .where('batch_id', '=', batchId)
    .where('kind', '=', 'final')
    .where('inspection.state', 'in', ['accepted', 'rejected'])
    .orderBy('inspection.id', 'desc')
    .executeTakeFirst()
  if (last?.state === 'rejected')
    throw new YifangError('batch-rejected', { batch: last.batch_number, date: last.business_date })
}

/** Raises not-ours: pieces of another workshop are delivered to it and never become stock here. */
export async function refuseForeign(scope: CommandScope, batchId: number): Promise<void> {
  const job = await scope.trx
    .selectFrom('incoming_job')
    .innerJoin('batch', 'batch.id', 'batch_id')
    .select('batch_number')
    .where('batch_id', '=', batchId)
    .executeTakeFirst()
  if (job) throw new YifangError('not-ours', { batch: job.batch_number })
}

/**
 * Puts the pieces of a receipt that was voided back into the bundles they came from. Their batch is open again, and with it
 * what its closing wrote off.
 */
export async function reopenBundles(scope: CommandScope, receiptId: number): Promise<void> {
  const booked = await scope.trx
    .selectFrom('batch_receipt')
    .selectAll()
    .where('receipt_id', '=', receiptId)
    .where('voided_at', 'is', null)
    .execute()
  for (const row of booked) {
    await scope.update('batch_receipt', row.id, { voided_at: scope.at })
  }
  for (const bundleId of await reverseBundleMoves(scope, 'receipt_id', receiptId)) {
    const bundle = await scope.update('bundle', bundleId, { state: 'live' })
    // Pieces that wait to be received again keep no closed batch closed.
    await reopenBatch(scope, bundle.batch_id)
  }
  for (const batchId of new Set(booked.map((row) => row.batch_id))) await correctCost(scope, batchId)
}
