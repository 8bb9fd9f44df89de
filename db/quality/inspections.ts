import { type Kysely, type Selectable, sql } from 'kysely'
import { encodeCode } from '../../shared/barcode.ts'
import { YifangError } from '../../shared/errors.ts'
import type { Defect, Inspection, InspectionRow } from '../../shared/quality/contract.ts'
import {
  type DefectClass,
  nextStrictness,
  type Strictness,
  samplingPlan,
  type Verdict,
  verdictOf,
} from '../../shared/quality/sampling.ts'
import type { Aql, InspectionLevel } from '../../shared/quality/sampling-tables.ts'
import { totalCap } from '../../shared/rpc.ts'
import { skuLabels } from '../catalog/lookups.ts'
import { readSizeChart } from '../catalog/size-chart.ts'
import type { CommandScope } from '../command.ts'
import { likeAnywhere } from '../like.ts'
import { codeStamp } from '../printed-code.ts'
import { batchSteps } from '../production/progress.ts'
import type { Database } from '../schema.ts'
import { readQualitySettings } from './settings.ts'

type InspectionRecord = Selectable<Database['inspection']>

export interface BeginInput {
  readonly kind: InspectionRow['kind']
  readonly batchId: number | null
  readonly receiptId: number | null
  readonly subcontractOrderId?: number | undefined
  readonly operationId: number | null
  readonly lot: number
  readonly strictness: Strictness
  readonly level: InspectionLevel
  readonly major: Aql
  readonly minor: Aql
  readonly note: string
}

/** Begins a check with the plan of its lot as the workshop's tables are now. Raises not-found, input-invalid. */
export async function beginInspection(
  scope: CommandScope,
  input: BeginInput,
  businessDate: string,
): Promise<{ id: number }> {
  const { trx } = scope
  const { batchId, receiptId, operationId } = input
  if ((batchId === null) === (receiptId === null))
    throw new YifangError('input-invalid', { fields: [{ path: 'batchId', message: 'needed' }] })
  const batch =
    batchId === null
      ? null
      : await trx.selectFrom('batch').select('style_id').where('id', '=', batchId).executeTakeFirst()
  if (batch === undefined) throw new YifangError('not-found', { what: 'batch', id: batchId! })
  if (receiptId !== null) {
    const receipt = await trx
      .selectFrom('receipt')
      .select('id')
      .where('id', '=', receiptId)
      .where('voided_at', 'is', null)
      .executeTakeFirst()
    if (!receipt) throw new YifangError('not-found', { what: 'receipt', id: receiptId })
  }
  if (operationId !== null) {
    const step = batchId !== null && (await batchSteps(trx, batchId)).some(({ id }) => id === operationId)
    if (!step) throw new YifangError('not-found', { what: 'operation', id: operationId })
  }
  const { tightened } = await readQualitySettings(trx)
  const plan = samplingPlan({ ...input, tightened })
  return {
    id: await scope.insert('inspection', {
      kind: input.kind,
      batch_id: batchId,
      receipt_id: receiptId,
      subcontract_order_id: input.subcontractOrderId ?? null,
      operation_id: operationId,
      style_id: batch?.style_id ?? (await styleOfReceipt(trx, receiptId)),
      lot: input.lot,
      level: input.level,
      strictness: input.strictness,
      major_aql: input.major,
      minor_aql: input.minor,
      sample: plan.sample,
      accept_major: plan.acceptMajor,
      accept_minor: plan.acceptMinor,
      state: 'open',
      business_date: businessDate,
      note: input.note,
      closed_at: null,
    }),
  }
}

/** The style of a delivery, where all of it is one. */
async function styleOfReceipt(db: Kysely<Database>, receiptId: number | null): Promise<number | null> {
  const rows = await db
    .selectFrom('receipt_line as l')
    .innerJoin('sku', 'sku.id', 'l.item_id')
    .select('sku.style_id')
    .distinct()
    .where('l.receipt_id', '=', receiptId)
    .execute()
  return rows.length === 1 ? rows[0]!.style_id : null
}

/** Raises not-found, inspection-over. */
export async function openInspection(scope: CommandScope, id: number): Promise<InspectionRecord> {
  const row = await scope.trx.selectFrom('inspection').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new YifangError('not-found', { what: 'inspection', id })
  if (row.state !== 'open') throw new YifangError('inspection-over', {})
  return row
}

/** How many pieces were looked at so far. Raises not-found, inspection-over. */
export async function countInspected(
  scope: CommandScope,
  input: { readonly id: number; readonly inspected: number },
): Promise<null> {
  await openInspection(scope, input.id)
  await scope.update('inspection', input.id, { inspected: input.inspected })
  return null
}

