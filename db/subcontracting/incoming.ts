import { sql } from 'kysely'
import { v4 } from 'uuid'
import { YifangError } from '../../shared/errors.ts'
import { shareOf } from '../../shared/inventory/valuation.ts'
import type { JobProgress } from '../../shared/subcontracting/job-file.ts'
import type { CommandScope } from '../command.ts'
import { addEntry, reverseEntry } from '../orders/customer-entries.ts'
import { liveBundle } from '../production/bundles.ts'
import { endSupplies, reopenBatch } from '../production/end-batch.ts'
import { moveBundle, reverseBundleMoves } from '../production/progress.ts'
import { customerOf } from './accept-job.ts'
import { finishedBundles, isIncoming } from './incoming-jobs.ts'

/**
 * Marks an open batch as another's work, without a file. Raises not-found, batch-over, already-exists, and
 * batch-received where pieces of it are in our stock, seconds among them: those would be ours and charged to another as well.
 */
export async function addIncoming(
  scope: CommandScope,
  input: {
    readonly batchId: number
    readonly customerName: string
    readonly orderNumber: string
    readonly price: number
  },
): Promise<{ id: number }> {
  const batch = await scope.trx
    .selectFrom('batch')
    .select(['state', 'batch_number'])
    .where('id', '=', input.batchId)
    .executeTakeFirst()
  if (!batch) throw new YifangError('not-found', { what: 'batch', id: input.batchId })
  if (batch.state !== 'open') throw new YifangError('batch-over', { batch: batch.batch_number })
  if (await isIncoming(scope.trx, input.batchId))
    throw new YifangError('already-exists', { what: 'job', name: batch.batch_number })
  const received = await scope.trx
    .selectFrom('batch_receipt')
    .select('id')
    .where('batch_id', '=', input.batchId)
    .where('voided_at', 'is', null)
    .executeTakeFirst()
  const seconds = await scope.trx
    .selectFrom('inspection_defect')
    .innerJoin('bundle', 'bundle.id', 'bundle_id')
    .select('inspection_defect.id')
    .where('bundle.batch_id', '=', input.batchId)
    .where('outcome', '=', 'seconds')
    .where('inspection_defect.voided_at', 'is', null)
    .executeTakeFirst()
  if (received || seconds) throw new YifangError('batch-received', { batch: batch.batch_number })
  await endSupplies(scope, input.batchId)
  return {
    id: await scope.insert('incoming_job', {
      job_uuid: v4(),
      customer_id: await customerOf(scope, input.customerName, ''),
      batch_id: input.batchId,
      order_number: input.orderNumber,
      price: input.price,
    }),
  }
}

/**
 * Takes back that a batch was marked as another's work: it is ours again and orders wait for it as before. Raises
 * not-found (also for a job that came by file: its pieces are another's), batch-over, and job-delivered once pieces went.
 */
export async function removeIncoming(scope: CommandScope, id: number): Promise<null> {
  const { trx } = scope
  const job = await trx
    .selectFrom('incoming_job')
    .innerJoin('batch', 'batch.id', 'batch_id')
    .select(['batch_id', 'batch.state', 'batch_number', 'incoming_job.command_id'])
    .where('incoming_job.id', '=', id)
    .where('site_id', '=', '')
    .executeTakeFirst()
  if (!job) throw new YifangError('not-found', { what: 'job', id })
  if (job.state !== 'open') throw new YifangError('batch-over', { batch: job.batch_number })
  // Also one that was voided: the moves of its bundles name it, and it names the job.
  const delivery = await trx
    .selectFrom('incoming_delivery')
    .select('id')
    .where('incoming_job_id', '=', id)
    .executeTakeFirst()
  if (delivery) throw new YifangError('job-delivered', { batch: job.batch_number })
  // What the marking closed carries its command.
  const supplies = await trx
    .selectFrom('expected_supply')
    .select('id')
    .where('batch_id', '=', job.batch_id)
    .where('command_id', '=', job.command_id)
    .execute()
  for (const supply of supplies) await scope.update('expected_supply', supply.id, { closed_at: null })
  await scope.remove('incoming_job', id)
  return null
}

/**
 * Finished bundles go back to the workshop they belong to: they leave the floor without becoming stock of ours, and the
 * pieces are charged to its account. Raises not-found, bundle-over, bundle-unfinished, rework-open.
 */
