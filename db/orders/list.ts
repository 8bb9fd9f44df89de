import { type Kysely, type RawBuilder, type Selectable, sql } from 'kysely'
import { addDays, businessDate, dayMs, endOfDay } from '../../shared/dates.ts'
import type { OrderFilter, OrderRow, orderSorts } from '../../shared/orders/contract.ts'
import type { Platform } from '../../shared/orders/platforms.ts'
import { totalCap } from '../../shared/rpc.ts'
import type { Database } from '../schema.ts'
import { anyWord, planSearch, type SearchPlan } from './search-plan.ts'

export interface ListRequest extends OrderFilter {
  readonly offset: number
  readonly limit: number
  readonly sort: (typeof orderSorts)[number]
  readonly descending: boolean
}

const sortColumns = {
  shipBy: 'o.ship_by',
  createdAt: 'o.created_at',
  paidAt: 'o.paid_at',
  orderNumber: 'o.order_number',
} as const

/** One page of orders, and how many there are (up to the cap). No date sorts first, as DESIGN §2 says. */
export async function listOrders(
  db: Kysely<Database>,
  request: ListRequest,
  now: number,
): Promise<{ rows: OrderRow[]; total: number; more: boolean }> {
  const filter = conditions(request, now)
  const search = await planSearch(db, request.search, filter)
  if (search?.ids?.length === 0) return { rows: [], total: 0, more: search.more }
  const where = both(filter, search)
  const direction = request.descending ? sql`DESC` : sql`ASC`
  const order = sql`ORDER BY ${sql.raw(sortColumns[request.sort])} ${direction}, o.id ${direction}`
  // Ids first: thousands of hits are sorted as three numbers each and not as whole orders.
  const page = await sql<RawRow>`
    SELECT o.*, shop.name AS shop_name, shop.platform AS platform
    FROM (SELECT o.id FROM orders o WHERE ${where} ${order} LIMIT ${request.limit} OFFSET ${request.offset}) found
    CROSS JOIN orders o ON o.id = found.id JOIN shop ON shop.id = o.shop_id ${order}`.execute(db)
  let total = request.offset + page.rows.length
  let more = search?.more ?? false
  if (search?.ids && filter.length === 0) total = search.ids.length
  else if (search && filter.length === 0 && search.atLeast >= totalCap) total = totalCap
  else if (page.rows.length === request.limit || (request.offset > 0 && page.rows.length === 0)) {
    // The partial index knows no stage, so that counting by it would look at every order.
    const index = isDefault(request) ? sql`INDEXED BY orders_stage` : sql``
    const counted = await sql<{ n: number }>`
      SELECT count(*) AS n FROM (SELECT 1 FROM orders o ${index} WHERE ${where} LIMIT ${totalCap + 1})`.execute(
      db,
    )
    more ||= counted.rows[0]!.n > totalCap
    total = Math.min(counted.rows[0]!.n, totalCap)
  }
  return { rows: page.rows.map(toRow), total, more }
}

function both(filter: RawBuilder<unknown>[], search: SearchPlan | null): RawBuilder<unknown> {
  const all = search ? [...filter, search.where] : filter
  return all.length === 0 ? sql`1` : sql.join(all, sql` AND `)
}

/** Nothing asked: the orders at work. */
function isDefault({
  search,
  all,
  shopId,
  stage,
  due,
  flag,
  customerId,
  importId,
  styleId,
}: OrderFilter): boolean {
  return (
    search.trim() === '' && !all && !shopId && !stage && !due && !flag && !customerId && !importId && !styleId
  )
}

/** Ids of all orders a filter names, in the list's order, at most `limit`. */
export async function listOrderIds(
  db: Kysely<Database>,
  filter: OrderFilter,
  now: number,
  limit: number,
): Promise<number[]> {
  // An export leaves nothing out, however common its words are.
  const where = both(conditions(filter, now), await planSearch(db, filter.search, [], anyWord))
  const found = await sql<{ id: number }>`
    SELECT o.id FROM orders o WHERE ${where} ORDER BY o.ship_by, o.id LIMIT ${limit}`.execute(db)
  return found.rows.map((row) => row.id)
}

/** Without any of them a parcel goes nowhere; a region alone is no address. */
const recipientColumns = ['recipient_name', 'recipient_phone', 'recipient_address'] as const
const liveStages: ReadonlySet<string> = new Set(['open', 'picking', 'packed'])

type RawRow = Selectable<Database['orders']> & { readonly shop_name: string; readonly platform: string }

