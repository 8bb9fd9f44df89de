import { type Kysely, sql } from 'kysely'
import { skuText } from '../../shared/catalog/sku-label.ts'
import { YifangError } from '../../shared/errors.ts'
import type { StockLocation, StockMove, StockRow } from '../../shared/inventory/contract.ts'
import type { Supply, WaitingLine } from '../../shared/inventory/supply-contract.ts'
import { averageCost } from '../../shared/inventory/valuation.ts'
import { totalCap } from '../../shared/rpc.ts'
import { findSku, skuLabels } from '../catalog/lookups.ts'
import { unknownCode } from '../printed-code.ts'
import type { Database } from '../schema.ts'
import { listLocations } from './locations.ts'
import { listStock, stockRows } from './stock-list.ts'
import { openSupplies } from './supplies.ts'
import { waitingLines } from './waiting.ts'

export interface StockItem {
  readonly row: StockRow
  readonly levels: {
    location: StockLocation
    quantity: number
    value: number | null
    averageCost: number | null
  }[]
  readonly shortages: { id: number; locationName: string; quantity: number; reason: string }[]
  readonly supplies: Supply[]
  readonly lines: WaitingLine[]
}

/** All about one SKU's stock. Raises not-found, set-has-no-stock. */
export async function readStockItem(db: Kysely<Database>, id: number, money: boolean): Promise<StockItem> {
  const row = await requireRow(db, id, money)
  const locations = new Map((await listLocations(db)).map((location) => [location.id, location]))
  const levels = await db.selectFrom('stock_level').selectAll().where('item_id', '=', id).execute()
  const shortages = await db
    .selectFrom('stock_shortage as s')
    .innerJoin('location', 'location.id', 's.location_id')
    .select(['s.id', 's.quantity', 's.reason', 'location.name'])
    .where('s.item_id', '=', id)
    .where('s.closed_at', 'is', null)
    .execute()
  return {
    row,
    levels: levels
      .filter((level) => level.quantity !== 0 || level.value !== 0)
      .map((level) => ({
        location: locations.get(level.location_id)!,
        quantity: level.quantity,
        value: money ? level.value : null,
        averageCost: money ? averageCost(level) : null,
      })),
    shortages: shortages.map(({ name, ...rest }) => ({ ...rest, locationName: name })),
    supplies: await openSupplies(db, [id]),
    lines: await waitingLines(db, [id], { shortOnly: false }),
  }
}

async function requireRow(db: Kysely<Database>, id: number, money: boolean): Promise<StockRow> {
  const label = (await skuLabels(db, [id])).get(id)
  if (!label) throw new YifangError('not-found', { what: 'sku', id })
  if (label.isSet) throw new YifangError('set-has-no-stock', { sku: skuText(label) })
  return (await stockRows(db, [id], money))[0]!
}

/** The row of the SKU that a scanned or typed code means. Raises code-unknown, code-old-epoch, set-has-no-stock. */
export async function scanStock(db: Kysely<Database>, code: string, money: boolean): Promise<StockRow> {
  const sku = await findSku(db, code)
  if (!sku) throw await unknownCode(db, code)
  return requireRow(db, sku.id, money)
}

/** SKUs for a picker: an exact code first, else by number, name, pinyin initials, colour. */
export async function searchStock(
  db: Kysely<Database>,
  search: string,
  limit: number,
  money: boolean,
): Promise<StockRow[]> {
  const exact = search.trim() === '' ? null : await findSku(db, search).catch(() => null)
  const page = await listStock(db, { search, filter: 'all', offset: 0, limit }, money)
  if (!exact || exact.isSet) return page.rows
  const first = await stockRows(db, [exact.id], money)
  return [...first, ...page.rows.filter((row) => row.id !== exact.id)].slice(0, limit)
}

interface MoveRow {
  readonly id: number
  readonly at: number
  readonly user_name: string | null
  readonly location_id: number
  readonly location_name: string
  readonly quantity: number
  readonly value: number
  readonly balance: number
  readonly reason: StockMove['reason']
  readonly reverses_id: number | null
  readonly reference_kind: string | null
  readonly reference_id: number | null
  readonly supplier_name: string | null
  readonly order_id: number | null
  readonly order_number: string | null
  readonly batch_id: number | null
  readonly batch_number: string | null
  readonly dye_lot: string | null
  readonly note: string
}

