import { type Kysely, sql } from 'kysely'
import { YifangError } from '../../shared/errors.ts'
import type { ReceiptDetail, ReceiptRow } from '../../shared/inventory/purchases-contract.ts'
import { totalCap } from '../../shared/rpc.ts'
import { skuLabels } from '../catalog/lookups.ts'
import type { Database } from '../schema.ts'
import { materialsOf } from './material-amounts.ts'
import { returnedByLine } from './returned.ts'

interface ReceiptFacts {
  readonly id: number
  readonly source: ReceiptRow['source']
  readonly supplier_id: number | null
  readonly supplier_name: string | null
  readonly business_date: string
  readonly pieces: number
  readonly amount: number
  readonly paid: number
  readonly note: string
  readonly voided_at: number | null
  readonly price_due: 0 | 1
}

const receiptColumns = sql<ReceiptFacts>`
  r.id, r.source, r.supplier_id, supplier.name AS supplier_name, r.business_date, r.note, r.voided_at,
  (SELECT coalesce(sum(quantity), 0) FROM receipt_line JOIN sku ON sku.id = item_id WHERE receipt_id = r.id) AS pieces,
  CASE WHEN r.source = 'own' THEN (SELECT coalesce(sum(amount), 0) FROM receipt_line WHERE receipt_id = r.id)
    ELSE r.amount END AS amount,
  EXISTS (SELECT 1 FROM receipt_line WHERE receipt_id = r.id AND price_due = 1) AS price_due,
  (SELECT coalesce(sum(amount), 0) FROM supplier_payment WHERE receipt_id = r.id) AS paid`

/** Live receipts with a line that was bought without a price. */
const withoutPrice = sql`
  r.voided_at IS NULL AND r.id IN (SELECT receipt_id FROM receipt_line WHERE price_due = 1)`

/** How many receipts wait for the prices of what was bought. */
export async function countWithoutPrice(db: Kysely<Database>): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    SELECT count(*) AS n FROM receipt r WHERE ${withoutPrice}`.execute(db)
  return rows[0]!.n
}

function toReceiptRow(
  row: ReceiptFacts,
  materials: ReadonlyMap<number, ReceiptRow['materials']>,
  money: boolean,
): ReceiptRow {
  return {
    id: row.id,
    source: row.source,
    supplierId: row.supplier_id,
    supplierName: row.supplier_name ?? '',
    businessDate: row.business_date,
    pieces: row.pieces,
    materials: materials.get(row.id) ?? [],
    amount: money ? row.amount : null,
    paid: money ? row.paid : null,
    note: row.note,
    voided: row.voided_at !== null,
    priceDue: row.price_due === 1 && row.voided_at === null,
  }
}

/** Receipts of pieces and materials, newest first. Amounts are null where `money` is false. */
export async function listReceipts(
  db: Kysely<Database>,
  page: {
    readonly supplierId?: number | undefined
    readonly priceDue?: boolean | undefined
    readonly offset: number
    readonly limit: number
  },
  money: boolean,
): Promise<{ rows: ReceiptRow[]; total: number; more: boolean }> {
  const ofSupplier = page.supplierId === undefined ? sql`1` : sql`r.supplier_id = ${page.supplierId}`
  const where = page.priceDue ? sql`${ofSupplier} AND ${withoutPrice}` : ofSupplier
  const rows = await sql<ReceiptFacts>`
    SELECT ${receiptColumns} FROM receipt r LEFT JOIN supplier ON supplier.id = r.supplier_id
    WHERE ${where} ORDER BY r.id DESC LIMIT ${page.limit} OFFSET ${page.offset}`.execute(db)
  const total = await sql<{ n: number }>`
    SELECT count(*) AS n FROM (SELECT 1 FROM receipt r WHERE ${where} LIMIT ${totalCap + 1})`.execute(db)
  const count = total.rows[0]!.n
  const materials = await materialsOf(
    db,
    'receipt',
    rows.rows.map(({ id }) => id),
  )
  return {
    rows: rows.rows.map((row) => toReceiptRow(row, materials, money)),
    total: Math.min(count, totalCap),
    more: count > totalCap,
  }
}

/** A receipt of pieces, or a purchase of materials: what came in, and what was paid. Raises not-found. */
export async function readReceipt(db: Kysely<Database>, id: number, money: boolean): Promise<ReceiptDetail> {
  const found = await sql<ReceiptFacts>`
    SELECT ${receiptColumns} FROM receipt r LEFT JOIN supplier ON supplier.id = r.supplier_id WHERE r.id = ${id}`.execute(
    db,
  )
  const row = found.rows[0]
  if (!row) throw new YifangError('not-found', { what: 'receipt', id })
  const lines = await db
    .selectFrom('receipt_line as l')
    .innerJoin('location', 'location.id', 'l.location_id')
    .leftJoin('material', 'material.id', 'l.item_id')
    .select(['l.id', 'l.item_id', 'l.quantity', 'l.amount', 'l.price_due', 'l.dye_lot', 'location.name'])
    .select(['material.name as material', 'material.unit'])
    .where('l.receipt_id', '=', id)
    .orderBy('l.id')
    .execute()
  const labels = await skuLabels(
    db,
    lines.map((line) => line.item_id),
  )
  const returned = await returnedByLine(db, id)
  const payments = await db
    .selectFrom('supplier_payment as p')
    .selectAll('p')
    .select(sql<number>`EXISTS (SELECT 1 FROM supplier_payment q WHERE q.reverses_id = p.id)`.as('reversed'))
    .where('p.receipt_id', '=', id)
    .orderBy('p.id')
    .execute()
  return {
    ...toReceiptRow(row, await materialsOf(db, 'receipt', [id]), money),
    lines: lines.map((line) => ({
      id: line.id,
      sku: labels.get(line.item_id) ?? null,
      material:
        line.material === null || line.unit === null
          ? null
          : { materialId: line.item_id, name: line.material, unit: line.unit, dyeLot: line.dye_lot },
      locationName: line.name,
      quantity: line.quantity,
      returned: returned.get(line.id) ?? 0,
      amount: money ? line.amount : null,
      priceDue: line.price_due === 1,
    })),
    payments: money
      ? payments.map((p) => ({
          id: p.id,
          businessDate: p.business_date,
          amount: p.amount,
          note: p.note,
          reversed: p.reversed === 1 || p.reverses_id !== null,
        }))
      : [],
  }
}
