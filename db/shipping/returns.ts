import { sql } from 'kysely'
import { skuText } from '../../shared/catalog/sku-label.ts'
import { YifangError } from '../../shared/errors.ts'
import { wholePieces } from '../../shared/shipping/parcel-needs.ts'
import { returnValue } from '../../shared/shipping/return-value.ts'
import { normaliseTracking } from '../../shared/shipping/tracking.ts'
import { skuLabels } from '../catalog/lookups.ts'
import type { CommandScope } from '../command.ts'
import { reallocate } from '../inventory/allocate.ts'
import { postMove, postTransfer, reverseMoves } from '../inventory/ledger.ts'
import { readReturnable } from './return-view.ts'
import { readShipOrders } from './ship-orders.ts'

export interface ReceiveReturn {
  readonly orderId: number
  readonly trackingNumber: string
  readonly reason: string
  readonly lines: readonly {
    readonly orderLineId: number
    readonly itemId: number
    readonly quantity: number
  }[]
}

/**
 * Goods come back: into the unchecked place, at what they left at, until somebody has looked at them.
 * Raises return-too-many: no more comes back of an item than left in parcels.
 */
export async function receiveReturn(scope: CommandScope, input: ReceiveReturn): Promise<{ id: number }> {
  const order = await readReturnable(scope.trx, input.orderId)
  const place = await placeOf(scope, 'unchecked')
  const id = await scope.insert('return_case', {
    order_id: input.orderId,
    tracking_number: normaliseTracking(input.trackingNumber),
    reason: input.reason,
    state: 'unchecked',
    received_at: scope.at,
  })
  const wanted = new Map<string, (typeof input.lines)[number]>()
  for (const line of input.lines) {
    const key = `${line.orderLineId}/${line.itemId}`
    wanted.set(key, { ...line, quantity: line.quantity + (wanted.get(key)?.quantity ?? 0) })
  }
  for (const line of wanted.values()) {
    const known = order.lines.find(
      (row) => row.orderLineId === line.orderLineId && row.itemId === line.itemId,
    )
    const left = known ? known.shipped - known.returned : 0
    if (!known || line.quantity > left) {
      const label = (await skuLabels(scope.trx, [line.itemId])).get(line.itemId)
      throw new YifangError('return-too-many', { sku: label ? skuText(label) : `#${line.itemId}`, left })
    }
    const value = returnValue(
      await issuedValue(scope, line.orderLineId, line.itemId),
      await backValue(scope, line.orderLineId, line.itemId),
      line.quantity,
    )
    const lineId = await scope.insert('return_line', {
      return_case_id: id,
      order_line_id: line.orderLineId,
      item_id: line.itemId,
      quantity: line.quantity,
    })
    await postMove(scope, {
      itemId: line.itemId,
      locationId: place,
      quantity: line.quantity,
      cost: { kind: 'value', value },
      reason: 'returned',
      reference: { kind: 'return-line', id: lineId },
    })
  }
  await countReturned(scope, input.orderId)
  return { id }
}

export interface Inspection {
  readonly returnLineId: number
  readonly restock: number
  readonly seconds: number
  readonly scrap: number
  readonly locationId: number | null
}

/** Pieces that were looked at leave the unchecked place. Raises return-too-many where fewer are unchecked. */
export async function inspectReturn(
  scope: CommandScope,
  input: Inspection,
): Promise<{ returnCaseId: number }> {
  const line = await scope.trx
    .selectFrom('return_line')
    .selectAll()
    .where('id', '=', input.returnLineId)
    .executeTakeFirst()
  if (!line) throw new YifangError('not-found', { what: 'return_line', id: input.returnLineId })
  const case_ = await scope.trx
    .selectFrom('return_case')
    .select(['id', 'state'])
    .where('id', '=', line.return_case_id)
    .executeTakeFirstOrThrow()
  const left = case_.state === 'voided' ? 0 : line.quantity - line.restocked - line.seconds - line.scrapped
  if (input.restock + input.seconds + input.scrap > left) {
    const label = (await skuLabels(scope.trx, [line.item_id])).get(line.item_id)
    throw new YifangError('return-too-many', { sku: label ? skuText(label) : `#${line.item_id}`, left })
  }
  const from = await placeOf(scope, 'unchecked')
  const to = [
    [input.restock, input.locationId ?? (input.restock > 0 ? await restockPlace(scope, line.item_id) : 0)],
    [input.seconds, input.seconds > 0 ? await placeOf(scope, 'seconds') : 0],
    [input.scrap, input.scrap > 0 ? await placeOf(scope, 'scrap') : 0],
  ] as const
  for (const [quantity, locationId] of to) {
    if (quantity === 0) continue
    await postTransfer(scope, {
      itemId: line.item_id,
      quantity,
      fromLocationId: from,
      toLocationId: locationId,
      // Its own account: taking the return back must not find it.
      reference: { kind: 'return-check', id: line.id },
    })
  }
  await scope.update('return_line', line.id, {
    restocked: line.restocked + input.restock,
    seconds: line.seconds + input.seconds,
    scrapped: line.scrapped + input.scrap,
  })
  const open = await sql<{ n: number }>`
    SELECT count(*) AS n FROM return_line WHERE return_case_id = ${case_.id}
      AND restocked + seconds + scrapped < quantity`.execute(scope.trx)
  if (open.rows[0]?.n === 0) await scope.update('return_case', case_.id, { state: 'done' })
  if (input.restock > 0) await reallocate(scope, [line.item_id])
  return { returnCaseId: case_.id }
}

