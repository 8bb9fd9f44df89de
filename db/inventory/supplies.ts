import { type Kysely, sql } from 'kysely'
import { skuText } from '../../shared/catalog/sku-label.ts'
import { YifangError } from '../../shared/errors.ts'
import type { Supply } from '../../shared/inventory/supply-contract.ts'
import { shareOf } from '../../shared/inventory/valuation.ts'
import { skuLabels } from '../catalog/lookups.ts'
import type { CommandScope } from '../command.ts'
import type { Database } from '../schema.ts'
import { stillOut } from '../subcontracting/out.ts'
import { stockItems } from './needs.ts'

/** Open expected supply of the given items, earliest first, no date last; of all items where none are given. */
export async function openSupplies(db: Kysely<Database>, itemIds?: readonly number[]): Promise<Supply[]> {
  let query = db
    .selectFrom('expected_supply as e')
    .leftJoin('supplier', 'supplier.id', 'e.supplier_id')
    .leftJoin('batch', 'batch.id', 'e.batch_id')
    .selectAll('e')
    .select(['supplier.name as supplier_name', 'batch.batch_number'])
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
  const sentOut = await piecesAtPartners(
    db,
    rows.flatMap(({ batch_id }) => batch_id ?? []),
  )
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
    batch: row.batch_id === null ? null : { id: row.batch_id, batchNumber: row.batch_number! },
    sentOut: (row.batch_id === null ? undefined : sentOut.get(row.batch_id)) ?? [],
    purchaseOrderId: row.purchase_order_id,
  }))
}

/** The open orders sent out of batches that still have pieces at a partner, by batch. */
async function piecesAtPartners(
  db: Kysely<Database>,
  batchIds: readonly number[],
): Promise<ReadonlyMap<number, Supply['sentOut']>> {
  if (batchIds.length === 0) return new Map()
  const { rows } = await sql<Supply['sentOut'][number] & { batchId: number }>`
    SELECT o.id, o.order_number AS orderNumber, supplier.name AS partner, o.due_date AS dueDate, o.batch_id AS batchId
    FROM subcontract_order o JOIN subcontractor s ON s.id = o.subcontractor_id
      JOIN supplier ON supplier.id = s.supplier_id
    WHERE o.state = 'open' AND o.batch_id IN (SELECT value FROM json_each(${JSON.stringify(batchIds)}))
      AND EXISTS (SELECT 1 FROM subcontract_bundle sb WHERE sb.subcontract_order_id = o.id AND ${stillOut} > 0)
    ORDER BY o.id`.execute(db)
  return new Map(
    [...Map.groupBy(rows, ({ batchId }) => batchId)].map(([batchId, orders]) => [
      batchId,
      orders.map(({ batchId: _batchId, ...order }) => order),
    ]),
  )
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

/**
 * Raises supply-owned for what a batch brings: its pieces, its date and its end are the batch's, and pieces said to
 * have come by hand would be made and taken into stock a second time.
 */
export async function refuseOwned(db: Kysely<Database>, supplyId: number): Promise<void> {
  const owner = await db
    .selectFrom('expected_supply as e')
    .innerJoin('batch', 'batch.id', 'e.batch_id')
    .select('batch_number')
    .where('e.id', '=', supplyId)
    .executeTakeFirst()
  if (owner) throw new YifangError('supply-owned', { batch: owner.batch_number })
}

/**
 * Raises arrival-changed where something else came of an expected supply than the screen said: the same delivery typed at
 * two stations would be stocked and owed twice. No number: nobody looked.
 */
export async function refuseAnswered(
  db: Kysely<Database>,
  supplyId: number,
  expected: number | undefined,
): Promise<void> {
  if (expected === undefined) return
  const supply = await db
    .selectFrom('expected_supply')
    .select(['item_id', 'received'])
    .where('id', '=', supplyId)
    .executeTakeFirst()
  if (!supply) throw new YifangError('not-found', { what: 'expected_supply', id: supplyId })
  if (supply.received === expected) return
  const label = (await skuLabels(db, [supply.item_id])).get(supply.item_id)
  throw new YifangError('arrival-changed', {
    material: label ? skuText(label) : `#${supply.item_id}`,
    unit: 'pc',
    expected: String(expected),
    received: String(supply.received),
  })
}

/** Changes what is expected. Lowered to what has come already, it is closed. Raises not-found, supply-owned, material-in-pieces. */
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
  await refuseOwned(scope.trx, input.id)
  await refuseOrdered(scope, input.id)
  const before = await scope.update('expected_supply', input.id, {
    quantity: input.quantity,
    expected_date: input.expectedDate,
    supplier_id: input.supplierId,
    note: input.note,
  })
  if (before.received >= input.quantity)
    await scope.update('expected_supply', input.id, { closed_at: scope.at })
  return {}
}

