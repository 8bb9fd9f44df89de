import { type Kysely, sql } from 'kysely'
import { YifangError } from '../../shared/errors.ts'
import { rateOn } from '../../shared/production/piece-rates.ts'
import { missingBefore, remainingAt } from '../../shared/production/progress.ts'
import type { RecordInput } from '../../shared/production/work-contract.ts'
import type { CommandScope } from '../command.ts'
import { listReversed } from '../payroll/paid-entries.ts'
import type { Database } from '../schema.ts'
import { piecesOut, refuseOut } from '../subcontracting/out.ts'
import { liveBundle } from './bundles.ts'
import { handOutFor } from './in-hand.ts'
import { addProgress, batchSteps, doneOn, moveBundle, reverseBundleMoves } from './progress.ts'

/**
 * Records who did how many pieces of a bundle at an operation, with the piece rate of the work date (none yet: kept
 * without one). `today`: the workshop's business date. Good pieces beyond a step before are kept and named.
 * Raises too-many-pieces, step-done, bundle-over, reason-missing, date-ahead, date-behind, not-found, and bundle-out
 * where the step is done at a partner or more would be scrapped than is here.
 */
export async function recordWork(
  scope: CommandScope,
  input: RecordInput,
  today: string,
): Promise<{ id: number; remaining: number; earlierMissing: string[] }> {
  const { trx } = scope
  const { operationId, workerId, good, rework, scrap } = input
  if (input.workDate > today) throw new YifangError('date-ahead', { date: input.workDate, today })
  if (rework + scrap > 0 && input.reason === '') throw new YifangError('reason-missing', {})
  const bundle = await liveBundle(scope, input.bundleId)
  const worker = await trx
    .selectFrom('worker')
    .select('id')
    .where('id', '=', workerId)
    // Her last sheet is often typed after she left.
    .where((eb) => eb.or([eb('archived_at', 'is', null), eb('left_on', '>=', input.workDate)]))
    .executeTakeFirst()
  if (!worker) throw new YifangError('not-found', { what: 'worker', id: workerId })
  const steps = await batchSteps(trx, bundle.batch_id)
  const earliest = await earliestWorkDate(trx, bundle.batch_id)
  if (input.workDate < earliest) throw new YifangError('date-behind', { date: input.workDate, earliest })
  const step = steps.find((one) => one.id === operationId)
  if (!step?.recorded) throw new YifangError('not-found', { what: 'operation', id: operationId })
  await refuseOut(trx, bundle, operationId)
  const out = scrap > 0 ? (await piecesOut(trx, bundle.id))[0] : undefined
  // What is at a partner can be spoilt there only, and is then told by its return.
  if (out && scrap > bundle.held - out.pieces)
    throw new YifangError('bundle-out', {
      bundle: bundle.bundle_number,
      partner: out.partner,
      pieces: out.pieces,
    })
  const done = await doneOn(trx, [bundle.id])
  const remaining = remainingAt(bundle.quantity, done, steps, operationId)
  if (remaining === 0 && rework === 0)
    throw new YifangError('step-done', { bundle: bundle.bundle_number, operation: step.name })
  if (
    good + scrap > remaining ||
    scrap > bundle.held ||
    rework > bundle.quantity ||
    good + rework + scrap === 0
  )
    throw new YifangError('too-many-pieces', {
      bundle: bundle.bundle_number,
      operation: step.name,
      remaining: Math.min(remaining, good === 0 && scrap > 0 ? bundle.held : remaining),
      wanted: good + scrap,
    })
  const id = await scope.insert('work_entry', {
    worker_id: workerId,
    operation_id: operationId,
    bundle_id: bundle.id,
    good,
    rework,
    scrap,
    reason: input.reason,
    basis: input.basis,
    work_date: input.workDate,
    rate: input.basis === 'hour' ? null : await rateFor(trx, operationId, bundle.sku_id, input.workDate),
    at: scope.at,
    hand_out_id: await handOutFor(trx, input),
    fault_worker_id: rework === 0 ? null : await faultFor(trx, input),
  })
  await addProgress(scope, { bundleId: bundle.id, operationId, good, rework, scrap })
  if (scrap > 0)
    await moveBundle(scope, {
      bundleId: bundle.id,
      kind: 'scrapped',
      quantity: -scrap,
      cause: { work_entry_id: id },
    })
  const after = [
    ...done.filter((one) => one.operationId !== operationId),
    {
      operationId,
      good: (done.find((one) => one.operationId === operationId)?.good ?? 0) + good,
      scrap: (done.find((one) => one.operationId === operationId)?.scrap ?? 0) + scrap,
    },
  ]
  const missing = missingBefore(after, steps, operationId)
  return {
    id,
    remaining: remaining - good - scrap,
    earlierMissing: steps.filter((one) => missing.includes(one.id)).map((one) => one.name),
  }
}