/** Takes a return back that was received by mistake. Raises return-checked once somebody has looked at pieces. */
export async function voidReturn(scope: CommandScope, id: number): Promise<Record<string, never>> {
  const case_ = await scope.trx.selectFrom('return_case').selectAll().where('id', '=', id).executeTakeFirst()
  if (!case_) throw new YifangError('not-found', { what: 'return_case', id })
  if (case_.state === 'voided') return {}
  const lines = await scope.trx
    .selectFrom('return_line')
    .selectAll()
    .where('return_case_id', '=', id)
    .execute()
  const checked = lines.reduce((sum, line) => sum + line.restocked + line.seconds + line.scrapped, 0)
  if (checked > 0) throw new YifangError('return-checked', { pieces: checked })
  for (const line of lines) await reverseMoves(scope, { kind: 'return-line', id: line.id })
  await scope.update('return_case', id, { state: 'voided' })
  await countReturned(scope, case_.order_id)
  return {}
}

/** Sets `order_line.returned` to the whole pieces that came back (a set: as often as its scarcest part). */
async function countReturned(scope: CommandScope, orderId: number): Promise<void> {
  const order = (await readShipOrders(scope.trx, [orderId]))[0]
  const back = await sql<{ line: number; item: number; quantity: number }>`
    SELECT rl.order_line_id AS line, rl.item_id AS item, sum(rl.quantity) AS quantity FROM return_line rl
    JOIN return_case rc ON rc.id = rl.return_case_id AND rc.state <> 'voided'
    WHERE rc.order_id = ${orderId} GROUP BY 1, 2`.execute(scope.trx)
  for (const line of order?.lines ?? []) {
    const counts = new Map(
      back.rows.filter((row) => row.line === line.id).map((row) => [row.item, row.quantity]),
    )
    await scope.update('order_line', line.id, { returned: wholePieces(line.parts, counts) })
  }
}

/** Pieces and value of an item that left for an order line: its share of its parcels' moves. */
async function issuedValue(scope: CommandScope, orderLineId: number, itemId: number) {
  const found = await sql<{ quantity: number; whole: number; value: number }>`
    SELECT pl.quantity, -sum(m.quantity) AS whole, -sum(m.value) AS value FROM parcel_line pl
    JOIN parcel p ON p.id = pl.parcel_id AND p.state = 'shipped'
    JOIN stock_move m ON m.reference_kind = 'parcel' AND m.reference_id = p.id AND m.item_id = pl.item_id
      AND m.reason IN ('shipped', 'unshipped')
    WHERE pl.order_line_id = ${orderLineId} AND pl.item_id = ${itemId} GROUP BY pl.id`.execute(scope.trx)
  let quantity = 0
  let value = 0
  for (const row of found.rows) {
    quantity += row.quantity
    value += row.whole === 0 ? 0 : Math.floor((row.value * row.quantity) / row.whole)
  }
  return { quantity, value }
}

async function backValue(scope: CommandScope, orderLineId: number, itemId: number) {
  const found = await sql<{ quantity: number | null; value: number | null }>`
    SELECT sum(m.quantity) AS quantity, sum(m.value) AS value FROM return_line rl
    JOIN return_case rc ON rc.id = rl.return_case_id AND rc.state <> 'voided'
    JOIN stock_move m ON m.reference_kind = 'return-line' AND m.reference_id = rl.id AND m.quantity <> 0
    WHERE rl.order_line_id = ${orderLineId} AND rl.item_id = ${itemId}`.execute(scope.trx)
  return { quantity: found.rows[0]?.quantity ?? 0, value: found.rows[0]?.value ?? 0 }
}

async function placeOf(scope: CommandScope, kind: 'unchecked' | 'seconds' | 'scrap'): Promise<number> {
  const row = await scope.trx
    .selectFrom('location')
    .select('id')
    .where('kind', '=', kind)
    .where('archived_at', 'is', null)
    .orderBy('id')
    .executeTakeFirst()
  if (!row) throw new YifangError('not-found', { what: 'location', id: kind })
  return row.id
}

/** Where the SKU lies already, else the first sellable place. */
async function restockPlace(scope: CommandScope, itemId: number): Promise<number> {
  const found = await sql<{ id: number }>`
    SELECT p.id FROM location p LEFT JOIN stock_level v ON v.location_id = p.id AND v.item_id = ${itemId}
    WHERE p.kind = 'sellable' AND p.archived_at IS NULL
    ORDER BY coalesce(v.quantity, 0) > 0 DESC, v.item_id IS NULL, p.code LIMIT 1`.execute(scope.trx)
  if (!found.rows[0]) throw new YifangError('not-found', { what: 'location', id: 'sellable' })
  return found.rows[0].id
}
