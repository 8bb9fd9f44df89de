import type { ParsedLine } from '../../../shared/orders/files/types.ts'
import { leftOutHold } from '../../../shared/orders/left-out.ts'
import { afterSaleOfLines, emptyHead, type KnownHead, mergeHead } from '../../../shared/orders/merge.ts'
import { shipBy } from '../../../shared/orders/ship-by.ts'
import { orderStage } from '../../../shared/orders/stage.ts'
import { addToSearch } from '../search-index.ts'
import type { PreparedOrder } from './prepared.ts'
import type { SliceContext } from './slice-context.ts'
import { addWaybills, insertLine, type MatchedLine, matchLines } from './write-lines.ts'

const columns = [
  'shop_id',
  'order_number',
  'import_file_id',
  'status',
  'platform_status',
  'after_sale',
  'head_as_of',
  'lines_as_of',
  'currency',
  'goods_amount',
  'postage_amount',
  'discount_amount',
  'paid_amount',
  'refund_amount',
  'buyer_id',
  'buyer_note',
  'seller_note',
  'titles',
  'invoice_title',
  'invoice_state',
  'stated_pieces',
  'recipient_name',
  'recipient_phone',
  'recipient_province',
  'recipient_city',
  'recipient_district',
  'recipient_address',
  'recipient_postcode',
  'recipient_country',
  'masked',
  'created_at',
  'paid_at',
  'promised_at',
  'platform_shipped_at',
  'completed_at',
  'ship_by',
  'ship_by_source',
  'hold_reason',
  'stage',
  'piece_count',
  'short_count',
  'unmatched_count',
  'ended_at',
  'command_id',
]
const insertSql = `INSERT INTO orders (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`

/** Inserts an order that no file has told of before, with its lines. Gives its id. */
export async function insertOrder(context: SliceContext, order: PreparedOrder): Promise<number> {
  const { scope, target } = context
  const { parsed } = order
  const afterSale = parsed.head.afterSale ?? afterSaleOfLines(parsed.lines)
  const merged = mergeHead(emptyHead, { ...parsed.head, ...(afterSale && { afterSale }) }, target.exportedAt)
  const head: KnownHead = { ...emptyHead, ...merged.patch }
  const { recipient } = head
  const lines = await matchLines(context, parsed.lines)
  const sums = keptSums(head, lines, scope.at)
  const due = shipBy({ ...head, userShipBy: null, promiseHours: target.shop.promiseHours })
  const { id } = scope.bulk.run(insertSql, [
    target.shop.id,
    parsed.orderNumber,
    target.importFileId,
    head.status,
    head.platformStatus,
    head.afterSale,
    target.exportedAt,
    parsed.lines.length > 0 ? target.exportedAt : 0,
    parsed.head.currency ?? target.shop.currency,
    head.goodsAmount,
    head.postageAmount,
    head.discountAmount,
    head.paidAmount,
    head.refundAmount,
    head.buyerId,
    head.buyerNote,
    head.sellerNote,
    head.titles || titlesOf(parsed.lines),
    head.invoiceTitle,
    head.invoiceTitle === '' ? 'none' : 'asked',
    head.statedPieces,
    recipient.name,
    recipient.phone,
    recipient.province,
    recipient.city,
    recipient.district,
    recipient.address,
    recipient.postcode,
    recipient.country,
    recipient.masked ? 1 : 0,
    head.createdAt,
    head.paidAt,
    head.promisedAt,
    head.platformShippedAt,
    head.completedAt,
    due.at,
    due.source,
    order.leftOut.length > 0 ? leftOutHold(order.leftOut) : null,
    sums.stage,
    sums.pieces,
    sums.short,
    sums.unmatched,
    sums.endedAt,
    scope.commandId,
  ])
  context.orders.add(id)
  context.counts.orders.set(id, 'added')
  for (const line of lines) insertLine(context, id, line)
  addToSearch(scope.bulk, id, order.terms, order.text)
  await addWaybills(context, id, order, true)
  return id
}

/**
 * What `refreshOrders` would find of an order that nothing hangs on yet: no stock, no wave, no parcel. Reckoned
 * here because reading 300 orders back costs as much as writing them.
 */
function keptSums(head: KnownHead, lines: readonly MatchedLine[], at: number) {
  // A match without a SKU is no goods (postage, a deposit): nothing to send.
  const goods = lines.filter(({ match }) => match?.skuId !== null)
  const pieces = goods.reduce((sum, { line, cancelled }) => sum + line.quantity - cancelled, 0)
  const unmatched = goods.filter(({ line, match, cancelled }) => !match && line.quantity > cancelled).length
  const stage = orderStage({
    status: head.status,
    afterSale: head.afterSale,
    nothingToSend: lines.length > 0 && pieces === 0,
    pieces,
    shippedPieces: 0,
    picking: false,
    packedPieces: 0,
    allocatedPieces: 0,
    answering: false,
  })
  const over = stage === 'shipped' || stage === 'ended'
  return {
    stage,
    pieces,
    short: over ? 0 : pieces,
    unmatched: over ? 0 : unmatched,
    endedAt: over ? at : null,
  }
}

/** What the list shows of an order whose file has lines only: its goods' names, each once. */
function titlesOf(lines: readonly ParsedLine[]): string {
  return [...new Set(lines.map((line) => line.title))].join('，').slice(0, 500)
}
