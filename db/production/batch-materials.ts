import { type Kysely, sql } from 'kysely'
import { materialNeeds } from '../../shared/catalog/bom.ts'
import { YifangError } from '../../shared/errors.ts'
import type { BatchMaterial } from '../../shared/inventory/materials-contract.ts'
import { overLot, overNeed } from '../../shared/inventory/over-issue.ts'
import { shareOf } from '../../shared/inventory/valuation.ts'
import { formatAmount } from '../../shared/quantity.ts'
import { readBom } from '../catalog/bom.ts'
import type { CommandScope } from '../command.ts'
import { dyeLots } from '../inventory/dye-lots.ts'
import { postMove, reverseMoves } from '../inventory/ledger.ts'
import { requireLocation } from '../inventory/locations.ts'
import { requireMaterial } from '../inventory/material-amounts.ts'
import type { Database } from '../schema.ts'

/** Keeps what a new batch needs by the style's BOM as it is now. */
export async function freezeNeeds(scope: CommandScope, batchId: number, styleId: number): Promise<void> {
  const lines = await scope.trx
    .selectFrom('batch_line as l')
    .innerJoin('sku', 'sku.id', 'l.sku_id')
    .select(['sku.colour', 'sku.size', 'l.planned as quantity'])
    .where('l.batch_id', '=', batchId)
    .execute()
  for (const [materialId, needed] of materialNeeds(await readBom(scope.trx, styleId), lines))
    await scope.insert('batch_material', { batch_id: batchId, material_id: materialId, needed })
}

interface UseInput {
  readonly batchId: number
  /** Given to a partner with its order. */
  readonly subcontractOrderId?: number | undefined
  /** Given to a worker with her bundles. */
  readonly handOutId?: number
  readonly locationId: number
  readonly kind: 'issued' | 'returned'
  readonly note: string
  /** Somebody said that it is more than the batch needs, or than is left of a dye lot. */
  readonly over?: boolean | undefined
  readonly lines: readonly {
    readonly materialId: number
    readonly quantity: number
    /** Named by who gave it; left out: nobody knows. */
    readonly dyeLot?: string | undefined
  }[]
}

/**
 * Gives materials to a batch at the average of their place, or takes them back at what they were given for.
 * Raises not-found, batch-over, material-below-zero, material-over where more would come back than was given (to the
 * partner, where it comes from one), and need-over and lot-over where more is given than the batch needs or than should be
 * left of the dye lot, and nobody said so: the same materials given at two stations, say.
 */
export async function giveMaterials(scope: CommandScope, input: UseInput): Promise<null> {
  const batch = await scope.trx
    .selectFrom('batch')
    .select(['state', 'batch_number'])
    .where('id', '=', input.batchId)
    .executeTakeFirst()
  if (!batch) throw new YifangError('not-found', { what: 'batch', id: input.batchId })
  if (batch.state !== 'open') throw new YifangError('batch-over', { batch: batch.batch_number })
  await requireLocation(scope, input.locationId)
  if (input.subcontractOrderId !== undefined)
    await requireOrderOf(scope, input.subcontractOrderId, input.batchId)
  for (const { materialId, quantity, dyeLot } of input.lines) {
    const { name } = await requireMaterial(scope, materialId)
    const there = await stillThere(scope.trx, input.batchId, materialId)
    const atPartner = input.subcontractOrderId
      ? await stillThere(scope.trx, input.batchId, materialId, input.subcontractOrderId)
      : there
    const most = Math.min(there.quantity, atPartner.quantity)
    if (input.kind === 'returned' && quantity > most)
      throw new YifangError('material-over', {
        material: name,
        there: formatAmount(most),
        wanted: formatAmount(quantity),
      })
    if (input.kind === 'issued' && !input.over)
      await refuseMore(scope, input.batchId, { materialId, quantity, dyeLot })
    const id = await scope.insert('material_use', {
      batch_id: input.batchId,
      subcontract_order_id: input.subcontractOrderId ?? null,
      hand_out_id: input.handOutId ?? null,
      material_id: materialId,
      location_id: input.locationId,
      kind: input.kind,
      quantity,
      value: 0,
      dye_lot: dyeLot ?? '',
      note: input.note,
      at: scope.at,
      voided_at: null,
    })
    const { value } = await postMove(scope, {
      itemId: materialId,
      locationId: input.locationId,
      quantity: input.kind === 'issued' ? -quantity : quantity,
      ...(input.kind === 'returned' && {
        cost: { kind: 'value' as const, value: shareOf(there.value, quantity, there.quantity) },
      }),
      reason: 'issued',
      reference: { kind: 'material-use', id },
      note: input.note,
    })
    await scope.update('material_use', id, { value: Math.abs(value) })
  }
  return null
}

async function refuseMore(
  scope: CommandScope,
  batchId: number,
  { materialId, quantity, dyeLot }: UseInput['lines'][number],
): Promise<void> {
  const material = await scope.trx
    .selectFrom('material as m')
    .leftJoin('batch_material as b', (join) =>
      join.onRef('b.material_id', '=', 'm.id').on('b.batch_id', '=', batchId),
    )
    .select(['m.name', 'm.unit', 'b.needed'])
    .where('m.id', '=', materialId)
    .executeTakeFirstOrThrow()
  const named = { material: material.name, unit: material.unit }
  const { quantity: issued } = await stillThere(scope.trx, batchId, materialId)
  const over = overNeed({ needed: material.needed ?? 0, issued, returned: 0 }, quantity)
  if (over > 0) throw new YifangError('need-over', { ...named, over: formatAmount(over) })
  if (!dyeLot) return
  const beyond = overLot(await dyeLots(scope.trx, [materialId]), dyeLot, quantity)
  if (beyond > 0) throw new YifangError('lot-over', { ...named, lot: dyeLot, over: formatAmount(beyond) })
}

