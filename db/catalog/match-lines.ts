import { sql } from 'kysely'
import type { MatchResult } from '../../shared/catalog/contract.ts'
import { fold } from '../../shared/orders/matching.ts'
import type { CommandScope } from '../command.ts'
import { reallocate } from '../inventory/allocate.ts'

/** Whether a line's SKU (tables order_line l, orders o) may still be changed: nobody picks, packs or has sent it. */
export const mayChange = sql<number>`(o.stage IN ('waiting', 'open') AND l.shipped = 0 AND NOT EXISTS (
  SELECT 1 FROM parcel_line pl JOIN parcel b ON b.id = pl.parcel_id
  WHERE pl.order_line_id = l.id AND b.state <> 'voided'))`
/** Lines that may be given a SKU where they have none. */
const liveStages = sql`('waiting', 'open', 'picking', 'packed')`

interface FoundLine {
  readonly id: number
  readonly order_id: number
  readonly sku_id: number | null
  readonly sku_source: string | null
}

export interface LineMatch extends FoundLine {
  readonly to: number | null
  readonly source: 'alias' | 'code' | null
}

export const nothingMatched: MatchResult = { lines: 0, orders: 0, kept: 0, losses: [] }

/** Lines of a shop's listing that have no SKU yet and wait to be sent. */
export async function unmatchedLines(
  scope: CommandScope,
  shopId: number,
  matchKey: string,
): Promise<readonly FoundLine[]> {
  const found = await sql<FoundLine>`
    SELECT l.id, l.order_id, l.sku_id, l.sku_source FROM order_line l CROSS JOIN orders o ON o.id = l.order_id
    WHERE l.sku_id IS NULL AND l.match_key = ${matchKey} AND o.shop_id = ${shopId} AND o.stage IN ${liveStages}`.execute(
    scope.trx,
  )
  return found.rows
}

/**
 * Gives order lines their SKUs, all in a few statements (a good listing waits in thousands of orders), names
 * each in the audit, shares the stock of all SKUs that gained or lost lines, and refreshes the orders.
 */
export async function writeMatches(scope: CommandScope, matches: readonly LineMatch[]): Promise<MatchResult> {
  const changed = matches.filter((line) => line.sku_id !== line.to || line.sku_source !== line.source)
  if (changed.length === 0) return nothingMatched
  const rows = JSON.stringify(
    changed.map((line) => [line.id, line.to, line.source, line.sku_id, line.sku_source]),
  )
  await sql`
    UPDATE order_line SET sku_id = value ->> 1, sku_source = value ->> 2, command_id = ${scope.commandId}
    FROM json_each(${rows}) WHERE order_line.id = value ->> 0`.execute(scope.trx)
  await sql`
    INSERT INTO audit (command_id, table_name, row_id, last_row_id, action, before, after)
    SELECT ${scope.commandId}, 'order_line', value ->> 0, value ->> 0, 'update',
      json_object('sku_id', value ->> 3, 'sku_source', value ->> 4),
      json_object('sku_id', value ->> 1, 'sku_source', value ->> 2) FROM json_each(${rows})`.execute(
    scope.trx,
  )
  scope.touch('order_line')
  const items = new Set(changed.flatMap((line) => [line.sku_id, line.to]).filter((id) => id !== null))
  const orders = [...new Set(changed.map((line) => line.order_id))]
  const losses = await reallocate(scope, [...items], { changedOrders: orders })
  return { lines: changed.length, orders: orders.length, kept: 0, losses }
}

/**
 * Matches waiting lines by the seller codes of these SKUs, as an import would (DESIGN §2): lines without a
 * SKU, and lines that another SKU got by the code it no longer has. What an alias or a user said stands.
 */
export async function applySellerCodes(scope: CommandScope, skuIds: readonly number[]): Promise<MatchResult> {
  if (skuIds.length === 0) return nothingMatched
  const skus = await sql<{ id: number; seller_code: string }>`
    SELECT id, seller_code FROM sku WHERE seller_code <> '' AND archived_at IS NULL
    AND id IN (SELECT value FROM json_each(${JSON.stringify(skuIds)}))`.execute(scope.trx)
  if (skus.rows.length === 0) return nothingMatched
  const codes = JSON.stringify(
    skus.rows.map((sku) => [sku.id, sku.seller_code, `code:${fold(sku.seller_code)}`]),
  )
  const found = await sql<FoundLine & { readonly to: number }>`
    WITH code AS MATERIALIZED (SELECT value ->> 0 AS sku_id, value ->> 1 AS seller_code, value ->> 2 AS match_key
      FROM json_each(${codes}))
    SELECT l.id, l.order_id, l.sku_id, l.sku_source, code.sku_id AS "to" FROM code
    CROSS JOIN order_line l ON l.match_key = code.match_key AND l.sku_id IS NULL
    CROSS JOIN orders o ON o.id = l.order_id
    WHERE l.seller_code = code.seller_code COLLATE NOCASE AND o.stage IN ${liveStages}
    UNION ALL
    SELECT l.id, l.order_id, l.sku_id, l.sku_source, code.sku_id FROM orders o
    CROSS JOIN order_line l ON l.order_id = o.id
    CROSS JOIN code ON code.match_key = l.match_key AND l.seller_code = code.seller_code COLLATE NOCASE
    WHERE ${mayChange} AND l.sku_source = 'code' AND l.sku_id <> code.sku_id`.execute(scope.trx)
  return writeMatches(
    scope,
    found.rows.map((line) => ({ ...line, source: 'code' as const })),
  )
}
