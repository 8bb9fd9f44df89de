import { isDeepStrictEqual } from 'node:util'
import { type Kysely, type Selectable, sql } from 'kysely'
import { materialNeeds } from '../../shared/catalog/bom.ts'
import { formatInstant } from '../../shared/dates.ts'
import { YifangError } from '../../shared/errors.ts'
import { bomOfBatch } from '../catalog/bom-versions.ts'
import type { CommandScope } from '../command.ts'
import type { Database } from '../schema.ts'
import { keepExpected } from './expected-pieces.ts'

/**
 * Changes what an open batch is to make, and until when: its days, its note, the pieces of each SKU (none: no longer
 * made, where nothing of it is cut). Orders expect what is planned by now; the materials it needs follow by the BOM that
 * it was begun with. Raises not-found, batch-over, changed-meanwhile where it is no longer what was read, and batch-cut-more
 * where fewer would be planned than are cut already.
 */
export async function changeBatch(
  scope: CommandScope,
  input: {
    readonly id: number
    readonly dueDate: string | null
    readonly performanceDate: string | null
    readonly note: string
    readonly lines: readonly PlannedLine[]
    /** What it was when somebody began to change it. */
    readonly read?: BatchPlan | undefined
  },
): Promise<null> {
  const { trx } = scope
  const batch = await trx.selectFrom('batch').selectAll().where('id', '=', input.id).executeTakeFirst()
  if (!batch) throw new YifangError('not-found', { what: 'batch', id: input.id })
  if (batch.state !== 'open') throw new YifangError('batch-over', { batch: batch.batch_number })
  const before = await trx.selectFrom('batch_line').selectAll().where('batch_id', '=', input.id).execute()
  if (input.read && !isSamePlan(planOf(batch, before), input.read))
    throw await changedMeanwhile(trx, input.id)
  await scope.update('batch', input.id, {
    due_date: input.dueDate,
    performance_date: input.performanceDate,
    note: input.note,
  })
  const planned = new Map<number, number>()
  for (const line of input.lines) planned.set(line.skuId, (planned.get(line.skuId) ?? 0) + line.planned)
  const cut = await cutOf(trx, input.id)
  for (const line of before) {
    const now = planned.get(line.sku_id) ?? 0
    const begun = cut.get(line.sku_id) ?? 0
    if (now < line.planned && now < begun)
      throw new YifangError('batch-cut-more', { batch: batch.batch_number, cut: begun, wanted: now })
    if (now === 0) await scope.remove('batch_line', line.id)
    else await scope.update('batch_line', line.id, { planned: now })
    await expectPieces(scope, batch, line.sku_id, now, input.dueDate)
    planned.delete(line.sku_id)
  }
  for (const [skuId, pieces] of planned) {
    const sku = await trx
      .selectFrom('sku')
      .select('id')
      .where('id', '=', skuId)
      .where('style_id', '=', batch.style_id)
      .where('is_set', '=', 0)
      .where('seconds_of', 'is', null)
      .executeTakeFirst()
    if (!sku) throw new YifangError('not-found', { what: 'sku', id: skuId })
    await scope.insert('batch_line', { batch_id: batch.id, sku_id: skuId, planned: pieces })
    await expectPieces(scope, batch, skuId, pieces, input.dueDate)
  }
  await renewNeeds(scope, batch.id, batch.style_id)
  return null
}

interface PlannedLine {
  readonly skuId: number
  readonly planned: number
}
interface BatchPlan {
  readonly dueDate: string | null
  readonly performanceDate: string | null
  readonly note: string
  readonly lines: readonly PlannedLine[]
}

function planOf(
  batch: Selectable<Database['batch']>,
  lines: readonly Selectable<Database['batch_line']>[],
): BatchPlan {
  return {
    dueDate: batch.due_date,
    performanceDate: batch.performance_date,
    note: batch.note,
    lines: lines.map(({ sku_id, planned }) => ({ skuId: sku_id, planned })),
  }
}

/** Whatever the order of the lines. */
function isSamePlan(a: BatchPlan, b: BatchPlan): boolean {
  const sorted = (plan: BatchPlan) => ({ ...plan, lines: plan.lines.toSorted((x, y) => x.skuId - y.skuId) })
  return isDeepStrictEqual(sorted(a), sorted(b))
}

/** Who changed a batch last, and when: the error that keeps that change. */
async function changedMeanwhile(db: Kysely<Database>, batchId: number): Promise<YifangError> {
  const { rows } = await sql<{ at: number; who: string | null }>`
    SELECT c.at, user.name AS who FROM command c LEFT JOIN user ON user.id = c.user_id
    WHERE c.id = (SELECT max(command_id) FROM audit WHERE (table_name = 'batch' AND row_id = ${batchId})
      OR (table_name = 'batch_line' AND coalesce(after, before) ->> 'batch_id' = ${batchId}))`.execute(db)
  return new YifangError('changed-meanwhile', {
    who: rows[0]?.who ?? '',
    at: rows[0] ? formatInstant(rows[0].at) : '',
  })
}

/** Pieces of each SKU that a batch has cut. */
async function cutOf(db: Kysely<Database>, batchId: number): Promise<ReadonlyMap<number, number>> {
  const rows = await db
    .selectFrom('bundle')
    .innerJoin('bundle_move', 'bundle_id', 'bundle.id')
    .select(({ fn }) => ['sku_id', fn.sum<number>('bundle_move.quantity').as('pieces')])
    .where('batch_id', '=', batchId)
    .where('kind', '=', 'begun')
    .groupBy('sku_id')
    .execute()
  return new Map(rows.map((row) => [row.sku_id, row.pieces]))
}

/** What orders may expect of a SKU by now, and when. */
async function expectPieces(
  scope: CommandScope,
  batch: { readonly id: number; readonly batch_number: string },
  skuId: number,
  planned: number,
  dueDate: string | null,
): Promise<void> {
  const supply = await scope.trx
    .selectFrom('expected_supply')
    .select('id')
    .where('batch_id', '=', batch.id)
    .where('item_id', '=', skuId)
    .executeTakeFirst()
  if (!supply) {
    await scope.insert('expected_supply', {
      item_id: skuId,
      kind: 'make',
      quantity: planned,
      expected_date: dueDate,
      supplier_id: null,
      note: batch.batch_number,
      closed_at: null,
      batch_id: batch.id,
    })
    return
  }
  await scope.update('expected_supply', supply.id, { expected_date: dueDate })
  await keepExpected(scope, batch.id, skuId)
}

/** What the batch needs by the BOM that it was begun with. */
async function renewNeeds(scope: CommandScope, batchId: number, styleId: number): Promise<void> {
  const pieces = await scope.trx
    .selectFrom('batch_line as l')
    .innerJoin('sku', 'sku.id', 'l.sku_id')
    .select(['sku.colour', 'sku.size', 'l.planned as quantity'])
    .where('l.batch_id', '=', batchId)
    .execute()
  const needs = new Map(materialNeeds(await bomOfBatch(scope.trx, styleId, batchId), pieces))
  const before = await scope.trx
    .selectFrom('batch_material')
    .selectAll()
    .where('batch_id', '=', batchId)
    .execute()
  for (const row of before) {
    const needed = needs.get(row.material_id)
    needs.delete(row.material_id)
    if (needed) await scope.update('batch_material', row.id, { needed })
    else await scope.remove('batch_material', row.id)
  }
  for (const [materialId, needed] of needs)
    await scope.insert('batch_material', { batch_id: batchId, material_id: materialId, needed })
}
