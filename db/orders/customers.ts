import { type Kysely, type RawBuilder, sql } from 'kysely'
import { businessDate } from '../../shared/dates.ts'
import { YifangError } from '../../shared/errors.ts'
import type { Currency } from '../../shared/money.ts'
import type {
  Customer,
  CustomerBalance,
  CustomerFilter,
  CustomerOrder,
  customerSorts,
  OrderAccount,
} from '../../shared/orders/customers-contract.ts'
import { pinyinInitials } from '../../shared/pinyin.ts'
import type { CommandScope } from '../command.ts'
import type { Database } from '../schema.ts'
import { addEntry, takeBackCharges } from './customer-entries.ts'

/** Σ of a customer's entries in the workshop's own currency: what the list sorts and filters by. */
const owedYuan = sql<number>`coalesce((SELECT sum(amount) FROM customer_entry e WHERE e.customer_id = c.id AND e.currency = 'CNY'), 0)`
const lastEntry = sql<
  string | null
>`(SELECT max(business_date) FROM customer_entry e WHERE e.customer_id = c.id)`
const sortColumns = { owed: sql`owed`, name: sql`c.name COLLATE NOCASE`, lastEntry: sql`last_entry` }

/** One page of customers with what each owes, in minor units. By `owed` the largest debt comes first. */
export async function listCustomers(
  db: Kysely<Database>,
  request: CustomerFilter & {
    readonly offset: number
    readonly limit: number
    readonly sort: (typeof customerSorts)[number]
    readonly descending: boolean
  },
): Promise<{ rows: Customer[]; total: number; more: boolean }> {
  const where = conditions(request)
  // Debts and dates are looked for from the top: their first direction is downwards.
  const down = request.descending !== (request.sort !== 'name')
  const found = await sql<{ id: number }>`
    SELECT c.id, ${owedYuan} AS owed, ${lastEntry} AS last_entry FROM customer c WHERE ${where}
    ORDER BY ${sortColumns[request.sort]} ${down ? sql`DESC` : sql`ASC`}, c.id
    LIMIT ${request.limit} OFFSET ${request.offset}`.execute(db)
  const counted = await sql<{ n: number }>`SELECT count(*) AS n FROM customer c WHERE ${where}`.execute(db)
  const rows = await readCustomers(
    db,
    found.rows.map((row) => row.id),
  )
  return { rows, total: counted.rows[0]!.n, more: false }
}

function conditions(filter: CustomerFilter): RawBuilder<unknown> {
  const all: RawBuilder<unknown>[] = [
    filter.only === 'archived' ? sql`c.archived_at IS NOT NULL` : sql`c.archived_at IS NULL`,
  ]
  if (filter.kind) all.push(sql`c.kind = ${filter.kind}`)
  if (filter.only === 'owing')
    all.push(sql`EXISTS (SELECT 1 FROM customer_entry e WHERE e.customer_id = c.id
      GROUP BY e.currency HAVING sum(e.amount) > 0)`)
  if (filter.only === 'credit')
    all.push(sql`EXISTS (SELECT 1 FROM customer_entry e WHERE e.customer_id = c.id
      GROUP BY e.currency HAVING sum(e.amount) < 0)`)
  const text = filter.search.normalize('NFKC').trim()
  if (text !== '') {
    const escaped = text.replace(/[\\%_]/g, (sign) => `\\${sign}`)
    all.push(sql`(c.name LIKE ${`%${escaped}%`} ESCAPE '\\' OR c.name_initials LIKE ${`${escaped.toLowerCase()}%`} ESCAPE '\\'
      OR c.phone LIKE ${`%${escaped}%`} ESCAPE '\\')`)
  }
  return sql.join(all, sql` AND `)
}

/** Customers in the order of their ids given. */
async function readCustomers(db: Kysely<Database>, ids: readonly number[]): Promise<Customer[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('customer as c')
    .selectAll('c')
    .select([
      lastEntry.as('last_entry'),
      sql<number>`(SELECT count(*) FROM orders o WHERE o.customer_id = c.id)`.as('order_count'),
    ])
    .where('c.id', 'in', [...ids])
    .execute()
  const balances = await sql<CustomerBalance & { customerId: number }>`
    SELECT customer_id AS customerId, currency, sum(iif(kind = 'charge', amount, 0)) AS charged,
      -sum(iif(kind = 'charge', 0, amount)) AS paid, sum(amount) AS owed
    FROM customer_entry WHERE customer_id IN (${sql.join([...ids])})
    GROUP BY customer_id, currency ORDER BY currency <> 'CNY', currency`.execute(db)
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => {
    const row = byId.get(id)
    if (!row) return []
    return {
      id,
      name: row.name,
      kind: row.kind,
      phone: row.phone,
      note: row.note,
      archived: row.archived_at !== null,
      balances: balances.rows
        .filter((balance) => balance.customerId === id)
        .map(({ customerId: _, ...balance }) => balance),
      orderCount: row.order_count,
      lastEntryOn: row.last_entry,
    }
  })
}

/** One customer. Raises not-found. */
export async function readCustomer(db: Kysely<Database>, id: number): Promise<Customer> {
  const [customer] = await readCustomers(db, [id])
  if (!customer) throw new YifangError('not-found', { what: 'customer', id })
  return customer
}

