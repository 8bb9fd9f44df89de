import { type Kysely, sql } from 'kysely'
import type { ReadCode } from '../../shared/barcode.ts'
import type { SkuLabel } from '../../shared/catalog/sku-label.ts'
import type { ReturnOrder } from '../../shared/shipping/returns-contract.ts'
import { normaliseTracking } from '../../shared/shipping/tracking.ts'
import { findSku } from '../catalog/lookups.ts'
import { readCode, rowOfCode, unknownCode } from '../printed-code.ts'
import type { Database } from '../schema.ts'
import { readReturnable } from './return-view.ts'

/** Orders offered for one search. */
const mostOrders = 20

export interface FoundReturn {
  readonly returnCaseId: number | null
  readonly orders: ReturnOrder[]
  readonly more: boolean
  readonly sku: SkuLabel | null
  readonly waiting: { id: number; orderNumber: string; pieces: number }[]
  readonly asTracking: string
}

const nothing: FoundReturn = {
  returnCaseId: null,
  orders: [],
  more: false,
  sku: null,
  waiting: [],
  asTracking: '',
}

/**
 * What a scan or a text means at the returns table: one of our codes, the number under which it was sent or
 * comes back, an order number, a SKU (with the returns where its pieces wait), the beginning of a buyer's name, his
 * phone or its last four. What is none of them and looks like a courier's number is given back as such.
 * Raises code-unknown, code-old-epoch.
 */
export async function findReturn(db: Kysely<Database>, text: string): Promise<FoundReturn> {
  const typed = text.normalize('NFKC').trim()
  const own = await readCode(db, typed)
  if (own && own.kind !== 'sku') return findOwn(db, own, typed)
  const number = normaliseTracking(typed)
  const known = await db
    .selectFrom('return_case')
    .select('id')
    .where('tracking_number', '=', number)
    .where('tracking_number', '<>', '')
    .where('state', '<>', 'voided')
    .orderBy('id', 'desc')
    .executeTakeFirst()
  if (known) return { ...nothing, returnCaseId: known.id }
  const exact = await sql<{ id: number }>`
    SELECT id FROM orders WHERE order_number = ${typed}
    UNION SELECT po.order_id FROM parcel p JOIN parcel_order po ON po.parcel_id = p.id
      WHERE p.tracking_number = ${number} AND p.tracking_number <> '' AND p.state = 'shipped'
    UNION SELECT order_id FROM waybill WHERE tracking_number = ${number}
    ORDER BY 1 LIMIT ${mostOrders}`.execute(db)
  if (exact.rows.length > 0) return { ...nothing, orders: await readAll(db, exact.rows) }
  const sku = await findSku(db, typed)
  if (sku) return { ...nothing, sku, waiting: await waitingOf(db, sku.id) }
  const ofBuyer = await findByBuyer(db, typed)
  if (ofBuyer.length > 0)
    return {
      ...nothing,
      orders: await readAll(db, ofBuyer.slice(0, mostOrders)),
      more: ofBuyer.length > mostOrders,
    }
  // A courier's number has eight characters and more, most of them digits; a name is none.
  if (number.length >= 8 && number.replace(/\D/g, '').length >= 6) return { ...nothing, asTracking: number }
  throw await unknownCode(db, typed)
}

async function findOwn(db: Kysely<Database>, code: ReadCode, text: string): Promise<FoundReturn> {
  const id = await rowOfCode(db, code, text)
  if (id === null) throw await unknownCode(db, text)
  if (code.kind === 'return') return { ...nothing, returnCaseId: id }
  if (code.kind === 'order') return { ...nothing, orders: await readAll(db, [{ id }]) }
  const inside =
    code.kind === 'parcel'
      ? sql`SELECT order_id AS id FROM parcel_order WHERE parcel_id = ${id} ORDER BY id`
      : code.kind === 'pickSlip'
        ? sql`SELECT b.order_id AS id FROM wave_order a JOIN wave_order b ON b.wave_id = a.wave_id
            AND b.group_number = a.group_number WHERE a.id = ${id} ORDER BY b.id`
        : sql`SELECT NULL AS id WHERE 0`
  const orders = await sql<{ id: number }>`${inside}`.execute(db)
  if (orders.rows.length === 0) throw await unknownCode(db, text)
  return { ...nothing, orders: await readAll(db, orders.rows) }
}

/** Orders that are gone, the newest first, by the beginning of a name, a phone or its last four. One more than are shown. */
async function findByBuyer(db: Kysely<Database>, text: string): Promise<{ id: number }[]> {
  const word = text.toLowerCase().replace(/^(\+?86)?[- ]?(?=1\d{10}$)/, '')
  if (word.length < 2) return []
  const found = await sql<{ id: number }>`
    SELECT o.id FROM orders o
    WHERE o.id IN (SELECT order_id FROM order_term WHERE term >= ${word} AND term < ${`${word}\u{10FFFF}`})
      AND (o.stage IN ('shipped', 'ended') OR EXISTS (
        SELECT 1 FROM parcel_order po JOIN parcel p ON p.id = po.parcel_id AND p.state = 'shipped'
        WHERE po.order_id = o.id))
    ORDER BY o.id DESC LIMIT ${mostOrders + 1}`.execute(db)
  return found.rows
}

/** Returns where pieces of a SKU lie unchecked, the oldest first. */
async function waitingOf(db: Kysely<Database>, itemId: number) {
  const found = await sql<{ id: number; orderNumber: string; pieces: number }>`
    SELECT rc.id, coalesce(o.order_number, '') AS "orderNumber",
      sum(rl.quantity - rl.restocked - rl.seconds - rl.scrapped) AS pieces
    FROM return_case rc JOIN return_line rl ON rl.return_case_id = rc.id AND rl.item_id = ${itemId}
    LEFT JOIN orders o ON o.id = rc.order_id
    WHERE rc.state = 'unchecked' GROUP BY rc.id HAVING pieces > 0 ORDER BY rc.id LIMIT ${mostOrders}`.execute(
    db,
  )
  return found.rows
}

async function readAll(
  db: Kysely<Database>,
  ids: readonly { readonly id: number }[],
): Promise<ReturnOrder[]> {
  const orders: ReturnOrder[] = []
  for (const { id } of ids) orders.push(await readReturnable(db, id))
  return orders
}
