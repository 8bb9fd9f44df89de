import { type Kysely, sql } from 'kysely'
import { YifangError } from '../../shared/errors.ts'
import type { PurchaseOrderLine } from '../../shared/inventory/purchase-orders-contract.ts'
import { formatAmount } from '../../shared/quantity.ts'
import type { CommandScope } from '../command.ts'
import type { Database } from '../schema.ts'
import { requireMaterial } from './material-amounts.ts'
import { purchaseMaterials } from './materials.ts'
import { refuseAhead } from './purchase-guards.ts'

/**
 * Orders materials of a supplier: each line is expected supply until it came or was given up; nothing of it is owed before.
 * Quantities in 1/1000 of the unit, amounts in fen for the whole line. Raises not-found, date-ahead.
 */
export async function placeOrder(
  scope: CommandScope,
  input: {
    readonly supplierId: number
    readonly businessDate: string
    readonly expectedDate: string | null
    readonly note: string
    readonly lines: readonly {
      readonly materialId: number
      readonly quantity: number
      readonly amount: number | null
    }[]
  },
): Promise<{ id: number; orderNumber: string }> {
  refuseAhead(scope, input.businessDate)
  const supplier = await scope.trx
    .selectFrom('supplier')
    .select('id')
    .where('id', '=', input.supplierId)
    .executeTakeFirst()
  if (!supplier) throw new YifangError('not-found', { what: 'supplier', id: input.supplierId })
  const orderNumber = await nextNumber(scope.trx, input.businessDate)
  const id = await scope.insert('purchase_order', {
    order_number: orderNumber,
    supplier_id: input.supplierId,
    business_date: input.businessDate,
    note: input.note,
  })
  for (const { materialId, quantity, amount } of input.lines) {
    await requireMaterial(scope, materialId)
    await scope.insert('expected_supply', {
      item_id: materialId,
      kind: 'buy',
      quantity,
      expected_date: input.expectedDate,
      supplier_id: input.supplierId,
      purchase_order_id: id,
      amount,
      note: orderNumber,
      closed_at: null,
    })
  }
  return { id, orderNumber }
}

async function nextNumber(db: Kysely<Database>, businessDate: string): Promise<string> {
  const day = `CG${businessDate.slice(2).replaceAll('-', '')}`
  const { rows } = await sql<{ last: number | null }>`
    SELECT max(CAST(substr(order_number, ${day.length + 2}) AS INTEGER)) AS last FROM purchase_order
    WHERE order_number GLOB ${`${day}-*`}`.execute(db)
  return `${day}-${(rows[0]?.last ?? 0) + 1}`
}

interface ArrivalLine {
  readonly lineId: number
  /** What the screen said had come when this was counted; left out: nobody looked. */
  readonly expectedReceived?: number | undefined
  readonly quantity: number
  readonly amount: number
  readonly dyeLot: string
}

/**
 * Lines of an order have come, whole or in part; what was given up before is taken in as well. What came is owed, the rest
 * stays expected. Gives the receipt. Raises not-found, arrival-changed (another arrival was written meanwhile), arrival-over
 * (more than ordered and nobody said so), and what `createReceipt` raises.
 */
export async function receiveOrder(
  scope: CommandScope,
  input: {
    readonly id: number
    readonly locationId: number
    readonly businessDate: string
    readonly note: string
    readonly paidNow: number
    /** Somebody said that more came than was ordered. */
    readonly over?: boolean | undefined
    /** Somebody said that more was paid than came. */
    readonly paidOver?: boolean | undefined
    readonly lines: readonly ArrivalLine[]
  },
): Promise<{ id: number }> {
  const order = await requireOrder(scope, input.id)
  const known = new Map(
    (
      await scope.trx
        .selectFrom('expected_supply as e')
        .innerJoin('material', 'material.id', 'e.item_id')
        .select(['e.id', 'e.item_id', 'e.quantity', 'e.received', 'material.name', 'material.unit'])
        .where('purchase_order_id', '=', input.id)
        .execute()
    ).map((row) => [row.id, row]),
  )
  for (const [lineId, parts] of Map.groupBy(input.lines, (line) => line.lineId)) {
    const line = known.get(lineId)
    if (!line) throw new YifangError('not-found', { what: 'expected_supply', id: lineId })
    const named = { material: line.name, unit: line.unit }
    // The same delivery typed at two stations: it would be owed and stocked twice.
    for (const { expectedReceived } of parts)
      if (expectedReceived !== undefined && expectedReceived !== line.received)
        throw new YifangError('arrival-changed', {
          ...named,
          expected: formatAmount(expectedReceived),
          received: formatAmount(line.received),
        })
    const left = Math.max(0, line.quantity - line.received)
    const wanted = parts.reduce((sum, { quantity }) => sum + quantity, 0)
    if (wanted > left && !input.over)
      throw new YifangError('arrival-over', {
        ...named,
        left: formatAmount(left),
        wanted: formatAmount(wanted),
      })
  }
  return purchaseMaterials(scope, {
    supplierId: order.supplier_id,
    locationId: input.locationId,
    businessDate: input.businessDate,
    note: [order.order_number, input.note].filter(Boolean).join(' '),
    paidNow: input.paidNow,
    paidOver: input.paidOver,
    lines: input.lines.map(({ lineId, quantity, amount, dyeLot }) => ({
      materialId: known.get(lineId)!.item_id,
      quantity,
      amount,
      dyeLot,
      supplyId: lineId,
    })),
  })
}

