import { type Kysely, sql } from 'kysely'
import { decodeCode, encodeCode } from '../../shared/barcode.ts'
import { YifangError } from '../../shared/errors.ts'
import type { ReturnCase, ReturnOrder } from '../../shared/shipping/returns-contract.ts'
import { normaliseTracking } from '../../shared/shipping/tracking.ts'
import { codeEpoch, skuLabels } from '../catalog/lookups.ts'
import type { Database } from '../schema.ts'
import { readShipOrders } from './ship-orders.ts'

/** An order with what of it left in parcels and what came back, per item. Raises not-found. */
export async function readReturnable(db: Kysely<Database>, orderId: number): Promise<ReturnOrder> {
  const order = (await readShipOrders(db, [orderId]))[0]
  if (!order) throw new YifangError('not-found', { what: 'order', id: orderId })
  const found = await sql<{
    line: number
    item: number
    kind: 'sale' | 'resend' | 'exchange'
    shipped: number
    returned: number
    at: number
  }>`
    SELECT l.id AS line, pl.item_id AS item, l.kind, sum(pl.quantity) AS shipped, max(p.shipped_at) AS at,
      coalesce((SELECT sum(rl.quantity) FROM return_line rl JOIN return_case rc ON rc.id = rl.return_case_id
        AND rc.state <> 'voided' WHERE rl.order_line_id = l.id AND rl.item_id = pl.item_id), 0) AS returned
    FROM order_line l JOIN parcel_line pl ON pl.order_line_id = l.id
    JOIN parcel p ON p.id = pl.parcel_id AND p.state = 'shipped'
    WHERE l.order_id = ${orderId} GROUP BY l.id, pl.item_id ORDER BY l.id, pl.item_id`.execute(db)
  const labels = await skuLabels(
    db,
    found.rows.map((row) => row.item),
  )
  return {
    orderId,
    orderNumber: order.orderNumber,
    shopName: order.shopName,
    afterSale: order.afterSale,
    shippedAt: found.rows.length === 0 ? null : Math.max(...found.rows.map((row) => row.at)),
    lines: found.rows.flatMap((row) => {
      const sku = labels.get(row.item)
      return sku
        ? [
            {
              orderLineId: row.line,
              itemId: row.item,
              sku,
              kind: row.kind,
              shipped: row.shipped,
              returned: row.returned,
            },
          ]
        : []
    }),
  }
}

/**
 * What a scan or a text means at the returns table: one of our codes, an order number, the number under which
 * it was sent or comes back. Buyers' names and phones are searched in the order list, not here.
 */
export async function findReturn(db: Kysely<Database>, text: string) {
  const own = decodeCode(text)
  const number = normaliseTracking(text)
  const nothing = { returnCaseId: null, orders: [] as ReturnOrder[], asTracking: '' }
  if (own) {
    if (own.epoch > (await codeEpoch(db))) throw new YifangError('code-old-epoch', { code: text })
    if (own.kind === 'return') {
      const row = await db.selectFrom('return_case').select('id').where('id', '=', own.id).executeTakeFirst()
      if (!row) throw new YifangError('code-unknown', { code: text })
      return { ...nothing, returnCaseId: row.id }
    }
    const ids = await sql<{ id: number }>`
      ${own.kind === 'order' ? sql`SELECT id FROM orders WHERE id = ${own.id}` : own.kind === 'parcel' ? sql`SELECT order_id AS id FROM parcel_order WHERE parcel_id = ${own.id} ORDER BY id` : own.kind === 'pickSlip' ? sql`SELECT order_id AS id FROM wave_order WHERE id = ${own.id}` : sql`SELECT NULL AS id WHERE 0`}`.execute(
      db,
    )
    if (ids.rows.length === 0) throw new YifangError('code-unknown', { code: text })
    return { ...nothing, orders: await readAll(db, ids.rows) }
  }
  const known = await db
    .selectFrom('return_case')
    .select('id')
    .where('tracking_number', '=', number)
    .where('tracking_number', '<>', '')
    .where('state', '<>', 'voided')
    .orderBy('id', 'desc')
    .executeTakeFirst()
  if (known) return { ...nothing, returnCaseId: known.id }
  const orders = await sql<{ id: number }>`
    SELECT id FROM orders WHERE order_number = ${text.normalize('NFKC').trim()}
    UNION SELECT po.order_id FROM parcel p JOIN parcel_order po ON po.parcel_id = p.id
      WHERE p.tracking_number = ${number} AND p.tracking_number <> '' AND p.state = 'shipped'
    UNION SELECT order_id FROM waybill WHERE tracking_number = ${number}
    ORDER BY 1 LIMIT 20`.execute(db)
  if (orders.rows.length > 0) return { ...nothing, orders: await readAll(db, orders.rows) }
  return { ...nothing, asTracking: number }
}

