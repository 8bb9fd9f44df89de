import { type Kysely, sql } from 'kysely'
import { YifangError } from '../../shared/errors.ts'
import type { Supplier, SupplierEntry } from '../../shared/inventory/purchases-contract.ts'
import { pinyinInitials } from '../../shared/pinyin.ts'
import type { CommandScope } from '../command.ts'
import type { Database } from '../schema.ts'
import { materialsOf } from './material-amounts.ts'
import { refuseAhead } from './purchase-guards.ts'
import { lastPrices } from './supplier-returns.ts'

/** Suppliers and neighbours with what was bought, what their work cost, what was given back, paid and is owed, in fen. */
export async function listSuppliers(db: Kysely<Database>): Promise<Supplier[]> {
  const rows = await db
    .selectFrom('supplier')
    .selectAll()
    .select([
      sql<number>`coalesce((SELECT sum(amount) FROM receipt WHERE supplier_id = supplier.id AND voided_at IS NULL), 0)`.as(
        'bought',
      ),
      sql<number>`coalesce((SELECT sum(r.amount) FROM subcontractor s JOIN subcontract_order o ON o.subcontractor_id = s.id
        JOIN subcontract_return r ON r.subcontract_order_id = o.id AND r.voided_at IS NULL
        WHERE s.supplier_id = supplier.id), 0)`.as('work'),
      sql<number>`coalesce((SELECT sum(amount) FROM supplier_return WHERE supplier_id = supplier.id AND voided_at IS NULL), 0)`.as(
        'returned',
      ),
      sql<number>`coalesce((SELECT sum(amount) FROM supplier_payment WHERE supplier_id = supplier.id), 0)`.as(
        'paid',
      ),
    ])
    .orderBy('name')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    kind: row.kind,
    phone: row.phone,
    note: row.note,
    archived: row.archived_at !== null,
    bought: row.bought,
    work: row.work,
    returned: row.returned,
    paid: row.paid,
    owed: row.bought + row.work - row.returned - row.paid,
  }))
}

/** Suppliers and neighbours who are still bought from, by name. */
export async function supplierNames(db: Kysely<Database>): Promise<Pick<Supplier, 'id' | 'name' | 'kind'>[]> {
  return db
    .selectFrom('supplier')
    .select(['id', 'name', 'kind'])
    .where('archived_at', 'is', null)
    .orderBy('name')
    .execute()
}

/** Adds or changes a supplier. Raises already-exists, not-found. */
export async function saveSupplier(
  scope: CommandScope,
  input: {
    readonly id: number | null
    readonly name: string
    readonly kind: Supplier['kind']
    readonly phone: string
    readonly note: string
    readonly archived?: boolean | undefined
  },
): Promise<{ id: number }> {
  const { name, kind, phone, note } = input
  const same = await scope.trx.selectFrom('supplier').select('id').where('name', '=', name).executeTakeFirst()
  if (same && same.id !== input.id) throw new YifangError('already-exists', { what: 'supplier', name })
  const row = { name, name_initials: pinyinInitials(name), kind, phone, note }
  if (input.id === null) return { id: await scope.insert('supplier', row) }
  await scope.update('supplier', input.id, {
    ...row,
    ...(input.archived !== undefined && { archived_at: input.archived ? scope.at : null }),
  })
  return { id: input.id }
}

