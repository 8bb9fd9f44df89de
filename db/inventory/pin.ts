import { YifangError } from '../../shared/errors.ts'
import type { AllocationLoss } from '../../shared/inventory/allocation-loss.ts'
import { explodeSets } from '../catalog/lookups.ts'
import type { CommandScope } from '../command.ts'
import { reallocate } from './allocate.ts'

/**
 * The owner gives an order line what it needs before all lines that are not being picked, and keeps it there
 * until she lets go of it. Only what it holds is pinned: pieces that arrive later are shared as always.
 * Gives the lines that lost by it. Raises not-found, also for a line that is matched to no SKU.
 */
export async function pinLine(
  scope: CommandScope,
  orderLineId: number,
  pinned: boolean,
): Promise<AllocationLoss[]> {
  const line = await scope.trx
    .selectFrom('order_line')
    .select('sku_id')
    .where('id', '=', orderLineId)
    .executeTakeFirst()
  if (!line || line.sku_id === null)
    throw new YifangError('not-found', { what: 'order-line', id: orderLineId })
  const parts = (await explodeSets(scope.trx, [line.sku_id])).get(line.sku_id) ?? []
  const items = parts.map((part) => part.skuId)
  const mark = () =>
    scope.trx
      .updateTable('allocation')
      .set({ pinned: pinned ? 1 : 0 })
      .where('order_line_id', '=', orderLineId)
      .execute()
  if (!pinned) await mark()
  const losses = await reallocate(scope, items, pinned ? { pinning: orderLineId } : {})
  if (pinned) await mark()
  scope.touch('allocation')
  return losses
}
