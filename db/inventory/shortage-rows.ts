import type { CommandScope } from '../command.ts'

/** A place goes (further) below zero: kept as one open row per item and place, with every reason that was given. */
export async function openShortage(
  scope: CommandScope,
  itemId: number,
  locationId: number,
  quantity: number,
  reason: string,
): Promise<void> {
  const open = await readShortage(scope, itemId, locationId)
  if (!open) {
    await scope.insert('stock_shortage', {
      item_id: itemId,
      location_id: locationId,
      quantity,
      reason,
      closed_at: null,
    })
    return
  }
  const reasons = open.reason.split('; ').includes(reason) ? open.reason : `${open.reason}; ${reason}`
  await scope.update('stock_shortage', open.id, { quantity: open.quantity + quantity, reason: reasons })
}

/** Pieces that came in settle (part of) what a place is below zero. */
export async function closeShortage(
  scope: CommandScope,
  itemId: number,
  locationId: number,
  quantity: number,
): Promise<void> {
  const open = await readShortage(scope, itemId, locationId)
  if (!open) return
  const closed = quantity >= open.quantity
  await scope.update(
    'stock_shortage',
    open.id,
    closed ? { closed_at: scope.at } : { quantity: open.quantity - quantity },
  )
}

function readShortage(scope: CommandScope, itemId: number, locationId: number) {
  return scope.trx
    .selectFrom('stock_shortage')
    .select(['id', 'quantity', 'reason'])
    .where('item_id', '=', itemId)
    .where('location_id', '=', locationId)
    .where('closed_at', 'is', null)
    .executeTakeFirst()
}
