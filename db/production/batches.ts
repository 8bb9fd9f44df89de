import { type Kysely, sql } from 'kysely'
import { YifangError } from '../../shared/errors.ts'
import type { Batch, BatchRow } from '../../shared/production/contract.ts'
import { totalCap } from '../../shared/rpc.ts'
import { skuLabels } from '../catalog/lookups.ts'
import { sizeOrder } from '../catalog/size-order.ts'
import type { CommandScope } from '../command.ts'
import { likeAnywhere } from '../like.ts'
import { codeStamp, codesOf } from '../printed-code.ts'
import type { Database } from '../schema.ts'
import { piecesAway } from '../subcontracting/out.ts'
import { freezeNeeds } from './batch-materials.ts'
import { readWearers } from './batch-wearers.ts'
import { batchSteps, doneOn } from './progress.ts'
import { readRouting, skillOf } from './routing.ts'

/**
 * Begins a batch: the pieces asked for by SKU (a SKU named twice: of both), the style's routing as it is now, and what
 * orders may expect. Its number is the day's and a running one: 260518-2. Raises not-found (`style`, `sku`), routing-missing.
 */
export async function createBatch(
  scope: CommandScope,
  input: {
    readonly styleId: number
    readonly dueDate: string | null
    readonly performanceDate: string | null
    readonly note: string
    readonly orderIds?: readonly number[] | undefined
    readonly lines: readonly { readonly skuId: number; readonly planned: number }[]
    readonly businessDate: string
  },
): Promise<{ id: number; batchNumber: string }> {
  const { trx } = scope
  const style = await trx
    .selectFrom('style')
    .select(['id', 'style_number'])
    .where('id', '=', input.styleId)
    .executeTakeFirst()
  if (!style) throw new YifangError('not-found', { what: 'style', id: input.styleId })
  const routing = await readRouting(trx, input.styleId, false)
  if (routing.length === 0) throw new YifangError('routing-missing', { style: style.style_number })
  const batchNumber = await nextNumber(trx, input.businessDate)
  const id = await scope.insert('batch', {
    batch_number: batchNumber,
    style_id: input.styleId,
    state: 'open',
    business_date: input.businessDate,
    due_date: input.dueDate,
    performance_date: input.performanceDate,
    note: input.note,
  })
  const plannedOf = new Map<number, number>()
  for (const { skuId, planned } of input.lines) plannedOf.set(skuId, (plannedOf.get(skuId) ?? 0) + planned)
  for (const [skuId, planned] of plannedOf) {
    const sku = await trx
      .selectFrom('sku')
      .select('id')
      .where('id', '=', skuId)
      .where('style_id', '=', input.styleId)
      .where('is_set', '=', 0)
      .where('seconds_of', 'is', null)
      .executeTakeFirst()
    if (!sku) throw new YifangError('not-found', { what: 'sku', id: skuId })
    await scope.insert('batch_line', { batch_id: id, sku_id: skuId, planned })
    await scope.insert('expected_supply', {
      item_id: skuId,
      kind: 'make',
      quantity: planned,
      expected_date: input.dueDate,
      supplier_id: null,
      note: batchNumber,
      closed_at: null,
      batch_id: id,
    })
  }
  for (const orderId of new Set(input.orderIds ?? [])) {
    const order = await trx.selectFrom('orders').select('id').where('id', '=', orderId).executeTakeFirst()
    if (!order) throw new YifangError('not-found', { what: 'order', id: orderId })
    await scope.insert('batch_order', { batch_id: id, order_id: orderId })
  }
  await freezeNeeds(scope, id, input.styleId)
  for (const [position, operation] of routing.entries())
    await scope.insert('batch_operation', {
      batch_id: id,
      operation_id: operation.id,
      position,
      recorded: operation.recorded ? 1 : 0,
      predecessors: JSON.stringify(operation.predecessors),
    })
  return { id, batchNumber }
}

async function nextNumber(db: Kysely<Database>, businessDate: string): Promise<string> {
  const day = businessDate.slice(2).replaceAll('-', '')
  const { rows } = await sql<{ last: number | null }>`
    SELECT max(CAST(substr(batch_number, ${day.length + 2}) AS INTEGER)) AS last FROM batch
    WHERE batch_number GLOB ${`${day}-*`}`.execute(db)
  return `${day}-${(rows[0]?.last ?? 0) + 1}`
}

const rowColumns = sql`
  batch.id, batch_number AS batchNumber, batch.style_id AS styleId, style_number AS styleNumber, style.name AS styleName,
  (SELECT content_hash FROM style_photo WHERE style_photo.style_id = style.id ORDER BY position LIMIT 1) AS photoHash,
  state, due_date AS dueDate, performance_date AS performanceDate,
  (SELECT coalesce(sum(planned), 0) FROM batch_line WHERE batch_id = batch.id) AS planned,
  (SELECT coalesce(sum(bundle_move.quantity), 0) FROM bundle JOIN bundle_move ON bundle_id = bundle.id
    WHERE batch_id = batch.id AND kind = 'begun') AS begun,
  (SELECT coalesce(sum(good), 0) FROM bundle JOIN bundle_progress ON bundle_id = bundle.id
    WHERE batch_id = batch.id AND bundle.state IN ('live', 'done') AND operation_id = (
      SELECT operation_id FROM batch_operation WHERE batch_operation.batch_id = batch.id AND recorded = 1
      ORDER BY position DESC LIMIT 1)) AS made`

/**
 * A page of batches: open ones the soonest due first, those without a day last, before what is over, newest first. Searched
 * by number, style number and name.
 */
