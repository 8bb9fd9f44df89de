import { sql } from 'kysely'
import type { ParsedLine, ParsedRecipient, RowProblem } from '../../../shared/orders/files/types.ts'
import { lineKey, matchKey } from '../../../shared/orders/matching.ts'
import {
  afterSaleOfLines,
  emptyHead,
  type KnownHead,
  type LinePatch,
  mergeHead,
  mergeLines,
  noRecipient,
  sameRecipient,
} from '../../../shared/orders/merge.ts'
import { shipBy } from '../../../shared/orders/ship-by.ts'
import type { CommandScope } from '../../command.ts'
import { addToSearch, removeFromSearch } from '../search-index.ts'
import { searchWords } from '../search-words.ts'
import {
  findByNumbers,
  headColumns,
  type LineRecord,
  linesOf,
  type OrderRecord,
  toKnownHead,
  toKnownLine,
} from './known-orders.ts'
import type { ImportTarget, PreparedOrder, PreparedSlice, SliceCounts } from './prepared.ts'

/** New sums for one import: one object for all its slices, so that an order counts once. */
export function emptyCounts(): SliceCounts {
  return {
    orders: new Map(),
    lines: { added: 0, updated: 0, unchanged: 0 },
    unmatchedLines: 0,
    addressDiffers: 0,
    problems: [],
    touchedSkus: new Set(),
  }
}

/**
 * Writes one slice of a staged file, each order whole: new orders in bulk, known ones merged field by
 * field. Gives the ids of the orders whose sums must be refreshed.
 */
export async function applySlice(
  scope: CommandScope,
  target: ImportTarget,
  slice: PreparedSlice,
  counts: SliceCounts,
): Promise<number[]> {
  scope.bulk.run('INSERT OR IGNORE INTO import_command (import_file_id, command_id) VALUES (?, ?)', [
    target.importFileId,
    scope.commandId,
  ])
  const problems: RowProblem[] = [...slice.problems]
  const numbers = slice.orders.map((order) => order.parsed.orderNumber)
  const found = await findByNumbers(scope.trx, target.shop.platform, numbers)
  const known = new Map(
    found.filter((row) => row.shop_id === target.shop.id).map((row) => [row.order_number, row]),
  )
  const elsewhere = new Set(
    found.filter((row) => row.shop_id !== target.shop.id).map((row) => row.order_number),
  )
  const lines = await linesOf(
    scope.trx,
    [...known.values()].map((row) => row.id),
  )
  const skuOf = skuFinder(scope, target)
  const changed: number[] = []
  const inserted = { order: [0, 0] as [number, number], line: [0, 0] as [number, number] }
  for (const order of slice.orders) {
    const { parsed } = order
    if (elsewhere.has(parsed.orderNumber) && !known.has(parsed.orderNumber)) {
      for (const row of parsed.rows)
        problems.push({ row, code: 'other-shop', column: null, value: parsed.orderNumber, kept: false })
      continue
    }
    const row = known.get(parsed.orderNumber)
    const id = row
      ? await mergeKnown(scope, target, order, row, lines.get(row.id) ?? [], skuOf, counts, problems)
      : await insertNew(scope, target, order, skuOf, counts, inserted)
    changed.push(id)
    for (const source of parsed.rows)
      scope.bulk.run(
        'UPDATE import_row SET order_id = ? WHERE import_file_id = ? AND order_number = ? AND row = ?',
        [id, target.importFileId, parsed.orderNumber, source],
      )
  }
  if (inserted.order[0] > 0) await scope.recordInserted('orders', ...inserted.order)
  if (inserted.line[0] > 0) await scope.recordInserted('order_line', ...inserted.line)
  for (const problem of problems) {
    const added = scope.bulk.run(
      'INSERT OR IGNORE INTO import_problem (import_file_id, row, code, column_name, value, kept) VALUES (?, ?, ?, ?, ?, ?)',
      [target.importFileId, problem.row, problem.code, problem.column, problem.value, problem.kept ? 1 : 0],
    )
    if (added.changes > 0) counts.problems.push(problem)
  }
  return changed
}

type SkuFinder = (line: Pick<ParsedLine, 'sellerCode' | 'title' | 'attributes'>) => Promise<{
  readonly skuId: number
  readonly source: 'alias' | 'code'
} | null>

/** Alias first (the user said so), then our own seller code. Each listing is looked up once a slice. */
function skuFinder(scope: CommandScope, target: ImportTarget): SkuFinder {
  const known = new Map<string, { skuId: number; source: 'alias' | 'code' } | null>()
  return async (line) => {
    const key = matchKey(line)
    const cached = known.get(key)
    if (cached !== undefined) return cached
    const result = await sql<{ sku_id: number; source: 'alias' | 'code' }>`
      SELECT sku_id, 'alias' AS source FROM listing_alias
      WHERE shop_id = ${target.shop.id} AND match_key = ${key}
      UNION ALL
      SELECT id, 'code' FROM sku WHERE seller_code = ${line.sellerCode} AND seller_code <> '' AND archived_at IS NULL
      LIMIT 1`.execute(scope.trx)
    const row = result.rows[0]
    const match = row ? { skuId: row.sku_id, source: row.source } : null
    known.set(key, match)
    return match
  }
}

