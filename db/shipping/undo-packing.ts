import { YifangError } from '../../shared/errors.ts'
import type { NoWaybillReason, Parcel } from '../../shared/shipping/pack-contract.ts'
import type { CommandScope } from '../command.ts'
import { reallocate } from '../inventory/allocate.ts'
import { refreshOrders } from '../orders/refresh.ts'
import { settleLabel } from './close-parcel.ts'
import { readParcel } from './parcel-view.ts'

async function require(
  scope: CommandScope,
  parcelId: number,
  states: readonly Parcel['state'][],
): Promise<Parcel> {
  const parcel = await readParcel(scope.trx, parcelId)
  if (!states.includes(parcel.state)) throw new YifangError('parcel-state', { state: parcel.state })
  return parcel
}

const orderIdsOf = (parcel: Parcel) => parcel.orders.map((order) => order.orderId)

/** Takes pieces of an item out of an open parcel; they stay promised to their lines. Raises parcel-state, not-found. */
export async function takeOut(
  scope: CommandScope,
  input: { readonly parcelId: number; readonly itemId: number; readonly quantity: number },
): Promise<Parcel> {
  const parcel = await require(scope, input.parcelId, ['open'])
  const lines = await scope.trx
    .selectFrom('parcel_line')
    .select(['id', 'quantity'])
    .where('parcel_id', '=', input.parcelId)
    .where('item_id', '=', input.itemId)
    .orderBy('id', 'desc')
    .execute()
  if (lines.length === 0) throw new YifangError('not-found', { what: 'parcel_line', id: input.itemId })
  let left = input.quantity
  for (const line of lines) {
    const taken = Math.min(left, line.quantity)
    if (taken === 0) break
    if (taken === line.quantity) await scope.remove('parcel_line', line.id)
    else await scope.update('parcel_line', line.id, { quantity: line.quantity - taken })
    left -= taken
  }
  await refreshOrders(scope, orderIdsOf(parcel))
  return readParcel(scope.trx, input.parcelId)
}

/** Opens a packed parcel again, as it is. Raises parcel-state. */
export async function unpack(scope: CommandScope, parcelId: number): Promise<Parcel> {
  const parcel = await require(scope, parcelId, ['packed'])
  await scope.update('parcel', parcelId, {
    state: 'open',
    packed_at: null,
    packed_by: null,
    no_waybill_reason: '',
  })
  await refreshOrders(scope, orderIdsOf(parcel))
  return readParcel(scope.trx, parcelId)
}

/**
 * Gives a parcel up: its goods are back on the shelf. Its rows stay, for the audit. Where its orders are in no
 * wave their pieces may go to more urgent ones now. Raises parcel-state for one that was handed over.
 */
export async function voidParcel(scope: CommandScope, parcelId: number): Promise<Record<string, never>> {
  const parcel = await require(scope, parcelId, ['open', 'packed'])
  await scope.update('parcel', parcelId, { state: 'voided', packed_at: null, packed_by: null })
  await reallocate(
    scope,
    parcel.items.map((item) => item.itemId),
    { changedOrders: orderIdsOf(parcel) },
  )
  return {}
}

/** Changes number, carrier, reason or weight of a parcel that is packed or shipped. Raises waybill-missing, waybill-used. */
export async function relabel(
  scope: CommandScope,
  input: {
    readonly parcelId: number
    readonly trackingNumber: string
    readonly carrierId: number | null
    readonly noWaybillReason: NoWaybillReason | null
    readonly weightGrams: number | null
  },
): Promise<Parcel> {
  const parcel = await require(scope, input.parcelId, ['packed', 'shipped'])
  const label = await settleLabel(scope, {
    ...input,
    orderIds: orderIdsOf(parcel),
    known: { trackingNumber: '', carrierId: parcel.carrierId },
  })
  await scope.update('parcel', input.parcelId, {
    tracking_number: label.trackingNumber,
    carrier_id: label.carrierId,
    no_waybill_reason: label.noWaybillReason,
    weight_grams: input.weightGrams,
  })
  if (label.trackingNumber !== parcel.trackingNumber) await forgetTold(scope, input.parcelId)
  return readParcel(scope.trx, input.parcelId)
}

/** A number that changed has to be told to the platform again. */
async function forgetTold(scope: CommandScope, parcelId: number): Promise<void> {
  const rows = await scope.trx
    .selectFrom('parcel_order')
    .select('id')
    .where('parcel_id', '=', parcelId)
    .where('tracking_export_id', 'is not', null)
    .execute()
  for (const row of rows) await scope.update('parcel_order', row.id, { tracking_export_id: null })
}