/** Measures of one piece by the style's chart, in place of those before; no values take it away. Raises not-found. */
export async function measurePiece(
  scope: CommandScope,
  input: {
    readonly id: number
    readonly piece: number
    readonly size: string
    readonly values: readonly { readonly point: string; readonly measured: number }[]
  },
): Promise<null> {
  const inspection = await openInspection(scope, input.id)
  const before = await scope.trx
    .selectFrom('inspection_measure')
    .select('id')
    .where('inspection_id', '=', input.id)
    .where('piece', '=', input.piece)
    .execute()
  for (const { id } of before) await scope.remove('inspection_measure', id)
  const chart = inspection.style_id === null ? [] : await readSizeChart(scope.trx, inspection.style_id)
  for (const { point, measured } of input.values) {
    const known = chart.find(({ name }) => name === point)
    const target = known?.sizes[input.size]
    if (!known || target === undefined) throw new YifangError('not-found', { what: 'size_point', id: point })
    await scope.insert('inspection_measure', {
      inspection_id: input.id,
      piece: input.piece,
      size: input.size,
      point,
      target,
      minus: known.minus,
      plus: known.plus,
      measured,
    })
  }
  return null
}

/** Ends a check. A verdict that is not the plan's needs a reason. Raises not-found, inspection-over, reason-missing. */
export async function closeInspection(
  scope: CommandScope,
  input: { readonly id: number; readonly verdict: Verdict; readonly note: string },
): Promise<null> {
  await openInspection(scope, input.id)
  const found = await readInspection(scope.trx, input.id)
  const plan = { sample: found.sample, acceptMajor: found.acceptMajor, acceptMinor: found.acceptMinor }
  if (verdictOf(plan, found.inspected, found) !== input.verdict && input.note === '')
    throw new YifangError('reason-missing', {})
  await scope.update('inspection', input.id, {
    state: input.verdict,
    closed_at: scope.at,
    verdict_note: input.note,
  })
  return null
}

/** Goes on with a check that was ended. Raises not-found. */
export async function reopenInspection(scope: CommandScope, id: number): Promise<null> {
  await scope.update('inspection', id, { state: 'open', closed_at: null, verdict_note: '' })
  return null
}

/** Takes a check back that has found nothing. Raises not-found, inspection-over, still-used. */
export async function voidInspection(scope: CommandScope, id: number): Promise<null> {
  await openInspection(scope, id)
  const { n } = await scope.trx
    .selectFrom('inspection_defect')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('inspection_id', '=', id)
    .where('voided_at', 'is', null)
    .executeTakeFirstOrThrow()
  if (n > 0) throw new YifangError('still-used', { what: 'inspection', by: 'defect', count: n })
  await scope.update('inspection', id, { state: 'voided', closed_at: scope.at })
  return null
}

const classSum = (name: DefectClass) => sql`coalesce((SELECT sum(pieces) FROM inspection_defect d
  WHERE d.inspection_id = i.id AND d.voided_at IS NULL AND class = ${name}), 0)`
const outOfSize = sql`(SELECT count(DISTINCT piece) FROM inspection_measure m WHERE m.inspection_id = i.id
  AND (measured < target - minus OR measured > target + plus))`
const rowColumns = sql`
  i.id, i.kind, i.state, i.business_date AS businessDate, i.batch_id AS batchId,
  coalesce(batch_number, supplier.name, '') AS subject, i.style_id AS styleId, coalesce(style.name, '') AS styleName,
  (SELECT content_hash FROM style_photo WHERE style_photo.style_id = i.style_id ORDER BY position LIMIT 1) AS photoHash,
  coalesce(operation.name, '') AS operationName, i.lot, i.sample, i.inspected, i.strictness,
  ${classSum('critical')} AS critical, ${classSum('major')} + ${outOfSize} AS major, ${classSum('minor')} AS minor`
const rowTables = sql`inspection i LEFT JOIN batch ON batch.id = i.batch_id LEFT JOIN receipt ON receipt.id = i.receipt_id
  LEFT JOIN supplier ON supplier.id = receipt.supplier_id LEFT JOIN style ON style.id = i.style_id
  LEFT JOIN operation ON operation.id = i.operation_id`

/** Checks, newest first; of one state or batch, found by batch, supplier and style. */
export async function listInspections(
  db: Kysely<Database>,
  input: {
    readonly state: InspectionRow['state'] | null
    readonly batchId: number | null
    readonly search?: string
    readonly offset: number
    readonly limit: number
  },
): Promise<{ rows: InspectionRow[]; total: number; more: boolean }> {
  const word = likeAnywhere(input.search ?? '')
  const where = sql`(${input.state} IS NULL OR i.state = ${input.state}) AND (${input.batchId} IS NULL OR i.batch_id = ${input.batchId})
    AND (${word} = '%%' OR batch_number LIKE ${word} ESCAPE '\\' OR supplier.name LIKE ${word} ESCAPE '\\'
      OR style.style_number LIKE ${word} ESCAPE '\\' OR style.name LIKE ${word} ESCAPE '\\'
      OR style.name_initials LIKE ${word} ESCAPE '\\')`
  const { rows } = await sql<InspectionRow>`SELECT ${rowColumns} FROM ${rowTables} WHERE ${where}
    ORDER BY i.id DESC LIMIT ${input.limit} OFFSET ${input.offset}`.execute(db)
  const counted = await sql<{ n: number }>`
    SELECT count(*) AS n FROM (SELECT 1 FROM ${rowTables} WHERE ${where} LIMIT ${totalCap + 1})`.execute(db)
  const total = counted.rows[0]!.n
  return { rows, total: Math.min(total, totalCap), more: total > totalCap }
}

