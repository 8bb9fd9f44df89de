import { type Kysely, sql } from 'kysely'
import { type ReturnedPart, returnedFrom, type SupplierMove } from '../../shared/inventory/returned.ts'
import type { Database } from '../schema.ts'
import { withMoves } from './line-moves.ts'

/** What of each delivery of an item went back to its supplier, by the move that brought it in; see `returnedFrom`. */
export async function returnedOf(
  db: Kysely<Database>,
  itemId: number,
): Promise<ReadonlyMap<number, readonly ReturnedPart[]>> {
  const { rows: returns } = await sql<SupplierMove & { readonly lineId: number }>`
    SELECT id AS lineId, moveId, supplierId, dyeLot, quantity FROM ${withMoves(
      'supplier-return',
      sql`
      SELECT l.id, l.supplier_return_id AS account, l.item_id AS itemId, s.supplier_id AS supplierId, l.dye_lot AS dyeLot,
        l.quantity
      FROM supplier_return_line l JOIN supplier_return s ON s.id = l.supplier_return_id AND s.voided_at IS NULL
      WHERE l.item_id = ${itemId}`,
    )}`.execute(db)
  // As a rule nothing went back.
  if (returns.length === 0) return new Map()
  const suppliers = JSON.stringify([...new Set(returns.map(({ supplierId }) => supplierId))])
  const { rows: deliveries } = await sql<SupplierMove>`
    SELECT moveId, supplierId, dyeLot, quantity FROM ${withMoves(
      'receipt',
      sql`
      SELECT l.id, l.receipt_id AS account, l.item_id AS itemId, r.supplier_id AS supplierId, l.dye_lot AS dyeLot, l.quantity
      FROM receipt r JOIN receipt_line l ON l.receipt_id = r.id AND l.item_id = ${itemId}
      WHERE r.voided_at IS NULL AND r.supplier_id IN (SELECT value FROM json_each(${suppliers}))`,
    )}`.execute(db)
  return returnedFrom(deliveries, returns)
}

/** What of each line of a receipt went back, by the line's id. */
export async function returnedByLine(
  db: Kysely<Database>,
  receiptId: number,
): Promise<ReadonlyMap<number, number>> {
  const byLine = new Map<number, number>()
  const lines = await linesOf(db, receiptId)
  for (const itemId of new Set(lines.map((line) => line.itemId))) {
    const returned = await returnedOf(db, itemId)
    for (const line of lines)
      if (line.itemId === itemId) byLine.set(line.id, sumOf(returned.get(line.moveId)))
  }
  return byLine
}

export interface ReceiptLineMove {
  readonly id: number
  readonly itemId: number
  readonly locationId: number
  readonly quantity: number
  readonly amount: number
  /** 1: it was bought without a price so far. */
  readonly priceDue: 0 | 1
  /** The move that brought it in. */
  readonly moveId: number
}

/** Lines of a receipt with their moves. */
export async function linesOf(db: Kysely<Database>, receiptId: number): Promise<readonly ReceiptLineMove[]> {
  const { rows } = await sql<ReceiptLineMove>`
    SELECT id, itemId, locationId, quantity, amount, priceDue, moveId FROM ${withMoves(
      'receipt',
      sql`
      SELECT id, receipt_id AS account, item_id AS itemId, location_id AS locationId, quantity, amount, price_due AS priceDue
      FROM receipt_line WHERE receipt_id = ${receiptId}`,
    )}`.execute(db)
  return rows
}

/** Pieces, or 1/1000 of a material's unit. */
export const sumOf = (parts: readonly ReturnedPart[] | undefined): number =>
  parts?.reduce((sum, { quantity }) => sum + quantity, 0) ?? 0
