import { sql, type Updateable } from 'kysely'
import { expect } from 'vitest'
import { checkStore } from '../../../db/check/index.ts'
import { reallocate } from '../../../db/inventory/allocate.ts'
import { postMove } from '../../../db/inventory/ledger.ts'
import type { Database } from '../../../db/schema.ts'
import { checkParcels, checkShippedLines } from '../../../db/shipping/check.ts'
import { handOver } from '../../../db/shipping/manifests.ts'
import { scan } from '../../../db/shipping/scan.ts'
import { type ErrorCode, YifangError } from '../../../shared/errors.ts'
import type { ScanDone } from '../../../shared/shipping/pack-contract.ts'
import { addOrder, addSku, addStyle, openBooks, run } from '../inventory/books.ts'

export { addOrder, addSku, addStyle, openBooks, run }
export const today = '2026-05-18'

/** A workshop with a rabbit suit in two sizes, an ear band, and a set of suit and two ear bands. */
export async function openWorkshop() {
  const books = await openBooks()
  const goods = await run(books.store, async (scope) => {
    const rabbit = await addStyle(scope, 'DY-001', '小兔')
    const ears = await addStyle(scope, 'DY-002', '兔耳')
    const suit110 = await addSku(scope, rabbit, '110', { code: 'R110' })
    const suit120 = await addSku(scope, rabbit, '120', { code: 'R120' })
    const band = await addSku(scope, ears, '均码', { code: 'EAR' })
    const set110 = await addSku(scope, rabbit, '套装110', {
      code: 'SET110',
      parts: [
        [suit110, 1],
        [band, 2],
      ],
    })
    return { suit110, suit120, band, set110 }
  })
  return { ...books, ...goods }
}
export type Workshop = Awaited<ReturnType<typeof openWorkshop>>

/** Pieces come in at 20 yuan each and are shared among the orders. */
export function stock(shop: Workshop, itemId: number, quantity: number) {
  return run(shop.store, async (scope) => {
    const move = { itemId, locationId: shop.sellable, quantity, reason: 'adjust', reference: null } as const
    await postMove(scope, quantity > 0 ? { ...move, cost: { kind: 'value', value: 2000 * quantity } } : move)
    return reallocate(scope, [itemId])
  })
}

type OrderFacts = Parameters<typeof addOrder>[2]

/** An order as it stands after an import, with its share of the stock. */
export async function order(shop: Workshop, facts: OrderFacts) {
  return run(shop.store, async (scope) => {
    const added = await addOrder(scope, shop.shopId, facts)
    await reallocate(
      scope,
      facts.lines.map((line) => line.skuId),
      { changedOrders: [added.id] },
    )
    const row = await scope.trx
      .selectFrom('orders')
      .select('order_number')
      .where('id', '=', added.id)
      .executeTakeFirstOrThrow()
    return { ...added, number: row.order_number }
  })
}

/** One scan at the table. */
export function beep(
  shop: Workshop,
  code: string,
  parcelId: number | null = null,
  more: { readonly quantity?: number; readonly orderId?: number; readonly addOrder?: boolean } = {},
): Promise<ScanDone> {
  return run(shop.store, (scope) =>
    scan(
      scope,
      {
        code,
        parcelId,
        quantity: more.quantity ?? 1,
        orderId: more.orderId ?? null,
        addOrder: more.addOrder ?? false,
      },
      today,
    ),
  )
}

/** Opens by order number, scans the given codes, closes with a number. Gives the parcel's id. */
export async function pack(
  shop: Workshop,
  orderNumber: string,
  codes: readonly string[],
  trackingNumber: string,
) {
  const opened = await beep(shop, orderNumber)
  for (const code of codes) await beep(shop, code, opened.parcel.id)
  const closed = await beep(shop, trackingNumber, opened.parcel.id)
  expect(closed.did).toBe('closed')
  return opened.parcel.id
}

export function handTo(shop: Workshop, parcelIds: readonly number[], carrierId: number | null = 1) {
  return run(shop.store, (scope) =>
    handOver(
      scope,
      { carrierId, parcelIds, courierName: '小王', acknowledgeStale: true, shortageReason: '' },
      today,
    ),
  )
}

/** The code of the expected error that a call raises, with its data. */
export async function refusal(call: Promise<unknown>): Promise<{ code: ErrorCode; data: unknown }> {
  try {
    await call
  } catch (error) {
    if (error instanceof YifangError) return { code: error.code, data: error.data }
    throw error
  }
  throw new Error('nothing was refused')
}

/** The books as text: what must not change is compared whole. */
export async function snapshot(shop: Workshop) {
  const tables = [
    'parcel',
    'parcel_line',
    'parcel_order',
    'allocation',
    'stock_level',
    'stock_move',
    'manifest',
    'orders',
    'order_line',
    'return_case',
    'return_line',
    'wave',
    'wave_order',
    'audit',
    'command',
  ]
  const found: Record<string, unknown[]> = {}
  for (const table of tables)
    found[table] = (await sql`SELECT * FROM ${sql.table(table)} ORDER BY 1`.execute(shop.store.writer)).rows
  return found
}

/** Nothing of DESIGN §5 is broken. */
export async function expectSound(shop: Workshop) {
  const rules = await checkStore(shop.store.writer)
  expect(rules.filter((rule) => rule.violations.length > 0)).toEqual([])
  expect(await checkParcels(shop.store.writer, 10)).toEqual([])
  expect(await checkShippedLines(shop.store.writer, 10)).toEqual([])
}

export async function onHand(shop: Workshop, itemId: number, locationId = shop.sellable) {
  const row = await shop.store.writer
    .selectFrom('stock_level')
    .select(['quantity', 'value'])
    .where('item_id', '=', itemId)
    .where('location_id', '=', locationId)
    .executeTakeFirst()
  return row ?? { quantity: 0, value: 0 }
}

export async function stageOf(shop: Workshop, orderId: number) {
  const row = await shop.store.writer
    .selectFrom('orders')
    .select('stage')
    .where('id', '=', orderId)
    .executeTakeFirstOrThrow()
  return row.stage
}

/** The platform or a user changes an order's head. */
export function change(shop: Workshop, orderId: number, patch: Updateable<Database['orders']>) {
  return run(shop.store, async (scope) => {
    const { id: _id, command_id: _command, ...rest } = patch
    await scope.update('orders', orderId, rest)
    return null
  })
}