/** One check with its plan, its defects and measures, and the bundles and steps they can belong to. Raises not-found. */
export async function readInspection(db: Kysely<Database>, id: number): Promise<Inspection> {
  const { rows } = await sql<
    Omit<Inspection, 'defects' | 'measures' | 'operations' | 'bundles'>
  >`SELECT ${rowColumns}, i.operation_id AS operationId, i.level, i.major_aql AS majorAql, i.minor_aql AS minorAql,
      i.accept_major AS acceptMajor, i.accept_minor AS acceptMinor, i.note, i.verdict_note AS verdictNote,
      ${outOfSize} AS outOfSize
    FROM ${rowTables} WHERE i.id = ${id}`.execute(db)
  const head = rows[0]
  if (!head) throw new YifangError('not-found', { what: 'inspection', id })
  const defects = await sql<Omit<Defect, 'mended' | 'voided'> & { mended: number; voided: number }>`
    SELECT d.id, d.name, d.class, d.pieces, d.bundle_id AS bundleId, bundle_number AS bundleNumber,
      d.operation_id AS operationId, coalesce(operation.name, '') AS operationName, d.worker_id AS workerId,
      coalesce(worker.name, '') AS workerName, d.outcome, d.photo_hash AS photoHash, d.note, d.at,
      e.id IS NOT NULL AS mended, d.voided_at IS NOT NULL AS voided
    FROM inspection_defect d LEFT JOIN bundle ON bundle.id = d.bundle_id LEFT JOIN operation ON operation.id = d.operation_id
      LEFT JOIN worker ON worker.id = d.worker_id
      LEFT JOIN work_entry e ON e.id = d.work_entry_id AND e.voided_at IS NULL
    WHERE d.inspection_id = ${id} ORDER BY d.id DESC`.execute(db)
  const measures = await db
    .selectFrom('inspection_measure')
    .selectAll()
    .where('inspection_id', '=', id)
    .orderBy('piece')
    .orderBy('id')
    .execute()
  const bundles =
    head.batchId === null
      ? []
      : await db
          .selectFrom('bundle')
          .select(['id', 'bundle_number', 'sku_id', 'held'])
          .where('batch_id', '=', head.batchId)
          .where('state', '=', 'live')
          .orderBy('bundle_number')
          .execute()
  const labels = await skuLabels(
    db,
    bundles.map((row) => row.sku_id),
  )
  const stamp = await codeStamp(db)
  const steps = head.batchId === null ? [] : await batchSteps(db, head.batchId)
  return {
    ...head,
    defects: defects.rows.map((row) => ({ ...row, mended: row.mended === 1, voided: row.voided === 1 })),
    measures: measures.map(({ piece, size, point, target, minus, plus, measured }) => ({
      piece,
      size,
      point,
      target,
      minus,
      plus,
      measured,
    })),
    operations: steps.map((step) => ({ id: step.id, name: step.name, recorded: step.recorded })),
    bundles: bundles.map((row) => ({
      id: row.id,
      bundleNumber: row.bundle_number,
      code: encodeCode({ kind: 'bundle', id: row.id, ...stamp }),
      sku: labels.get(row.sku_id)!,
      held: row.held,
    })),
  }
}

/**
 * How strictly a style's next lot is to be looked at, by its final and receipt checks; how many of its last ten were
 * rejected. All of them count, since "every piece" holds until somebody says otherwise: of the last ten alone, ten checks
 * of every piece would push out the rejections that it stands on.
 */
export async function proposedStrictness(
  db: Kysely<Database>,
  styleId: number | null,
): Promise<{ strictness: Strictness; rejected: number; looked: number }> {
  const rows = await db
    .selectFrom('inspection')
    .select(['strictness', 'state'])
    .where('style_id', 'is', styleId)
    .where('kind', '<>', 'inline')
    .where('state', 'in', ['accepted', 'rejected'])
    .orderBy('id')
    .execute()
  const history = rows.map(({ strictness, state }) => ({ strictness, verdict: state as Verdict }))
  const last = history.slice(-10)
  return {
    strictness: styleId === null ? 'normal' : nextStrictness(history),
    rejected: last.filter(({ verdict }) => verdict === 'rejected').length,
    looked: last.length,
  }
}
