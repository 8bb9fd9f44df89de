import { type Kysely, sql } from 'kysely'
import type { BoardRow, SlowBundle } from '../../shared/production/contract.ts'
import { finishedPieces, waitingAt } from '../../shared/production/stages.ts'
import { skuLabels } from '../catalog/lookups.ts'
import type { Database } from '../schema.ts'
import { stillOut } from '../subcontracting/out.ts'
import { type BatchStep, batchSteps, doneOn } from './progress.ts'

interface OpenBatch {
  readonly id: number
  readonly batchNumber: string
  readonly styleNumber: string
  readonly styleName: string
  readonly photoHash: string | null
  readonly dueDate: string | null
  readonly performanceDate: string | null
  readonly planned: number
  readonly toCut: number
  readonly inStock: number
  readonly quantity: number
  readonly held: number
}

/** Where the pieces of every open batch stand, the soonest due first. All of it follows from cuts, entries and receipts. */
export async function readBoard(db: Kysely<Database>, today: string): Promise<BoardRow[]> {
  const { rows: batches } = await sql<OpenBatch>`
    WITH open AS (SELECT id, batch_number, style_id, due_date, performance_date FROM batch WHERE state = 'open'),
    moved_sku AS (
      SELECT b.batch_id, b.sku_id, sum(CASE m.kind WHEN 'begun' THEN m.quantity END) AS begun,
        sum(CASE m.kind WHEN 'finished' THEN -m.quantity END) AS in_stock
      FROM open JOIN bundle b ON b.batch_id = open.id
      JOIN bundle_move m ON m.bundle_id = b.id AND m.kind IN ('begun', 'finished') GROUP BY b.batch_id, b.sku_id),
    moved AS (SELECT batch_id, sum(in_stock) AS in_stock FROM moved_sku GROUP BY batch_id),
    planned AS (
      -- What is over at one size lessens no other.
      SELECT l.batch_id, sum(l.planned) AS pieces, sum(max(0, l.planned - coalesce(m.begun, 0))) AS to_cut
      FROM open JOIN batch_line l ON l.batch_id = open.id
      LEFT JOIN moved_sku m ON m.batch_id = l.batch_id AND m.sku_id = l.sku_id GROUP BY l.batch_id),
    live AS (
      SELECT b.batch_id, sum(b.quantity) AS quantity, sum(b.held) AS held FROM open
      JOIN bundle b ON b.batch_id = open.id AND b.state = 'live' GROUP BY b.batch_id)
    SELECT open.id, open.batch_number AS batchNumber, style.style_number AS styleNumber, style.name AS styleName,
      (SELECT content_hash FROM style_photo WHERE style_photo.style_id = style.id ORDER BY position LIMIT 1) AS photoHash,
      open.due_date AS dueDate, open.performance_date AS performanceDate, coalesce(planned.pieces, 0) AS planned,
      coalesce(planned.to_cut, 0) AS toCut, coalesce(moved.in_stock, 0) AS inStock,
      coalesce(live.quantity, 0) AS quantity, coalesce(live.held, 0) AS held
    FROM open JOIN style ON style.id = open.style_id LEFT JOIN planned ON planned.batch_id = open.id
    LEFT JOIN moved ON moved.batch_id = open.id LEFT JOIN live ON live.batch_id = open.id
    ORDER BY open.due_date IS NULL, open.due_date, open.id`.execute(db)
  const { rows: away } = await sql<{ batchId: number; out: number }>`
    SELECT o.batch_id AS batchId, sum(${stillOut}) AS out FROM subcontract_order o
    JOIN subcontract_bundle sb ON sb.subcontract_order_id = o.id WHERE o.state = 'open' GROUP BY o.batch_id`.execute(
    db,
  )
  const outOf = new Map(away.map((row) => [row.batchId, row.out]))
  const { rows: done } = await sql<{ batchId: number; operationId: number; good: number; scrap: number }>`
    SELECT b.batch_id AS batchId, p.operation_id AS operationId, sum(p.good) AS good, sum(p.scrap) AS scrap
    FROM batch JOIN bundle b ON b.batch_id = batch.id AND b.state = 'live' JOIN bundle_progress p ON p.bundle_id = b.id
    WHERE batch.state = 'open' GROUP BY b.batch_id, p.operation_id`.execute(db)
  const steps = await stepsOf(db)
  const doneByBatch = Map.groupBy(done, ({ batchId }) => batchId)
  return batches.map(({ quantity, held, ...batch }) => {
    const pieces = { quantity, held, done: doneByBatch.get(batch.id) ?? [] }
    const ofBatch = steps.get(batch.id) ?? []
    return {
      ...batch,
      stages: ofBatch
        .filter(({ recorded }) => recorded)
        .map(({ id, name }) => ({ operationId: id, name, waiting: waitingAt(pieces, ofBatch, id) })),
      out: outOf.get(batch.id) ?? 0,
      finished: finishedPieces(pieces, ofBatch),
      late: batch.dueDate !== null && batch.dueDate < today,
    }
  })
}

