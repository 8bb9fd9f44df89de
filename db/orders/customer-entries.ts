import { type Kysely, sql } from 'kysely'
import { businessDate } from '../../shared/dates.ts'
import { YifangError } from '../../shared/errors.ts'
import { type Currency, formatMoney } from '../../shared/money.ts'
import { chargeToTakeBack, signedAmount } from '../../shared/orders/customer-account.ts'
import type { CustomerEntry, EntryKind } from '../../shared/orders/customers-contract.ts'
import type { CommandScope } from '../command.ts'
import type { Database } from '../schema.ts'

/**
 * A page of a customer's account, newest first; `balance` is what was owed after each row, in its currency.
 * Amounts in minor units.
 */
export async function customerEntries(
  db: Kysely<Database>,
  id: number,
  page: { readonly offset: number; readonly limit: number },
): Promise<{ rows: CustomerEntry[]; total: number; more: boolean }> {
  const found = await sql<CustomerEntry>`
    SELECT e.id, e.kind, e.business_date AS businessDate, e.currency, e.amount, e.reverses_id AS reversesId,
      e.order_id AS orderId, coalesce(o.order_number, '') AS orderNumber, e.note,
      CASE WHEN e.reverses_id IS NULL THEN e.amount + coalesce(
        (SELECT sum(r.amount) FROM customer_entry r WHERE r.reverses_id = e.id), 0) ELSE 0 END AS "left",
      sum(e.amount) OVER (PARTITION BY e.currency ORDER BY e.business_date, e.id) AS balance
    FROM customer_entry e LEFT JOIN orders o ON o.id = e.order_id
    WHERE e.customer_id = ${id}
    ORDER BY e.business_date DESC, e.id DESC LIMIT ${page.limit} OFFSET ${page.offset}`.execute(db)
  const { n } = await db
    .selectFrom('customer_entry')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('customer_id', '=', id)
    .executeTakeFirstOrThrow()
  return { rows: found.rows, total: n, more: false }
}

export interface NewEntry {
  readonly customerId: number
  readonly kind: EntryKind
  /** Minor units, above zero. */
  readonly amount: number
  readonly currency: Currency
  readonly businessDate: string
  readonly orderId: number | null
  readonly note: string
}

/** Writes an entry. Raises not-found: no such customer, or the order is not his or of another currency. */
export async function addEntry(scope: CommandScope, entry: NewEntry): Promise<{ id: number }> {
  const customer = await scope.trx
    .selectFrom('customer')
    .select('id')
    .where('id', '=', entry.customerId)
    .executeTakeFirst()
  if (!customer) throw new YifangError('not-found', { what: 'customer', id: entry.customerId })
  if (entry.orderId !== null) {
    const order = await scope.trx
      .selectFrom('orders')
      .select(['customer_id', 'currency'])
      .where('id', '=', entry.orderId)
      .executeTakeFirst()
    if (order?.customer_id !== entry.customerId || order.currency !== entry.currency)
      throw new YifangError('not-found', { what: 'order', id: entry.orderId })
  }
  return {
    id: await scope.insert('customer_entry', {
      customer_id: entry.customerId,
      order_id: entry.orderId,
      kind: entry.kind,
      currency: entry.currency,
      amount: signedAmount(entry.kind, entry.amount),
      note: entry.note,
      business_date: entry.businessDate,
      reverses_id: null,
    }),
  }
}

/**
 * Takes an entry back by a second row: `amount` of it (minor units, above zero), or all that still counts.
 * Raises not-found for a reversal or an entry already taken back, amount-too-large beyond what is left.
 */
export async function reverseEntry(
  scope: CommandScope,
  input: {
    readonly id: number
    readonly amount: number | null
    readonly businessDate: string
    readonly note: string
  },
): Promise<{ id: number }> {
  const entry = await scope.trx
    .selectFrom('customer_entry')
    .selectAll()
    .where('id', '=', input.id)
    .where('reverses_id', 'is', null)
    .executeTakeFirst()
  if (!entry) throw new YifangError('not-found', { what: 'customer_entry', id: input.id })
  const { back } = await scope.trx
    .selectFrom('customer_entry')
    .select((eb) => eb.fn.coalesce(eb.fn.sum<number>('amount'), sql<number>`0`).as('back'))
    .where('reverses_id', '=', entry.id)
    .executeTakeFirstOrThrow()
  const left = Math.abs(entry.amount + back)
  if (left === 0) throw new YifangError('not-found', { what: 'customer_entry', id: input.id })
  const amount = input.amount ?? left
  if (amount > left)
    throw new YifangError('amount-too-large', { left: formatMoney(left, entry.currency as Currency) })
  return {
    id: await scope.insert('customer_entry', {
      customer_id: entry.customer_id,
      order_id: entry.order_id,
      kind: entry.kind,
      currency: entry.currency,
      amount: entry.amount > 0 ? -amount : amount,
      note: input.note,
      business_date: input.businessDate,
      reverses_id: entry.id,
    }),
  }
}

/** What an order's account still charges: its charges less what was taken back of them. */
export async function openCharges(
  scope: CommandScope,
  orderId: number,
): Promise<readonly { id: number; left: number }[]> {
  const found = await sql<{ id: number; left: number }>`
    SELECT e.id, e.amount + coalesce((SELECT sum(r.amount) FROM customer_entry r WHERE r.reverses_id = e.id), 0) AS "left"
    FROM customer_entry e WHERE e.order_id = ${orderId} AND e.kind = 'charge' AND e.reverses_id IS NULL
    ORDER BY e.id DESC`.execute(scope.trx)
  return found.rows.filter((row) => row.left > 0)
}

/** Takes back so much of an order's charges, the newest first. */
export async function takeBackCharges(
  scope: CommandScope,
  orderId: number,
  amount: number,
  note: string,
): Promise<void> {
  let open = amount
  for (const charge of await openCharges(scope, orderId)) {
    if (open <= 0) return
    const part = Math.min(open, charge.left)
    await reverseEntry(scope, { id: charge.id, amount: part, businessDate: businessDate(scope.at), note })
    open -= part
  }
}

/**
 * Lowers a customer's debt by what is cancelled of his order (see chargeToTakeBack). `cancelled`: the lines' pieces
 * that were open and are now cancelled. Orders without a customer have no charge: nothing happens.
 */
export async function chargeCancelled(
  scope: CommandScope,
  orderId: number,
  cancelled: readonly { readonly unitPrice: number | null; readonly pieces: number }[],
  reason: string,
): Promise<void> {
  const charges = await openCharges(scope, orderId)
  if (charges.length === 0) return
  const order = await scope.trx
    .selectFrom('orders')
    .select(['goods_amount', 'discount_amount'])
    .where('id', '=', orderId)
    .executeTakeFirstOrThrow()
  const { shipped } = await scope.trx
    .selectFrom('order_line')
    .select((eb) => eb.fn.coalesce(eb.fn.sum<number>('shipped'), sql<number>`0`).as('shipped'))
    .where('order_id', '=', orderId)
    .executeTakeFirstOrThrow()
  const amount = chargeToTakeBack({
    charged: charges.reduce((sum, charge) => sum + charge.left, 0),
    goods: order.goods_amount ?? 0,
    discount: order.discount_amount ?? 0,
    cancelledGoods: cancelled.reduce((sum, line) => sum + (line.unitPrice ?? 0) * line.pieces, 0),
    shippedPieces: shipped,
  })
  await takeBackCharges(scope, orderId, amount, reason)
}
