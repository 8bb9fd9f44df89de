import { type Kysely, sql } from 'kysely'
import { compareDates } from '../../shared/inventory/supply.ts'
import type { StyleShortage, WaitingLine } from '../../shared/inventory/supply-contract.ts'
import { skuLabels } from '../catalog/lookups.ts'
import type { Database } from '../schema.ts'
import { needTables, stockItems } from './needs.ts'
import { stockRows, styleAxes, wantedItems } from './stock-list.ts'
import { waitingLines } from './waiting.ts'

export interface Shortages {
  readonly styles: StyleShortage[]
  readonly short: number
  readonly unanswered: number
  readonly orders: number
}

/**
 * What open orders lack, by style with its colour × size grid: pieces, those no expected supply answers yet,
 * the orders behind them, the earliest ship-by and performance date. Most urgent style first.
 */
export async function listShortages(db: Kysely<Database>, search: string): Promise<Shortages> {
  const lines = await waitingLines(db, await wantedItems(db), { shortOnly: true })
  const byItem = Map.groupBy(lines, (line) => line.itemId)
  const labels = await skuLabels(db, byItem.keys())
  const figures = new Map((await stockRows(db, [...byItem.keys()], false)).map((row) => [row.id, row]))
  const needle = search.normalize('NFKC').trim().toLowerCase()
  const initials = needle === '' ? new Set<number>() : await stylesByInitials(db, needle)
  const items = [...byItem]
    .map(([itemId, waiting]) => ({ sku: labels.get(itemId)!, figures: figures.get(itemId)!, waiting }))
    .filter(
      ({ sku }) =>
        needle === '' ||
        initials.has(sku.styleId) ||
        [sku.styleNumber, sku.styleName, sku.sellerCode, sku.colour].some((text) =>
          text.toLowerCase().includes(needle),
        ),
    )
  const byStyle = Map.groupBy(items, (item) => item.sku.styleId)
  const styleIds = [...byStyle.keys()]
  const axes = await styleAxes(db, styleIds)
  const styles = styleIds.map((styleId): StyleShortage => {
    const ofStyle = byStyle.get(styleId)!
    const { sku } = ofStyle[0]!
    const cells = ofStyle.map((item) => ({
      skuId: item.sku.id,
      colour: item.sku.colour,
      size: item.sku.size,
      ...sums(item.waiting),
      onHand: item.figures.onHand,
      expected: item.figures.expected,
    }))
    return {
      styleId,
      styleNumber: sku.styleNumber,
      styleName: sku.styleName,
      photoHash: ofStyle.find((item) => item.sku.photoHash !== null)?.sku.photoHash ?? null,
      ...sums(ofStyle.flatMap((item) => item.waiting)),
      ...axes.order(styleId, cells),
      cells,
    }
  })
  const shown = items.flatMap((item) => item.waiting)
  const { short, unanswered, orders } = sums(shown)
  return { styles: styles.toSorted(byUrgency), short, unanswered, orders }
}

/** The sums of `listShortages` over all styles, without its lines: for the Today page. */
export async function countShortages(db: Kysely<Database>): Promise<{ orders: number; short: number }> {
  const items = await wantedItems(db)
  if (items.length === 0) return { orders: 0, short: 0 }
  const found = await sql<{ orders: number; short: number }>`
    WITH ${needTables(await stockItems(db, items), 'short')}
    SELECT count(DISTINCT order_id) AS orders, coalesce(sum(need - allocated), 0) AS short
    FROM need WHERE open AND need > allocated`.execute(db)
  return found.rows[0]!
}

function sums(lines: readonly WaitingLine[]) {
  const dates = lines.flatMap((line) => (line.shipBy === null ? [] : [line.shipBy]))
  const shows = lines.flatMap((line) => (line.performanceDate === null ? [] : [line.performanceDate]))
  return {
    short: lines.reduce((sum, line) => sum + line.short, 0),
    unanswered: lines.reduce((sum, line) => sum + line.unanswered, 0),
    orders: new Set(lines.map((line) => line.orderId)).size,
    shipBy: dates.length === 0 ? null : Math.min(...dates),
    undated: dates.length < lines.length,
    performanceDate: shows.toSorted(compareDates)[0] ?? null,
  }
}

/** Unanswered shortages first, then by date; a style with an undated order is not late for that alone. */
function byUrgency(a: StyleShortage, b: StyleShortage): number {
  return (
    Number(b.unanswered > 0) - Number(a.unanswered > 0) ||
    (a.shipBy ?? Number.MAX_SAFE_INTEGER) - (b.shipBy ?? Number.MAX_SAFE_INTEGER) ||
    b.short - a.short ||
    a.styleId - b.styleId
  )
}

async function stylesByInitials(db: Kysely<Database>, needle: string): Promise<Set<number>> {
  const rows = await db
    .selectFrom('style')
    .select('id')
    .where('name_initials', 'like', `%${needle}%`)
    .execute()
  return new Set(rows.map((row) => row.id))
}
