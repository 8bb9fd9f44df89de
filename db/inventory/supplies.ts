import { type Kysely, sql } from 'kysely'
import { YifangError } from '../../shared/errors.ts'
import type { Supply } from '../../shared/inventory/contract.ts'
import type { CommandScope } from '../command.ts'
import type { Database } from '../schema.ts'
import { stockItems } from './needs.ts'

/** Open expected supply of the given items, earliest first, no date last; of all items where none are given. */
export async function openSupplies(db: Kysely<Database>, itemIds?: readonly number[]): Promise<Supply[]> {
  return (await readOpen(db, itemIds)).map(({ batchId: _batchId, ...supply }) => supply)
}

async function readOpen(
  db: Kysely<Database>,
  itemIds?: readonly number[],
): Promise<(Supply & { readonly batchId: number | null })[]> {
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
    batchId: row.batch_id,
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

/** Changes what is expected. Lowered to what has come already, it is closed. */
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
  const before = await scope.update('expected_supply', input.id, {
    quantity: input.quantity,
    expected_date: input.expectedDate,
    supplier_id: input.supplierId,
    note: input.note,
  })
  if (before.received >= input.quantity) await closeSupply(scope, input.id)
  return {}
}

/** Expects it no longer; what came of it stays. */
export async function closeSupply(scope: CommandScope, id: number): Promise<Record<string, never>> {
  await scope.update('expected_supply', id, { closed_at: scope.at })
  return {}
}

/**
 * Pieces that came in answer what was expected: made ones 'make' first, bought ones 'buy' of the same supplier
 * first, then the earliest date. Pieces of a batch answer its own supply first and never another batch's, which will still
 * make its pieces; nor do bought ones. What is more than expected answers nothing.
 */
export async function answerSupplies(
  scope: CommandScope,
  receiptLineId: number,
  came: {
    readonly itemId: number
    readonly quantity: number
    readonly source: 'own' | 'supplier' | 'neighbour'
    readonly supplierId: number | null
    /** The batch that made them, where that is known. */
    readonly batchId?: number | undefined
  },
): Promise<void> {
  const kind = came.source === 'own' ? 'make' : 'buy'
  const isOwn = (batchId: number | null) => batchId !== null && batchId === came.batchId
  const rank = (supply: Supply & { readonly batchId: number | null }) =>
    (isOwn(supply.batchId) ? 0 : 4) +
    (supply.kind === kind ? 0 : 2) +
    (supply.supplierId === came.supplierId ? 0 : 1)
  const open = (await readOpen(scope.trx, [came.itemId]))
    .filter(
      ({ batchId }) =>
        batchId === null || isOwn(batchId) || (came.source === 'own' && came.batchId === undefined),
    )
    .toSorted((a, b) => rank(a) - rank(b))
  let left = came.quantity
  for (const supply of open) {
    const quantity = Math.min(left, supply.quantity - supply.received)
    if (quantity <= 0) continue
    left -= quantity
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
}

/** A voided receipt's pieces are expected again; those of a batch that is over, once that is opened again. */
export async function reopenSupplies(scope: CommandScope, receiptLineIds: readonly number[]): Promise<void> {
  const answered = await scope.trx
    .selectFrom('receipt_supply as r')
    .innerJoin('expected_supply as e', 'e.id', 'r.expected_supply_id')
    .leftJoin('batch', 'batch.id', 'e.batch_id')
    .select(['e.id', 'e.received', 'r.quantity', 'batch.state', 'batch.closed_at'])
    .where('r.receipt_line_id', 'in', receiptLineIds)
    .execute()
  const back = new Map<number, number>()
  for (const row of answered) {
    const received = (back.get(row.id) ?? row.received) - row.quantity
    back.set(row.id, received)
    // Closed with its batch, by which `reopenBatch` finds it.
    const closedAt = row.state === null || row.state === 'open' ? null : row.closed_at
    await scope.update('expected_supply', row.id, { received, closed_at: closedAt })
  }
}
