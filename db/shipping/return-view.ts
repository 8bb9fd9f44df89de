import { type Kysely, type RawBuilder, sql } from 'kysely'
import { encodeCode, type ReadCode } from '../../shared/barcode.ts'
import { YifangError } from '../../shared/errors.ts'
import type { ReturnCase, ReturnFilter, ReturnOrder } from '../../shared/shipping/returns-contract.ts'
import { normaliseTracking } from '../../shared/shipping/tracking.ts'
import { skuLabels } from '../catalog/lookups.ts'
import { codeStamp, readCode } from '../printed-code.ts'
import type { Database } from '../schema.ts'
import { readShipOrders } from './ship-orders.ts'

interface ReturnableRow {
  line: number
  item: number
  kind: 'sale' | 'resend' | 'exchange'
  shipped: number
  returned: number
  /** Ordered pieces of the item, and those taken back as sent before the program was used. */
  ordered: number
  back_earlier: number
  at: number | null
}

/**
 * An order with what of it left in parcels and what came back, per item. Of an order that is gone and has
 * nothing in our parcels, what was ordered may come back as sent earlier. Raises not-found.
 */
export async function readReturnable(db: Kysely<Database>, orderId: number): Promise<ReturnOrder> {
  const order = (await readShipOrders(db, [orderId]))[0]
  if (!order) throw new YifangError('not-found', { what: 'order', id: orderId })
  const found = await sql<ReturnableRow>`
    WITH gone AS (
      SELECT pl.order_line_id AS line, pl.item_id AS item, sum(pl.quantity) AS shipped, max(p.shipped_at) AS at
      FROM order_line l JOIN parcel_line pl ON pl.order_line_id = l.id
      JOIN parcel p ON p.id = pl.parcel_id AND p.state = 'shipped'
      WHERE l.order_id = ${orderId} GROUP BY 1, 2),
    asked AS (
      SELECT l.id AS line, coalesce(s.part_sku_id, l.sku_id) AS item, l.quantity * coalesce(s.quantity, 1) AS ordered
      FROM order_line l LEFT JOIN set_part s ON s.set_sku_id = l.sku_id
      WHERE l.order_id = ${orderId} AND l.kind = 'sale' AND l.sku_id IS NOT NULL),
    back AS (
      SELECT rl.order_line_id AS line, rl.item_id AS item, sum(rl.quantity) FILTER (WHERE rl.earlier = 0) AS returned,
        sum(rl.quantity) FILTER (WHERE rl.earlier = 1) AS earlier
      FROM return_line rl JOIN return_case rc ON rc.id = rl.return_case_id AND rc.state <> 'voided'
      WHERE rc.order_id = ${orderId} AND rl.order_line_id IS NOT NULL GROUP BY 1, 2)
    SELECT l.id AS line, x.item, l.kind, coalesce(gone.shipped, 0) AS shipped, gone.at,
      coalesce(back.returned, 0) AS returned, coalesce(asked.ordered, 0) AS ordered,
      coalesce(back.earlier, 0) AS back_earlier
    FROM (SELECT line, item FROM gone UNION SELECT line, item FROM asked) x JOIN order_line l ON l.id = x.line
    LEFT JOIN gone ON gone.line = x.line AND gone.item = x.item
    LEFT JOIN asked ON asked.line = x.line AND asked.item = x.item
    LEFT JOIN back ON back.line = x.line AND back.item = x.item
    ORDER BY l.id, x.item`.execute(db)
  const labels = await skuLabels(
    db,
    found.rows.map((row) => row.item),
  )
  const sent = found.rows.flatMap((row) => (row.at === null ? [] : [row.at]))
  const hasLeft = sent.length > 0 || order.stage === 'shipped' || order.stage === 'ended'
  const isEarlier = hasLeft && sent.length === 0
  return {
    orderId,
    orderNumber: order.orderNumber,
    shopName: order.shopName,
    afterSale: order.afterSale,
    recipient: order.recipient.name,
    region: order.region,
    hasLeft,
    shippedAt: sent.length === 0 ? null : Math.max(...sent),
    lines: found.rows.flatMap((row) => {
      const sku = labels.get(row.item)
      if (!sku || (row.shipped === 0 && !isEarlier)) return []
      return [
        {
          orderLineId: row.line,
          itemId: row.item,
          sku,
          kind: row.kind,
          shipped: row.shipped,
          returned: row.returned,
          earlier: isEarlier ? Math.max(0, row.ordered - row.back_earlier) : 0,
        },
      ]
    }),
  }
}