async function readAll(
  db: Kysely<Database>,
  ids: readonly { readonly id: number }[],
): Promise<ReturnOrder[]> {
  const orders: ReturnOrder[] = []
  for (const { id } of ids) orders.push(await readReturnable(db, id))
  return orders
}

/** A return with its lines and the exchanges and resends that answer them. Raises not-found. */
export async function readReturn(db: Kysely<Database>, id: number): Promise<ReturnCase> {
  const row = await db
    .selectFrom('return_case')
    .innerJoin('orders', 'orders.id', 'return_case.order_id')
    .innerJoin('shop', 'shop.id', 'orders.shop_id')
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
    .where('order_id', '=', row.order_id)
    .where('kind', '<>', 'sale')
    .whereRef('cancelled', '<', 'quantity')
    .where('answers_line_id', 'in', lines.length > 0 ? lines.map((line) => line.order_line_id) : [0])
    .execute()
  const labels = await skuLabels(db, [
    ...lines.map((line) => line.item_id),
    ...answers.flatMap((line) => (line.sku_id === null ? [] : [line.sku_id])),
  ])
  return {
    id,
    code: encodeCode({ kind: 'return', epoch: await codeEpoch(db), id }),
    orderId: row.order_id,
    orderNumber: row.order_number,
    shopName: row.shop_name,
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
          itemId: line.item_id,
          sku,
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

/** Returns, those that nobody has looked at first. */
export async function listReturns(
  db: Kysely<Database>,
  input: { readonly state: ReturnCase['state'] | null; readonly limit: number; readonly offset: number },
) {
  const where = input.state === null ? sql`1 = 1` : sql`rc.state = ${input.state}`
  const found = await sql<{
    id: number
    orderNumber: string
    shopName: string
    trackingNumber: string
    reason: string
    state: ReturnCase['state']
    receivedAt: number
    pieces: number
    unchecked: number
  }>`
    SELECT rc.id, o.order_number AS "orderNumber", s.name AS "shopName", rc.tracking_number AS "trackingNumber",
      rc.reason, rc.state, rc.received_at AS "receivedAt", coalesce(sum(rl.quantity), 0) AS pieces,
      CASE WHEN rc.state = 'voided' THEN 0 ELSE coalesce(sum(rl.quantity - rl.restocked - rl.seconds - rl.scrapped), 0) END AS unchecked
    FROM return_case rc JOIN orders o ON o.id = rc.order_id JOIN shop s ON s.id = o.shop_id
    LEFT JOIN return_line rl ON rl.return_case_id = rc.id
    WHERE ${where} GROUP BY rc.id
    ORDER BY rc.state = 'unchecked' DESC, rc.id DESC LIMIT ${input.limit} OFFSET ${input.offset}`.execute(db)
  const count = await sql<{ n: number }>`SELECT count(*) AS n FROM return_case rc WHERE ${where}`.execute(db)
  return { rows: found.rows, total: count.rows[0]?.n ?? 0 }
}
