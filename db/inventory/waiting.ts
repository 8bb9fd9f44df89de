import { type Kysely, sql } from 'kysely'
import { type SkuLabel, skuText } from '../../shared/catalog/sku-label.ts'
import { businessDate } from '../../shared/dates.ts'
import { assignSupply, supplyDate } from '../../shared/inventory/supply.ts'
import type { Supply, WaitingLine } from '../../shared/inventory/supply-contract.ts'
import { explodeSets, skuLabels } from '../catalog/lookups.ts'
import type { Database } from '../schema.ts'
import { needDriver, needTables, stockItems } from './needs.ts'
import { openSupplies } from './supplies.ts'

interface WaitingRow {
  readonly item_id: number
  readonly order_line_id: number
  readonly order_id: number
  readonly order_number: string
  readonly shop_name: string
  readonly need: number
  readonly allocated: number
  readonly pinned: number
  readonly ship_by: number | null
  readonly performance_date: string | null
}

export interface WaitingOptions {
  /** Only lines that lack pieces; otherwise every open line that needs some. */
  readonly shortOnly: boolean
}

/**
 * Open order lines that need the given items (sets stand for their parts), in the order in which they are
 * served, each with the expected supply it waits for. Orders on hold or in after-sale are left out: they are
 * given nothing. A line of a set appears once for each part.
 */
export async function waitingLines(
  db: Kysely<Database>,
  itemIds: readonly number[],
  options: WaitingOptions,
): Promise<WaitingLine[]> {
  const items = await stockItems(db, itemIds)
  if (items.length === 0) return []
  const found = await sql<WaitingRow>`
    WITH ${needTables(items, await needDriver(db, items))}
    SELECT n.item_id, n.order_line_id, n.order_id, o.order_number, shop.name AS shop_name, n.need, n.allocated,
      coalesce(a.pinned, 0) AS pinned, n.ship_by, n.performance_date
    FROM need n JOIN orders o ON o.id = n.order_id JOIN shop ON shop.id = o.shop_id
    LEFT JOIN allocation a ON a.id = n.allocation_id
    WHERE n.open AND n.need > ${options.shortOnly ? sql`n.allocated` : 0}
    ORDER BY n.item_id, n.urgency`.execute(db)
  const supplies = Map.groupBy(await openSupplies(db, items), (supply) => supply.itemId)
  const labels = await skuLabels(db, items)
  return [...Map.groupBy(found.rows, (row) => row.item_id)].flatMap(([itemId, rows]) => {
    const ofItem = supplies.get(itemId) ?? []
    const shares = assignSupply(
      rows.map((row) => ({ orderLineId: row.order_line_id, short: row.need - row.allocated })),
      ofItem.map((supply) => ({ ...supply, open: supply.quantity - supply.received })),
    )
    const byId = new Map(ofItem.map((supply) => [supply.id, supply]))
    const sku = labels.get(itemId)!
    return rows.map((row) => toWaitingLine(row, sku, shares.get(row.order_line_id) ?? [], byId))
  })
}

/** What each line of an order that is short waits for, its sets part by part. Empty where nothing is short. */
export async function supplyFor(db: Kysely<Database>, orderId: number): Promise<WaitingLine[]> {
  const lines = await db
    .selectFrom('order_line')
    .select('sku_id')
    .where('order_id', '=', orderId)
    .where('sku_id', 'is not', null)
    .execute()
  const exploded = await explodeSets(
    db,
    lines.map((line) => line.sku_id!),
  )
  const items = [...new Set([...exploded.values()].flat().map((part) => part.skuId))]
  const waiting = await waitingLines(db, items, { shortOnly: true })
  return waiting.filter((line) => line.orderId === orderId)
}

function toWaitingLine(
  row: WaitingRow,
  sku: SkuLabel,
  shares: readonly { readonly supplyId: number; readonly quantity: number }[],
  supplies: ReadonlyMap<number, Supply>,
): WaitingLine {
  const short = Math.max(0, row.need - row.allocated)
  const shipDay = row.ship_by === null ? null : businessDate(row.ship_by)
  const isLate = (date: string) => [shipDay, row.performance_date].some((day) => day !== null && date > day)
  return {
    orderLineId: row.order_line_id,
    orderId: row.order_id,
    orderNumber: row.order_number,
    shopName: row.shop_name,
    itemId: row.item_id,
    styleNumber: sku.styleNumber,
    skuText: skuText(sku),
    need: row.need,
    allocated: row.allocated,
    short,
    pinned: row.pinned === 1,
    shipBy: row.ship_by,
    performanceDate: row.performance_date,
    supplies: shares.map(({ supplyId, quantity }) => {
      const { kind, supplierName, batch, sentOut, ...supply } = supplies.get(supplyId)!
      const expectedDate = supplyDate(supply.expectedDate, sentOut)
      const late = expectedDate !== null && isLate(expectedDate)
      return { supplyId, quantity, kind, expectedDate, supplierName, batch, sentOut, late }
    }),
    unanswered: short - shares.reduce((sum, share) => sum + share.quantity, 0),
  }
}
