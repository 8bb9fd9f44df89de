import { sql } from 'kysely'
import { skuText } from '../../shared/catalog/sku-label.ts'
import { YifangError } from '../../shared/errors.ts'
import type { AllocationLoss } from '../../shared/inventory/allocation-loss.ts'
import type { CommandScope } from '../command.ts'
import { reallocate } from '../inventory/allocate.ts'
import { type SkuPart, skuLabels } from './lookups.ts'

export interface SetInput {
  readonly skuId: number
  /** Empty: an ordinary SKU. */
  readonly parts: readonly SkuPart[]
}

/**
 * Says what SKUs are made of (DESIGN §2). A set has no stock and holds no set; what its waiting lines were
 * promised is shared anew among its parts. Raises not-found, set-in-set, and sku-busy where the SKU has
 * stock, is a part of a set, or is being picked or packed.
 */
export async function saveSets(
  scope: CommandScope,
  sets: readonly SetInput[],
): Promise<{ losses: AllocationLoss[] }> {
  const touched = new Set<number>()
  // Ordinary SKUs first: one of them may be a part of another of these sets.
  for (const set of sets.toSorted((a, b) => a.parts.length - b.parts.length)) {
    for (const id of await saveSet(scope, set)) touched.add(id)
  }
  if (touched.size === 0) return { losses: [] }
  const orders = await sql<{ id: number }>`
    SELECT DISTINCT o.id FROM order_line l JOIN orders o ON o.id = l.order_id
    WHERE l.sku_id IN (SELECT value FROM json_each(${JSON.stringify(sets.map((set) => set.skuId))}))
      AND o.stage IN ('waiting', 'open', 'picking', 'packed')`.execute(scope.trx)
  const losses = await reallocate(scope, [...touched], { changedOrders: orders.rows.map((row) => row.id) })
  return { losses }
}

/** Saves one set; gives the SKUs whose needs change, or none where nothing does. */
async function saveSet(scope: CommandScope, set: SetInput): Promise<readonly number[]> {
  const { trx } = scope
  const labels = await skuLabels(trx, [set.skuId, ...set.parts.map((part) => part.skuId)])
  const sku = labels.get(set.skuId)
  if (!sku) throw new YifangError('not-found', { what: 'sku', id: set.skuId })
  const known = await trx.selectFrom('set_part').selectAll().where('set_sku_id', '=', set.skuId).execute()
  const wanted = new Map<number, number>()
  for (const part of set.parts) {
    const label = labels.get(part.skuId)
    if (!label) throw new YifangError('not-found', { what: 'sku', id: part.skuId })
    if (label.isSet || part.skuId === set.skuId) throw new YifangError('set-in-set', { sku: skuText(label) })
    wanted.set(part.skuId, (wanted.get(part.skuId) ?? 0) + part.quantity)
  }
  const same =
    known.length === wanted.size && known.every((row) => wanted.get(row.part_sku_id) === row.quantity)
  if (same) return []
  await refuseBusySku(scope, set.skuId, skuText(sku), wanted.size > 0 && !sku.isSet)
  for (const row of known) {
    const quantity = wanted.get(row.part_sku_id)
    if (quantity === undefined) await scope.remove('set_part', row.id)
    else await scope.update('set_part', row.id, { quantity })
  }
  const before = new Set(known.map((row) => row.part_sku_id))
  for (const [part, quantity] of wanted) {
    if (!before.has(part))
      await scope.insert('set_part', { set_sku_id: set.skuId, part_sku_id: part, quantity })
  }
  await scope.update('sku', set.skuId, { is_set: wanted.size > 0 ? 1 : 0 })
  // What its lines were promised under the old make-up; the parts' own stock is shared by reallocate.
  await sql`DELETE FROM allocation WHERE order_line_id IN (SELECT id FROM order_line WHERE sku_id = ${set.skuId})`.execute(
    trx,
  )
  scope.touch('allocation')
  return [set.skuId, ...before, ...wanted.keys()]
}

/** A SKU whose pieces lie somewhere, or that somebody has in hand, cannot change what it is. */
async function refuseBusySku(
  scope: CommandScope,
  skuId: number,
  name: string,
  becomesSet: boolean,
): Promise<void> {
  const found = await sql<{ stock: number; sets: number; picked: number; supply: number }>`
    SELECT
      (SELECT coalesce(sum(abs(quantity)), 0) FROM stock_level WHERE item_id = ${skuId}) AS stock,
      (SELECT count(*) FROM set_part WHERE part_sku_id = ${skuId}) AS sets,
      (SELECT count(*) FROM expected_supply WHERE item_id = ${skuId} AND closed_at IS NULL) AS supply,
      (SELECT count(DISTINCT o.id) FROM order_line l JOIN orders o ON o.id = l.order_id
        WHERE l.sku_id = ${skuId} AND o.stage IN ('picking', 'packed')) AS picked`.execute(scope.trx)
  const busy = found.rows[0]!
  const refuse = (reason: string, count: number) => {
    throw new YifangError('sku-busy', { sku: name, reason, count })
  }
  if (busy.picked > 0) refuse('picking', busy.picked)
  if (!becomesSet) return
  if (busy.stock > 0) refuse('stock', busy.stock)
  if (busy.sets > 0) refuse('set', busy.sets)
  if (busy.supply > 0) refuse('supply', busy.supply)
}
