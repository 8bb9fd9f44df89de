import { sql } from 'kysely'
import { YifangError } from '../../shared/errors.ts'
import { shareOf } from '../../shared/inventory/valuation.ts'
import { remainingAt } from '../../shared/production/progress.ts'
import { allPredecessors } from '../../shared/production/routing.ts'
import type { CommandScope } from '../command.ts'
import { liveBundle } from '../production/bundles.ts'
import { addProgress, batchSteps, doneOn, moveBundle, reverseBundleMoves } from '../production/progress.ts'
import { beginBundle } from './orders.ts'
import { stillOut } from './out.ts'

export interface ReturnLine {
  readonly bundleId: number
  readonly good: number
  readonly scrap: number
  readonly lost: number
  readonly rework: number
}

interface ReturnInput {
  readonly id: number
  readonly businessDate: string
  readonly deduction: number
  readonly note: string
  readonly lines: readonly ReturnLine[]
}

/**
 * Pieces come back: good ones are good at all operations of the order, scrapped and lost ones leave their bundle,
 * those to be mended stay out. Good pieces more than went out become a bundle of their own. What is owed: good × price,
 * rounded once, less the deduction. Raises not-found, order-closed, too-many-pieces, reason-missing (a deduction).
 */
export async function receiveReturn(
  scope: CommandScope,
  input: ReturnInput,
): Promise<{ pieces: number; amount: number }> {
  const order = await openOrder(scope, input.id)
  if (input.deduction > 0 && input.note === '') throw new YifangError('reason-missing', {})
  const good = input.lines.reduce((sum, line) => sum + line.good, 0)
  const amount = shareOf(good * order.price, 1, 10_000) - input.deduction
  const returnId = await scope.insert('subcontract_return', {
    subcontract_order_id: input.id,
    business_date: input.businessDate,
    amount,
    deduction: input.deduction,
    note: input.note,
    at: scope.at,
    voided_at: null,
  })
  for (const line of input.lines) await receiveLine(scope, order, returnId, line)
  return { pieces: good, amount }
}

interface OpenOrder {
  readonly id: number
  readonly batchId: number
  readonly operations: readonly number[]
  readonly price: number
}

/** Raises not-found, order-closed. */
async function openOrder(scope: CommandScope, id: number): Promise<OpenOrder> {
  const row = await scope.trx
    .selectFrom('subcontract_order')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new YifangError('not-found', { what: 'subcontract_order', id })
  if (row.state !== 'open') throw new YifangError('order-closed', { order: row.order_number })
  return {
    id,
    batchId: row.batch_id,
    operations: JSON.parse(row.operations) as number[],
    price: row.price,
  }
}

async function outOf(scope: CommandScope, orderId: number, bundleId: number): Promise<number | null> {
  const { rows } = await sql<{ out: number }>`
    SELECT ${stillOut} AS out FROM subcontract_bundle sb
    WHERE sb.subcontract_order_id = ${orderId} AND sb.bundle_id = ${bundleId}`.execute(scope.trx)
  return rows[0]?.out ?? null
}

async function receiveLine(
  scope: CommandScope,
  order: OpenOrder,
  returnId: number,
  line: ReturnLine,
): Promise<void> {
  const out = await outOf(scope, order.id, line.bundleId)
  if (out === null) throw new YifangError('not-found', { what: 'bundle', id: line.bundleId })
  const bundle = await liveBundle(scope, line.bundleId)
  const gone = line.scrap + line.lost
  const over = Math.max(0, line.good + gone - out)
  const steps = await batchSteps(scope.trx, order.batchId)
  const nameOf = (id: number) => steps.find((step) => step.id === id)?.name ?? ''
  if (gone > out || line.rework > out)
    throw new YifangError('too-many-pieces', {
      bundle: bundle.bundle_number,
      operation: nameOf(order.operations[0]!),
      remaining: out,
      wanted: Math.max(gone, line.rework),
    })
  const done = await doneOn(scope.trx, [line.bundleId])
  const here = line.good - over
  for (const [index, operationId] of order.operations.entries()) {
    const remaining = remainingAt(bundle.quantity, done, steps, operationId)
    const wanted = here + gone
    if (wanted > remaining)
      throw new YifangError('too-many-pieces', {
        bundle: bundle.bundle_number,
        operation: nameOf(operationId),
        remaining,
        wanted,
      })
    // Pieces that are gone never arrived at the steps after the first.
    await addProgress(scope, {
      bundleId: line.bundleId,
      operationId,
      good: here,
      rework: 0,
      scrap: index === 0 ? gone : 0,
    })
  }
  for (const [kind, pieces] of [
    ['scrapped', line.scrap],
    ['lost', line.lost],
  ] as const)
    if (pieces > 0)
      await moveBundle(scope, {
        bundleId: line.bundleId,
        kind,
        quantity: -pieces,
        cause: { subcontract_return_id: returnId },
      })
  let overBundleId: number | null = null
  if (over > 0) {
    overBundleId = await beginBundle(scope, {
      batchId: order.batchId,
      skuId: bundle.sku_id,
      quantity: over,
      kind: 'over-received',
      dyeLot: bundle.dye_lot,
      subcontractReturnId: returnId,
    })
    const before = new Set(order.operations.flatMap((id) => [...allPredecessors(steps, id)]))
    for (const step of steps) {
      if (order.operations.includes(step.id))
        await addProgress(scope, {
          bundleId: overBundleId,
          operationId: step.id,
          good: over,
          rework: 0,
          scrap: 0,
        })
      else if (step.recorded && before.has(step.id)) {
        await scope.insert('bundle_opening', { bundle_id: overBundleId, operation_id: step.id, good: over })
        await addProgress(scope, {
          bundleId: overBundleId,
          operationId: step.id,
          good: over,
          rework: 0,
          scrap: 0,
        })
      }
    }
  }
  await scope.insert('subcontract_return_line', {
    subcontract_return_id: returnId,
    bundle_id: line.bundleId,
    good: line.good,
    scrap: line.scrap,
    lost: line.lost,
    rework: line.rework,
    over_bundle_id: overBundleId,
    over,
  })
  const after = await scope.trx
    .selectFrom('bundle')
    .select('held')
    .where('id', '=', line.bundleId)
    .executeTakeFirstOrThrow()
  if (after.held === 0) await scope.update('bundle', line.bundleId, { state: 'done' })
}