export async function deliverJob(
  scope: CommandScope,
  input: { readonly id: number; readonly bundleIds: readonly number[]; readonly businessDate: string },
): Promise<{ pieces: number; amount: number }> {
  const job = await scope.trx
    .selectFrom('incoming_job')
    .selectAll()
    .where('id', '=', input.id)
    .executeTakeFirst()
  if (!job) throw new YifangError('not-found', { what: 'job', id: input.id })
  const finished = await finishedBundles(scope.trx, job.batch_id)
  const going: { id: number; held: number }[] = []
  for (const bundleId of new Set(input.bundleIds)) {
    const bundle = await liveBundle(scope, bundleId)
    const found = finished.find(({ id }) => id === bundleId)
    if (!found) throw new YifangError('not-found', { what: 'bundle', id: bundleId })
    if (found.open || found.held === 0)
      throw new YifangError('bundle-unfinished', {
        bundle: bundle.bundle_number,
        operation: found.open?.name ?? '',
      })
    if (found.toMend > 0)
      throw new YifangError('rework-open', { bundle: bundle.bundle_number, pieces: found.toMend })
    going.push({ id: bundleId, held: found.held })
  }
  const pieces = going.reduce((sum, { held }) => sum + held, 0)
  const amount = shareOf(pieces * job.price, 1, 10_000)
  const entry =
    amount === 0
      ? null
      : await addEntry(scope, {
          customerId: job.customer_id,
          kind: 'charge',
          amount,
          currency: 'CNY',
          businessDate: input.businessDate,
          orderId: null,
          note: `${job.order_number} × ${pieces}`,
        })
  const deliveryId = await scope.insert('incoming_delivery', {
    incoming_job_id: input.id,
    pieces,
    customer_entry_id: entry?.id ?? null,
    business_date: input.businessDate,
    voided_at: null,
  })
  for (const { id, held } of going) {
    await moveBundle(scope, {
      bundleId: id,
      kind: 'finished',
      quantity: -held,
      cause: { incoming_delivery_id: deliveryId },
    })
    await scope.update('bundle', id, { state: 'done' })
  }
  return { pieces, amount }
}

/** Takes a delivery back: its bundles are on the floor again, its charge is reversed. Raises not-found. */
export async function voidDelivery(scope: CommandScope, id: number, businessDate: string): Promise<null> {
  const delivery = await scope.trx
    .selectFrom('incoming_delivery')
    .selectAll()
    .where('id', '=', id)
    .where('voided_at', 'is', null)
    .executeTakeFirst()
  if (!delivery) throw new YifangError('not-found', { what: 'incoming_delivery', id })
  for (const bundleId of await reverseBundleMoves(scope, 'incoming_delivery_id', id)) {
    const bundle = await scope.update('bundle', bundleId, { state: 'live' })
    // Also what its closing wrote off is on the floor again.
    await reopenBatch(scope, bundle.batch_id)
  }
  if (delivery.customer_entry_id !== null)
    await reverseEntry(scope, { id: delivery.customer_entry_id, amount: null, businessDate, note: '' })
  await scope.update('incoming_delivery', id, { voided_at: scope.at })
  return null
}

/** What the next progress file of a job says; counts the file. Raises not-found (also for a job without a file). */
export async function nextProgress(
  scope: CommandScope,
  id: number,
): Promise<{ jobId: string; sequence: number; body: JobProgress }> {
  const job = await scope.trx.selectFrom('incoming_job').selectAll().where('id', '=', id).executeTakeFirst()
  if (!job || job.site_id === '') throw new YifangError('not-found', { what: 'job', id })
  // The time is part of it: after a restore the count alone would begin again with what the partner knows already.
  const sequence = Math.max(job.sequence + 1, scope.at)
  await scope.update('incoming_job', id, { sequence })
  const bundles = await finishedBundles(scope.trx, job.batch_id)
  const { rows } = await sql<{
    skuId: number
    colour: string
    size: string
    pieces: number
    begun: number
    delivered: number
  }>`
    SELECT sku.id AS skuId, sku.colour, sku.size, l.planned AS pieces,
      coalesce((SELECT sum(m.quantity) FROM bundle b JOIN bundle_move m ON m.bundle_id = b.id AND m.kind = 'begun'
        WHERE b.batch_id = l.batch_id AND b.sku_id = sku.id), 0) AS begun,
      coalesce((SELECT -sum(m.quantity) FROM bundle b JOIN bundle_move m ON m.bundle_id = b.id AND m.kind = 'finished'
        WHERE b.batch_id = l.batch_id AND b.sku_id = sku.id), 0) AS delivered
    FROM batch_line l JOIN sku ON sku.id = l.sku_id WHERE l.batch_id = ${job.batch_id} ORDER BY l.id`.execute(
    scope.trx,
  )
  return {
    jobId: job.job_uuid,
    sequence,
    body: {
      orderNumber: job.order_number,
      lines: rows.map(({ skuId, ...row }) => ({
        ...row,
        good:
          row.delivered +
          bundles.filter((one) => one.skuId === skuId).reduce((sum, one) => sum + one.good, 0),
      })),
      note: '',
    },
  }
}
