import type { Kysely, Selectable } from 'kysely'
import { YifangError } from '../../shared/errors.ts'
import type { InspectionRow } from '../../shared/quality/contract.ts'
import { type Strictness, samplingPlan, type Verdict, verdictOf } from '../../shared/quality/sampling.ts'
import type { Aql, InspectionLevel } from '../../shared/quality/sampling-tables.ts'
import { readSizeChart } from '../catalog/size-chart.ts'
import type { CommandScope } from '../command.ts'
import { batchSteps } from '../production/progress.ts'
import type { Database } from '../schema.ts'
import { readInspection } from './read-inspections.ts'
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
  input: { readonly id: number; readonly inspected: number; readonly before?: number | undefined },
): Promise<null> {
  const { inspected: there } = await openInspection(scope, input.id)
  const inspected = Math.max(0, there + input.inspected - (input.before ?? there))
  await scope.update('inspection', input.id, { inspected })
  return null
}

/** Measures of one piece by the style's chart, in place of those before; no values take it away. Raises not-found. */
export async function measurePiece(
  scope: CommandScope,
  input: {
    readonly id: number
    readonly piece: number
    readonly isNew?: boolean | undefined
    readonly size: string
    readonly values: readonly { readonly point: string; readonly measured: number }[]
  },
): Promise<null> {
  const inspection = await openInspection(scope, input.id)
  const all = await scope.trx
    .selectFrom('inspection_measure')
    .select(['id', 'piece'])
    .where('inspection_id', '=', input.id)
    .execute()
  const before = all.filter((one) => one.piece === input.piece)
  // Two who measure at once take the same next number: neither piece is written over.
  const piece = input.isNew && before.length > 0 ? Math.max(...all.map((one) => one.piece)) + 1 : input.piece
  if (piece === input.piece) for (const { id } of before) await scope.remove('inspection_measure', id)
  const chart = inspection.style_id === null ? [] : await readSizeChart(scope.trx, inspection.style_id)
  for (const { point, measured } of input.values) {
    const known = chart.find(({ name }) => name === point)
    const target = known?.sizes[input.size]
    if (!known || target === undefined) throw new YifangError('not-found', { what: 'size_point', id: point })
    await scope.insert('inspection_measure', {
      inspection_id: input.id,
      piece,
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
