import { YifangError } from '../../shared/errors.ts'
import { shareOf } from '../../shared/inventory/valuation.ts'
import { remainingAt } from '../../shared/production/progress.ts'
import { allPredecessors } from '../../shared/production/routing.ts'
import type { CommandScope } from '../command.ts'
import { liveBundle } from '../production/bundles.ts'
import { refuseInHand } from '../production/in-hand.ts'
import { addProgress, batchSteps, doneOn, moveBundle, reverseBundleMoves } from '../production/progress.ts'
import { refuseTouched } from '../production/untouched.ts'
import { joinApart, setApart } from './apart.ts'
import { type OpenOrder, openOrder, outOf, refuseOver } from './open-order.ts'
import { refuseOut } from './out.ts'
import { beginBundle } from './send-out.ts'

export interface ReturnLine {
  readonly bundleId: number
  /** What the screen said was still there when these pieces were counted; left out: nobody looked. */
  readonly expectedOut?: number | undefined
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
  /** Somebody said that there really are more good pieces than went out. */
  readonly over?: boolean | undefined
  readonly lines: readonly ReturnLine[]
}

/** A bundle that a return began, whose ticket is to be printed. */
export interface NewBundle {
  readonly id: number
  readonly bundleNumber: number
  readonly pieces: number
}

/**
 * Pieces come back: good ones are good at all operations of the order, scrapped and lost ones leave their bundle,
 * those to be mended stay out. Good pieces more than went out become a bundle of their own; so do those that are here
 * while others of their bundle are still there. What is owed: good × price, rounded once, less the deduction.
 * Raises not-found, order-closed, batch-over, too-many-pieces, reason-missing (a deduction), out-changed (another
 * return was written meanwhile), over-unconfirmed, input-invalid (a bundle twice).
 */
export async function receiveReturn(
  scope: CommandScope,
  input: ReturnInput,
): Promise<{ pieces: number; amount: number; newBundles: NewBundle[] }> {
  const order = await openOrder(scope, input.id)
  // A claim may be agreed on later; pieces come to a batch that is still worked on.
  if (input.lines.some((line) => line.good + line.scrap + line.lost > 0)) refuseOver(order)
  if (input.deduction > 0 && input.note === '') throw new YifangError('reason-missing', {})
  if (new Set(input.lines.map(({ bundleId }) => bundleId)).size < input.lines.length)
    throw new YifangError('input-invalid', { fields: [{ path: 'lines', message: 'twice' }] })
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
  const begun: number[] = []
  for (const line of input.lines)
    begun.push(...(await receiveLine(scope, order, returnId, line, input.over ?? false)))
  const newBundles: NewBundle[] = []
  for (const id of begun) {
    const { bundle_number, held } = await liveBundle(scope, id)
    newBundles.push({ id, bundleNumber: bundle_number, pieces: held })
  }
  return { pieces: good, amount, newBundles }
}

/** Gives the bundles that it began: what is more than went out, or what is here while others of its bundle are not. */
async function receiveLine(
  scope: CommandScope,
  order: OpenOrder,
  returnId: number,
  line: ReturnLine,
  mayBeOver: boolean,
): Promise<number[]> {
  const out = await outOf(scope, order.id, line.bundleId)
  if (out === null) throw new YifangError('not-found', { what: 'bundle', id: line.bundleId })
  const numbered = await scope.trx
    .selectFrom('bundle')
    .select('bundle_number')
    .where('id', '=', line.bundleId)
    .executeTakeFirstOrThrow()
  // The same delivery typed at two stations: the second would be owed again, as pieces more than went out.
  if (line.expectedOut !== undefined && line.expectedOut !== out)
    throw new YifangError('out-changed', {
      bundle: numbered.bundle_number,
      expected: line.expectedOut,
      out,
    })
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
  if (over > 0 && !mayBeOver)
    throw new YifangError('over-unconfirmed', { bundle: bundle.bundle_number, out, wanted: line.good + gone })
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
  const apart = after.held === 0 || here === 0 ? null : await setApart(scope, line.bundleId, returnId)
  return [overBundleId, apart].filter((id) => id !== null)
}