/** The operations of all open batches, in one reading. */
async function stepsOf(db: Kysely<Database>): Promise<ReadonlyMap<number, readonly BatchStep[]>> {
  const { rows } = await sql<{
    batchId: number
    id: number
    name: string
    recorded: number
    predecessors: string
  }>`
    SELECT s.batch_id AS batchId, s.operation_id AS id, o.name, s.recorded, s.predecessors
    FROM batch JOIN batch_operation s ON s.batch_id = batch.id JOIN operation o ON o.id = s.operation_id
    WHERE batch.state = 'open' ORDER BY s.batch_id, s.position`.execute(db)
  return new Map(
    [...Map.groupBy(rows, ({ batchId }) => batchId)].map(([batchId, list]) => [
      batchId,
      list.map(({ id, name, recorded, predecessors }) => ({
        id,
        name,
        recorded: recorded === 1,
        predecessors: JSON.parse(predecessors) as number[],
      })),
    ]),
  )
}

/** Bundles with pieces on which nothing was recorded since `before` (an instant), the longest untouched first. */
export async function slowBundles(
  db: Kysely<Database>,
  input: { readonly before: number; readonly limit: number },
): Promise<SlowBundle[]> {
  const { rows } = await sql<{
    id: number
    batchId: number
    batchNumber: string
    bundleNumber: number
    skuId: number
    quantity: number
    held: number
    at: number
    lastWorker: string | null
  }>`
    WITH touched AS (
      SELECT b.*, batch.batch_number, max(
          (SELECT max(m.at) FROM bundle_move m WHERE m.bundle_id = b.id),
          coalesce((SELECT max(e.at) FROM work_entry e WHERE e.bundle_id = b.id AND e.voided_at IS NULL), 0)) AS last_at
      FROM batch JOIN bundle b ON b.batch_id = batch.id AND b.state = 'live' AND b.held > 0
      WHERE batch.state = 'open')
    SELECT id, batch_id AS batchId, batch_number AS batchNumber, bundle_number AS bundleNumber, sku_id AS skuId,
      quantity, held, last_at AS at,
      (SELECT worker.name FROM work_entry e JOIN worker ON worker.id = e.worker_id
        WHERE e.bundle_id = touched.id AND e.voided_at IS NULL ORDER BY e.id DESC LIMIT 1) AS lastWorker
    FROM touched WHERE last_at < ${input.before} ORDER BY last_at, id LIMIT ${input.limit}`.execute(db)
  const labels = await skuLabels(
    db,
    rows.map(({ skuId }) => skuId),
  )
  const done = Map.groupBy(
    await doneOn(
      db,
      rows.map(({ id }) => id),
    ),
    ({ bundleId }) => bundleId,
  )
  const steps = new Map<number, BatchStep[]>()
  for (const batchId of new Set(rows.map((row) => row.batchId)))
    steps.set(batchId, await batchSteps(db, batchId))
  return rows.map(({ skuId, quantity, ...row }) => {
    const ofBatch = steps.get(row.batchId)!
    const pieces = { quantity, held: row.held, done: done.get(row.id) ?? [] }
    return {
      ...row,
      lastWorker: row.lastWorker ?? '',
      sku: labels.get(skuId)!,
      waitsAt: ofBatch
        .filter(({ id, recorded }) => recorded && waitingAt(pieces, ofBatch, id) > 0)
        .map(({ name }) => name),
    }
  })
}
