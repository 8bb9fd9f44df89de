import { sql } from 'kysely'
import { YifangError } from '../../shared/errors.ts'
import { shareOf } from '../../shared/inventory/valuation.ts'
import type { CommandScope } from '../command.ts'
import { piecesThere } from './pieces-there.ts'
import { spreadCost, takeBackCost } from './spread-cost.ts'

/** What corrections of a receipt's prices are booked as: their moves do not bring anything in. */
const reference = (id: number) => ({ kind: 'receipt-correction', id })

interface BookedLine {
  readonly id: number
  readonly itemId: number
  readonly locationId: number
  readonly quantity: number
  readonly amount: number
  /** The move that brought it in. */
  readonly moveId: number
}

/**
 * What lines of a purchase really cost, in fen for the whole line. The supplier's account follows whole; the stock by
 * moves of quantity 0 as far as what came in is still there: what was used or sold went at the price of that day.
 * Gives by how much the account and the stock changed. Raises not-found, also for own work and voided receipts.
 */
export async function correctReceipt(
  scope: CommandScope,
  input: {
    readonly id: number
    readonly note: string
    readonly lines: readonly { readonly lineId: number; readonly amount: number }[]
  },
): Promise<{ account: number; stock: number }> {
  const receipt = await scope.trx
    .selectFrom('receipt')
    .select(['amount', 'note'])
    .where('id', '=', input.id)
    .where('voided_at', 'is', null)
    .where('supplier_id', 'is not', null)
    .executeTakeFirst()
  if (!receipt) throw new YifangError('not-found', { what: 'receipt', id: input.id })
  const booked = new Map((await bookedLines(scope, input.id)).map((line) => [line.id, line]))
  const wanted = new Map(input.lines.map(({ lineId, amount }) => [lineId, amount]))
  let account = 0
  let stock = 0
  for (const [lineId, amount] of wanted) {
    const line = booked.get(lineId)
    if (!line) throw new YifangError('not-found', { what: 'receipt_line', id: lineId })
    const difference = amount - line.amount
    if (difference === 0) continue
    await scope.update('receipt_line', lineId, { amount })
    account += difference
    stock += await postDifference(scope, input.id, line, difference)
    await correctPrice(scope, line, amount)
  }
  await scope.update('receipt', input.id, {
    amount: receipt.amount + account,
    ...(input.note !== '' && { note: [receipt.note, input.note].filter(Boolean).join('；').slice(0, 300) }),
  })
  return { account, stock }
}

/** Lines of a receipt with their moves: both were written in the same order. */
async function bookedLines(scope: CommandScope, receiptId: number): Promise<readonly BookedLine[]> {
  const { rows } = await sql<BookedLine>`
    WITH line AS (
      SELECT id, item_id, location_id, quantity, amount, row_number() OVER (ORDER BY id) AS place
      FROM receipt_line WHERE receipt_id = ${receiptId}),
    move AS (
      SELECT id, row_number() OVER (ORDER BY id) AS place FROM stock_move
      WHERE reference_kind = 'receipt' AND reference_id = ${receiptId} AND quantity > 0 AND reverses_id IS NULL)
    SELECT line.id, item_id AS itemId, location_id AS locationId, quantity, amount, move.id AS moveId
    FROM line JOIN move ON move.place = line.place`.execute(scope.trx)
  return rows
}

/** Posts the share of what is still there: what came in first has left first. Gives the fen that were posted. */
async function postDifference(
  scope: CommandScope,
  receiptId: number,
  line: BookedLine,
  difference: number,
): Promise<number> {
  const there = (await piecesThere(scope.trx, line.itemId, [line])).get(line)!
  return spreadCost(scope, {
    itemId: line.itemId,
    locationId: line.locationId,
    pieces: there,
    value: shareOf(difference, there, line.quantity),
    reference: reference(receiptId),
  })
}

/** The price last paid of a material is its price: unless a later purchase said another. */
async function correctPrice(scope: CommandScope, line: BookedLine, amount: number): Promise<void> {
  const { rows } = await sql<{ newest: number | null }>`
    SELECT (SELECT max(l.id) FROM receipt_line l JOIN receipt r ON r.id = l.receipt_id AND r.voided_at IS NULL
      WHERE l.item_id = m.id) AS newest FROM material m WHERE m.id = ${line.itemId}`.execute(scope.trx)
  if (rows[0]?.newest !== line.id || amount === 0) return
  await scope.update('material', line.itemId, { price: shareOf(amount, 1000, line.quantity) })
}

/**
 * Takes corrections of a receipt out of the stock again, before it is taken back at what it came in for: of its prices,
 * and of what a batch's pieces cost.
 */
export async function undoCorrections(scope: CommandScope, receiptId: number): Promise<void> {
  const account = { kind: 'receipt', id: receiptId }
  const { rows } = await sql<{ itemId: number; locationId: number; value: number }>`
    SELECT item_id AS itemId, location_id AS locationId, sum(value) AS value FROM stock_move
    WHERE reference_kind = 'receipt-correction' AND reference_id = ${receiptId}
    GROUP BY item_id, location_id HAVING sum(value) <> 0`.execute(scope.trx)
  for (const row of rows) await takeBackCost(scope, { ...row, reference: reference(receiptId), account })
  const made = await scope.trx
    .selectFrom('batch_receipt')
    .selectAll()
    .where('receipt_id', '=', receiptId)
    .where('voided_at', 'is', null)
    .where((eb) => eb.or([eb('corrected', '<>', 0), eb('expensed', '<>', 0)]))
    .execute()
  for (const row of made) {
    const taken = await takeBackCost(scope, {
      itemId: row.sku_id,
      locationId: row.location_id,
      value: row.corrected,
      reference: account,
      account,
    })
    // As it came in: what went with pieces that left is borne again by what the batch brings next.
    await scope.update('batch_receipt', row.id, {
      value: row.value - taken - row.expensed,
      corrected: row.corrected - taken,
      expensed: 0,
    })
  }
}