/** What a filter asks besides its words. */
function conditions(filter: OrderFilter, now: number): RawBuilder<unknown>[] {
  const all: RawBuilder<unknown>[] = []
  const today = businessDate(now)
  if (filter.shopId !== undefined) all.push(sql`o.shop_id = ${filter.shopId}`)
  if (filter.customerId !== undefined) all.push(sql`o.customer_id = ${filter.customerId}`)
  // All that the file speaks of, not only those that it was the first to bring.
  if (filter.importId !== undefined)
    all.push(sql`o.id IN (SELECT order_id FROM order_source WHERE import_file_id = ${filter.importId})`)
  if (filter.styleId !== undefined)
    all.push(sql`EXISTS (SELECT 1 FROM order_line l WHERE l.order_id = o.id AND l.quantity > l.cancelled AND l.sku_id IN (
      SELECT id FROM sku WHERE style_id = ${filter.styleId}
      UNION SELECT set_sku_id FROM set_part JOIN sku ON sku.id = part_sku_id WHERE style_id = ${filter.styleId}))`)
  const asksForMore =
    filter.all ||
    filter.search.trim() !== '' ||
    filter.stage !== undefined ||
    filter.importId !== undefined ||
    filter.customerId !== undefined ||
    // Refunds come after shipping too; every other mark asks for something still to be done.
    filter.flag === 'after-sale'
  // The text of the partial index orders_active: SQLite uses it only for the very same condition.
  if (!asksForMore) all.push(sql`o.stage IN ('waiting', 'open', 'picking', 'packed')`)
  if (filter.stage && filter.stage.length > 0) all.push(sql`o.stage IN (${sql.join(filter.stage)})`)
  const live = sql`o.stage IN ('open', 'picking', 'packed')`
  switch (filter.due) {
    case 'overdue':
      all.push(live, sql`o.ship_by < ${now}`)
      break
    case 'today':
      all.push(live, sql`o.ship_by BETWEEN ${now} AND ${endOfDay(today)}`)
      break
    case 'tomorrow':
      all.push(live, sql`o.ship_by BETWEEN ${endOfDay(today) + 1} AND ${endOfDay(today) + dayMs}`)
      break
    case 'week':
      all.push(live, sql`o.ship_by <= ${endOfDay(today) + 7 * dayMs}`)
      break
    case 'none':
      all.push(live, sql`o.ship_by IS NULL`)
      break
    case undefined:
      break
  }
  switch (filter.flag) {
    case 'unmatched':
      all.push(sql`o.unmatched_count > 0`)
      break
    case 'masked':
      all.push(sql`o.masked = 1`)
      break
    case 'no-recipient':
      all.push(live, ...recipientColumns.map((column) => sql`o.${sql.ref(column)} = ''`))
      break
    case 'after-sale':
      all.push(sql`o.after_sale <> 'none'`)
      break
    case 'remark':
      all.push(sql`(o.buyer_note <> '' OR o.seller_note <> '' OR o.note <> '')`)
      break
    case 'performance':
      all.push(live, sql`o.performance_date BETWEEN ${today} AND ${addDays(today, 14)}`)
      break
    case 'hold':
      all.push(sql`o.hold_reason IS NOT NULL`)
      break
    case 'short':
      all.push(live, sql`o.short_count > 0`)
      break
    case 'ready':
      all.push(
        sql`o.stage = 'open' AND o.short_count = 0 AND o.piece_count > 0 AND o.unmatched_count = 0
          AND o.hold_reason IS NULL AND (o.after_sale NOT IN ('requested', 'refunded') OR o.after_sale_release IS NOT NULL)
          AND o.address_differs = 0`,
      )
      break
    case 'address-differs':
      all.push(sql`o.address_differs = 1`)
      break
    case undefined:
      break
  }
  return all
}

function toRow(row: RawRow): OrderRow {
  return {
    id: row.id,
    orderNumber: row.order_number,
    shopId: row.shop_id,
    shopName: row.shop_name,
    platform: row.platform as Platform,
    status: row.status,
    platformStatus: row.platform_status,
    afterSale: row.after_sale,
    stage: row.stage,
    buyerId: row.buyer_id,
    recipientName: row.recipient_name,
    region: [row.recipient_province, row.recipient_city].filter(Boolean).join(' '),
    masked: row.masked === 1,
    noRecipient: liveStages.has(row.stage) && recipientColumns.every((column) => row[column] === ''),
    titles: row.titles,
    pieceCount: row.piece_count || (row.stated_pieces ?? 0),
    shortCount: row.short_count,
    unmatchedCount: row.unmatched_count,
    currency: row.currency,
    paidAmount: row.paid_amount,
    createdAt: row.created_at,
    paidAt: row.paid_at,
    shipBy: row.ship_by,
    shipBySource: row.ship_by_source,
    performanceDate: row.performance_date,
    holdReason: row.hold_reason,
    afterSaleRelease: row.after_sale_release,
    buyerNote: row.buyer_note,
    sellerNote: row.seller_note,
    note: row.note,
    addressDiffers: row.address_differs === 1,
  }
}

/** A list row for one order; raises nothing: undefined where it does not exist. */
export async function orderRow(db: Kysely<Database>, id: number): Promise<OrderRow | undefined> {
  const found = await sql<RawRow>`
    SELECT o.*, shop.name AS shop_name, shop.platform AS platform
    FROM orders o JOIN shop ON shop.id = o.shop_id WHERE o.id = ${id}`.execute(db)
  return found.rows[0] && toRow(found.rows[0])
}