/**
 * Whose fault rework was, where nobody said: hers who did the step on this bundle, as far as the records know; null where
 * several others did it. What she made again beside good pieces of her own is her own.
 */
async function faultFor(db: Kysely<Database>, input: RecordInput): Promise<number | null> {
  const { faultWorkerId, workerId } = input
  if (faultWorkerId) {
    const worker = await db
      .selectFrom('worker')
      .select('id')
      .where('id', '=', faultWorkerId)
      .executeTakeFirst()
    if (!worker) throw new YifangError('not-found', { what: 'worker', id: faultWorkerId })
  }
  if (faultWorkerId !== undefined) return faultWorkerId
  const doers = await db
    .selectFrom('work_entry')
    .select('worker_id')
    .distinct()
    .where('bundle_id', '=', input.bundleId)
    .where('operation_id', '=', input.operationId)
    .where('good', '>', 0)
    .where('voided_at', 'is', null)
    .execute()
  if (input.good > 0 || doers.length === 0 || doers.some((one) => one.worker_id === workerId)) return workerId
  return doers.length === 1 ? doers[0]!.worker_id : null
}

/**
 * The same scan read twice, or at two stations at once: raises recorded-just-now where this was written within a second, by
 * whichever clock: it may have been set back in between.
 */
export async function refuseRepeat(scope: CommandScope, input: RecordInput): Promise<void> {
  const row = await scope.trx
    .selectFrom('work_entry')
    .innerJoin('bundle', 'bundle.id', 'bundle_id')
    .innerJoin('operation', 'operation.id', 'operation_id')
    .select(['bundle_number', 'operation.name'])
    .where('bundle_id', '=', input.bundleId)
    .where('operation_id', '=', input.operationId)
    .where('worker_id', '=', input.workerId)
    .where('good', '=', input.good)
    .where('rework', '=', input.rework)
    .where('scrap', '=', input.scrap)
    .where('work_entry.at', '>', scope.at - 1000)
    .where('work_entry.at', '<', scope.at + 1000)
    .where('voided_at', 'is', null)
    .executeTakeFirst()
  if (row) throw new YifangError('recorded-just-now', { bundle: row.bundle_number, operation: row.name })
}

/** The business date before which work of a batch is taken for a slip of the pen: a month before it was begun. */
async function earliestWorkDate(db: Kysely<Database>, batchId: number): Promise<string> {
  const { rows } = await sql<{ day: string }>`
    SELECT date(business_date, '-31 days') AS day FROM batch WHERE id = ${batchId}`.execute(db)
  return rows[0]?.day ?? ''
}

async function rateFor(
  db: Kysely<Database>,
  operationId: number,
  skuId: number,
  day: string,
): Promise<number | null> {
  const rows = await db
    .selectFrom('piece_rate')
    .select(['valid_from', 'size', 'rate'])
    .where('operation_id', '=', operationId)
    .execute()
  if (rows.length === 0) return null
  const sku = await db.selectFrom('sku').select('size').where('id', '=', skuId).executeTakeFirstOrThrow()
  return rateOn(
    rows.map((row) => ({ validFrom: row.valid_from, size: row.size, rate: row.rate })),
    sku.size,
    day,
  )
}

/**
 * Takes an entry back: it stays in the books, voided, and scrapped pieces are in the bundle again. A second time
 * changes nothing. Raises not-found, undo-parted where the bundle was split or merged since, undo-received where it
 * was received or its batch ended, and entry-apart where more of its pieces came back from a partner into a bundle of their own than it leaves.
 */
export async function undoWork(scope: CommandScope, id: number): Promise<null> {
  const entry = await scope.trx.selectFrom('work_entry').selectAll().where('id', '=', id).executeTakeFirst()
  if (!entry) throw new YifangError('not-found', { what: 'entry', id })
  if (entry.voided_at !== null) return null
  const bundle = await scope.trx
    .selectFrom('bundle')
    .selectAll()
    .where('id', '=', entry.bundle_id)
    .executeTakeFirstOrThrow()
  if (bundle.state !== 'live')
    throw new YifangError(bundle.state === 'done' ? 'undo-received' : 'undo-parted', {
      bundle: bundle.bundle_number,
    })
  const done = await doneOn(scope.trx, [bundle.id])
  const here = done.find(({ operationId }) => operationId === entry.operation_id)?.good ?? 0
  if (entry.good > here)
    throw new YifangError('entry-apart', { bundle: bundle.bundle_number, good: entry.good, here })
  await scope.update('work_entry', id, { voided_at: scope.at })
  await listReversed(scope, id)
  await addProgress(scope, {
    bundleId: bundle.id,
    operationId: entry.operation_id,
    good: -entry.good,
    rework: -entry.rework,
    scrap: -entry.scrap,
  })
  await reverseBundleMoves(scope, 'work_entry_id', id)
  return null
}
