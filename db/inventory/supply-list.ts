import type { Kysely } from 'kysely'
import type { BusinessDate } from '../../shared/dates.ts'
import { skuLabels } from '../catalog/lookups.ts'
import type { Database } from '../schema.ts'
import { openSupplies } from './supplies.ts'

/** All that is expected, with its SKU or material; `overdue`: it should have come before `today`. */
export async function listSupplies(db: Kysely<Database>, today: BusinessDate) {
  const supplies = await openSupplies(db)
  const labels = await skuLabels(
    db,
    supplies.map((supply) => supply.itemId),
  )
  const materials = await db.selectFrom('material').select(['id', 'name', 'unit']).execute()
  const materialOf = new Map(
    materials.map(({ id, name, unit }) => [id, { materialId: id, name, unit }] as const),
  )
  return supplies.map((supply) => ({
    ...supply,
    sku: labels.get(supply.itemId) ?? null,
    material: materialOf.get(supply.itemId) ?? null,
    overdue: supply.expectedDate !== null && supply.expectedDate < today,
  }))
}