/** Expects it no longer; what came of it stays. Raises not-found, supply-owned, material-in-pieces. */
export async function closeSupply(scope: CommandScope, id: number): Promise<Record<string, never>> {
  await refuseOwned(scope.trx, id)
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
 * Pieces that came in answer what was expected: a batch's pieces what is expected of it; of the rest made ones 'make'
 * first, bought ones 'buy' of the same supplier first, then the earliest date. Pieces that came otherwise never answer
 * a batch, which still makes its own. What is more than expected answers nothing. What names its line of a purchase order
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
    /** The batch that made them, where that is known. */
    readonly batchId?: number | undefined
    readonly supplyId?: number | undefined
  },
): Promise<void> {
  const answer = async (
    supply: Pick<Supply, 'id' | 'quantity' | 'received'>,
    quantity: number,
    closedAt: number | null,
  ) => {
    const received = supply.received + quantity
    // Given up before, it keeps its day: by it `reopenSupplies` knows what came after all.
    await scope.update('expected_supply', supply.id, {
      received,
      ...(received >= supply.quantity && { closed_at: closedAt ?? scope.at }),
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
      .select(['id', 'quantity', 'received', 'closed_at'])
      .where('id', '=', came.supplyId)
      .where('item_id', '=', came.itemId)
      .executeTakeFirst()
    if (!named) throw new YifangError('not-found', { what: 'expected_supply', id: came.supplyId })
    return answer(named, came.quantity, named.closed_at)
  }
  const kind = came.source === 'own' ? 'make' : 'buy'
  const rank = (supply: Supply) =>
    (supply.batch ? 0 : 4) + (supply.kind === kind ? 0 : 2) + (supply.supplierId === came.supplierId ? 0 : 1)
  const open = (await openSupplies(scope.trx, [came.itemId]))
    .filter(({ batch }) => batch === null || batch.id === came.batchId)
    .filter((supply) => supply.purchaseOrderId === null || supply.supplierId === came.supplierId)
    .toSorted((a, b) => rank(a) - rank(b))
  let left = came.quantity
  for (const supply of open) {
    const quantity = Math.min(left, supply.quantity - supply.received)
    if (quantity <= 0) continue
    left -= quantity
    await answer(supply, quantity, null)
  }
}

/**
 * A voided receipt's pieces are expected again, unless enough came without them or their batch is over. What was given up
 * is not: a supply that was closed with pieces missing asks for those no longer when it opens again; the audit keeps what
 * it asked for. What came only after the rest was given up leaves it closed.
 */
export async function reopenSupplies(scope: CommandScope, receiptLineIds: readonly number[]): Promise<void> {
  const answered = await scope.trx
    .selectFrom('receipt_supply as r')
    .innerJoin('expected_supply as e', 'e.id', 'r.expected_supply_id')
    .innerJoin('command', 'command.id', 'r.command_id')
    .leftJoin('batch', 'batch.id', 'e.batch_id')
    .select(['e.id', 'e.received', 'e.quantity as ordered', 'e.amount', 'e.closed_at', 'e.end_note'])
    .select(['e.batch_id', 'r.quantity', 'command.at'])
    .select(['batch.state', 'batch.closed_at as batch_closed_at'])
    .where('r.receipt_line_id', 'in', receiptLineIds)
    .execute()
  for (const [id, parts] of Map.groupBy(answered, (row) => row.id)) {
    const supply = parts[0]!
    const received = supply.received - parts.reduce((sum, part) => sum + part.quantity, 0)
    // Closed with its batch, by which `reopenBatch` finds it.
    if (supply.state !== null && supply.state !== 'open') {
      await scope.update('expected_supply', id, { received, closed_at: supply.batch_closed_at })
      continue
    }
    const cameAfterAll = supply.end_note !== '' && supply.closed_at !== null && supply.at > supply.closed_at
    if (received >= supply.ordered || cameAfterAll) {
      await scope.update('expected_supply', id, { received })
      continue
    }
    const isGivenUp =
      supply.batch_id === null && supply.closed_at !== null && supply.received < supply.ordered
    await scope.update('expected_supply', id, {
      received,
      closed_at: null,
      ...(isGivenUp && {
        quantity: supply.received,
        amount: supply.amount && shareOf(supply.amount, supply.received, supply.ordered),
      }),
    })
  }
}
