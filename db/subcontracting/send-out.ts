import { type Kysely, sql } from 'kysely'
import { v4 } from 'uuid'
import { YifangError } from '../../shared/errors.ts'
import { remainingAt } from '../../shared/production/progress.ts'
import type { CommandScope } from '../command.ts'
import { liveBundle } from '../production/bundles.ts'
import { refuseInHand } from '../production/in-hand.ts'
import { batchSteps, doneOn, moveBundle } from '../production/progress.ts'
import { piecesToMend } from '../quality/reworks.ts'
import type { Database } from '../schema.ts'
import { refuseOut } from './out.ts'

export interface SendOutInput {
  readonly subcontractorId: number
  readonly batchId: number
  readonly bundleIds: readonly number[]
  readonly operationIds: readonly number[]
  /** Without bundles: how many of each SKU that are not cut; none: all of them. */
  readonly lines?: readonly { readonly skuId: number; readonly pieces: number }[] | undefined
  readonly price: number
  readonly dueDate: string | null
  readonly note: string
}

/**
 * Sends bundles out for some recorded operations; without bundles, all that the batch has not cut, or some of it, for all
 * its operations: a bundle of each SKU is begun for it. The pieces stay the batch's, so that its plan, its orders and what
 * they expect are as before; nobody here records those steps.
 * Raises not-found, batch-over, bundle-over (also without pieces), bundle-out, rework-open, handed-out (a worker has it), operation-done,
 * nothing-left, uncut-fewer.
 */
export async function sendOut(
  scope: CommandScope,
  input: SendOutInput,
  businessDate: string,
): Promise<{ id: number }> {
  const { trx } = scope
  const partner = await trx
    .selectFrom('subcontractor')
    .select('id')
    .where('id', '=', input.subcontractorId)
    .executeTakeFirst()
  if (!partner) throw new YifangError('not-found', { what: 'subcontractor', id: input.subcontractorId })
  const batch = await trx.selectFrom('batch').selectAll().where('id', '=', input.batchId).executeTakeFirst()
  if (!batch) throw new YifangError('not-found', { what: 'batch', id: input.batchId })
  if (batch.state !== 'open') throw new YifangError('batch-over', { batch: batch.batch_number })
  const steps = await batchSteps(trx, batch.id)
  const whole = input.bundleIds.length === 0
  const operations = steps.filter(
    ({ id, recorded }) => recorded && (whole || input.operationIds.includes(id)),
  )
  if (operations.length === 0) throw new YifangError('nothing-left', { batch: batch.batch_number })
  const id = await scope.insert('subcontract_order', {
    order_number: await nextNumber(trx, businessDate),
    job_uuid: v4(),
    subcontractor_id: input.subcontractorId,
    batch_id: batch.id,
    whole: whole ? 1 : 0,
    operations: JSON.stringify(operations.map((step) => step.id)),
    price: input.price,
    due_date: input.dueDate,
    state: 'open',
    business_date: businessDate,
    note: input.note,
    closed_at: null,
  })
  const bundleIds = whole ? await beginUncut(scope, batch, input.lines ?? []) : input.bundleIds
  for (const bundleId of new Set(bundleIds)) {
    const bundle = await liveBundle(scope, bundleId)
    if (bundle.batch_id !== batch.id) throw new YifangError('not-found', { what: 'bundle', id: bundleId })
    // All of its pieces were scrapped.
    if (bundle.held === 0) throw new YifangError('bundle-over', { bundle: bundle.bundle_number })
    await refuseOut(trx, bundle)
    const toMend = await piecesToMend(trx, bundleId)
    if (toMend > 0) throw new YifangError('rework-open', { bundle: bundle.bundle_number, pieces: toMend })
    await refuseInHand(
      trx,
      bundle,
      operations.map((step) => step.id),
    )
    const done = await doneOn(trx, [bundleId])
    const finished = operations.find(
      (step) => remainingAt(bundle.quantity, done, steps, step.id) < bundle.held,
    )
    if (finished)
      throw new YifangError('operation-done', { bundle: bundle.bundle_number, operation: finished.name })
    await scope.insert('subcontract_bundle', {
      subcontract_order_id: id,
      bundle_id: bundleId,
      quantity: bundle.held,
    })
  }
  return { id }
}