async function requireOrder(scope: CommandScope, id: number) {
  const order = await scope.trx
    .selectFrom('purchase_order')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  if (!order) throw new YifangError('not-found', { what: 'purchase_order', id })
  return order
}

/** Changes what a line asks for: lowered to what came it is done, raised beyond it is expected again. Raises not-found, order-line-changed. */
export async function changeOrderLine(
  scope: CommandScope,
  input: {
    readonly lineId: number
    readonly quantity: number
    readonly amount: number | null
    readonly expectedDate: string | null
    /** What the screen showed; left out: nobody looked. */
    readonly before?: Pick<PurchaseOrderLine, 'quantity' | 'received' | 'amount' | 'expectedDate'> | undefined
  },
): Promise<null> {
  const line = await scope.trx
    .selectFrom('expected_supply as e')
    .innerJoin('material', 'material.id', 'e.item_id')
    .select(['e.quantity', 'e.received', 'e.amount', 'e.expected_date', 'e.closed_at', 'material.name'])
    .where('e.id', '=', input.lineId)
    .where('purchase_order_id', 'is not', null)
    .executeTakeFirst()
  if (!line) throw new YifangError('not-found', { what: 'expected_supply', id: input.lineId })
  const { before } = input
  if (
    before &&
    (before.quantity !== line.quantity ||
      before.received !== line.received ||
      before.amount !== line.amount ||
      before.expectedDate !== line.expected_date)
  )
    throw new YifangError('order-line-changed', { material: line.name })
  const isOpen = input.quantity > line.received
  await scope.update('expected_supply', input.lineId, {
    quantity: input.quantity,
    amount: input.amount,
    expected_date: input.expectedDate,
    closed_at: isOpen ? null : (line.closed_at ?? scope.at),
    ...(isOpen && { end_note: '' }),
  })
  return null
}

/**
 * What is still to come of an order will not come. What came stays, and is owed. Raises not-found, and order-line-changed
 * where more, less or something else is open than was shown.
 */
export async function giveUpOrder(
  scope: CommandScope,
  input: {
    readonly id: number
    readonly reason: string
    /** Open lines as the screen showed them; left out: nobody looked. */
    readonly before?: readonly Pick<PurchaseOrderLine, 'id' | 'quantity' | 'received'>[] | undefined
  },
): Promise<null> {
  await requireOrder(scope, input.id)
  const lines = await scope.trx
    .selectFrom('expected_supply as e')
    .innerJoin('material', 'material.id', 'e.item_id')
    .select(['e.id', 'e.quantity', 'e.received', 'e.closed_at', 'material.name'])
    .where('purchase_order_id', '=', input.id)
    .orderBy('e.id')
    .execute()
  const open = lines.filter(({ closed_at }) => closed_at === null)
  for (const line of input.before ? lines : []) {
    const shown = input.before?.find(({ id }) => id === line.id)
    const isOpen = line.closed_at === null
    if (
      isOpen !== (shown !== undefined) ||
      (shown && (shown.quantity !== line.quantity || shown.received !== line.received))
    )
      throw new YifangError('order-line-changed', { material: line.name })
  }
  if (open.length === 0) throw new YifangError('not-found', { what: 'expected_supply', id: input.id })
  for (const { id } of open)
    await scope.update('expected_supply', id, { closed_at: scope.at, end_note: input.reason })
  return null
}
