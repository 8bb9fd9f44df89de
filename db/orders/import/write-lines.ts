import type { ParsedLine } from '../../../shared/orders/files/types.ts'
import { lineKey, matchKey } from '../../../shared/orders/matching.ts'
import type { LinePatch } from '../../../shared/orders/merge.ts'
import type { LineRecord } from './known-orders.ts'
import type { PreparedOrder } from './prepared.ts'
import type { SkuMatch, SliceContext } from './slice-context.ts'

const columns = [
  'order_id',
  'line_key',
  'title',
  'attributes',
  'seller_code',
  'listing_id',
  'listing_sku_id',
  'match_key',
  'sku_id',
  'sku_source',
  'quantity',
  'cancelled',
  'unit_price',
  'paid_amount',
  'refund_amount',
  'platform_status',
  'after_sale',
  'command_id',
]
const insertSql = `INSERT INTO order_line (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`

/** A line of a file with what its listing is known to be. */
export interface MatchedLine {
  readonly line: ParsedLine
  readonly key: string
  readonly match: SkuMatch | null
  /** A line the platform closed is nothing to make or pack. */
  readonly cancelled: number
}

export async function matchLines(
  context: SliceContext,
  lines: readonly ParsedLine[],
): Promise<MatchedLine[]> {
  const matched: MatchedLine[] = []
  for (const line of lines) {
    const key = matchKey(line)
    const cancelled = line.status === 'closed' ? line.quantity : 0
    matched.push({ line, key, match: await context.findSku(key, line), cancelled })
  }
  return matched
}

/** Inserts a line that no file has told of before. */
export function insertLine(context: SliceContext, orderId: number, matched: MatchedLine): void {
  const { scope, counts } = context
  const { line, key, match, cancelled } = matched
  const { id } = scope.bulk.run(insertSql, [
    orderId,
    lineKey(line),
    line.title,
    line.attributes,
    line.sellerCode,
    line.listingId,
    line.listingSkuId,
    key,
    match?.skuId ?? null,
    match?.source ?? null,
    line.quantity,
    cancelled,
    line.unitPrice,
    line.paidAmount,
    line.refundAmount,
    line.platformStatus ?? '',
    line.afterSale ?? 'none',
    scope.commandId,
  ])
  context.lines.add(id)
  counts.lines.added += 1
  if (!match) counts.unmatchedLines += 1
  else if (match.skuId !== null) counts.touchedSkus.add(match.skuId)
}

/** Changes what a file says anew of a known line. What is shipped stays shipped. */
export async function updateLine(context: SliceContext, before: LineRecord, patch: LinePatch): Promise<void> {
  const listing = {
    sellerCode: patch.sellerCode ?? before.seller_code,
    title: patch.title ?? before.title,
    attributes: patch.attributes ?? before.attributes,
  }
  const key = matchKey(listing)
  // A changed listing is matched anew, unless the user chose the SKU herself or some of it is shipped.
  const rematch = key !== before.match_key && before.sku_source !== 'user' && before.shipped === 0
  const match = rematch ? await context.findSku(key, listing) : null
  const quantity = patch.quantity === undefined ? undefined : Math.max(patch.quantity, before.shipped)
  const cancelled =
    quantity === undefined ? before.cancelled : Math.min(before.cancelled, quantity - before.shipped)
  await context.scope.update('order_line', before.id, {
    line_key: patch.lineKey,
    title: patch.title,
    attributes: patch.attributes,
    seller_code: patch.sellerCode,
    listing_id: patch.listingId,
    listing_sku_id: patch.listingSkuId,
    quantity,
    cancelled,
    unit_price: patch.unitPrice,
    paid_amount: patch.paidAmount,
    refund_amount: patch.refundAmount,
    platform_status: patch.platformStatus,
    after_sale: patch.afterSale,
    match_key: key,
    ...(rematch && { sku_id: match?.skuId ?? null, sku_source: match?.source ?? null }),
  })
  for (const sku of [before.sku_id, match?.skuId]) if (sku) context.counts.touchedSkus.add(sku)
}

/** Remembers the tracking numbers a file carries. True: some were new. */
export async function addWaybills(
  context: SliceContext,
  orderId: number,
  order: PreparedOrder,
  isNew: boolean,
): Promise<boolean> {
  const { head, lines } = order.parsed
  const numbers = new Map<string, string>()
  for (const number of head.trackingNumbers ?? []) numbers.set(number, head.carrier ?? '')
  for (const line of lines)
    for (const number of line.trackingNumbers ?? []) numbers.set(number, line.carrier ?? head.carrier ?? '')
  if (numbers.size === 0) return false
  const { scope } = context
  if (!isNew) {
    const known = await scope.trx
      .selectFrom('waybill')
      .select('tracking_number')
      .where('order_id', '=', orderId)
      .execute()
    for (const row of known) numbers.delete(row.tracking_number)
  }
  for (const [number, carrier] of numbers) {
    const { id } = scope.bulk.run(
      "INSERT INTO waybill (order_id, tracking_number, carrier_name, source, command_id) VALUES (?, ?, ?, 'order-file', ?)",
      [orderId, number, carrier, scope.commandId],
    )
    context.waybills.add(id)
  }
  return numbers.size > 0
}
