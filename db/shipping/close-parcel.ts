import { sql } from 'kysely'
import { YifangError } from '../../shared/errors.ts'
import type { NoWaybillReason, ScanDone } from '../../shared/shipping/pack-contract.ts'
import { missingPieces } from '../../shared/shipping/parcel-needs.ts'
import { packRefusal } from '../../shared/shipping/refusal.ts'
import { normaliseTracking } from '../../shared/shipping/tracking.ts'
import type { CommandScope } from '../command.ts'
import { refreshOrders } from '../orders/refresh.ts'
import { findCarrier, refused } from './open-parcel.ts'
import { readParcel, readParcelOrders } from './parcel-view.ts'
import { readParcelNeeds } from './ship-orders.ts'
import { endWaves } from './wave-ends.ts'

export interface CloseInput {
  readonly parcelId: number
  /** '': the one the parcel has. */
  readonly trackingNumber: string
  readonly carrierId: number | null
  readonly noWaybillReason: NoWaybillReason | null
  readonly weightGrams: number | null
  readonly partial: boolean
}

/**
 * Closes an open parcel. Raises parcel-state, parcel-refused, parcel-empty, parcel-incomplete (unless partial),
 * waybill-missing, waybill-used, waybill-differs (the platform gave these orders another one). A number that does not look like the carrier's is taken, and
 * shown so on the parcel (`unusualNumber`).
 */
export async function closeParcel(scope: CommandScope, input: CloseInput): Promise<ScanDone> {
  const { parcelId } = input
  const parcel = await readParcel(scope.trx, parcelId)
  if (parcel.state !== 'open') throw new YifangError('parcel-state', { state: parcel.state })
  const orders = await readParcelOrders(scope.trx, parcelId)
  for (const order of orders) {
    const reason = packRefusal(order)
    if (reason) throw refused(order, reason)
  }
  if (parcel.pieces === 0)
    throw parcel.missing > 0
      ? new YifangError('parcel-incomplete', { missing: parcel.missing })
      : new YifangError('parcel-empty', {})
  const needs = await readParcelNeeds(scope.trx, orders, parcelId)
  // Lines cut down since they were scanned.
  const over = needs.find((need) => need.here > need.wanted)
  if (over) {
    const order = orders.find((candidate) => candidate.lines.some((line) => line.id === over.orderLineId))!
    throw refused(order, 'quantity-changed')
  }
  const missing = missingPieces(needs)
  if (missing > 0 && !input.partial) throw new YifangError('parcel-incomplete', { missing })
  await refuseOtherLabel(scope, parcel.trackingNumber, input.trackingNumber, orders)
  const label = await settleLabel(scope, {
    ...input,
    orderIds: orders.map((order) => order.id),
    known: { trackingNumber: parcel.trackingNumber, carrierId: parcel.carrierId },
  })
  await scope.update('parcel', parcelId, {
    state: 'packed',
    packed_at: scope.at,
    packed_by: scope.userId,
    tracking_number: label.trackingNumber,
    carrier_id: label.carrierId,
    no_waybill_reason: label.noWaybillReason,
    ...(input.weightGrams !== null && { weight_grams: input.weightGrams }),
  })
  await dropEmptyOrders(scope, parcelId)
  const orderIds = orders.map((order) => order.id)
  await refreshOrders(scope, orderIds)
  await endWaves(scope, orderIds)
  return {
    did: 'closed',
    parcel: await readParcel(scope.trx, parcelId),
    itemId: null,
    orderLineId: null,
  }
}

export interface LabelInput {
  readonly parcelId: number
  readonly orderIds: readonly number[]
  readonly trackingNumber: string
  readonly carrierId: number | null
  readonly noWaybillReason: NoWaybillReason | null
  readonly known: { readonly trackingNumber: string; readonly carrierId: number | null }
}

/** Number and carrier that a parcel gets, or why it has none. Raises waybill-missing, waybill-used. */
export async function settleLabel(scope: CommandScope, input: LabelInput) {
  const trackingNumber = normaliseTracking(input.trackingNumber) || input.known.trackingNumber
  if (trackingNumber === '' && input.noWaybillReason === null) throw new YifangError('waybill-missing', {})
  if (trackingNumber !== '') await requireUnused(scope, input.parcelId, input.orderIds, trackingNumber)
  const changed = trackingNumber !== input.known.trackingNumber
  const carrierId =
    input.carrierId ??
    (changed && trackingNumber !== '' ? await findCarrier(scope, '', trackingNumber) : null) ??
    input.known.carrierId
  return {
    trackingNumber,
    carrierId,
    noWaybillReason: trackingNumber === '' ? (input.noWaybillReason ?? '') : '',
  }
}

/**
 * The parcel's number is one that the platform gave its orders, and the label that was read is not: somebody else's label
 * may lie on the table. Whoever really took another closes by hand and changes the number of the packed parcel.
 */
async function refuseOtherLabel(
  scope: CommandScope,
  known: string,
  read: string,
  orders: readonly { readonly id: number }[],
): Promise<void> {
  const trackingNumber = normaliseTracking(read)
  if (trackingNumber === '' || known === '' || trackingNumber === known) return
  const given = await scope.trx
    .selectFrom('waybill')
    .select('tracking_number')
    .where(
      'order_id',
      'in',
      orders.map(({ id }) => id),
    )
    .execute()
  const numbers = given.map((row) => row.tracking_number)
  if (numbers.includes(known) && !numbers.includes(trackingNumber))
    throw new YifangError('waybill-differs', { known, trackingNumber })
}

/** Cartons of the same orders may share a number; a number of somebody else's order is a mix-up of labels. */
async function requireUnused(
  scope: CommandScope,
  parcelId: number,
  orderIds: readonly number[],
  trackingNumber: string,
): Promise<void> {
  const own = JSON.stringify(orderIds)
  const used = await sql<{ used: number }>`
    SELECT EXISTS (SELECT 1 FROM parcel p JOIN parcel_order po ON po.parcel_id = p.id
        WHERE p.tracking_number = ${trackingNumber} AND p.id <> ${parcelId} AND p.state <> 'voided'
          AND po.order_id NOT IN (SELECT value FROM json_each(${own})))
      OR (EXISTS (SELECT 1 FROM waybill WHERE tracking_number = ${trackingNumber})
        AND NOT EXISTS (SELECT 1 FROM waybill WHERE tracking_number = ${trackingNumber}
          AND order_id IN (SELECT value FROM json_each(${own})))) AS used`.execute(scope.trx)
  if (used.rows[0]?.used === 1) throw new YifangError('waybill-used', { trackingNumber })
}

/** An order of which nothing got into the parcel is not told its number. */
async function dropEmptyOrders(scope: CommandScope, parcelId: number): Promise<void> {
  const empty = await sql<{ id: number }>`
    SELECT po.id FROM parcel_order po WHERE po.parcel_id = ${parcelId} AND NOT EXISTS (
      SELECT 1 FROM parcel_line pl JOIN order_line l ON l.id = pl.order_line_id
      WHERE pl.parcel_id = ${parcelId} AND l.order_id = po.order_id)`.execute(scope.trx)
  for (const row of empty.rows) await scope.remove('parcel_order', row.id)
}
