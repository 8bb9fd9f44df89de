import type { ParsedRecipient } from '../../../shared/orders/files/types.ts'
import { isLeftOutHold, leftOutHold } from '../../../shared/orders/left-out.ts'
import { type KnownHead, mergeFacts, sameRecipient } from '../../../shared/orders/merge.ts'
import { shipBy } from '../../../shared/orders/ship-by.ts'
import { addToSearch, removeFromSearch } from '../search-index.ts'
import { searchWords } from '../search-words.ts'
import { differsFromEdit, readEdits } from './edited-recipients.ts'
import { headColumns, type LineRecord, type OrderRecord, toKnownHead, toKnownLine } from './known-orders.ts'
import type { PreparedOrder } from './prepared.ts'
import type { SliceContext } from './slice-context.ts'
import { addWaybills, insertLine, matchLines, updateLine } from './write-lines.ts'

/** Facts that the search finds an order by. */
const searched: readonly (keyof OrderRecord)[] = [
  'buyer_id',
  'buyer_note',
  'seller_note',
  'titles',
  'recipient_name',
  'recipient_phone',
  'recipient_province',
  'recipient_city',
  'recipient_district',
  'recipient_address',
]

/** Merges what a file says of a known order into it, field by field; a user's own address stands. Gives its id. */
export async function mergeOrder(
  context: SliceContext,
  order: PreparedOrder,
  row: OrderRecord,
  knownLines: readonly LineRecord[],
): Promise<number> {
  const { scope, target, counts } = context
  const { parsed } = order
  const known = toKnownHead(row)
  const sales = knownLines.filter((line) => line.kind === 'sale')
  const {
    head: merged,
    lines,
    overtaken,
  } = mergeFacts(
    { head: known, lines: sales.map(toKnownLine), linesAsOf: row.lines_as_of },
    parsed,
    target.exportedAt,
  )
  if (merged.backwards)
    context.problems.push({
      row: parsed.rows[0] ?? 0,
      code: 'status-backwards',
      column: null,
      value: parsed.head.platformStatus ?? '',
      kept: true,
    })
  let head: Partial<KnownHead> = row.blanked_at === null ? merged.patch : withoutPerson(merged.patch)
  let differs = false
  if (head.recipient) {
    const kept = await keepUserRecipient(context, row, head.recipient)
    if (kept.edited) {
      const { recipient: _kept, ...others } = head
      head = others
    }
    differs = kept.differs
  }
  if (differs) counts.addressDiffers += 1
  const due = shipBy({
    ...known,
    ...head,
    userShipBy: row.user_ship_by,
    promiseHours: target.shop.promiseHours,
  })
  const columns: Partial<OrderRecord> = {
    ...headColumns(head),
    ...(due.at !== row.ship_by && { ship_by: due.at }),
    ...(due.source !== row.ship_by_source && { ship_by_source: due.source }),
    ...(head.invoiceTitle && row.invoice_state === 'none' && { invoice_state: 'asked' as const }),
    ...(differs && { address_differs: 1 as const }),
    ...heldFor(order, row.hold_reason),
  }
  const headTold = Object.keys(columns).some((name) => name !== 'head_as_of')
  if (headTold) await scope.update('orders', row.id, columns)
  else if ('head_as_of' in columns) context.headConfirmed.push(row.id)

  for (const line of await matchLines(context, lines.added)) insertLine(context, row.id, line)
  for (const { id, patch } of lines.updated)
    await updateLine(context, sales.find((line) => line.id === id)!, patch)
  counts.lines.updated += lines.updated.length
  counts.lines.unchanged += lines.unchanged
  const linesTold = lines.added.length > 0 || lines.updated.length > 0
  // Somebody let it go for the after-sale she knew; this file tells of another one.
  const afterSaleTold =
    'after_sale' in columns ||
    lines.updated.some(({ patch }) => patch.afterSale !== undefined) ||
    lines.added.some((line) => line.afterSale !== undefined && line.afterSale !== 'none')
  if (row.after_sale_release !== null && afterSaleTold)
    await scope.update('orders', row.id, { after_sale_release: null })
  if (parsed.lines.length > 0 && target.exportedAt > row.lines_as_of) context.linesTold.push(row.id)

  const waybills = await addWaybills(context, row.id, order, false)
  if (waybills || searched.some((name) => name in columns)) {
    removeFromSearch(scope.bulk, row.id)
    const { terms, text } = await searchWords(scope.trx, row.id)
    addToSearch(scope.bulk, row.id, terms, text)
  }
  const updated = headTold || linesTold || waybills
  // An order counts once an import: added, or else updated, whatever its other files say.
  const counted = counts.orders.get(row.id)
  if (counted === undefined || (updated && counted === 'unchanged'))
    counts.orders.set(row.id, updated ? 'updated' : 'unchanged')
  if (!updated && overtaken.length > 0 && (await isOvertaken(context, row.id, overtaken)))
    counts.overtaken.add(row.id)
  if (updated) for (const line of knownLines) if (line.sku_id !== null) counts.touchedSkus.add(line.sku_id)
  return row.id
}

/** An order with a row left out waits; it goes on once it comes in whole. A user's own hold stands. */
function heldFor(order: PreparedOrder, reason: string | null): Partial<OrderRecord> {
  if (order.leftOut.length > 0) return reason === null ? { hold_reason: leftOutHold(order.leftOut) } : {}
  return order.parsed.lines.length > 0 && isLeftOutHold(reason) ? { hold_reason: null } : {}
}

/** A buyer who was blanked after the order's end does not come back with an old file. */
function withoutPerson(head: Partial<KnownHead>): Partial<KnownHead> {
  const {
    recipient: _recipient,
    buyerId: _buyerId,
    buyerNote: _note,
    sellerNote: _seller,
    invoiceTitle: _title,
    ...facts
  } = head
  return facts
}

/** An address that the user changed differs from the file's by her own hand, not by a newer file. */
async function isOvertaken(
  context: SliceContext,
  orderId: number,
  facts: readonly string[],
): Promise<boolean> {
  if (facts.some((name) => name !== 'recipient')) return true
  return (await readEdits(context.scope.trx, [orderId])).size === 0
}

/**
 * The user's own address stands. What the platform says now is kept beside it, and differs where it is
 * neither her address nor what the platform said when she changed it.
 */
async function keepUserRecipient(
  context: SliceContext,
  row: OrderRecord,
  said: ParsedRecipient,
): Promise<{ readonly edited: boolean; readonly differs: boolean }> {
  const edit = (await readEdits(context.scope.trx, [row.id])).get(row.id)
  if (!edit) return { edited: false, differs: false }
  if (said.masked || sameRecipient(said, edit.platform)) return { edited: true, differs: false }
  const differs = differsFromEdit(edit, said)
  await context.scope.update('order_edit', edit.id, {
    platform_value: JSON.stringify(said),
    differs: differs ? 1 : 0,
  })
  return { edited: true, differs }
}