const orderColumns = [
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
  'stage',
  'command_id',
] as const
const insertOrder = `INSERT INTO orders (${orderColumns.join(', ')}) VALUES (${orderColumns.map(() => '?').join(', ')})`

async function insertNew(
  scope: CommandScope,
  target: ImportTarget,
  order: PreparedOrder,
  skuOf: SkuFinder,
  counts: SliceCounts,
  inserted: { order: [number, number]; line: [number, number] },
): Promise<number> {
  const { parsed } = order
  const afterSale = parsed.head.afterSale ?? afterSaleOfLines(parsed.lines)
  const head = {
    ...emptyHead,
    ...mergeHead(emptyHead, { ...parsed.head, ...(afterSale && { afterSale }) }, target.exportedAt).patch,
  }
  const recipient: ParsedRecipient = head.recipient ?? noRecipient
  const due = shipBy({ ...head, userShipBy: null, promiseHours: target.shop.promiseHours })
  const { id } = scope.bulk.run(insertOrder, [
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
    head.titles,
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
    'open',
    scope.commandId,
  ])
  inserted.order = [inserted.order[0] || id, id]
  counts.orders.set(id, 'added')
  for (const line of parsed.lines) await insertLine(scope, id, line, skuOf, counts, inserted)
  addToSearch(scope.bulk, id, order.terms, order.text)
  await addWaybills(scope, id, order)
  return id
}

const lineColumns = [
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
] as const
const insertLineSql = `INSERT INTO order_line (${lineColumns.join(', ')}) VALUES (${lineColumns.map(() => '?').join(', ')})`

async function insertLine(
  scope: CommandScope,
  orderId: number,
  line: ParsedLine,
  skuOf: SkuFinder,
  counts: SliceCounts,
  inserted: { line: [number, number] } | null,
): Promise<void> {
  const match = await skuOf(line)
  const { id } = scope.bulk.run(insertLineSql, [
    orderId,
    lineKey(line),
    line.title,
    line.attributes,
    line.sellerCode,
    line.listingId,
    line.listingSkuId,
    matchKey(line),
    match?.skuId ?? null,
    match?.source ?? null,
    line.quantity,
    isDead(line) ? line.quantity : 0,
    line.unitPrice,
    line.paidAmount,
    line.refundAmount,
    line.platformStatus ?? '',
    line.afterSale ?? 'none',
    scope.commandId,
  ])
  if (inserted) inserted.line = [inserted.line[0] || id, id]
  else await scope.recordInserted('order_line', id, id)
  counts.lines.added += 1
  if (match) counts.touchedSkus.add(match.skuId)
  else counts.unmatchedLines += 1
}

/** A line the platform closed before it was shipped: nothing is to be made or packed for it. */
function isDead(line: ParsedLine): boolean {
  return line.status === 'closed'
}

async function addWaybills(scope: CommandScope, orderId: number, order: PreparedOrder): Promise<boolean> {
  const { head, lines } = order.parsed
  const numbers = new Map<string, string>()
  for (const number of head.trackingNumbers ?? []) numbers.set(number, head.carrier ?? '')
  for (const line of lines)
    for (const number of line.trackingNumbers ?? []) numbers.set(number, line.carrier ?? head.carrier ?? '')
  if (numbers.size === 0) return false
  const known = await scope.trx
    .selectFrom('waybill')
    .select('tracking_number')
    .where('order_id', '=', orderId)
    .execute()
  const fresh = [...numbers].filter(([number]) => !known.some((row) => row.tracking_number === number))
  for (const [number, carrier] of fresh) {
    const { id } = scope.bulk.run(
      "INSERT INTO waybill (order_id, tracking_number, carrier_name, source, command_id) VALUES (?, ?, ?, 'order-file', ?)",
      [orderId, number, carrier, scope.commandId],
    )
    await scope.recordInserted('waybill', id, id)
  }
  return fresh.length > 0
}

