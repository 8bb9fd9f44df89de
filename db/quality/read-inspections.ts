import { type Kysely, sql } from 'kysely'
import { encodeCode } from '../../shared/barcode.ts'
import { YifangError } from '../../shared/errors.ts'
import type { Defect, Inspection, InspectionRow } from '../../shared/quality/contract.ts'
import {
  type DefectClass,
  nextStrictness,
  type Strictness,
  type Verdict,
} from '../../shared/quality/sampling.ts'
import { totalCap } from '../../shared/rpc.ts'
import { skuLabels } from '../catalog/lookups.ts'
import { likeAnywhere } from '../like.ts'
import { codeStamp } from '../printed-code.ts'
import { batchSteps } from '../production/progress.ts'
import type { Database } from '../schema.ts'

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
