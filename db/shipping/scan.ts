import { looksPrinted } from '../../shared/barcode.ts'
import { type SkuLabel, skuText } from '../../shared/catalog/sku-label.ts'
import type { BusinessDate } from '../../shared/dates.ts'
import { YifangError } from '../../shared/errors.ts'
import { guessCarrierCode } from '../../shared/shipping/carrier-codes.ts'
import type { ScanDone } from '../../shared/shipping/pack-contract.ts'
import { missingPieces, type ParcelNeed, scanItem } from '../../shared/shipping/parcel-needs.ts'
import { packRefusal } from '../../shared/shipping/refusal.ts'
import { normaliseTracking } from '../../shared/shipping/tracking.ts'
import type { CommandScope } from '../command.ts'
import { refreshOrders } from '../orders/refresh.ts'
import { unknownCode } from '../printed-code.ts'
import { closeParcel } from './close-parcel.ts'
import { addOrders, findSingleSkuOrder, openParcel, refused } from './open-parcel.ts'
import { readParcel, readParcelOrders } from './parcel-view.ts'
import { resolveScan, type ScanMeaning } from './resolve-scan.ts'
import { readParcelNeeds } from './ship-orders.ts'
import { claim, freePieces } from './stock.ts'

export interface ScanInput {
  readonly code: string
  /** The parcel in hand. */
  readonly parcelId: number | null
  readonly quantity: number
  readonly orderId: number | null
  readonly addOrder: boolean
}

/**
 * One scan at the packing table (shared/shipping/pack-contract.ts: `scan`). Everything it changes is one
 * command, so that a parcel stands as far as it was acknowledged when the power fails.
 */
export async function scan(scope: CommandScope, input: ScanInput, today: BusinessDate): Promise<ScanDone> {
  const meaning = narrow(await resolveScan(scope.trx, input.code), input)
  return input.parcelId === null
    ? scanToOpen(scope, input, meaning, today)
    : scanInHand(scope, input, input.parcelId, meaning)
}

function narrow(meaning: ScanMeaning, input: ScanInput): Exclude<ScanMeaning, { kind: 'which' }> {
  if (meaning.kind !== 'which') return meaning
  const chosen = meaning.orders.find((order) => order.orderId === input.orderId)
  if (!chosen) throw new YifangError('scan-which-order', { code: input.code, orders: [...meaning.orders] })
  return { kind: 'orders', orderIds: [chosen.orderId], trackingNumber: '' }
}

type Meaning = ReturnType<typeof narrow>

async function scanToOpen(
  scope: CommandScope,
  input: ScanInput,
  meaning: Meaning,
  today: BusinessDate,
): Promise<ScanDone> {
  switch (meaning.kind) {
    case 'number':
      throw await unknownCode(scope.trx, input.code)
    case 'parcel':
      return showParcel(scope, meaning.parcelId, meaning.trackingNumber)
    case 'orders': {
      const opened = await openParcel(scope, meaning.orderIds, meaning.trackingNumber)
      return done(scope, opened.did, opened.parcelId)
    }
    case 'sku': {
      const orderId = await findSingleSkuOrder(scope, meaning.sku.id, today)
      if (orderId === null) throw new YifangError('scan-nobody-waits', { sku: skuText(meaning.sku) })
      const opened = await openParcel(scope, [orderId], '')
      // A set is packed as its parts: its own code opens the parcel, the parts are scanned.
      if (meaning.sku.isSet) return done(scope, 'opened', opened.parcelId)
      const lineId = await countItem(scope, opened.parcelId, meaning.sku, input.quantity)
      return done(scope, 'opened', opened.parcelId, meaning.sku.id, lineId)
    }
  }
}

/** A number of several cartons opens the next carton while goods are left; else the parcel is resumed or shown. */
async function showParcel(scope: CommandScope, parcelId: number, trackingNumber: string): Promise<ScanDone> {
  const parcel = await scope.trx
    .selectFrom('parcel')
    .select('state')
    .where('id', '=', parcelId)
    .executeTakeFirstOrThrow()
  if (parcel.state === 'voided') throw new YifangError('parcel-state', { state: 'voided' })
  const orders = await readParcelOrders(scope.trx, parcelId)
  if (parcel.state === 'open' || trackingNumber !== '') {
    const opened = await openParcel(
      scope,
      orders.map((order) => order.id),
      trackingNumber,
    )
    // Nothing left: the very parcel that was scanned, not another of its orders.
    return done(scope, opened.did, opened.did === 'shown' ? parcelId : opened.parcelId)
  }
  return done(scope, 'shown', parcelId)
}

