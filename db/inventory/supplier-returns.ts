import { type Kysely, sql } from 'kysely'
import { YifangError } from '../../shared/errors.ts'
import type { AllocationLoss } from '../../shared/inventory/allocation-loss.ts'
import type { SupplierReturnInput } from '../../shared/inventory/purchases-contract.ts'
import type { CommandScope } from '../command.ts'
import type { Database } from '../schema.ts'
import { reallocate } from './allocate.ts'
import { postMove, reverseMoves } from './ledger.ts'
import { requireLocation } from './locations.ts'
import { requireMaterial, requirePieces } from './material-amounts.ts'
import { refuseAhead } from './purchase-guards.ts'

interface ReturnInput extends Omit<SupplierReturnInput, 'lines'> {
  readonly lines: readonly (SupplierReturnInput['lines'][number] & { readonly dyeLot?: string })[]
}

/**
 * Pieces go back to who sold them, see postReturn. Raises not-found, stock-below-zero, set-has-no-stock and
 * material-in-pieces, date-ahead.
 */
export async function returnToSupplier(
  scope: CommandScope,
  input: SupplierReturnInput,
): Promise<{ id: number; losses: AllocationLoss[] }> {
  await requirePieces(
    scope.trx,
    input.lines.map((line) => line.itemId),
  )
  return postReturn(scope, input)
}

/** Materials go back to who sold them, in 1/1000 of their units, see postReturn. Raises not-found, material-below-zero, date-ahead. */
export async function returnMaterials(
  scope: CommandScope,
  input: Omit<ReturnInput, 'lines'> & {
    readonly lines: readonly {
      readonly materialId: number
      readonly quantity: number
      readonly amount: number
      readonly dyeLot: string
    }[]
  },
): Promise<{ id: number }> {
  for (const { materialId } of input.lines) await requireMaterial(scope, materialId)
  const { id } = await postReturn(scope, {
    ...input,
    lines: input.lines.map(({ materialId, ...line }) => ({ ...line, itemId: materialId })),
  })
  return { id }
}

/**
 * Goods go back to who sold them: stock falls at the average of its place, the debt by what they were credited
 * with (fen; the two may differ). Gives the order lines that lost pieces.
 */
async function postReturn(
  scope: CommandScope,
  input: ReturnInput,
): Promise<{ id: number; losses: AllocationLoss[] }> {
  refuseAhead(scope, input.businessDate)
  const supplier = await scope.trx
    .selectFrom('supplier')
    .select('id')
    .where('id', '=', input.supplierId)
    .executeTakeFirst()
  if (!supplier) throw new YifangError('not-found', { what: 'supplier', id: input.supplierId })
  await requireLocation(scope, input.locationId)
  const id = await scope.insert('supplier_return', {
    supplier_id: input.supplierId,
    amount: input.lines.reduce((sum, line) => sum + line.amount, 0),
    business_date: input.businessDate,
    note: input.note,
    voided_at: null,
  })
  for (const line of input.lines) {
    await scope.insert('supplier_return_line', {
      supplier_return_id: id,
      item_id: line.itemId,
      location_id: input.locationId,
      quantity: line.quantity,
      amount: line.amount,
      dye_lot: line.dyeLot ?? '',
    })
    await postMove(scope, {
      itemId: line.itemId,
      locationId: input.locationId,
      quantity: -line.quantity,
      reason: 'receipt',
      reference: { kind: 'supplier-return', id },
      note: input.note,
    })
  }
  const losses = await reallocate(
    scope,
    input.lines.map((line) => line.itemId),
  )
  return { id, losses }
}

/** The pieces did not go back after all: they are in stock again, and owed again. Raises not-found, also when voided. */
export async function voidSupplierReturn(
  scope: CommandScope,
  input: { readonly id: number; readonly note: string },
): Promise<Record<string, never>> {
  const row = await scope.trx
    .selectFrom('supplier_return')
    .select('id')
    .where('id', '=', input.id)
    .where('voided_at', 'is', null)
    .executeTakeFirst()
  if (!row) throw new YifangError('not-found', { what: 'supplier_return', id: input.id })
  const items = await reverseMoves(scope, { kind: 'supplier-return', id: input.id }, { note: input.note })
  await scope.update('supplier_return', input.id, { voided_at: scope.at })
  await reallocate(scope, items)
  return {}
}

/** What was last paid for a piece of each item bought from a supplier, in fen, rounded half up. */
export async function lastPrices(
  db: Kysely<Database>,
  supplierId: number,
): Promise<{ itemId: number; price: number }[]> {
  const found = await sql<{ itemId: number; price: number }>`
    SELECT l.item_id AS itemId, (2 * l.amount + l.quantity) / (2 * l.quantity) AS price FROM receipt_line l
    WHERE l.id IN (
      SELECT max(n.id) FROM receipt r JOIN receipt_line n ON n.receipt_id = r.id JOIN sku ON sku.id = n.item_id
      WHERE r.supplier_id = ${supplierId} AND r.voided_at IS NULL AND n.price_due = 0 GROUP BY n.item_id)`.execute(
    db,
  )
  return found.rows
}
