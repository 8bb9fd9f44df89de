import { type Kysely, sql } from 'kysely'
import { shareOf } from '../../../shared/inventory/valuation.ts'
import { realCost } from '../../../shared/production/real-cost.ts'
import type { CommandScope } from '../../command.ts'
import { withMoves } from '../../inventory/line-moves.ts'
import { piecesThere } from '../../inventory/pieces-there.ts'
import { spreadCost } from '../../inventory/spread-cost.ts'
import type { Database } from '../../schema.ts'
import { readCosting } from './costing.ts'
import { batchSpend } from './spend.ts'

/** Pieces of a batch that entered stock on one account, with what they are booked at. */
interface Booked {
  readonly table: 'batch_receipt' | 'inspection_defect'
  readonly id: number
  readonly itemId: number
  readonly locationId: number
  readonly quantity: number
  /** Fen, corrections included whether or not they still met the pieces. */
  readonly value: number
  readonly corrected: number
  readonly expensed: number
  readonly referenceKind: 'receipt' | 'inspection-defect'
  readonly referenceId: number
  /** The move that brought them in. */
  readonly moveId: number
}

/** What a booking should change: `due` in fen, of which `reachable` are for pieces still there. */
interface Correction {
  readonly booked: Booked
  readonly target: number
  readonly due: number
  readonly there: number
  readonly reachable: number
}

async function bookings(db: Kysely<Database>, batchId: number): Promise<readonly Booked[]> {
  // All bookings of their receipts: two batches may have brought one SKU at once.
  const booked = withMoves(
    'receipt',
    sql`
      SELECT *, receipt_id AS account, sku_id AS itemId FROM batch_receipt
      WHERE receipt_id IN (SELECT receipt_id FROM batch_receipt WHERE batch_id = ${batchId} AND voided_at IS NULL)`,
  )
  const { rows } = await sql<Booked>`
    SELECT 'batch_receipt' AS "table", r.id, itemId, r.location_id AS locationId, r.quantity, r.value,
      r.corrected, r.expensed, 'receipt' AS referenceKind, account AS referenceId, moveId
    FROM ${booked} r WHERE r.batch_id = ${batchId}
    UNION ALL
    SELECT 'inspection_defect', d.id, m.item_id, m.location_id, d.pieces, d.value, d.corrected, d.expensed,
      'inspection-defect', d.id, m.id
    FROM bundle b JOIN inspection_defect d ON d.bundle_id = b.id AND d.outcome = 'seconds' AND d.voided_at IS NULL
      JOIN stock_move m ON m.reference_kind = 'inspection-defect' AND m.reference_id = d.id AND m.quantity > 0
        AND m.reverses_id IS NULL
    WHERE b.batch_id = ${batchId} AND d.value IS NOT NULL
    ORDER BY moveId`.execute(db)
  return rows
}

/** What each booking of a batch should change by now. Reads only. */
export async function dueCorrections(db: Kysely<Database>, batchId: number): Promise<readonly Correction[]> {
  const spend = await batchSpend(db, batchId)
  const costing = await readCosting(db)
  const wanted: { booked: Booked; target: number; due: number }[] = []
  let before = 0
  for (const booked of await bookings(db, batchId)) {
    // Of an ended batch the shares add up to all that was spent, to the fen.
    const upTo = before + booked.quantity
    const target = spend.isEnded
      ? realCost(spend, costing, upTo) - realCost(spend, costing, before)
      : realCost(spend, costing, booked.quantity)
    before = upTo
    // Nothing known: it came in at the average and stays there.
    if (target === 0 || target === booked.value) continue
    wanted.push({ booked, target, due: target - booked.value })
  }
  const pieces = new Map<Booked, number>()
  for (const [itemId, list] of Map.groupBy(
    wanted.map(({ booked }) => booked),
    (booked) => booked.itemId,
  ))
    for (const [booked, there] of await piecesThere(db, itemId, list)) pieces.set(booked, there)
  return wanted.map((one) => {
    const there = pieces.get(one.booked)!
    return { ...one, there, reachable: shareOf(one.due, there, one.booked.quantity) }
  })
}

/**
 * Brings what was booked for a batch's pieces to what they cost by now (late strips, rates agreed later, claims), by
 * moves of quantity 0 where the pieces are; what is due for pieces that left is kept as `expensed`. Gives fen corrected.
 */
export async function correctCost(scope: CommandScope, batchId: number): Promise<{ corrected: number }> {
  let sum = 0
  for (const { booked, target, due, there, reachable } of await dueCorrections(scope.trx, batchId)) {
    const posted = await spreadCost(scope, {
      itemId: booked.itemId,
      locationId: booked.locationId,
      pieces: there,
      value: reachable,
      reference: { kind: booked.referenceKind, id: booked.referenceId },
    })
    await scope.update(booked.table, booked.id, {
      value: target,
      corrected: booked.corrected + posted,
      expensed: booked.expensed + due - posted,
    })
    sum += posted
  }
  return { corrected: sum }
}
