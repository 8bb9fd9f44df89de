import { type Kysely, sql } from 'kysely'
import { YifangError } from '../../shared/errors.ts'
import type { Supply } from '../../shared/inventory/contract.ts'
import type { CommandScope } from '../command.ts'
import type { Database } from '../schema.ts'
import { stockItems } from './needs.ts'

/** Open expected supply of the given items, earliest first, no date last; of all items where none are given. */
export async function openSupplies(db: Kysely<Database>, itemIds?: readonly number[]): Promise<Supply[]> {
  let query = db
    .selectFrom('expected_supply as e')
    .leftJoin('supplier', 'supplier.id', 'e.supplier_id')
    .selectAll('e')
    .select('supplier.name as supplier_name')
    .where('e.closed_at', 'is', null)
  if (itemIds)
    query = query.where(
      'e.item_id',
      'in',
      sql<number>`(SELECT value FROM json_each(${JSON.stringify(itemIds)}))`,
    )
  const rows = await query
    .orderBy(sql`e.expected_date IS NULL`)
    .orderBy('e.expected_date')
    .orderBy('e.id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    itemId: row.item_id,
    kind: row.kind,
    quantity: row.quantity,
    received: row.received,
    expectedDate: row.expected_date,
    supplierId: row.supplier_id,
    supplierName: row.supplier_name ?? '',
    note: row.note,
    purchaseOrderId: row.purchase_order_id,
  }))
}

export interface SupplyInput {
  readonly kind: Supply['kind']
  readonly expectedDate: string | null
  readonly supplierId: number | null
  readonly note: string
  readonly lines: readonly { readonly itemId: number; readonly quantity: number }[]
}

/** Answers a shortage: one expected supply for each line. Raises not-found, also for a set. */
export async function addSupplies(scope: CommandScope, input: SupplyInput): Promise<{ ids: number[] }> {
  const known = new Set(
    await stockItems(
      scope.trx,
      input.lines.map((line) => line.itemId),
    ),
  )
  const ids: number[] = []
  for (const { itemId, quantity } of input.lines) {
    if (!known.has(itemId)) throw new YifangError('not-found', { what: 'sku', id: itemId })
    ids.push(
      await scope.insert('expected_supply', {
        item_id: itemId,
        kind: input.kind,
        quantity,
        expected_date: input.expectedDate,
        supplier_id: input.supplierId,
        note: input.note,
        closed_at: null,
      }),
    )
  }
  return { ids }
}

/** Changes what is expected. Lowered to what has come already, it is closed. Raises not-found, material-in-pieces. */
export async function changeSupply(
  scope: CommandScope,
  input: {
    readonly id: number
    readonly quantity: number
    readonly expectedDate: string | null
    readonly supplierId: number | null
    readonly note: string
  },
): Promise<Record<string, never>> {
  await refuseOrdered(scope, input.id)
  const before = await scope.update('expected_supply', input.id, {
    quantity: input.quantity,
    expected_date: input.expectedDate,
    supplier_id: input.supplierId,
    note: input.note,
  })
  if (before.received >= input.quantity) await closeSupply(scope, input.id)
  return {}
}

/** Expects it no longer; what came of it stays. Raises not-found, material-in-pieces. */
export async function closeSupply(scope: CommandScope, id: number): Promise<Record<string, never>> {
  await refuseOrdered(scope, id)
  await scope.update('expected_supply', id, { closed_at: scope.at })
  return {}
}

/** Lines of a purchase order are changed and given up there: by their unit, with a reason. */
async function refuseOrdered(scope: CommandScope, id: number): Promise<void> {
  const material = await scope.trx
    .selectFrom('expected_supply as e')
    .innerJoin('material', 'material.id', 'e.item_id')
    .select('material.name')
    .where('e.id', '=', id)
    .executeTakeFirst()
  if (material) throw new YifangError('material-in-pieces', { material: material.name })
}

/**
 * Pieces that came in answer what was expected: made ones 'make' first, bought ones 'buy' of the same supplier
 * first, then the earliest date. What is more than expected answers nothing. What names its line of a purchase order
 * answers that line alone, with all of it; a purchase order waits for nobody but its supplier.
 */
export async function answerSupplies(
  scope: CommandScope,
  receiptLineId: number,
  came: {
    readonly itemId: number
    readonly quantity: number
    readonly source: 'own' | 'supplier' | 'neighbour'
    readonly supplierId: number | null
    readonly supplyId?: number | undefined
  },
): Promise<void> {
  const answer = async (supply: Pick<Supply, 'id' | 'quantity' | 'received'>, quantity: number) => {
    const received = supply.received + quantity
    await scope.update('expected_supply', supply.id, {
      received,
      ...(received >= supply.quantity && { closed_at: scope.at }),
    })
    await scope.insert('receipt_supply', {
      receipt_line_id: receiptLineId,
      expected_supply_id: supply.id,
      quantity,
    })
  }
  if (came.supplyId !== undefined) {
    const named = await scope.trx
      .selectFrom('expected_supply')
      .select(['id', 'quantity', 'received'])
      .where('id', '=', came.supplyId)
      .where('item_id', '=', came.itemId)
      .executeTakeFirst()
    if (!named) throw new YifangError('not-found', { what: 'expected_supply', id: came.supplyId })
    return answer(named, came.quantity)
  }
  const kind = came.source === 'own' ? 'make' : 'buy'
  const rank = (supply: Supply) =>
    (supply.kind === kind ? 0 : 2) + (supply.supplierId === came.supplierId ? 0 : 1)
  const open = (await openSupplies(scope.trx, [came.itemId]))
    .filter((supply) => supply.purchaseOrderId === null || supply.supplierId === came.supplierId)
    .toSorted((a, b) => rank(a) - rank(b))
  let left = came.quantity
  for (const supply of open) {
    const quantity = Math.min(left, supply.quantity - supply.received)
    if (quantity <= 0) continue
    left -= quantity
    await answer(supply, quantity)
  }
}

/** A voided receipt's pieces are expected again, unless enough came without them or the rest was given up. */
export async function reopenSupplies(scope: CommandScope, receiptLineIds: readonly number[]): Promise<void> {
  const answered = await scope.trx
    .selectFrom('receipt_supply as r')
    .innerJoin('expected_supply as e', 'e.id', 'r.expected_supply_id')
    .select(['e.id', 'e.received', 'e.quantity as ordered', 'e.end_note', 'r.quantity'])
    .where('r.receipt_line_id', 'in', receiptLineIds)
    .execute()
  const back = new Map<number, number>()
  for (const row of answered) {
    const received = (back.get(row.id) ?? row.received) - row.quantity
    back.set(row.id, received)
    await scope.update('expected_supply', row.id, {
      received,
      ...(received < row.ordered && row.end_note === '' && { closed_at: null }),
    })
  }
}