/** A return with its lines and the exchanges and resends that answer them. Raises not-found. */
export async function readReturn(db: Kysely<Database>, id: number): Promise<ReturnCase> {
  const row = await db
    .selectFrom('return_case')
    .leftJoin('orders', 'orders.id', 'return_case.order_id')
    .leftJoin('shop', 'shop.id', 'orders.shop_id')
    .selectAll('return_case')
    .select(['orders.order_number', 'shop.name as shop_name'])
    .where('return_case.id', '=', id)
    .executeTakeFirst()
  if (!row) throw new YifangError('not-found', { what: 'return_case', id })
  const lines = await db
    .selectFrom('return_line')
    .selectAll()
    .where('return_case_id', '=', id)
    .orderBy('id')
    .execute()
  const answers = await db
    .selectFrom('order_line')
    .selectAll()
    .where('order_id', '=', row.order_id ?? 0)
    .where('kind', '<>', 'sale')
    .whereRef('cancelled', '<', 'quantity')
    .where('answers_line_id', 'in', [0, ...lines.flatMap((line) => line.order_line_id ?? [])])
    .execute()
  const labels = await skuLabels(db, [
    ...lines.map((line) => line.item_id),
    ...answers.flatMap((line) => (line.sku_id === null ? [] : [line.sku_id])),
  ])
  const stamp = await codeStamp(db)
  return {
    id,
    code: encodeCode({ kind: 'return', id, ...stamp }),
    orderId: row.order_id,
    orderNumber: row.order_number ?? '',
    shopName: row.shop_name ?? '',
    trackingNumber: row.tracking_number,
    reason: row.reason,
    state: row.state,
    receivedAt: row.received_at,
    lines: lines.flatMap((line) => {
      const sku = labels.get(line.item_id)
      if (!sku) return []
      const { restocked, seconds, scrapped, quantity } = line
      return [
        {
          id: line.id,
          orderLineId: line.order_line_id,
          earlier: line.earlier === 1,
          itemId: line.item_id,
          sku,
          skuCode: encodeCode({ kind: 'sku', id: line.item_id, ...stamp }),
          quantity,
          restocked,
          seconds,
          scrapped,
        },
      ]
    }),
    answers: answers.flatMap((line) => {
      const sku = line.sku_id === null ? undefined : labels.get(line.sku_id)
      if (!sku || line.kind === 'sale') return []
      return [
        {
          orderLineId: line.id,
          kind: line.kind,
          sku,
          quantity: line.quantity - line.cancelled,
          shipped: line.shipped,
        },
      ]
    }),
  }
}

interface ListedReturn {
  id: number
  orderNumber: string
  shopName: string
  trackingNumber: string
  reason: string
  state: ReturnCase['state']
  receivedAt: number
  pieces: number
  unchecked: number
}

/** Returns, those that nobody has looked at first; found by our number, theirs, the order's, the buyer, the style. */
export async function listReturns(
  db: Kysely<Database>,
  input: ReturnFilter & { readonly limit: number; readonly offset: number },
): Promise<{ rows: ListedReturn[]; total: number }> {
  const conditions: RawBuilder<unknown>[] = [sql`1 = 1`]
  if (input.state !== null) conditions.push(sql`rc.state = ${input.state}`)
  if (input.search !== '') conditions.push(fits(input.search, await readCode(db, input.search)))
  const where = sql.join(conditions, sql` AND `)
  const found = await sql<ListedReturn>`
    SELECT rc.id, coalesce(o.order_number, '') AS "orderNumber", coalesce(s.name, '') AS "shopName",
      rc.tracking_number AS "trackingNumber", rc.reason, rc.state, rc.received_at AS "receivedAt",
      coalesce(sum(rl.quantity), 0) AS pieces,
      CASE WHEN rc.state = 'voided' THEN 0 ELSE coalesce(sum(rl.quantity - rl.restocked - rl.seconds - rl.scrapped), 0) END AS unchecked
    FROM return_case rc LEFT JOIN orders o ON o.id = rc.order_id LEFT JOIN shop s ON s.id = o.shop_id
    LEFT JOIN return_line rl ON rl.return_case_id = rc.id
    WHERE ${where} GROUP BY rc.id
    ORDER BY rc.state = 'unchecked' DESC, rc.id DESC LIMIT ${input.limit} OFFSET ${input.offset}`.execute(db)
  const count = await sql<{ n: number }>`
    SELECT count(*) AS n FROM return_case rc LEFT JOIN orders o ON o.id = rc.order_id WHERE ${where}`.execute(
    db,
  )
  return { rows: found.rows, total: count.rows[0]?.n ?? 0 }
}

/** Returns are some thousands: looked through without an index of their own. */
function fits(search: string, own: ReadCode | null): RawBuilder<unknown> {
  const text = search.normalize('NFKC').trim()
  if (own?.kind === 'return') return sql`rc.id = ${own.id}`
  const like = `%${text.replace(/[\\%_]/g, '\\$&')}%`
  const number = normaliseTracking(text)
  const digits = text.replace(/\D/g, '')
  const conditions = [
    sql`o.order_number LIKE ${like} ESCAPE '\\'`,
    sql`o.recipient_name LIKE ${like} ESCAPE '\\'`,
    sql`o.buyer_id LIKE ${like} ESCAPE '\\'`,
    sql`EXISTS (SELECT 1 FROM return_line x JOIN sku ON sku.id = x.item_id JOIN style ON style.id = sku.style_id
      WHERE x.return_case_id = rc.id AND (style.style_number LIKE ${like} ESCAPE '\\' OR sku.seller_code = ${text}))`,
  ]
  if (number.length >= 4) conditions.push(sql`rc.tracking_number LIKE ${`%${number}%`}`)
  if (digits.length >= 4 && digits.length === text.length)
    conditions.push(sql`replace(replace(o.recipient_phone, '-', ''), ' ', '') LIKE ${`%${digits}%`}`)
  if (/^\d{1,9}$/.test(text)) conditions.push(sql`rc.id = ${Number(text)}`)
  return sql`(${sql.join(conditions, sql` OR `)})`
}
