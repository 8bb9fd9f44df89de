import { type Kysely, sql } from 'kysely'
import { YifangError } from '../../shared/errors.ts'
import type {
  PurchaseArrival,
  PurchaseOrder,
  PurchaseOrderLine,
} from '../../shared/inventory/purchase-orders-contract.ts'
import { totalCap } from '../../shared/rpc.ts'
import { likeAnywhere } from '../like.ts'
import type { Database } from '../schema.ts'

/**
 * Orders with their lines, open ones by what should come first, all by their number; found by number, supplier, material and
 * note. Amounts null without `money`.
 */
export async function listOrders(
  db: Kysely<Database>,
  input: {
    readonly open: boolean
    readonly search?: string
    readonly offset: number
    readonly limit: number
  },
  options: { readonly money: boolean; readonly today: string },
): Promise<{ rows: PurchaseOrder[]; total: number; more: boolean }> {
  const still = sql`SELECT 1 FROM expected_supply WHERE purchase_order_id = o.id AND closed_at IS NULL`
  const word = likeAnywhere(input.search ?? '')
  const where = sql`(${input.open ? 0 : 1} OR EXISTS (${still})) AND (${word} = '%%' OR o.order_number LIKE ${word} ESCAPE '\\'
    OR o.note LIKE ${word} ESCAPE '\\' OR EXISTS (SELECT 1 FROM supplier s WHERE s.id = o.supplier_id
      AND (s.name LIKE ${word} ESCAPE '\\' OR s.name_initials LIKE ${word} ESCAPE '\\'))
    OR EXISTS (SELECT 1 FROM expected_supply e JOIN material m ON m.id = e.item_id WHERE e.purchase_order_id = o.id
      AND (m.name LIKE ${word} ESCAPE '\\' OR m.name_initials LIKE ${word} ESCAPE '\\')))`
  const next = sql`(SELECT min(expected_date) FROM expected_supply WHERE purchase_order_id = o.id AND closed_at IS NULL)`
  const { rows } = await sql<{ id: number }>`
    SELECT o.id FROM purchase_order o WHERE ${where}
    ORDER BY ${input.open ? sql`${next} IS NULL, ${next},` : sql``} o.id DESC
    LIMIT ${input.limit} OFFSET ${input.offset}`.execute(db)
  const counted = await sql<{ n: number }>`
    SELECT count(*) AS n FROM purchase_order o WHERE ${where}`.execute(db)
  const total = counted.rows[0]!.n
  const found = await readOrders(
    db,
    rows.map(({ id }) => id),
    options,
  )
  return { rows: found, total: Math.min(total, totalCap), more: total > totalCap }
}

/** One order with what arrived of it, the oldest first. Raises not-found. */
export async function readOrder(
  db: Kysely<Database>,
  id: number,
  options: { readonly money: boolean; readonly today: string },
): Promise<PurchaseOrder & { arrivals: PurchaseArrival[] }> {
  const [order] = await readOrders(db, [id], options)
  if (!order) throw new YifangError('not-found', { what: 'purchase_order', id })
  const { rows } = await sql<Omit<PurchaseArrival, 'voided'> & { readonly voided: number }>`
    SELECT r.id AS receiptId, r.business_date AS businessDate, m.name, m.unit, l.quantity, l.amount, l.dye_lot AS dyeLot,
      r.voided_at IS NOT NULL AS voided
    FROM expected_supply e JOIN receipt_supply s ON s.expected_supply_id = e.id
      JOIN receipt_line l ON l.id = s.receipt_line_id JOIN receipt r ON r.id = l.receipt_id JOIN material m ON m.id = l.item_id
    WHERE e.purchase_order_id = ${id} ORDER BY l.id`.execute(db)
  return {
    ...order,
    arrivals: rows.map((row) => ({
      ...row,
      voided: row.voided === 1,
      amount: options.money ? row.amount : null,
    })),
  }
}

interface LineFacts extends Omit<PurchaseOrderLine, 'isOpen' | 'late'> {
  readonly orderId: number
  readonly isOpen: number
}

async function readOrders(
  db: Kysely<Database>,
  ids: readonly number[],
  { money, today }: { readonly money: boolean; readonly today: string },
): Promise<PurchaseOrder[]> {
  const wanted = sql`(SELECT value FROM json_each(${JSON.stringify(ids)}))`
  const { rows: heads } = await sql<Omit<PurchaseOrder, 'lines' | 'isOpen' | 'late'>>`
    SELECT o.id, o.order_number AS orderNumber, o.supplier_id AS supplierId, supplier.name AS supplierName,
      o.business_date AS businessDate, o.note
    FROM purchase_order o JOIN supplier ON supplier.id = o.supplier_id WHERE o.id IN ${wanted}`.execute(db)
  const { rows: lines } = await sql<LineFacts>`
    SELECT e.purchase_order_id AS orderId, e.id, m.id AS materialId, m.name, m.unit, e.quantity, e.received, e.amount,
      e.expected_date AS expectedDate, e.closed_at IS NULL AS isOpen, e.end_note AS endNote
    FROM expected_supply e JOIN material m ON m.id = e.item_id
    WHERE e.purchase_order_id IN ${wanted} ORDER BY e.id`.execute(db)
  return ids.flatMap((id) => {
    const head = heads.find((row) => row.id === id)
    if (!head) return []
    const own = lines
      .filter((line) => line.orderId === id)
      .map(({ orderId: _, ...line }) => ({
        ...line,
        amount: money ? line.amount : null,
        isOpen: line.isOpen === 1,
        late: line.isOpen === 1 && line.expectedDate !== null && line.expectedDate < today,
      }))
    return [
      {
        ...head,
        lines: own,
        isOpen: own.some((line) => line.isOpen),
        late: own.some((line) => line.late),
      },
    ]
  })
}