/**
 * Takes a return back: its pieces are out again and not owed. A second time changes nothing. Raises not-found,
 * order-closed, and bundle-over or bundle-worked where they were received, split or worked on since.
 */
export async function voidReturn(scope: CommandScope, id: number): Promise<null> {
  const { trx } = scope
  const row = await trx.selectFrom('subcontract_return').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new YifangError('not-found', { what: 'subcontract_return', id })
  if (row.voided_at !== null) return null
  const order = await openOrder(scope, row.subcontract_order_id)
  const steps = await batchSteps(trx, order.batchId)
  const lines = await trx
    .selectFrom('subcontract_return_line')
    .selectAll()
    .where('subcontract_return_id', '=', id)
    .execute()
  for (const line of lines) {
    const bundle = await trx
      .selectFrom('bundle')
      .selectAll()
      .where('id', '=', line.bundle_id)
      .executeTakeFirstOrThrow()
    const isEmptied = bundle.state === 'done' && bundle.held === 0 && line.scrap + line.lost > 0
    if (bundle.state !== 'live' && !isEmptied)
      throw new YifangError('bundle-over', { bundle: bundle.bundle_number })
    const here = line.good - line.over
    const done = await doneOn(trx, [line.bundle_id])
    // A step after the order's may not be left with more good pieces than came to it.
    const later = steps.filter(
      (step) =>
        step.recorded &&
        !order.operations.includes(step.id) &&
        order.operations.some((operation) => allPredecessors(steps, step.id).has(operation)),
    )
    const goodAt = (operationId: number) => done.find((one) => one.operationId === operationId)?.good ?? 0
    const least = Math.min(...order.operations.map(goodAt)) - here
    if (later.some((step) => goodAt(step.id) > least))
      throw new YifangError('bundle-worked', { bundle: bundle.bundle_number })
    for (const [index, operationId] of order.operations.entries())
      await addProgress(scope, {
        bundleId: line.bundle_id,
        operationId,
        good: -here,
        rework: 0,
        scrap: index === 0 ? -(line.scrap + line.lost) : 0,
      })
    if (isEmptied) await scope.update('bundle', line.bundle_id, { state: 'live' })
    if (line.over_bundle_id !== null) await voidOver(scope, line.over_bundle_id, line.over, order.operations)
  }
  await reverseBundleMoves(scope, 'subcontract_return_id', id)
  await scope.update('subcontract_return', id, { voided_at: scope.at })
  return null
}

async function voidOver(
  scope: CommandScope,
  bundleId: number,
  over: number,
  operations: readonly number[],
): Promise<void> {
  const bundle = await liveBundle(scope, bundleId)
  const entry = await scope.trx
    .selectFrom('work_entry')
    .select('id')
    .where('bundle_id', '=', bundleId)
    .where('voided_at', 'is', null)
    .executeTakeFirst()
  if (entry || bundle.held !== over) throw new YifangError('bundle-worked', { bundle: bundle.bundle_number })
  for (const operationId of operations)
    await addProgress(scope, { bundleId, operationId, good: -over, rework: 0, scrap: 0 })
  await scope.update('bundle', bundleId, { state: 'voided' })
}

/**
 * Ends an order. What is still out comes back as it went (`back`), or is lost, for which a reason is asked.
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
  await openOrder(scope, input.id)
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
    for (const { id, out } of left) {
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

/** Opens a closed order again; pieces that came back unworked are here and stay here. Raises not-found. */
export async function reopenSubcontract(scope: CommandScope, id: number): Promise<null> {
  await scope.update('subcontract_order', id, { state: 'open', closed_at: null, end_note: '' })
  return null
}