/** Bundles of what a batch plans and has not cut, one for each SKU: all of it, or `wanted`. Raises nothing-left, uncut-fewer. */
async function beginUncut(
  scope: CommandScope,
  batch: { readonly id: number; readonly batch_number: string },
  wanted: readonly { readonly skuId: number; readonly pieces: number }[],
): Promise<number[]> {
  const { rows } = await sql<{ skuId: number; sku: string; left: number }>`
    SELECT l.sku_id AS skuId, sku.colour || ' ' || sku.size AS sku,
      l.planned - coalesce((SELECT sum(m.quantity) FROM bundle b JOIN bundle_move m ON m.bundle_id = b.id
        WHERE b.batch_id = l.batch_id AND b.sku_id = l.sku_id AND m.kind = 'begun'), 0) AS left
    FROM batch_line l JOIN sku ON sku.id = l.sku_id WHERE l.batch_id = ${batch.id} ORDER BY l.id`.execute(
    scope.trx,
  )
  const asked = new Map<number, number>()
  for (const { skuId, pieces } of wanted) asked.set(skuId, (asked.get(skuId) ?? 0) + pieces)
  for (const skuId of asked.keys())
    if (!rows.some((row) => row.skuId === skuId))
      throw new YifangError('not-found', { what: 'sku', id: skuId })
  const ids: number[] = []
  for (const { skuId, sku, left } of rows) {
    const quantity = wanted.length === 0 ? Math.max(0, left) : (asked.get(skuId) ?? 0)
    if (quantity === 0) continue
    if (quantity > left)
      throw new YifangError('uncut-fewer', { sku, left: Math.max(0, left), wanted: quantity })
    ids.push(await beginBundle(scope, { batchId: batch.id, skuId, quantity, kind: 'begun', dyeLot: '' }))
  }
  if (ids.length === 0) throw new YifangError('nothing-left', { batch: batch.batch_number })
  return ids
}

/** A bundle that no lay of ours cut, numbered on from the batch's last. */
export async function beginBundle(
  scope: CommandScope,
  bundle: {
    readonly batchId: number
    readonly skuId: number
    readonly quantity: number
    readonly kind: 'begun' | 'over-received'
    readonly dyeLot: string
    readonly subcontractReturnId?: number
  },
): Promise<number> {
  const last = await scope.trx
    .selectFrom('bundle')
    .select(({ fn }) => fn.max('bundle_number').as('number'))
    .where('batch_id', '=', bundle.batchId)
    .executeTakeFirst()
  const id = await scope.insert('bundle', {
    batch_id: bundle.batchId,
    lay_id: null,
    sku_id: bundle.skuId,
    bundle_number: (last?.number ?? 0) + 1,
    dye_lot: bundle.dyeLot,
    quantity: bundle.quantity,
    held: 0,
    state: 'live',
  })
  await moveBundle(scope, {
    bundleId: id,
    kind: bundle.kind,
    quantity: bundle.quantity,
    ...(bundle.subcontractReturnId !== undefined && {
      cause: { subcontract_return_id: bundle.subcontractReturnId },
    }),
  })
  return id
}

async function nextNumber(db: Kysely<Database>, businessDate: string): Promise<string> {
  const day = `W${businessDate.slice(2).replaceAll('-', '')}`
  const { rows } = await sql<{ last: number | null }>`
    SELECT max(CAST(substr(order_number, ${day.length + 2}) AS INTEGER)) AS last FROM subcontract_order
    WHERE order_number GLOB ${`${day}-*`}`.execute(db)
  return `${day}-${(rows[0]?.last ?? 0) + 1}`
}
