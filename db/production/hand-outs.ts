import { type Kysely, sql } from 'kysely'
import { YifangError } from '../../shared/errors.ts'
import type { HandOut } from '../../shared/production/hand-outs-contract.ts'
import { remainingAt } from '../../shared/production/progress.ts'
import { skuLabels } from '../catalog/lookups.ts'
import type { CommandScope } from '../command.ts'
import type { Database } from '../schema.ts'
import { refuseOut } from '../subcontracting/out.ts'
import { giveMaterials } from './batch-materials.ts'
import { liveBundle } from './bundles.ts'
import { heldBy, inHand, outstanding } from './in-hand.ts'
import { batchSteps, doneOn } from './progress.ts'

interface HandOutInput {
  /** Pieces null: all that remains of the bundle and nobody else holds. */
  readonly bundles: readonly { readonly bundleId: number; readonly pieces: number | null }[]
  readonly operationId: number
  readonly workerId: number
  readonly dueDate: string | null
  readonly note: string
  readonly locationId: number | null
  readonly materials: readonly {
    readonly materialId: number
    readonly quantity: number
    readonly dyeLot?: string | undefined
  }[]
  /** Somebody said that these are more than the batch needs, or than is left of a dye lot. */
  readonly over?: boolean | undefined
}

/**
 * Hands bundles out for a step: all that remains of each and nobody else holds, or part of it. Materials go with the
 * first of them. Raises not-found, bundle-over, bundle-out, too-many-pieces (nothing of it is left), handed-out,
 * hand-out-many, material-below-zero, need-over, input-invalid (materials without the place they are taken from, a bundle twice).
 */
export async function handOut(
  scope: CommandScope,
  input: HandOutInput,
  businessDate: string,
): Promise<{ pieces: number }> {
  const { trx } = scope
  const worker = await trx
    .selectFrom('worker')
    .select('id')
    .where('id', '=', input.workerId)
    .where('archived_at', 'is', null)
    .executeTakeFirst()
  if (!worker) throw new YifangError('not-found', { what: 'worker', id: input.workerId })
  if (input.materials.length > 0 && input.locationId === null)
    throw new YifangError('input-invalid', { fields: [{ path: 'locationId', message: 'needed' }] })
  let sum = 0
  if (new Set(input.bundles.map(({ bundleId }) => bundleId)).size < input.bundles.length)
    throw new YifangError('input-invalid', { fields: [{ path: 'bundles', message: 'twice' }] })
  for (const [index, { bundleId, pieces: wanted }] of input.bundles.entries()) {
    const bundle = await liveBundle(scope, bundleId)
    const steps = await batchSteps(trx, bundle.batch_id)
    const step = steps.find((one) => one.id === input.operationId)
    if (!step?.recorded) throw new YifangError('not-found', { what: 'operation', id: input.operationId })
    await refuseOut(trx, bundle, input.operationId)
    const remaining = remainingAt(bundle.quantity, await doneOn(trx, [bundleId]), steps, input.operationId)
    const free = remaining - (await heldBy(trx, bundleId, input.operationId))
    if (free <= 0 && remaining > 0)
      throw new YifangError('handed-out', { bundle: bundle.bundle_number, operation: step.name })
    if (free <= 0)
      throw new YifangError('too-many-pieces', {
        bundle: bundle.bundle_number,
        operation: step.name,
        remaining: 0,
        wanted: bundle.held,
      })
    const pieces = wanted ?? free
    if (pieces > free)
      throw new YifangError('hand-out-many', { bundle: bundle.bundle_number, left: free, wanted: pieces })
    const id = await scope.insert('hand_out', {
      bundle_id: bundleId,
      operation_id: input.operationId,
      worker_id: input.workerId,
      pieces,
      due_date: input.dueDate,
      business_date: businessDate,
      note: input.note,
      at: scope.at,
    })
    sum += pieces
    if (index === 0 && input.materials.length > 0 && input.locationId !== null)
      await giveMaterials(scope, {
        batchId: bundle.batch_id,
        handOutId: id,
        locationId: input.locationId,
        kind: 'issued',
        note: input.note,
        over: input.over,
        lines: input.materials,
      })
  }
  return { pieces: sum }
}

