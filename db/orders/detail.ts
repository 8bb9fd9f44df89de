import { type Kysely, sql } from 'kysely'
import { YifangError } from '../../shared/errors.ts'
import type { OrderDetail, OrderLine, Recipient } from '../../shared/orders/contract.ts'
import type { Database } from '../schema.ts'
import { type StoredAuditRow, toAuditRows } from '../settings/audit.ts'
import { canReopen } from './cancel.ts'
import { orderAccount } from './customers.ts'
import { isManual, lineLocks } from './line-locks.ts'
import { orderRow } from './list.ts'

/** Everything about one order. Raises not-found. */
export async function readOrder(db: Kysely<Database>, id: number): Promise<OrderDetail> {
  const row = await orderRow(db, id)
  if (!row) throw new YifangError('not-found', { what: 'order', id })
  const order = await db.selectFrom('orders').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const edit = await db.selectFrom('order_edit').selectAll().where('order_id', '=', id).executeTakeFirst()
  const waybills = await db
    .selectFrom('waybill')
    .selectAll()
    .where('order_id', '=', id)
    .orderBy('id')
    .execute()
  return {
    ...row,
    recipient: {
      name: order.recipient_name,
      phone: order.recipient_phone,
      province: order.recipient_province,
      city: order.recipient_city,
      district: order.recipient_district,
      address: order.recipient_address,
      postcode: order.recipient_postcode,
      country: order.recipient_country,
    },
    platformRecipient: edit ? recipientOf(edit.platform_value) : null,
    goodsAmount: order.goods_amount,
    postageAmount: order.postage_amount,
    discountAmount: order.discount_amount,
    refundAmount: order.refund_amount,
    invoiceTitle: order.invoice_title,
    invoiceState: order.invoice_state,
    customerId: order.customer_id,
    account: await orderAccount(db, id),
    promisedAt: order.promised_at,
    userShipBy: order.user_ship_by,
    completedAt: order.completed_at,
    headAsOf: order.head_as_of,
    linesAsOf: order.lines_as_of,
    blanked: order.blanked_at !== null,
    manual: isManual(order),
    canReopen: await canReopen(db, id),
    lines: await readLines(db, id),
    waybills: waybills.map((waybill) => ({
      trackingNumber: waybill.tracking_number,
      carrierName: waybill.carrier_name,
      source: waybill.source,
    })),
    history: await readHistory(db, id),
    sourceRows: await readSourceRows(db, id),
  }
}

export function recipientOf(text: string): Recipient {
  const value = JSON.parse(text) as Partial<Recipient>
  const field = (name: keyof Recipient) => value[name] ?? ''
  return {
    name: field('name'),
    phone: field('phone'),
    province: field('province'),
    city: field('city'),
    district: field('district'),
    address: field('address'),
    postcode: field('postcode'),
    country: field('country'),
  }
}

/** An order's lines with their SKU and what stock covers of them. A set counts by its scarcest part. */
export async function readLines(db: Kysely<Database>, orderId: number): Promise<OrderLine[]> {
  const rows = await db
    .selectFrom('order_line')
    .leftJoin('sku', 'sku.id', 'order_line.sku_id')
    .leftJoin('style', 'style.id', 'sku.style_id')
    .selectAll('order_line')
    .select([
      sql<string>`coalesce(style.style_number || ' ' || sku.colour || ' ' || sku.size, '')`.as('sku_label'),
      sql<string | null>`(SELECT content_hash FROM style_photo WHERE style_photo.style_id = sku.style_id
        ORDER BY style_photo.colour = sku.colour DESC, position LIMIT 1)`.as('photo_hash'),
      sql<number>`coalesce((SELECT min(coalesce(a.quantity, 0) / part.per) FROM (
          SELECT coalesce(p.part_sku_id, order_line.sku_id) AS item_id, coalesce(p.quantity, 1) AS per
          FROM (SELECT 1) LEFT JOIN set_part p ON p.set_sku_id = order_line.sku_id) part
        LEFT JOIN allocation a ON a.order_line_id = order_line.id AND a.item_id = part.item_id), 0)`.as(
        'allocated',
      ),
    ])
    .where('order_id', '=', orderId)
    .orderBy('order_line.id')
    .execute()
  const locks = await lineLocks(db, orderId)
  return rows.map((line) => ({
    id: line.id,
    kind: line.kind,
    answersLineId: line.answers_line_id,
    title: line.title,
    attributes: line.attributes,
    sellerCode: line.seller_code,
    skuId: line.sku_id,
    notGoods: line.sku_id === null && line.sku_source !== null,
    skuLabel: line.sku_label,
    photoHash: line.photo_hash,
    quantity: line.quantity,
    cancelled: line.cancelled,
    shipped: line.shipped,
    returned: line.returned,
    allocated: line.allocated,
    lock: locks.get(line.id) ?? null,
    unitPrice: line.unit_price,
    paidAmount: line.paid_amount,
    platformStatus: line.platform_status,
    afterSale: line.after_sale,
    customText: line.custom_text,
    wearer: line.wearer,
    measurements: line.measurements,
    pictureHash: line.picture_hash,
    note: line.note,
  }))
}

const historyLimit = 200

async function readHistory(db: Kysely<Database>, orderId: number): Promise<OrderDetail['history']> {
  const found = await sql<StoredAuditRow>`
    SELECT a.id, c.at, user.name AS userName, c.station, c.name AS command, a.table_name AS "table", a.row_id AS rowId,
      a.last_row_id AS lastRowId, a.action, a.before, a.after
    FROM (
      SELECT id FROM audit WHERE table_name = 'orders' AND row_id = ${orderId}
      UNION
      SELECT id FROM (
        SELECT id, last_row_id FROM audit
        WHERE table_name = 'orders' AND last_row_id > row_id AND row_id <= ${orderId}
        ORDER BY row_id DESC LIMIT 1)
      WHERE last_row_id >= ${orderId}
      UNION
      SELECT a.id FROM order_line l JOIN audit a ON a.table_name = 'order_line' AND a.row_id = l.id
      WHERE l.order_id = ${orderId}
    ) hit JOIN audit a ON a.id = hit.id JOIN command c ON c.id = a.command_id
    LEFT JOIN user ON user.id = c.user_id
    ORDER BY a.id DESC LIMIT ${historyLimit}`.execute(db)
  return toAuditRows(db, found.rows)
}

async function readSourceRows(db: Kysely<Database>, orderId: number): Promise<OrderDetail['sourceRows']> {
  const found = await sql<{ file_name: string; row: number; cells: string; header: string }>`
    SELECT f.file_name, s.row, s.cells, f.header FROM order_source s
    JOIN import_file f ON f.id = s.import_file_id
    WHERE s.order_id = ${orderId} ORDER BY f.exported_at DESC, s.row LIMIT 50`.execute(db)
  return found.rows.map((row) => {
    const header = JSON.parse(row.header) as string[]
    const cells = JSON.parse(row.cells) as string[]
    return {
      file: row.file_name,
      row: row.row,
      cells: header
        .map((column, index) => ({ column, value: cells[index] ?? '' }))
        .filter((cell) => cell.value !== ''),
    }
  })
}
