import { type Kysely, sql } from 'kysely'
import { YifangError } from '../../shared/errors.ts'
import { remainingAt } from '../../shared/production/progress.ts'
import { allPredecessors } from '../../shared/production/routing.ts'
import type { CommandScope } from '../command.ts'
import type { Database } from '../schema.ts'
import { batchSteps, doneOn } from './progress.ts'

/**
 * SQL: pieces of `hand_out h` that are neither recorded by its worker nor brought back. What others recorded of them is
 * no longer in her hand either: that follows from what remains at the step (`inHand`).
 */
export const outstanding = sql<number>`max(0, h.pieces - h.given_back - coalesce((
  SELECT sum(e.good + e.scrap) FROM work_entry e WHERE e.hand_out_id = h.id AND e.voided_at IS NULL), 0))`

/** Pieces of a bundle's step that workers have in hand. */
export async function heldBy(db: Kysely<Database>, bundleId: number, operationId: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    SELECT coalesce(sum(${outstanding}), 0) AS n FROM hand_out h
    WHERE h.bundle_id = ${bundleId} AND h.operation_id = ${operationId}`.execute(db)
  return rows[0]!.n
}

interface InHand {
  readonly id: number
  readonly operationId: number
  /** Neither recorded by her nor brought back. */
  readonly outstanding: number
  /** Of them, those that nobody else recorded. */
  readonly left: number
}

/** What workers have in hand of bundles, by hand-out, the oldest first: never more than remains at the step. */
export async function inHand(
  db: Kysely<Database>,
  bundleIds: readonly number[],
): Promise<(InHand & { readonly bundleId: number })[]> {
  const { rows } = await sql<{
    id: number
    bundleId: number
    operationId: number
    outstanding: number
    batchId: number
    quantity: number
  }>`
    SELECT h.id, h.bundle_id AS bundleId, h.operation_id AS operationId, ${outstanding} AS outstanding,
      b.batch_id AS batchId, b.quantity
    FROM hand_out h JOIN bundle b ON b.id = h.bundle_id
    WHERE h.bundle_id IN (SELECT value FROM json_each(${JSON.stringify(bundleIds)})) AND ${outstanding} > 0
    ORDER BY h.id`.execute(db)
  const done = Map.groupBy(await doneOn(db, bundleIds), ({ bundleId }) => bundleId)
  const steps = new Map<number, Awaited<ReturnType<typeof batchSteps>>>()
  for (const batchId of new Set(rows.map((row) => row.batchId)))
    steps.set(batchId, await batchSteps(db, batchId))
  const room = new Map<string, number>()
  return rows.map(({ batchId, quantity, ...row }) => {
    const key = `${row.bundleId} ${row.operationId}`
    const there =
      room.get(key) ??
      remainingAt(quantity, done.get(row.bundleId) ?? [], steps.get(batchId)!, row.operationId)
    const left = Math.min(row.outstanding, there)
    room.set(key, there - left)
    return { ...row, left }
  })
}

/**
 * Who has pieces of a bundle in hand and since which business date, the oldest hand-out first: never more than remains
 * at the step, as its `remaining` says.
 */
export async function holdersOf(
  db: Kysely<Database>,
  bundleId: number,
  remaining: (operationId: number) => number,
): Promise<
  { handOutId: number; operationId: number; workerId: number; name: string; pieces: number; since: string }[]
> {
  const { rows } = await sql<{
    handOutId: number
    operationId: number
    workerId: number
    name: string
    outstanding: number
    since: string
  }>`
    SELECT h.id AS handOutId, h.operation_id AS operationId, h.worker_id AS workerId, worker.name, ${outstanding} AS outstanding,
      h.business_date AS since
    FROM hand_out h JOIN worker ON worker.id = h.worker_id
    WHERE h.bundle_id = ${bundleId} AND ${outstanding} > 0 ORDER BY h.id`.execute(db)
  const room = new Map<number, number>()
  return rows.flatMap(({ outstanding: all, ...row }) => {
    const there = room.get(row.operationId) ?? remaining(row.operationId)
    const pieces = Math.min(all, there)
    room.set(row.operationId, there - pieces)
    return pieces > 0 ? [{ ...row, pieces }] : []
  })
}

/**
 * Raises handed-out where a worker has pieces of a bundle in hand; with `operationIds`, only at those steps and at
 * steps before or after them: a step beside them (ears beside a body) has pieces of its own.
 */
export async function refuseInHand(
  db: Kysely<Database>,
  bundle: { readonly id: number; readonly batch_id: number; readonly bundle_number: number },
  operationIds?: readonly number[],
): Promise<void> {
  const steps = await batchSteps(db, bundle.batch_id)
  const isOf = (operationId: number) =>
    operationIds === undefined ||
    operationIds.some(
      (id) =>
        id === operationId ||
        allPredecessors(steps, id).has(operationId) ||
        allPredecessors(steps, operationId).has(id),
    )
  const held = (await inHand(db, [bundle.id])).find(({ operationId, left }) => left > 0 && isOf(operationId))
  if (held)
    throw new YifangError('handed-out', {
      bundle: bundle.bundle_number,
      operation: steps.find(({ id }) => id === held.operationId)?.name ?? '',
    })
}

/**
 * Pieces left a bundle for one of their own, and workers had some of them in hand (a step beside the one they were away
 * for): what the first has no room for any more is in hand with the second.
 */
export async function carryInHand(scope: CommandScope, fromId: number, toId: number): Promise<void> {
  for (const { id, outstanding: all, left } of await inHand(scope.trx, [fromId])) {
    if (all === left) continue
    const row = await scope.trx
      .selectFrom('hand_out')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    const bundle = await scope.trx
      .selectFrom('bundle')
      .select(['batch_id', 'quantity'])
      .where('id', '=', toId)
      .executeTakeFirstOrThrow()
    const steps = await batchSteps(scope.trx, bundle.batch_id)
    const room =
      remainingAt(bundle.quantity, await doneOn(scope.trx, [toId]), steps, row.operation_id) -
      (await heldBy(scope.trx, toId, row.operation_id))
    const pieces = Math.min(all - left, room)
    if (pieces <= 0) continue
    const { id: _id, command_id: _command, ...same } = row
    await scope.insert('hand_out', { ...same, bundle_id: toId, pieces, given_back: 0 })
    await scope.update('hand_out', id, { given_back: row.given_back + pieces })
  }
}

/** Takes back what `carryInHand` did in a command, as far as nothing was recorded or brought back of it since. */
export async function returnInHand(
  scope: CommandScope,
  fromId: number,
  toId: number,
  commandId: number,
): Promise<void> {
  const carried = await scope.trx
    .selectFrom('hand_out')
    .selectAll()
    .where('bundle_id', '=', toId)
    .where('command_id', '=', commandId)
    .where('given_back', '=', 0)
    .execute()
  for (const row of carried) {
    const from = await scope.trx
      .selectFrom('hand_out')
      .select(['id', 'given_back'])
      .where('bundle_id', '=', fromId)
      .where('operation_id', '=', row.operation_id)
      .where('worker_id', '=', row.worker_id)
      .where('given_back', '>=', row.pieces)
      .orderBy('id')
      .executeTakeFirst()
    const worked = await scope.trx
      .selectFrom('work_entry')
      .select('id')
      .where('hand_out_id', '=', row.id)
      .where('voided_at', 'is', null)
      .executeTakeFirst()
    if (!from || worked) continue
    await scope.update('hand_out', row.id, { given_back: row.pieces })
    await scope.update('hand_out', from.id, { given_back: from.given_back - row.pieces })
  }
}

/** The oldest hand-out of a worker that her record of a bundle's step answers; null: she was handed nothing of it. */
export async function handOutFor(
  db: Kysely<Database>,
  entry: { readonly bundleId: number; readonly operationId: number; readonly workerId: number },
): Promise<number | null> {
  const { rows } = await sql<{ id: number }>`
    SELECT h.id FROM hand_out h WHERE h.bundle_id = ${entry.bundleId} AND h.operation_id = ${entry.operationId}
      AND h.worker_id = ${entry.workerId} AND ${outstanding} > 0 ORDER BY h.id LIMIT 1`.execute(db)
  return rows[0]?.id ?? null
}