/** The ledger of an item, newest first, with the running balance. Values are null where `money` is false. */
export async function listMoves(
  db: Kysely<Database>,
  page: {
    readonly itemId: number
    readonly locationId?: number | undefined
    readonly offset: number
    readonly limit: number
  },
  money: boolean,
): Promise<{ rows: StockMove[]; total: number; more: boolean }> {
  const where = sql`m.item_id = ${page.itemId} AND ${page.locationId === undefined ? sql`1` : sql`m.location_id = ${page.locationId}`}`
  const found = await sql<MoveRow>`
    WITH moves AS (
      SELECT m.*, sum(m.quantity) OVER (ORDER BY m.id ROWS UNBOUNDED PRECEDING) AS balance
      FROM stock_move m WHERE ${where}),
    shown AS (SELECT * FROM moves ORDER BY id DESC LIMIT ${page.limit} OFFSET ${page.offset}),
    linked AS (
      SELECT s.*, CASE s.reference_kind
        WHEN 'parcel' THEN (SELECT order_id FROM parcel_order WHERE parcel_id = s.reference_id ORDER BY id LIMIT 1)
        WHEN 'return-line' THEN (SELECT c.order_id FROM return_line r JOIN return_case c ON c.id = r.return_case_id
          WHERE r.id = s.reference_id)
        WHEN 'return-check' THEN (SELECT c.order_id FROM return_line r JOIN return_case c ON c.id = r.return_case_id
          WHERE r.id = s.reference_id) END AS order_id
      FROM shown s)
    SELECT l.id, l.at, user.name AS user_name, l.location_id, location.name AS location_name, l.quantity, l.value,
      l.balance, l.reason, l.reverses_id, l.reference_kind, l.reference_id, l.note, l.order_id, o.order_number,
      supplier.name AS supplier_name, batch.id AS batch_id, batch.batch_number,
      CASE l.reference_kind WHEN 'material-use' THEN u.dye_lot
        WHEN 'receipt' THEN (SELECT group_concat(DISTINCT nullif(dye_lot, '')) FROM receipt_line
          WHERE receipt_id = l.reference_id AND item_id = l.item_id AND quantity = abs(l.quantity))
        WHEN 'supplier-return' THEN (SELECT group_concat(DISTINCT nullif(dye_lot, '')) FROM supplier_return_line
          WHERE supplier_return_id = l.reference_id AND item_id = l.item_id AND quantity = abs(l.quantity))
        END AS dye_lot
    FROM linked l JOIN location ON location.id = l.location_id JOIN command c ON c.id = l.command_id
    LEFT JOIN user ON user.id = c.user_id LEFT JOIN orders o ON o.id = l.order_id
    LEFT JOIN material_use u ON l.reference_kind = 'material-use' AND u.id = l.reference_id
    LEFT JOIN batch ON batch.id = u.batch_id
    LEFT JOIN receipt r ON l.reference_kind IN ('receipt', 'receipt-correction') AND r.id = l.reference_id
    LEFT JOIN supplier_return g ON l.reference_kind = 'supplier-return' AND g.id = l.reference_id
    LEFT JOIN supplier ON supplier.id = coalesce(r.supplier_id, g.supplier_id)
    ORDER BY l.id DESC`.execute(db)
  const count = await sql<{ n: number }>`SELECT count(*) AS n FROM stock_move m WHERE ${where}`.execute(db)
  const total = count.rows[0]!.n
  return {
    rows: found.rows.map((row) => ({
      id: row.id,
      at: row.at,
      userName: row.user_name ?? '',
      locationId: row.location_id,
      locationName: row.location_name,
      quantity: row.quantity,
      value: money ? row.value : null,
      balance: row.balance,
      reason: row.reason,
      reversesId: row.reverses_id,
      referenceKind: row.reference_kind,
      referenceId: row.reference_id,
      referenceText: row.order_number ?? row.batch_number ?? row.supplier_name ?? '',
      orderId: row.order_id,
      batchId: row.batch_id,
      dyeLot: row.dye_lot ?? '',
      note: row.note,
    })),
    total: Math.min(total, totalCap),
    more: total > totalCap,
  }
}