/**
 * Takes a return back: its pieces are out again and not owed. A second time changes nothing. Raises not-found,
 * order-closed, batch-over, and bundle-over, bundle-worked, bundle-out or handed-out where its pieces were received,
 * split, worked on, checked or sent on since.
 */
export async function voidReturn(scope: CommandScope, id: number): Promise<null> {
  const { trx } = scope
  const row = await trx.selectFrom('subcontract_return').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new YifangError('not-found', { what: 'subcontract_return', id })
  if (row.voided_at !== null) return null
  const order = await openOrder(scope, row.subcontract_order_id)
  const steps = await batchSteps(trx, order.batchId)
  const all = await trx
    .selectFrom('subcontract_return_line')
    .selectAll()
    .where('subcontract_return_id', '=', id)
    .execute()
  const lines = all.filter((line) => line.good + line.scrap + line.lost > 0)
  if (lines.length > 0) refuseOver(order)
  for (const line of lines) {
    const bundle = await trx
      .selectFrom('bundle')
      .selectAll()
      .where('id', '=', line.bundle_id)
      .executeTakeFirstOrThrow()
    // Emptied by this very return; what a receipt, a check or a closing emptied since is taken back there.
    const isEmptied = bundle.state === 'done' && bundle.command_id === row.command_id
    if (bundle.state !== 'live' && !isEmptied)
      throw new YifangError('bundle-over', { bundle: bundle.bundle_number })
    await refuseOut(trx, bundle, undefined, order.id)
    await refuseInHand(trx, bundle, order.operations)
    if (isEmptied) await scope.update('bundle', line.bundle_id, { state: 'live' })
    await joinApart(scope, line.bundle_id, row)
    const here = line.good - line.over
    const done = await doneOn(trx, [line.bundle_id])
    // A step after the order's may not be left with more good pieces than came to it, nor one of the order's with fewer than none.
    const later = steps.filter(
      (step) =>
        step.recorded &&
        !order.operations.includes(step.id) &&
        order.operations.some((operation) => allPredecessors(steps, step.id).has(operation)),
    )
    const goodAt = (operationId: number) => done.find((one) => one.operationId === operationId)?.good ?? 0
    const least = Math.min(...order.operations.map(goodAt)) - here
    if (least < 0 || later.some((step) => goodAt(step.id) > least))
      throw new YifangError('bundle-worked', { bundle: bundle.bundle_number })
    for (const [index, operationId] of order.operations.entries())
      await addProgress(scope, {
        bundleId: line.bundle_id,
        operationId,
        good: -here,
        rework: 0,
        scrap: index === 0 ? -(line.scrap + line.lost) : 0,
      })
    if (line.over_bundle_id !== null) await voidOver(scope, line.over_bundle_id, line.over, order.operations)
  }
  await reverseBundleMoves(scope, 'subcontract_return_id', id)
  await scope.update('subcontract_return', id, { voided_at: scope.at })
  for (const line of lines) {
    // Pieces that a check took out, say, cannot be out again.
    const bundle = await liveBundle(scope, line.bundle_id)
    if (((await outOf(scope, order.id, bundle.id)) ?? 0) > bundle.held)
      throw new YifangError('bundle-worked', { bundle: bundle.bundle_number })
  }
  return null
}

async function voidOver(
  scope: CommandScope,
  bundleId: number,
  over: number,
  operations: readonly number[],
): Promise<void> {
  const bundle = await liveBundle(scope, bundleId)
  await refuseTouched(scope.trx, bundle, over)
  for (const operationId of operations)
    await addProgress(scope, { bundleId, operationId, good: -over, rework: 0, scrap: 0 })
  await scope.update('bundle', bundleId, { state: 'voided' })
}
