import { type Kysely, sql } from 'kysely'
import type { SourceRow } from '../../../shared/orders/files/types.ts'
import type { Database } from '../../schema.ts'

export interface OrderRows {
  readonly orderNumber: string
  readonly shopName: string | null
  readonly rows: readonly SourceRow[]
}

/**
 * The staged rows of one file, order by order, wherever its rows stand in the file: the index groups them,
 * so that a file of any size needs the memory of one slice. Applied rows are passed over.
 */
export async function* stagedOrders(
  db: Kysely<Database>,
  importFileId: number,
  slice: number,
  after: string,
): AsyncGenerator<readonly OrderRows[]> {
  let last = after
  for (;;) {
    const found = await sql<{ order_number: string; shop_name: string | null; row: number; cells: string }>`
      SELECT order_number, shop_name, row, cells FROM import_row
      WHERE import_file_id = ${importFileId} AND order_number IN (
        SELECT DISTINCT order_number FROM import_row
        WHERE import_file_id = ${importFileId} AND order_number > ${last}
        ORDER BY order_number LIMIT ${slice})
      ORDER BY order_number, row`.execute(db)
    if (found.rows.length === 0) return
    const orders: { orderNumber: string; shopName: string | null; rows: SourceRow[] }[] = []
    for (const row of found.rows) {
      const previous = orders.at(-1)
      const source = { row: row.row, cells: JSON.parse(row.cells) as string[] }
      if (previous?.orderNumber === row.order_number) previous.rows.push(source)
      else orders.push({ orderNumber: row.order_number, shopName: row.shop_name, rows: [source] })
    }
    last = orders.at(-1)!.orderNumber
    yield orders
  }
}
