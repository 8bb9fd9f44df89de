import { type Kysely, sql } from 'kysely'
import { v4 } from 'uuid'
import type { SkuLabel } from '../../shared/catalog/sku-label.ts'
import { YifangError } from '../../shared/errors.ts'
import { remainingAt } from '../../shared/production/progress.ts'
import type { Subcontract, SubcontractRow } from '../../shared/subcontracting/contract.ts'
import type { JobProgress } from '../../shared/subcontracting/job-file.ts'
import { skuLabels } from '../catalog/lookups.ts'
import { sizeOrder } from '../catalog/size-order.ts'
import type { CommandScope } from '../command.ts'
import { liveBundle } from '../production/bundles.ts'
import { refuseInHand } from '../production/in-hand.ts'
import { batchSteps, doneOn, moveBundle } from '../production/progress.ts'
import { piecesToMend } from '../quality/reworks.ts'
import type { Database } from '../schema.ts'
import { refuseOut, stillOut } from './out.ts'

export interface SendOutInput {
  readonly subcontractorId: number
  readonly batchId: number
  readonly bundleIds: readonly number[]
  readonly operationIds: readonly number[]
  readonly price: number
  readonly dueDate: string | null
  readonly note: string
}

/**
 * Sends bundles out for some recorded operations; without bundles, all that the batch has not cut, for all its
 * operations: a bundle of each SKU is begun for it. The pieces stay the batch's, nobody here records those steps.
 * Raises not-found, batch-over, bundle-over, bundle-out, rework-open, handed-out (a worker has it), operation-done,
 * nothing-left.
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
  const bundleIds = whole ? await beginAll(scope, batch.id, batch.batch_number) : input.bundleIds
  for (const bundleId of new Set(bundleIds)) {
    const bundle = await liveBundle(scope, bundleId)
    if (bundle.batch_id !== batch.id) throw new YifangError('not-found', { what: 'bundle', id: bundleId })
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

/** Bundles of all that a batch plans and has not cut: one for each SKU. Raises nothing-left. */
async function beginAll(scope: CommandScope, batchId: number, batchNumber: string): Promise<number[]> {
  const { rows } = await sql<{ skuId: number; left: number }>`
    SELECT l.sku_id AS skuId, l.planned - coalesce((SELECT sum(m.quantity) FROM bundle b JOIN bundle_move m ON m.bundle_id = b.id
      WHERE b.batch_id = l.batch_id AND b.sku_id = l.sku_id AND m.kind = 'begun'), 0) AS left
    FROM batch_line l WHERE l.batch_id = ${batchId} ORDER BY l.id`.execute(scope.trx)
  const open = rows.filter(({ left }) => left > 0)
  if (open.length === 0) throw new YifangError('nothing-left', { batch: batchNumber })
  const ids: number[] = []
  for (const { skuId, left } of open)
    ids.push(await beginBundle(scope, { batchId, skuId, quantity: left, kind: 'begun', dyeLot: '' }))
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

interface OrderFacts extends Omit<SubcontractRow, 'operations' | 'whole' | 'late'> {
  readonly operations: string
  readonly whole: number
  readonly price: number
  readonly note: string
  readonly endNote: string
}

function facts(where: ReturnType<typeof sql>) {
  const returned = (
    column: string,
  ) => sql`coalesce((SELECT sum(${sql.ref(`l.${column}`)}) FROM subcontract_return r
    JOIN subcontract_return_line l ON l.subcontract_return_id = r.id
    WHERE r.subcontract_order_id = o.id AND r.voided_at IS NULL), 0)`
  return sql<OrderFacts>`
    SELECT o.id, o.order_number AS orderNumber, o.state, o.subcontractor_id AS subcontractorId, supplier.name AS partner,
      batch.id AS batchId, batch_number AS batchNumber, style.id AS styleId, style_number AS styleNumber, style.name AS styleName,
      (SELECT content_hash FROM style_photo WHERE style_photo.style_id = style.id ORDER BY position LIMIT 1) AS photoHash,
      o.whole, o.operations, o.due_date AS dueDate, o.business_date AS businessDate, o.price, o.note, o.end_note AS endNote,
      coalesce((SELECT sum(sb.quantity) FROM subcontract_bundle sb WHERE sb.subcontract_order_id = o.id), 0) AS sent,
      iif(o.state = 'closed', 0, coalesce((SELECT sum(${stillOut}) FROM subcontract_bundle sb WHERE sb.subcontract_order_id = o.id), 0)) AS out,
      ${returned('good')} AS good, ${returned('scrap')} AS scrap, ${returned('lost')} AS lost, ${returned('over')} AS over
    FROM subcontract_order o JOIN subcontractor s ON s.id = o.subcontractor_id JOIN supplier ON supplier.id = s.supplier_id
      JOIN batch ON batch.id = o.batch_id JOIN style ON style.id = batch.style_id
    WHERE ${where} ORDER BY o.state DESC, o.due_date IS NULL, o.due_date, o.id DESC LIMIT 500`
}

function toRow(row: OrderFacts, names: ReadonlyMap<number, string>, today: string): SubcontractRow {
  const { price: _price, note: _note, endNote: _endNote, operations, whole, ...rest } = row
  return {
    ...rest,
    whole: whole === 1,
    operations: (JSON.parse(operations) as number[]).map((id) => ({ id, name: names.get(id) ?? '' })),
    late: row.out > 0 && row.dueDate !== null && row.dueDate < today,
  }
}

async function operationNames(
  db: Kysely<Database>,
  rows: readonly OrderFacts[],
): Promise<ReadonlyMap<number, string>> {
  const ids = rows.flatMap((row) => JSON.parse(row.operations) as number[])
  const found = await db
    .selectFrom('operation')
    .select(['id', 'name'])
    .where('id', 'in', sql<number>`(SELECT value FROM json_each(${JSON.stringify(ids)}))`)
    .execute()
  return new Map(found.map(({ id, name }) => [id, name]))
}

/** Orders sent out, the soonest due first; the newest 500. */
export async function listSubcontracts(
  db: Kysely<Database>,
  state: SubcontractRow['state'] | null,
  today: string,
): Promise<SubcontractRow[]> {
  const { rows } = await facts(sql`(${state} IS NULL OR o.state = ${state})`).execute(db)
  const names = await operationNames(db, rows)
  return rows.map((row) => toRow(row, names, today))
}

/** One order with its bundles, what came back, its materials and the partner's newest report. Raises not-found. */
export async function readSubcontract(
  db: Kysely<Database>,
  id: number,
  today: string,
  money: boolean,
): Promise<Subcontract> {
  const { rows } = await facts(sql`o.id = ${id}`).execute(db)
  const head = rows[0]
  if (!head) throw new YifangError('not-found', { what: 'subcontract_order', id })
  const bundles = await sql<
    Omit<Subcontract['bundles'][number], 'sku'> & { skuId: number }
  >`SELECT b.id AS bundleId, b.bundle_number AS bundleNumber, b.sku_id AS skuId, b.dye_lot AS dyeLot, sb.quantity,
      coalesce(sum(l.good), 0) AS good, coalesce(sum(l.scrap), 0) AS scrap, coalesce(sum(l.lost), 0) AS lost,
      coalesce(sum(l.rework), 0) AS rework, iif(${head.state} = 'closed', 0, ${stillOut}) AS out
    FROM subcontract_bundle sb JOIN bundle b ON b.id = sb.bundle_id
      LEFT JOIN subcontract_return r ON r.subcontract_order_id = sb.subcontract_order_id AND r.voided_at IS NULL
      LEFT JOIN subcontract_return_line l ON l.subcontract_return_id = r.id AND l.bundle_id = b.id
    WHERE sb.subcontract_order_id = ${id} GROUP BY sb.id ORDER BY b.bundle_number`.execute(db)
  const labels = await skuLabels(
    db,
    bundles.rows.map(({ skuId }) => skuId),
  )
  const returns = await sql<Omit<Subcontract['returns'][number], 'voided'> & { voided: number }>`
    SELECT r.id, r.business_date AS businessDate, sum(l.good) AS good, sum(l.scrap) AS scrap, sum(l.lost) AS lost,
      sum(l.rework) AS rework, sum(l.over) AS over, r.amount, r.deduction, r.note, r.voided_at IS NOT NULL AS voided
    FROM subcontract_return r JOIN subcontract_return_line l ON l.subcontract_return_id = r.id
    WHERE r.subcontract_order_id = ${id} GROUP BY r.id ORDER BY r.id DESC`.execute(db)
  const materials = await sql<Subcontract['materials'][number]>`
    SELECT m.id AS materialId, m.name, m.unit, sum(iif(u.kind = 'issued', u.quantity, 0)) AS issued,
      sum(iif(u.kind = 'returned', u.quantity, 0)) AS returned
    FROM material_use u JOIN material m ON m.id = u.material_id
    WHERE u.subcontract_order_id = ${id} AND u.voided_at IS NULL GROUP BY m.id ORDER BY m.id`.execute(db)
  const report = await db
    .selectFrom('subcontract_report')
    .selectAll()
    .where('subcontract_order_id', '=', id)
    .orderBy('sequence', 'desc')
    .executeTakeFirst()
  return {
    ...toRow(head, await operationNames(db, rows), today),
    price: money ? head.price : null,
    note: head.note,
    endNote: head.endNote,
    sizes: await ownSizes(
      db,
      bundles.rows.map(({ skuId }) => labels.get(skuId)!),
    ),
    bundles: bundles.rows.map(({ skuId, ...row }) => ({ ...row, sku: labels.get(skuId)! })),
    returns: returns.rows.map((row) => ({
      ...row,
      voided: row.voided === 1,
      amount: money ? row.amount : null,
      deduction: money ? row.deduction : null,
    })),
    materials: materials.rows,
    report: report
      ? {
          sentAt: report.sent_at,
          sequence: report.sequence,
          lines: JSON.parse(report.lines) as JobProgress['lines'],
          note: report.note,
        }
      : null,
  }
}

/** The sizes of SKUs of one style, in its own order. */
async function ownSizes(db: Kysely<Database>, skus: readonly SkuLabel[]): Promise<string[]> {
  const first = skus[0]
  if (!first) return []
  const inOrder = await sizeOrder(db, first.styleId)
  const sizes = [...new Set(skus.map(({ size }) => size))]
  return sizes.toSorted((a, b) => inOrder({ colour: '', size: a }, { colour: '', size: b }))
}