/** A supplier's account, oldest first, with the running balance of what is owed. Raises not-found. */
export async function supplierAccount(
  db: Kysely<Database>,
  id: number,
): Promise<{
  supplier: Supplier
  entries: SupplierEntry[]
  prices: { itemId: number; price: number }[]
}> {
  const supplier = (await listSuppliers(db)).find((row) => row.id === id)
  if (!supplier) throw new YifangError('not-found', { what: 'supplier', id })
  const rows = await sql<Omit<SupplierEntry, 'balance' | 'undone' | 'materials'> & { undone: number }>`
    SELECT 'receipt' AS kind, r.id AS id, r.business_date AS businessDate, r.amount, r.note, r.voided_at IS NOT NULL AS undone,
      (SELECT coalesce(sum(quantity), 0) FROM receipt_line JOIN sku ON sku.id = item_id WHERE receipt_id = r.id) AS pieces
    FROM receipt r WHERE r.supplier_id = ${id}
    UNION ALL
    SELECT 'work', r.id, r.business_date, r.amount, o.order_number || iif(r.note = '', '', ' ' || r.note), r.voided_at IS NOT NULL,
      (SELECT coalesce(sum(l.good), 0) FROM subcontract_return_line l WHERE l.subcontract_return_id = r.id)
    FROM subcontractor s JOIN subcontract_order o ON o.subcontractor_id = s.id
      JOIN subcontract_return r ON r.subcontract_order_id = o.id WHERE s.supplier_id = ${id}
    UNION ALL
    SELECT 'return', s.id, s.business_date, -s.amount, s.note, s.voided_at IS NOT NULL,
      (SELECT coalesce(sum(quantity), 0) FROM supplier_return_line JOIN sku ON sku.id = item_id
        WHERE supplier_return_id = s.id)
    FROM supplier_return s WHERE s.supplier_id = ${id}
    UNION ALL
    SELECT 'payment', p.id, p.business_date, -p.amount, p.note, p.reverses_id IS NOT NULL
      OR EXISTS (SELECT 1 FROM supplier_payment q WHERE q.reverses_id = p.id), 0
    FROM supplier_payment p WHERE p.supplier_id = ${id}
    ORDER BY businessDate, kind DESC, id`.execute(db)
  const idsOf = (kind: SupplierEntry['kind']) =>
    rows.rows.filter((row) => row.kind === kind).map((row) => row.id)
  const materials = {
    receipt: await materialsOf(db, 'receipt', idsOf('receipt')),
    return: await materialsOf(db, 'supplier_return', idsOf('return')),
  }
  let balance = 0
  const entries = rows.rows.map((row): SupplierEntry => {
    // A voided receipt or return no longer counts; a reversed payment and its reversal cancel out by themselves.
    if (row.kind === 'payment' || !row.undone) balance += row.amount
    const { kind, businessDate, amount, note, pieces } = row
    return {
      kind,
      id: row.id,
      businessDate,
      amount,
      balance,
      pieces,
      materials: (kind === 'receipt' || kind === 'return' ? materials[kind].get(row.id) : undefined) ?? [],
      note,
      undone: row.undone === 1,
    }
  })
  return { supplier, entries, prices: await lastPrices(db, id) }
}

/** Money handed to a supplier, in fen (> 0), on account or for one receipt. Raises not-found, date-ahead. */
export async function paySupplier(
  scope: CommandScope,
  input: {
    readonly supplierId: number
    readonly receiptId: number | null
    readonly amount: number
    readonly businessDate: string
    readonly note: string
  },
): Promise<{ id: number }> {
  refuseAhead(scope, input.businessDate)
  const known = await scope.trx
    .selectFrom('supplier')
    .select('id')
    .where('id', '=', input.supplierId)
    .executeTakeFirst()
  if (!known) throw new YifangError('not-found', { what: 'supplier', id: input.supplierId })
  return {
    id: await scope.insert('supplier_payment', {
      supplier_id: input.supplierId,
      receipt_id: input.receiptId,
      amount: input.amount,
      business_date: input.businessDate,
      note: input.note,
      reverses_id: null,
    }),
  }
}

/** Takes a payment back by a second row; once. Raises not-found, also for one already reversed. */
export async function reversePayment(
  scope: CommandScope,
  input: { readonly id: number; readonly businessDate: string; readonly note: string },
): Promise<{ id: number }> {
  const payment = await scope.trx
    .selectFrom('supplier_payment as p')
    .selectAll('p')
    .where('p.id', '=', input.id)
    .where('p.reverses_id', 'is', null)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('supplier_payment as q').select('q.id').whereRef('q.reverses_id', '=', 'p.id'))),
    )
    .executeTakeFirst()
  if (!payment) throw new YifangError('not-found', { what: 'payment', id: input.id })
  return {
    id: await scope.insert('supplier_payment', {
      supplier_id: payment.supplier_id,
      receipt_id: payment.receipt_id,
      amount: -payment.amount,
      business_date: input.businessDate,
      note: input.note,
      reverses_id: payment.id,
    }),
  }
}
