import { skuText } from '../../shared/catalog/sku-label.ts'
import { YifangError } from '../../shared/errors.ts'
import type { Level } from '../../shared/inventory/valuation.ts'
import { formatAmount } from '../../shared/quantity.ts'
import { skuLabels } from '../catalog/lookups.ts'
import type { CommandScope } from '../command.ts'

/** Raises not-found, and set-has-no-stock: a set is its parts. */
export async function requireStocked(scope: CommandScope, itemId: number): Promise<void> {
  const row = await scope.trx
    .selectFrom('item')
    .leftJoin('sku', 'sku.id', 'item.id')
    .select('sku.is_set')
    .where('item.id', '=', itemId)
    .executeTakeFirst()
  if (!row) throw new YifangError('not-found', { what: 'sku', id: itemId })
  if (row.is_set === 1) throw new YifangError('set-has-no-stock', { sku: await nameOf(scope, itemId) })
}

/** What says that there is not so much of an item in a place, a material's in its unit. */
export async function belowZero(
  scope: CommandScope,
  itemId: number,
  level: Level,
  wanted: number,
): Promise<YifangError> {
  const material = await scope.trx
    .selectFrom('material')
    .select(['name', 'unit'])
    .where('id', '=', itemId)
    .executeTakeFirst()
  if (material)
    return new YifangError('material-below-zero', {
      material: material.name,
      unit: material.unit,
      onHand: formatAmount(level.quantity),
      wanted: formatAmount(wanted),
    })
  return new YifangError('stock-below-zero', {
    sku: await nameOf(scope, itemId),
    onHand: level.quantity,
    wanted,
  })
}

async function nameOf(scope: CommandScope, itemId: number): Promise<string> {
  const label = (await skuLabels(scope.trx, [itemId])).get(itemId)
  return label ? skuText(label) : `#${itemId}`
}
