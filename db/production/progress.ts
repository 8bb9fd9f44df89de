import { type Kysely, sql } from 'kysely'
import type { Step } from '../../shared/production/routing.ts'
import type { CommandScope } from '../command.ts'
import type { Database } from '../schema.ts'
import { keepExpected } from './expected-pieces.ts'

/** An operation of a batch, as its routing was when it was begun. */
export interface BatchStep extends Step {
  readonly name: string
  readonly recorded: boolean
}

/** The operations of a batch in their order. */
export async function batchSteps(db: Kysely<Database>, batchId: number): Promise<BatchStep[]> {
  const rows = await db
    .selectFrom('batch_operation')
    .innerJoin('operation', 'operation.id', 'operation_id')
    .select(['operation_id', 'name', 'batch_operation.recorded', 'predecessors'])
    .where('batch_id', '=', batchId)
    .orderBy('batch_operation.position')
    .execute()
  return rows.map((row) => ({
    id: row.operation_id,
    name: row.name,
    recorded: row.recorded === 1,
    predecessors: JSON.parse(row.predecessors) as number[],
  }))
}

export interface BundleDone {
  readonly bundleId: number
  readonly operationId: number
  readonly good: number
  readonly rework: number
  readonly scrap: number
}

/** What was done on bundles, openings included: one row for each operation that something was done at. */
export async function doneOn(db: Kysely<Database>, bundleIds: readonly number[]): Promise<BundleDone[]> {
  const rows = await db
    .selectFrom('bundle_progress')
    .selectAll()
    .where('bundle_id', 'in', sql<number>`(SELECT value FROM json_each(${JSON.stringify(bundleIds)}))`)
    .execute()
  return rows.map((row) => ({
    bundleId: row.bundle_id,
    operationId: row.operation_id,
    good: row.good,
    rework: row.rework,
    scrap: row.scrap,
  }))
}

/** Adds pieces (or takes them off, below 0) to the kept sums of a bundle's operation. */
export async function addProgress(
  scope: CommandScope,
  change: { readonly [K in keyof BundleDone]: number },
): Promise<void> {
  const { bundleId, operationId, good, rework, scrap } = change
  // Inserted as nothing first: a row to be lowered must not be checked as if it were new.
  await sql`INSERT OR IGNORE INTO bundle_progress (bundle_id, operation_id, good, rework, scrap)
    VALUES (${bundleId}, ${operationId}, 0, 0, 0)`.execute(scope.trx)
  await sql`UPDATE bundle_progress SET good = good + ${good}, rework = rework + ${rework}, scrap = scrap + ${scrap}
    WHERE bundle_id = ${bundleId} AND operation_id = ${operationId}`.execute(scope.trx)
  scope.touch('bundle_progress')
}

/** Puts pieces into a bundle or takes them out of it (below 0), and keeps what it holds. Gives the move's id. */
export async function moveBundle(
  scope: CommandScope,
  move: {
    readonly bundleId: number
    readonly kind: Database['bundle_move']['kind']
    readonly quantity: number
    /** On whose account: { receipt_id: 7 }. */
    readonly cause?: { readonly [K in BundleMoveCause]?: number }
    readonly reversesId?: number
  },
): Promise<number> {
  const id = await scope.insert('bundle_move', {
    bundle_id: move.bundleId,
    kind: move.kind,
    quantity: move.quantity,
    ...move.cause,
    reverses_id: move.reversesId ?? null,
    at: scope.at,
  })
  await sql`UPDATE bundle SET held = held + ${move.quantity} WHERE id = ${move.bundleId}`.execute(scope.trx)
  scope.touch('bundle')
  // What is finished has been answered by its receipt; a split or merge changes no sum.
  if (!['finished', 'split', 'merged'].includes(move.kind)) {
    const bundle = await scope.trx
      .selectFrom('bundle')
      .select(['batch_id', 'sku_id'])
      .where('id', '=', move.bundleId)
      .executeTakeFirstOrThrow()
    await keepExpected(scope, bundle.batch_id, bundle.sku_id)
  }
  return id
}

/** What moved pieces of bundles, and can be taken back as one. */
export type BundleMoveCause =
  | 'work_entry_id'
  | 'receipt_id'
  | 'inspection_defect_id'
  | 'subcontract_return_id'
  | 'incoming_delivery_id'

/** Takes back every move of bundles on one account, each by a second row that names it. Gives the bundles' ids. */
export async function reverseBundleMoves(
  scope: CommandScope,
  cause: BundleMoveCause,
  id: number,
): Promise<number[]> {
  const moves = await scope.trx
    .selectFrom('bundle_move')
    .selectAll()
    .where(cause, '=', id)
    .where('reverses_id', 'is', null)
    .orderBy('id')
    .execute()
  for (const move of moves)
    await moveBundle(scope, {
      bundleId: move.bundle_id,
      kind: move.kind,
      quantity: -move.quantity,
      cause: { [cause]: id },
      reversesId: move.id,
    })
  return moves.map((move) => move.bundle_id)
}
