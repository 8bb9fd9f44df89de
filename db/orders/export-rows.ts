import { type Kysely, type Selectable, sql } from 'kysely'
import type { Database } from '../schema.ts'

export type ExportRow = Selectable<Database['orders']> & {
  readonly shop_name: string
  readonly address: string
  readonly items: string
  readonly tracking: string
}

/** Orders with what a list export shows of them, in the order of the ids given. */
export async function readExportRows(db: Kysely<Database>, ids: readonly number[]): Promise<ExportRow[]> {
  const found = await sql<ExportRow>`
    SELECT o.*, shop.name AS shop_name,
      trim(o.recipient_province || ' ' || o.recipient_city || ' ' || o.recipient_district || ' ' || o.recipient_address) AS address,
      coalesce((SELECT group_concat(l.title || ' ' || l.attributes || ' ×' || l.quantity, '；') FROM order_line l WHERE l.order_id = o.id), '') AS items,
      coalesce((SELECT group_concat(w.tracking_number, ' ') FROM waybill w WHERE w.order_id = o.id), '') AS tracking
    FROM json_each(${JSON.stringify(ids)}) j JOIN orders o ON o.id = j.value JOIN shop ON shop.id = o.shop_id
    ORDER BY j.key`.execute(db)
  return found.rows
}