export async function listBatches(
  db: Kysely<Database>,
  input: {
    readonly state: BatchRow['state'] | null
    readonly search: string
    readonly offset: number
    readonly limit: number
  },
): Promise<{ rows: BatchRow[]; total: number; more: boolean }> {
  const word = likeAnywhere(input.search)
  const where = sql`(${input.state} IS NULL OR state = ${input.state}) AND (batch_number LIKE ${word} ESCAPE '\\'
    OR style_number LIKE ${word} ESCAPE '\\' OR style.name LIKE ${word} ESCAPE '\\'
    OR name_initials LIKE ${word} ESCAPE '\\')`
  const { rows } = await sql<BatchRow>`
    SELECT ${rowColumns} FROM batch JOIN style ON style.id = batch.style_id WHERE ${where}
    ORDER BY state <> 'open', iif(state = 'open', due_date IS NULL, 0), iif(state = 'open', due_date, NULL),
      iif(state = 'open', 1, -1) * batch.id LIMIT ${input.limit} OFFSET ${input.offset}`.execute(db)
  const counted = await sql<{ total: number }>`
    SELECT count(*) AS total FROM (SELECT 1 FROM batch JOIN style ON style.id = batch.style_id
      WHERE ${where} LIMIT ${totalCap + 1})`.execute(db)
  const total = counted.rows[0]!.total
  return { rows, total: Math.min(total, totalCap), more: total > totalCap }
}

/** A batch with its grid, its operations, and its bundles with what was done on each. Raises not-found. */
export async function readBatch(db: Kysely<Database>, id: number): Promise<Batch> {
  const { rows } = await sql<BatchRow & { note: string }>`
    SELECT ${rowColumns}, batch.note FROM batch JOIN style ON style.id = batch.style_id WHERE batch.id = ${id}`.execute(
    db,
  )
  const head = rows[0]
  if (!head) throw new YifangError('not-found', { what: 'batch', id })
  const lines = await db
    .selectFrom('batch_line')
    .select(['sku_id', 'planned'])
    .where('batch_id', '=', id)
    .orderBy('id')
    .execute()
  const bundles = await db
    .selectFrom('bundle')
    .selectAll()
    .where('batch_id', '=', id)
    .orderBy('bundle_number')
    .execute()
  const begun = await sql<{ skuId: number; pieces: number; inStock: number; gone: number }>`
    SELECT sku_id AS skuId, coalesce(sum(CASE kind WHEN 'begun' THEN bundle_move.quantity END), 0) AS pieces,
      coalesce(sum(CASE kind WHEN 'finished' THEN -bundle_move.quantity END), 0) AS inStock,
      coalesce(-sum(bundle_move.quantity) FILTER (WHERE kind IN ('scrapped', 'lost', 'seconds')), 0) AS gone
    FROM bundle JOIN bundle_move ON bundle_id = bundle.id WHERE batch_id = ${id} GROUP BY sku_id`.execute(db)
  const labels = await skuLabels(db, new Set([...lines, ...bundles].map((row) => row.sku_id)))
  const done = Map.groupBy(
    await doneOn(
      db,
      bundles.map((row) => row.id),
    ),
    (row) => row.bundleId,
  )
  const orders = await db
    .selectFrom('batch_order as l')
    .innerJoin('orders as o', 'o.id', 'l.order_id')
    .select([
      'o.id',
      'o.order_number as orderNumber',
      'o.performance_date as performanceDate',
      'o.short_count as shortCount',
    ])
    .where('l.batch_id', '=', id)
    .orderBy(
      sql`min(coalesce(o.performance_date, '9999'), coalesce(date(o.ship_by / 1000, 'unixepoch'), '9999'))`,
    )
    .orderBy('o.id')
    .execute()
  const inOrder = await sizeOrder(db, head.styleId)
  const stamp = await codeStamp(db)
  const { rows: skills } = await sql<{ id: number; skill: string }>`
    SELECT o.id, ${skillOf} AS skill FROM batch_operation s JOIN operation o ON o.id = s.operation_id
    WHERE s.batch_id = ${id}`.execute(db)
  return {
    ...head,
    orders,
    // What was cut beside the plan has a line as well, of no planned pieces: its pieces stand somewhere, too.
    lines: [
      ...lines,
      ...begun.rows
        .filter(({ skuId }) => !lines.some((line) => line.sku_id === skuId))
        .map(({ skuId }) => ({ sku_id: skuId, planned: 0 })),
    ]
      .map((row) => ({
        sku: labels.get(row.sku_id)!,
        planned: row.planned,
        begun: begun.rows.find(({ skuId }) => skuId === row.sku_id)?.pieces ?? 0,
        inStock: begun.rows.find(({ skuId }) => skuId === row.sku_id)?.inStock ?? 0,
        gone: begun.rows.find(({ skuId }) => skuId === row.sku_id)?.gone ?? 0,
      }))
      .toSorted((a, b) => inOrder(a.sku, b.sku)),
    out: await piecesAway(db, id),
    wearers: await readWearers(db, id),
    operations: (await batchSteps(db, id)).map((step) => ({
      ...step,
      skill: skills.find((one) => one.id === step.id)?.skill ?? step.name,
      predecessors: [...step.predecessors],
    })),
    bundles: bundles.map((row) => ({
      id: row.id,
      bundleNumber: row.bundle_number,
      ...codesOf('bundle', row.id, stamp),
      sku: labels.get(row.sku_id)!,
      dyeLot: row.dye_lot,
      quantity: row.quantity,
      held: row.held,
      state: row.state,
      done: (done.get(row.id) ?? []).map(({ operationId, good, rework, scrap }) => ({
        operationId,
        good,
        rework,
        scrap,
      })),
    })),
  }
}