async function scanInHand(
  scope: CommandScope,
  input: ScanInput,
  parcelId: number,
  meaning: Meaning,
): Promise<ScanDone> {
  const orderIds = await requireOpen(scope, parcelId)
  if (meaning.kind === 'sku') {
    const lineId = await countItem(scope, parcelId, meaning.sku, input.quantity)
    return done(scope, 'counted', parcelId, meaning.sku.id, lineId)
  }
  if (meaning.kind === 'orders' && input.addOrder) {
    await addOrders(scope, parcelId, meaning.orderIds)
    return done(scope, 'order-added', parcelId)
  }
  if (meaning.kind === 'orders') {
    // Of merged orders some may be packed before: one that is in the parcel is enough.
    if (!meaning.orderIds.some((id) => orderIds.includes(id)))
      throw await otherOrder(scope, meaning.orderIds[0]!)
    return meaning.trackingNumber === ''
      ? done(scope, 'resumed', parcelId)
      : close(scope, parcelId, meaning.trackingNumber)
  }
  if (meaning.kind === 'parcel') {
    if (meaning.parcelId === parcelId && meaning.trackingNumber === '')
      return done(scope, 'resumed', parcelId)
    if (meaning.trackingNumber !== '') return close(scope, parcelId, meaning.trackingNumber)
    const first = (await readParcelOrders(scope.trx, meaning.parcelId))[0]
    throw new YifangError('scan-other-order', { orderNumber: first?.orderNumber ?? '' })
  }
  const needs = await readParcelNeeds(scope.trx, await readParcelOrders(scope.trx, parcelId), parcelId)
  // Before the goods are in, only what looks like a courier's number is taken for one: the rest are stray codes.
  // Another workshop's label is never one.
  if (looksPrinted(meaning.text) || (missingPieces(needs) > 0 && guessCarrierCode(meaning.text) === null))
    throw await unknownCode(scope.trx, input.code)
  return close(scope, parcelId, meaning.text)
}

async function close(scope: CommandScope, parcelId: number, trackingNumber: string): Promise<ScanDone> {
  return closeParcel(scope, {
    parcelId,
    trackingNumber: normaliseTracking(trackingNumber),
    carrierId: null,
    noWaybillReason: null,
    weightGrams: null,
    partial: false,
  })
}

/** Counts scanned pieces into an open parcel: all or none. Gives the order line that the last piece went to. */
async function countItem(
  scope: CommandScope,
  parcelId: number,
  sku: SkuLabel,
  quantity: number,
): Promise<number | null> {
  const orders = await readParcelOrders(scope.trx, parcelId)
  for (const order of orders) {
    const reason = packRefusal(order)
    if (reason && reason !== 'nothing-left') throw refused(order, reason)
  }
  if (sku.isSet) throw new YifangError('scan-set', { sku: skuText(sku) })
  const needs = await readParcelNeeds(scope.trx, orders, parcelId)
  const outcome = scanItem(needs, sku.id, quantity, await freePieces(scope.trx, sku.id))
  switch (outcome.kind) {
    case 'wrong':
      throw new YifangError('scan-wrong', { sku: skuText(sku) })
    case 'surplus':
      throw new YifangError('scan-surplus', { sku: skuText(sku), needed: wantedOf(needs, sku.id) })
    case 'not-in-stock':
      throw new YifangError('scan-not-in-stock', { sku: skuText(sku), available: outcome.available })
    case 'added':
      for (const addition of outcome.additions) {
        await claim(scope, addition.orderLineId, sku.id, addition.claimed)
        const line = await scope.trx
          .selectFrom('parcel_line')
          .select(['id', 'quantity'])
          .where('parcel_id', '=', parcelId)
          .where('order_line_id', '=', addition.orderLineId)
          .where('item_id', '=', sku.id)
          .executeTakeFirst()
        if (line) await scope.update('parcel_line', line.id, { quantity: line.quantity + addition.quantity })
        else
          await scope.insert('parcel_line', {
            parcel_id: parcelId,
            order_line_id: addition.orderLineId,
            item_id: sku.id,
            quantity: addition.quantity,
          })
      }
      await refreshOrders(
        scope,
        orders.map((order) => order.id),
      )
      return outcome.additions.at(-1)?.orderLineId ?? null
  }
}

/** Pieces of an item that the parcel takes in all. */
function wantedOf(needs: readonly ParcelNeed[], itemId: number): number {
  return needs.reduce((sum, need) => (need.itemId === itemId ? sum + need.wanted : sum), 0)
}

/** Order ids of a parcel that is open. Raises parcel-state. */
async function requireOpen(scope: CommandScope, parcelId: number): Promise<number[]> {
  const parcel = await scope.trx
    .selectFrom('parcel')
    .select('state')
    .where('id', '=', parcelId)
    .executeTakeFirst()
  if (!parcel) throw new YifangError('not-found', { what: 'parcel', id: parcelId })
  if (parcel.state !== 'open') throw new YifangError('parcel-state', { state: parcel.state })
  const orders = await scope.trx
    .selectFrom('parcel_order')
    .select('order_id')
    .where('parcel_id', '=', parcelId)
    .execute()
  return orders.map((row) => row.order_id)
}

async function otherOrder(scope: CommandScope, orderId: number): Promise<YifangError> {
  const order = await scope.trx
    .selectFrom('orders')
    .select('order_number')
    .where('id', '=', orderId)
    .executeTakeFirstOrThrow()
  return new YifangError('scan-other-order', { orderNumber: order.order_number })
}

async function done(
  scope: CommandScope,
  did: ScanDone['did'],
  parcelId: number,
  itemId: number | null = null,
  orderLineId: number | null = null,
): Promise<ScanDone> {
  return { did, parcel: await readParcel(scope.trx, parcelId), itemId, orderLineId }
}