/** Takes a use back as if it had not been. Raises not-found, material-below-zero, material-over. */
export async function voidUse(scope: CommandScope, id: number): Promise<null> {
  const use = await scope.trx.selectFrom('material_use').selectAll().where('id', '=', id).executeTakeFirst()
  if (!use) throw new YifangError('not-found', { what: 'material_use', id })
  if (use.voided_at !== null) return null
  if (use.kind === 'issued') {
    const there = await stillThere(scope.trx, use.batch_id, use.material_id)
    const { name } = await requireMaterial(scope, use.material_id)
    // What came back of it since would then be more than was given, or worth more.
    if (there.quantity < use.quantity || there.value < use.value)
      throw new YifangError('material-over', {
        material: name,
        there: formatAmount(there.quantity),
        wanted: formatAmount(use.quantity),
      })
  }
  await reverseMoves(scope, { kind: 'material-use', id })
  await scope.update('material_use', id, { voided_at: scope.at })
  return null
}

async function requireOrderOf(scope: CommandScope, orderId: number, batchId: number): Promise<void> {
  const row = await scope.trx
    .selectFrom('subcontract_order')
    .select('batch_id')
    .where('id', '=', orderId)
    .executeTakeFirst()
  if (row?.batch_id !== batchId)
    throw new YifangError('not-found', { what: 'subcontract_order', id: orderId })
}

/** Raises materials-there where a batch of which nothing is cut still has materials: they would vanish with it. */
export async function refuseMaterialsThere(scope: CommandScope, batchId: number): Promise<void> {
  const { rows } = await sql<{ name: string; unit: string; left: number; batch: string }>`
    SELECT m.name, m.unit, batch_number AS batch, sum(iif(u.kind = 'issued', u.quantity, -u.quantity)) AS left
    FROM material_use u JOIN material m ON m.id = u.material_id JOIN batch ON batch.id = u.batch_id
    WHERE u.batch_id = ${batchId} AND u.voided_at IS NULL GROUP BY m.id HAVING left > 0`.execute(scope.trx)
  if (rows.length > 0)
    throw new YifangError('materials-there', {
      batch: rows[0]!.batch,
      list: rows.map(({ name, unit, left }) => ({ name, unit, amount: formatAmount(left) })),
    })
}

/** What a batch (or a partner, by an order of it) was given of a material and did not give back. */
async function stillThere(
  db: Kysely<Database>,
  batchId: number,
  materialId: number,
  orderId?: number,
): Promise<{ quantity: number; value: number }> {
  const { rows } = await sql<{ quantity: number; value: number }>`
    SELECT coalesce(sum(CASE kind WHEN 'issued' THEN quantity ELSE -quantity END), 0) AS quantity,
      coalesce(sum(CASE kind WHEN 'issued' THEN value ELSE -value END), 0) AS value
    FROM material_use WHERE batch_id = ${batchId} AND material_id = ${materialId} AND voided_at IS NULL
      AND (${orderId ?? null} IS NULL OR subcontract_order_id = ${orderId ?? null})`.execute(db)
  return rows[0]!
}

interface UseRow {
  readonly id: number
  readonly at: number
  readonly name: string
  readonly unit: BatchMaterial['unit']
  readonly kind: 'issued' | 'returned'
  readonly quantity: number
  readonly dyeLot: string
  readonly voided: number
}

/** What a batch needs, was given and gave back, and each time that happened, newest first. */
export async function readBatchMaterials(
  db: Kysely<Database>,
  batchId: number,
  money: boolean,
): Promise<{ rows: BatchMaterial[]; uses: (Omit<UseRow, 'voided'> & { voided: boolean })[] }> {
  const { rows } = await sql<BatchMaterial>`
    WITH used AS (
      SELECT material_id, sum(CASE kind WHEN 'issued' THEN quantity ELSE 0 END) AS issued,
        sum(CASE kind WHEN 'returned' THEN quantity ELSE 0 END) AS returned,
        sum(CASE kind WHEN 'issued' THEN value ELSE -value END) AS value
      FROM material_use WHERE batch_id = ${batchId} AND voided_at IS NULL GROUP BY material_id),
    named AS (
      SELECT material_id FROM batch_material WHERE batch_id = ${batchId} UNION SELECT material_id FROM used)
    SELECT m.id AS materialId, m.name, m.unit, coalesce(b.needed, 0) AS needed, coalesce(u.issued, 0) AS issued,
      coalesce(u.returned, 0) AS returned, coalesce(u.value, 0) AS value,
      coalesce((SELECT sum(quantity) FROM stock_level WHERE item_id = m.id), 0) AS onHand
    FROM named n JOIN material m ON m.id = n.material_id
    LEFT JOIN batch_material b ON b.batch_id = ${batchId} AND b.material_id = m.id
    LEFT JOIN used u ON u.material_id = m.id ORDER BY b.id IS NULL, b.id, m.id`.execute(db)
  const uses = await sql<UseRow>`
    SELECT u.id, u.at, m.name, m.unit, u.kind, u.quantity, u.dye_lot AS dyeLot, u.voided_at IS NOT NULL AS voided
    FROM material_use u JOIN material m ON m.id = u.material_id
    WHERE u.batch_id = ${batchId} ORDER BY u.id DESC LIMIT 200`.execute(db)
  return {
    rows: rows.map((row) => ({ ...row, value: money ? row.value : null })),
    uses: uses.rows.map((row) => ({ ...row, voided: row.voided === 1 })),
  }
}