/** A customer's orders, newest first, with what each is charged, paid and still due (minor units). */
export async function customerOrders(
  db: Kysely<Database>,
  id: number,
  page: { readonly unpaid: boolean; readonly offset: number; readonly limit: number },
): Promise<{ rows: CustomerOrder[]; total: number; more: boolean }> {
  const summed = sql`
    SELECT o.id, o.order_number AS orderNumber, o.recipient_name AS recipientName, o.titles,
      o.piece_count AS pieceCount, o.stage, o.created_at AS createdAt, o.currency,
      coalesce(sum(iif(e.kind = 'charge', e.amount, 0)), 0) AS charged,
      -coalesce(sum(iif(e.kind = 'charge', 0, e.amount)), 0) AS paid, coalesce(sum(e.amount), 0) AS due
    FROM orders o LEFT JOIN customer_entry e ON e.order_id = o.id AND e.customer_id = o.customer_id
    WHERE o.customer_id = ${id} GROUP BY o.id ${page.unpaid ? sql`HAVING due > 0` : sql``}`
  const found = await sql<CustomerOrder>`
    SELECT * FROM (${summed}) ORDER BY createdAt DESC, id DESC LIMIT ${page.limit} OFFSET ${page.offset}`.execute(
    db,
  )
  const counted = await sql<{ n: number }>`SELECT count(*) AS n FROM (${summed})`.execute(db)
  return { rows: found.rows, total: counted.rows[0]!.n, more: false }
}

/** An order's part of its customer's account; null for an order without one. */
export async function orderAccount(db: Kysely<Database>, orderId: number): Promise<OrderAccount | null> {
  const found = await sql<OrderAccount>`
    SELECT c.id AS customerId, c.name AS customerName,
      coalesce(sum(iif(e.order_id = o.id AND e.kind = 'charge', e.amount, 0)), 0) AS charged,
      -coalesce(sum(iif(e.order_id = o.id AND e.kind <> 'charge', e.amount, 0)), 0) AS paid,
      coalesce(sum(iif(e.order_id = o.id, e.amount, 0)), 0) AS due, coalesce(sum(e.amount), 0) AS owed
    FROM orders o JOIN customer c ON c.id = o.customer_id
    LEFT JOIN customer_entry e ON e.customer_id = c.id AND e.currency = o.currency
    WHERE o.id = ${orderId} GROUP BY o.id`.execute(db)
  return found.rows[0] ?? null
}

/** Adds or changes a customer. Raises already-exists for a name that is taken, not-found. */
export async function saveCustomer(
  scope: CommandScope,
  input: {
    readonly id: number | null
    readonly name: string
    readonly kind: Customer['kind']
    readonly phone: string
    readonly note: string
    readonly archived?: boolean | undefined
  },
): Promise<{ id: number }> {
  const { name, kind, phone, note } = input
  const same = await scope.trx.selectFrom('customer').select('id').where('name', '=', name).executeTakeFirst()
  if (same && same.id !== input.id) throw new YifangError('already-exists', { what: 'customer', name })
  const row = { name, name_initials: pinyinInitials(name), kind, phone, note }
  if (input.id === null) return { id: await scope.insert('customer', row) }
  await scope.update('customer', input.id, {
    ...row,
    ...(input.archived !== undefined && { archived_at: input.archived ? scope.at : null }),
  })
  return { id: input.id }
}

/** Charges a customer for an order that is his, where there is something to charge. */
export async function chargeOrder(scope: CommandScope, orderId: number, amount: number): Promise<void> {
  if (amount <= 0) return
  const order = await scope.trx
    .selectFrom('orders')
    .select(['customer_id', 'currency'])
    .where('id', '=', orderId)
    .executeTakeFirstOrThrow()
  if (order.customer_id === null) return
  await addEntry(scope, {
    customerId: order.customer_id,
    kind: 'charge',
    amount,
    currency: order.currency as Currency,
    businessDate: businessDate(scope.at),
    orderId,
    note: '',
  })
}

/**
 * Puts an order on a customer's account and charges `amount` (minor units, 0: nothing). What it charged before is
 * taken back, so that one order is charged once. Raises not-found, and order-has-payments while another customer's money
 * hangs on the order.
 */
export async function assignOrder(
  scope: CommandScope,
  input: { readonly orderId: number; readonly customerId: number; readonly amount: number },
): Promise<Record<string, never>> {
  await readCustomer(scope.trx, input.customerId)
  const order = await scope.trx
    .selectFrom('orders')
    .select('customer_id')
    .where('id', '=', input.orderId)
    .executeTakeFirst()
  if (!order) throw new YifangError('not-found', { what: 'order', id: input.orderId })
  if (order.customer_id !== null && order.customer_id !== input.customerId) {
    const account = await orderAccount(scope.trx, input.orderId)
    if (account !== null && account.paid !== 0) throw new YifangError('order-has-payments', {})
  }
  await takeBackCharges(scope, input.orderId, Number.MAX_SAFE_INTEGER, '')
  await scope.update('orders', input.orderId, { customer_id: input.customerId })
  await chargeOrder(scope, input.orderId, input.amount)
  return {}
}