/** Pieces come back unworked. Raises not-found, hand-out-over where she holds fewer, hand-changed. */
export async function giveBack(
  scope: CommandScope,
  input: {
    readonly id: number
    readonly pieces: number
    /** What the screen said was in her hand; left out: nobody looked. */
    readonly expectedLeft?: number | undefined
  },
): Promise<null> {
  const row = await scope.trx
    .selectFrom('hand_out')
    .select(['bundle_id', 'given_back'])
    .where('id', '=', input.id)
    .executeTakeFirst()
  if (!row) throw new YifangError('not-found', { what: 'hand_out', id: input.id })
  const held = (await inHand(scope.trx, [row.bundle_id])).find(({ id }) => id === input.id)
  const left = held?.left ?? 0
  // The same pieces typed at two stations would come back twice.
  if (input.expectedLeft !== undefined && input.expectedLeft !== left)
    throw new YifangError('hand-changed', { expected: input.expectedLeft, left })
  if (input.pieces > left) throw new YifangError('hand-out-over', { left, wanted: input.pieces })
  // What others recorded of it is settled with what comes back.
  const settled = (held?.outstanding ?? 0) - left
  await scope.update('hand_out', input.id, { given_back: row.given_back + input.pieces + settled })
  return null
}

/** What workers have in hand, the soonest due first; of one worker or all. */
export async function listHandOuts(
  db: Kysely<Database>,
  workerId: number | null,
  today: string,
): Promise<HandOut[]> {
  const { rows } = await sql<
    Omit<HandOut, 'sku' | 'late' | 'materials'> & { skuId: number; materials: string }
  >`
    SELECT h.id, h.worker_id AS workerId, worker.name AS workerName, worker.kind = 'home' AS atHome,
      h.operation_id AS operationId, o.name AS operationName, batch.id AS batchId, batch_number AS batchNumber,
      b.id AS bundleId, b.bundle_number AS bundleNumber, b.sku_id AS skuId, h.pieces, ${outstanding} AS left,
      h.due_date AS dueDate, h.business_date AS businessDate, h.note,
      (SELECT json_group_array(json_object('name', m.name, 'unit', m.unit, 'quantity', u.quantity, 'dyeLot', u.dye_lot)
        ORDER BY u.id)
        FROM material_use u JOIN material m ON m.id = u.material_id
        WHERE u.hand_out_id = h.id AND u.voided_at IS NULL) AS materials
    FROM hand_out h JOIN worker ON worker.id = h.worker_id JOIN operation o ON o.id = h.operation_id
      JOIN bundle b ON b.id = h.bundle_id AND b.state = 'live' JOIN batch ON batch.id = b.batch_id
    WHERE (${workerId} IS NULL OR h.worker_id = ${workerId}) AND ${outstanding} > 0
    ORDER BY h.due_date IS NULL, h.due_date, worker.name, h.id LIMIT 2000`.execute(db)
  const labels = await skuLabels(
    db,
    rows.map(({ skuId }) => skuId),
  )
  const held = await inHand(
    db,
    rows.map(({ bundleId }) => bundleId),
  )
  const leftOf = new Map(held.map(({ id, left }) => [id, left]))
  return rows.flatMap(({ skuId, materials, atHome, ...row }) => {
    const left = leftOf.get(row.id) ?? 0
    // Others recorded all of it: nothing of it is in her hand.
    if (left === 0) return []
    return {
      ...row,
      left,
      atHome: Boolean(atHome),
      sku: labels.get(skuId)!,
      late: row.dueDate !== null && row.dueDate < today,
      materials: JSON.parse(materials) as HandOut['materials'],
    }
  })
}