async function mergeKnown(
  scope: CommandScope,
  target: ImportTarget,
  order: PreparedOrder,
  row: OrderRecord,
  knownLines: readonly LineRecord[],
  skuOf: SkuFinder,
  counts: SliceCounts,
  problems: RowProblem[],
): Promise<number> {
  const { parsed } = order
  const known = toKnownHead(row)
  const afterSale = parsed.head.afterSale ?? afterSaleOfLines(parsed.lines)
  const merged = mergeHead(known, { ...parsed.head, ...(afterSale && { afterSale }) }, target.exportedAt)
  if (merged.backwards)
    problems.push({
      row: parsed.rows[0] ?? 0,
      code: 'status-backwards',
      column: null,
      value: parsed.head.platformStatus ?? '',
      kept: true,
    })
  const head: Partial<KnownHead> = { ...merged.patch }
  const edit = head.recipient ? await keepUserRecipient(scope, row, head) : false
  if (edit) counts.addressDiffers += 1
  const next = { ...known, ...head }
  const due = shipBy({ ...next, userShipBy: row.user_ship_by, promiseHours: target.shop.promiseHours })
  const columns: Partial<OrderRecord> = {
    ...headColumns(head),
    ...(due.at !== row.ship_by && { ship_by: due.at }),
    ...(due.source !== row.ship_by_source && { ship_by_source: due.source }),
    ...(head.invoiceTitle && row.invoice_state === 'none' && { invoice_state: 'asked' as const }),
    ...(edit && { address_differs: 1 }),
  }
  const linesNewer =
    target.exportedAt > row.lines_as_of || (target.exportedAt === row.lines_as_of && merged.newer)
  const lines = mergeLines(
    knownLines.filter((line) => line.kind === 'sale').map(toKnownLine),
    parsed.lines,
    linesNewer,
  )
  const told = Object.keys(columns).some((name) => name !== 'head_as_of')
  const linesTold = lines.added.length > 0 || lines.updated.length > 0
  if (linesTold && linesNewer && target.exportedAt > row.lines_as_of) columns.lines_as_of = target.exportedAt
  if (told || linesTold) await scope.update('orders', row.id, columns)
  for (const line of lines.added) await insertLine(scope, row.id, line, skuOf, counts, null)
  for (const { id, patch } of lines.updated) await updateLine(scope, id, patch, knownLines, skuOf, counts)
  counts.lines.updated += lines.updated.length
  counts.lines.unchanged += lines.unchanged
  const waybills = await addWaybills(scope, row.id, order)
  if (told || linesTold) {
    removeFromSearch(scope.bulk, row.id)
    await reindex(scope, row.id)
  }
  const updated = told || linesTold || waybills
  // Whatever an order's own file did, an order added by this import counts as added.
  if (counts.orders.get(row.id) === undefined || (updated && counts.orders.get(row.id) === 'unchanged'))
    counts.orders.set(row.id, updated ? 'updated' : 'unchanged')
  for (const line of knownLines) if (line.sku_id !== null && updated) counts.touchedSkus.add(line.sku_id)
  return row.id
}

/**
 * The user's own address stands. What the platform says now is kept beside it, and the order is marked
 * where that is neither her address nor what the platform said when she changed it. True: it differs now.
 */
async function keepUserRecipient(
  scope: CommandScope,
  row: OrderRecord,
  head: Partial<KnownHead>,
): Promise<boolean> {
  const edit = await scope.trx
    .selectFrom('order_edit')
    .selectAll()
    .where('order_id', '=', row.id)
    .where('field', '=', 'recipient')
    .executeTakeFirst()
  if (!edit) return false
  const said = head.recipient!
  Reflect.deleteProperty(head, 'recipient')
  const before = { ...noRecipient, ...(JSON.parse(edit.platform_value) as Partial<ParsedRecipient>) }
  const mine = { ...noRecipient, ...(JSON.parse(edit.user_value) as Partial<ParsedRecipient>) }
  if (said.masked || sameRecipient(said, before)) return false
  const differs = !sameRecipient(said, { ...mine, masked: said.masked })
  await scope.update('order_edit', edit.id, {
    platform_value: JSON.stringify(said),
    differs: differs ? 1 : 0,
  })
  return differs
}

async function updateLine(
  scope: CommandScope,
  id: number,
  patch: LinePatch,
  knownLines: readonly LineRecord[],
  skuOf: SkuFinder,
  counts: SliceCounts,
): Promise<void> {
  const before = knownLines.find((line) => line.id === id)!
  const listing = {
    sellerCode: patch.sellerCode ?? before.seller_code,
    title: patch.title ?? before.title,
    attributes: patch.attributes ?? before.attributes,
  }
  const key = matchKey(listing)
  // A changed listing is matched anew, unless the user chose the SKU herself or some of it is shipped.
  const rematch = key !== before.match_key && before.sku_source !== 'user' && before.shipped === 0
  const match = rematch ? await skuOf(listing) : null
  await scope.update('order_line', id, {
    line_key: patch.lineKey,
    title: patch.title,
    attributes: patch.attributes,
    seller_code: patch.sellerCode,
    listing_id: patch.listingId,
    listing_sku_id: patch.listingSkuId,
    quantity: patch.quantity === undefined ? undefined : Math.max(patch.quantity, before.shipped),
    ...(patch.quantity !== undefined &&
      before.cancelled > 0 && { cancelled: Math.min(before.cancelled, patch.quantity) }),
    unit_price: patch.unitPrice,
    paid_amount: patch.paidAmount,
    refund_amount: patch.refundAmount,
    platform_status: patch.platformStatus,
    after_sale: patch.afterSale,
    match_key: key,
    ...(rematch && { sku_id: match?.skuId ?? null, sku_source: match?.source ?? null }),
  })
  for (const sku of [before.sku_id, match?.skuId]) if (sku) counts.touchedSkus.add(sku)
}

async function reindex(scope: CommandScope, orderId: number): Promise<void> {
  const { terms, text } = await searchWords(scope.trx, orderId)
  addToSearch(scope.bulk, orderId, terms, text)
}
