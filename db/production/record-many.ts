import { sql } from 'kysely'
import { YifangError } from '../../shared/errors.ts'
import { remainingAt } from '../../shared/production/progress.ts'
import type { CommandScope } from '../command.ts'
import { piecesOut } from '../subcontracting/out.ts'
import { batchSteps, doneOn } from './progress.ts'
import { recordWork } from './work.ts'

export interface RecordCell {
  readonly workerId: number
  readonly operationId: number
  /** Null: laid over the batch's bundles in their order. */
  readonly bundleId: number | null
  readonly good: number
}

/**
 * Records many workers' pieces of one batch at once, all or nothing. What names no bundle is laid over the bundles that
 * have pieces left at its step. Raises what `recordWork` raises, pieces-beyond where the batch has fewer left, not-found
 * for a bundle of another batch, and sheet-recorded where the very same sheet was written within a day, unless it is said
 * to be another (`again`).
 */
export async function recordMany(
  scope: CommandScope,
  input: {
    readonly batchId: number
    readonly workDate: string
    readonly basis: 'piece' | 'hour'
    readonly cells: readonly RecordCell[]
    readonly again?: boolean
  },
  today: string,
): Promise<{ entries: number; pieces: number; ratesMissing: number }> {
  const entries: { readonly cell: RecordCell; readonly bundleId: number; readonly good: number }[] = []
  await refuseOtherBatch(scope, input)
  if (!input.again) await refuseSameSheet(scope, input)
  const laid = new Map<number, { bundleId: number; left: number }[]>()
  // Bundles that are named are taken first: what is laid over the rest must leave them their pieces.
  for (const cell of input.cells.toSorted(
    (a, b) => Number(a.bundleId === null) - Number(b.bundleId === null),
  )) {
    const room = laid.get(cell.operationId) ?? (await roomAt(scope, input.batchId, cell.operationId))
    laid.set(cell.operationId, room)
    if (cell.bundleId !== null) {
      const bundle = room.find(({ bundleId }) => bundleId === cell.bundleId)
      if (bundle) bundle.left -= cell.good
      entries.push({ cell, bundleId: cell.bundleId, good: cell.good })
      continue
    }
    let good = cell.good
    for (const bundle of room) {
      const here = Math.min(good, Math.max(0, bundle.left))
      if (here === 0) continue
      bundle.left -= here
      good -= here
      entries.push({ cell, bundleId: bundle.bundleId, good: here })
    }
    if (good > 0) {
      const step = (await batchSteps(scope.trx, input.batchId)).find(({ id }) => id === cell.operationId)
      throw new YifangError('pieces-beyond', { operation: step?.name ?? '', beyond: good })
    }
  }
  for (const { cell, bundleId, good } of entries) {
    const { workerId, operationId } = cell
    const { workDate, basis } = input
    await recordWork(
      scope,
      { workerId, operationId, bundleId, good, rework: 0, scrap: 0, reason: '', workDate, basis },
      today,
    )
  }
  const { rows } = await sql<{ n: number }>`
    SELECT count(*) AS n FROM work_entry WHERE command_id = ${scope.commandId} AND rate IS NULL AND basis = 'piece'`.execute(
    scope.trx,
  )
  return {
    entries: entries.length,
    pieces: entries.reduce((sum, { good }) => sum + good, 0),
    ratesMissing: rows[0]!.n,
  }
}

const dayMs = 86_400_000

/**
 * The same strips typed at two stations would be paid twice. Raises sheet-recorded where one command of the last day (or
 * of days to come, where the clock was set back since) wrote these pieces of these workers at these steps, for the same work date and batch.
 */
async function refuseSameSheet(
  scope: CommandScope,
  input: { readonly batchId: number; readonly workDate: string; readonly cells: readonly RecordCell[] },
): Promise<void> {
  const { rows } = await sql<{ at: number; sheet: string }>`
    SELECT e.at, e.worker_id || ' ' || e.operation_id || ' ' || sum(e.good) AS sheet
    FROM work_entry e INDEXED BY work_entry_day JOIN bundle b ON b.id = e.bundle_id
    WHERE e.work_date = ${input.workDate} AND b.batch_id = ${input.batchId} AND e.voided_at IS NULL
      AND e.at > ${scope.at - dayMs}
    GROUP BY e.at, e.worker_id, e.operation_id`.execute(scope.trx)
  const typed = [
    ...Map.groupBy(input.cells, ({ workerId, operationId }) => `${workerId} ${operationId}`),
  ].map(([who, cells]) => `${who} ${cells.reduce((sum, { good }) => sum + good, 0)}`)
  const same = [...Map.groupBy(rows, ({ at }) => at).values()].some(
    (sheet) => sheet.length === typed.length && sheet.every((row) => typed.includes(row.sheet)),
  )
  // One cell is a scan as well: the same pieces of one step twice a day are nothing rare.
  if (same && typed.length > 1)
    throw new YifangError('sheet-recorded', { pieces: input.cells.reduce((sum, { good }) => sum + good, 0) })
}

/** A bundle chosen before the batch was changed on the screen, say: its pieces are another batch's. Raises not-found. */
async function refuseOtherBatch(
  scope: CommandScope,
  input: { readonly batchId: number; readonly cells: readonly RecordCell[] },
): Promise<void> {
  const ids = [...new Set(input.cells.flatMap(({ bundleId }) => bundleId ?? []))]
  const { rows } = await sql<{ id: number }>`
    SELECT j.value AS id FROM json_each(${JSON.stringify(ids)}) j
    WHERE NOT EXISTS (SELECT 1 FROM bundle WHERE bundle.id = j.value AND bundle.batch_id = ${input.batchId})`.execute(
    scope.trx,
  )
  if (rows[0]) throw new YifangError('not-found', { what: 'bundle', id: rows[0].id })
}

/** Pieces left at a step of each live bundle of a batch that is here, in the order of their numbers. */
async function roomAt(scope: CommandScope, batchId: number, operationId: number) {
  const steps = await batchSteps(scope.trx, batchId)
  const bundles = await scope.trx
    .selectFrom('bundle')
    .select(['id', 'quantity'])
    .where('batch_id', '=', batchId)
    .where('state', '=', 'live')
    .orderBy('bundle_number')
    .execute()
  const done = Map.groupBy(
    await doneOn(
      scope.trx,
      bundles.map(({ id }) => id),
    ),
    ({ bundleId }) => bundleId,
  )
  const room: { bundleId: number; left: number }[] = []
  for (const { id, quantity } of bundles) {
    const out = (await piecesOut(scope.trx, id)).some(({ operations }) => operations.includes(operationId))
    if (!out) room.push({ bundleId: id, left: remainingAt(quantity, done.get(id) ?? [], steps, operationId) })
  }
  return room
}
