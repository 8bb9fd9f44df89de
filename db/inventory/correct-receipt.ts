import { sql } from 'kysely'
import { YifangError } from '../../shared/errors.ts'
import { creditDue } from '../../shared/inventory/returned.ts'
import { shareOf } from '../../shared/inventory/valuation.ts'
import type { CommandScope } from '../command.ts'
import { piecesThere } from './pieces-there.ts'
import { linesOf, type ReceiptLineMove, returnedOf, sumOf } from './returned.ts'
import { spreadCost, takeBackCost } from './spread-cost.ts'

/** What corrections of a receipt's prices are booked as: their moves do not bring anything in. */
const reference = (id: number) => ({ kind: 'receipt-correction', id })

/**
 * What lines of a purchase really cost, in fen for the whole line; of those without a price the first one. The supplier's account follows; what was credited for
 * goods of it that went back changes with their price, unless `keepsCredit`. The stock follows by moves of quantity 0 as
 * far as what came in is still there: what was used or sold went at the price of that day. Gives by how much the account
 * and the stock changed. Raises not-found, also for own work and voided receipts.
 */
export async function correctReceipt(
  scope: CommandScope,
  input: {
    readonly id: number
    readonly note: string
    /** What was credited for returned goods was agreed apart, and stays. */
    readonly keepsCredit?: boolean | undefined
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
  const booked = new Map((await linesOf(scope.trx, input.id)).map((line) => [line.id, line]))
  const wanted = new Map(input.lines.map(({ lineId, amount }) => [lineId, amount]))
  let bought = 0
  let credited = 0
  let stock = 0
  for (const [lineId, amount] of wanted) {
    const line = booked.get(lineId)
    if (!line) throw new YifangError('not-found', { what: 'receipt_line', id: lineId })
    const difference = amount - line.amount
    // A gift is priced at 0, which need not be said twice.
    const isPriced = line.priceDue === 0
    const costs = isPriced ? difference : amount - (await enteredValue(scope, line))
    if (isPriced && difference === 0) continue
    await scope.update('receipt_line', lineId, { amount, price_due: 0 })
    bought += difference
    if (!input.keepsCredit) credited += await correctCredit(scope, line, amount)
    if (costs !== 0) stock += await postDifference(scope, input.id, line, costs)
    await correctPrice(scope, line, amount)
  }
  await scope.update('receipt', input.id, {
    amount: receipt.amount + bought,
    ...(input.note !== '' && { note: [receipt.note, input.note].filter(Boolean).join('；').slice(0, 300) }),
  })
  return { account: bought - credited, stock }
}

/** Fen at which a line entered stock: without a price at what its pieces cost on the average. */
async function enteredValue(scope: CommandScope, { moveId }: ReceiptLineMove): Promise<number> {
  const { value } = await scope.trx
    .selectFrom('stock_move')
    .select('value')
    .where('id', '=', moveId)
    .executeTakeFirstOrThrow()
  return value
}

/** What was credited for goods of a line that went back, at its price of now. Gives the fen credited more. */
async function correctCredit(scope: CommandScope, line: ReceiptLineMove, amount: number): Promise<number> {
  const parts = (await returnedOf(scope.trx, line.itemId)).get(line.moveId) ?? []
  const due = creditDue(line, amount, sumOf(parts))
  let before = 0
  let credited = 0
  for (const { lineId, quantity } of parts) {
    const share = shareOf(due, before + quantity, sumOf(parts)) - shareOf(due, before, sumOf(parts))
    before += quantity
    const back = await scope.trx
      .selectFrom('supplier_return_line as l')
      .innerJoin('supplier_return as s', 's.id', 'l.supplier_return_id')
      .select(['l.amount', 's.id as returnId', 's.amount as total'])
      .where('l.id', '=', lineId)
      .executeTakeFirstOrThrow()
    // Nothing was credited for them, say: no less can be.
    const more = Math.max(share, -back.amount)
    await scope.update('supplier_return_line', lineId, { amount: back.amount + more })
    await scope.update('supplier_return', back.returnId, { amount: back.total + more })
    credited += more
  }
  return credited
}

/** Posts the share of what is still there: what came in first has left first. Gives the fen that were posted. */
async function postDifference(
  scope: CommandScope,
  receiptId: number,
  line: ReceiptLineMove,
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
async function correctPrice(scope: CommandScope, line: ReceiptLineMove, amount: number): Promise<void> {
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
