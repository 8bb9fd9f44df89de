import type { AllocationLoss } from '../../shared/inventory/allocation-loss.ts'
import { secondsSku } from '../catalog/seconds-sku.ts'
import type { CommandScope } from '../command.ts'
import { reallocate } from './allocate.ts'
import { postMove } from './ledger.ts'
import { placeOf, requireLocation } from './locations.ts'

/**
 * Makes goods of pieces that lie in the place of seconds (returned with a flaw, say): they become the SKU of seconds of
 * theirs, in a place to sell from, at the value they have. Gives that SKU, and order lines that lost pieces (none, as a
 * rule). Raises stock-below-zero, not-found.
 */
export async function sellSeconds(
  scope: CommandScope,
  input: { readonly skuId: number; readonly quantity: number; readonly locationId: number },
): Promise<{ skuId: number; losses: AllocationLoss[] }> {
  await requireLocation(scope, input.locationId)
  const skuId = await secondsSku(scope, input.skuId)
  const out = await postMove(scope, {
    itemId: input.skuId,
    locationId: await placeOf(scope, 'seconds'),
    quantity: -input.quantity,
    reason: 'transfer',
    reference: null,
  })
  await postMove(scope, {
    itemId: skuId,
    locationId: input.locationId,
    quantity: input.quantity,
    cost: { kind: 'value', value: 0 - out.value },
    reason: 'transfer',
    // As the two halves of a transfer find each other.
    reference: { kind: 'move', id: out.id },
  })
  return { skuId, losses: await reallocate(scope, [input.skuId, skuId]) }
}
