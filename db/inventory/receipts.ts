import type { Kysely } from 'kysely'
import { YifangError } from '../../shared/errors.ts'
import type { AllocationLoss } from '../../shared/inventory/allocation-loss.ts'
import type { ReceiptInput } from '../../shared/inventory/purchases-contract.ts'
import type { CommandScope } from '../command.ts'
import type { Database } from '../schema.ts'
import { reallocate } from './allocate.ts'
import { undoCorrections } from './correct-receipt.ts'
import { postMove, readLevel, reverseMoves } from './ledger.ts'
import { requireLocation } from './locations.ts'
import { requirePieces } from './material-amounts.ts'
import { refuseAhead, refuseOverpaid } from './purchase-guards.ts'
import { paySupplier, reversePayment } from './suppliers.ts'
import { answerSupplies, refuseAnswered, refuseOwned, reopenSupplies } from './supplies.ts'

/**
 * Finished pieces come in: from own work, from a supplier or from a neighbour. Stock rises at what was paid,
 * expected supply is answered, orders get their pieces, what is not paid at once is owed. Bought pieces without a price
 * enter at the average until correctReceipt says what they cost.
 * Gives how many orders became complete, and the fen each line entered stock at. Raises not-found, set-has-no-stock,
 * input-invalid, supply-owned, date-ahead, arrival-changed (the expected supply was answered meanwhile), and paid-over
 * where more is paid than came and nobody said so.
 */
export async function createReceipt(
  scope: CommandScope,
  input: Omit<ReceiptInput, 'lines'> & {
    readonly lines: readonly (ReceiptInput['lines'][number] & {
      readonly dyeLot?: string
      /** The batch that made the pieces. */
      readonly batchId?: number
      /** The line of a purchase order that it answers. */
      readonly supplyId?: number
    })[]
  },
): Promise<{ id: number; readyOrders: number; losses: AllocationLoss[]; entered: readonly number[] }> {
  if ((input.source === 'own') !== (input.supplierId === null))
    throw new YifangError('input-invalid', { fields: [{ path: 'supplierId', message: 'supplier-needed' }] })
  refuseAhead(scope, input.businessDate)
  if (input.supplyId !== undefined) {
    await refuseOwned(scope.trx, input.supplyId)
    await refuseAnswered(scope.trx, input.supplyId, input.supplyReceived)
  }
  const amount = input.lines.reduce((sum, line) => sum + (line.amount ?? 0), 0)
  if (input.supplierId !== null) refuseOverpaid(input, amount)
  const id = await scope.insert('receipt', {
    source: input.source,
    supplier_id: input.supplierId,
    amount: input.source === 'own' ? 0 : amount,
    business_date: input.businessDate,
    note: input.note,
    voided_at: null,
  })
  const entered: number[] = []
  for (const line of input.lines) {
    await requireLocation(scope, line.locationId)
    const receiptLineId = await scope.insert('receipt_line', {
      receipt_id: id,
      item_id: line.itemId,
      location_id: line.locationId,
      quantity: line.quantity,
      amount: line.amount ?? 0,
      dye_lot: line.dyeLot ?? '',
      price_due: input.source !== 'own' && line.amount === null ? 1 : 0,
    })
    const { value } = await postMove(scope, {
      itemId: line.itemId,
      locationId: line.locationId,
      quantity: line.quantity,
      // What has no known cost enters at the average, so that it does not make other pieces cheaper.
      cost:
        line.amount === null || (line.amount === 0 && input.source === 'own')
          ? { kind: 'average' }
          : { kind: 'value', value: line.amount },
      reason: input.source === 'own' ? 'made' : 'receipt',
      reference: { kind: 'receipt', id },
      note: input.note,
    })
    entered.push(value)
    await answerSupplies(scope, receiptLineId, {
      ...line,
      source: input.source,
      supplierId: input.supplierId,
    })
  }
  if (input.supplierId !== null && input.paidNow > 0)
    await paySupplier(scope, {
      supplierId: input.supplierId,
      receiptId: id,
      amount: input.paidNow,
      businessDate: input.businessDate,
      note: '',
    })
  const before = await readyOrders(scope.trx)
  const losses = await reallocate(
    scope,
    input.lines.map((line) => line.itemId),
  )
  return { id, readyOrders: Math.max(0, (await readyOrders(scope.trx)) - before), losses, entered }
}

/** A receipt of finished pieces, see createReceipt: materials come in by their units. Raises material-in-pieces besides. */
export async function receivePieces(scope: CommandScope, input: ReceiptInput) {
  await requirePieces(
    scope.trx,
    input.lines.map((line) => line.itemId),
  )
  const { id, readyOrders: ready, losses } = await createReceipt(scope, input)
  return { id, readyOrders: ready, losses }
}

async function readyOrders(db: Kysely<Database>): Promise<number> {
  const row = await db
    .selectFrom('orders')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('stage', '=', 'open')
    .where('short_count', '=', 0)
    .executeTakeFirstOrThrow()
  return row.n
}

/**
 * Takes a receipt back while its pieces are still where it put them: reversed moves, corrections of what they cost gone
 * with them, expected supply open again,
 * the debt gone; its payments only on request (money that changed hands stays changed).
 * Raises not-found (also when voided before), receipt-used.
 */
export async function voidReceipt(
  scope: CommandScope,
  input: {
    readonly id: number
    readonly reversePayments: boolean
    readonly note: string
    readonly businessDate: string
  },
): Promise<AllocationLoss[]> {
  const receipt = await scope.trx
    .selectFrom('receipt')
    .select('id')
    .where('id', '=', input.id)
    .where('voided_at', 'is', null)
    .executeTakeFirst()
  if (!receipt) throw new YifangError('not-found', { what: 'receipt', id: input.id })
  const lines = await scope.trx
    .selectFrom('receipt_line')
    .selectAll()
    .where('receipt_id', '=', input.id)
    .execute()
  const needed = new Map<string, { itemId: number; locationId: number; quantity: number }>()
  for (const line of lines) {
    const key = `${line.item_id}:${line.location_id}`
    const known = needed.get(key)?.quantity ?? 0
    needed.set(key, { itemId: line.item_id, locationId: line.location_id, quantity: known + line.quantity })
  }
  for (const { itemId, locationId, quantity } of needed.values())
    if ((await readLevel(scope, itemId, locationId)).quantity < quantity)
      throw new YifangError('receipt-used', { receiptId: input.id })
  await undoCorrections(scope, input.id)
  const items = await reverseMoves(scope, { kind: 'receipt', id: input.id }, { note: input.note })
  await reopenSupplies(
    scope,
    lines.map((line) => line.id),
  )
  await scope.update('receipt', input.id, { voided_at: scope.at })
  if (input.reversePayments) {
    const payments = await livePayments(scope.trx, input.id)
    for (const { id } of payments)
      await reversePayment(scope, { id, businessDate: input.businessDate, note: input.note })
  }
  return reallocate(scope, items)
}

function livePayments(db: Kysely<Database>, receiptId: number) {
  return db
    .selectFrom('supplier_payment as p')
    .select('p.id')
    .where('p.receipt_id', '=', receiptId)
    .where('p.reverses_id', 'is', null)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('supplier_payment as q').select('q.id').whereRef('q.reverses_id', '=', 'p.id'))),
    )
    .execute()
}
