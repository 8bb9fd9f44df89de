import { type Kysely, sql } from 'kysely'
import type { SkuLabel } from '../../shared/catalog/sku-label.ts'
import { YifangError } from '../../shared/errors.ts'
import type { JobProgress } from '../../shared/subcontracting/job-file.ts'
import type { Subcontract, SubcontractRow } from '../../shared/subcontracting/orders-contract.ts'
import { skuLabels } from '../catalog/lookups.ts'
import { sizeOrder } from '../catalog/size-order.ts'
import type { Database } from '../schema.ts'
import { stillOut } from './out.ts'

interface OrderFacts extends Omit<SubcontractRow, 'operations' | 'whole' | 'late'> {
  readonly operations: string
  readonly whole: number
  readonly price: number
  readonly note: string
  readonly endNote: string
}

function facts(where: ReturnType<typeof sql>) {
  const returned = (
    column: string,
  ) => sql`coalesce((SELECT sum(${sql.ref(`l.${column}`)}) FROM subcontract_return r
    JOIN subcontract_return_line l ON l.subcontract_return_id = r.id
    WHERE r.subcontract_order_id = o.id AND r.voided_at IS NULL), 0)`
  return sql<OrderFacts>`
    SELECT o.id, o.order_number AS orderNumber, o.state, o.subcontractor_id AS subcontractorId, supplier.name AS partner,
      batch.id AS batchId, batch_number AS batchNumber, style.id AS styleId, style_number AS styleNumber, style.name AS styleName,
      (SELECT content_hash FROM style_photo WHERE style_photo.style_id = style.id ORDER BY position LIMIT 1) AS photoHash,
      o.whole, o.operations, o.due_date AS dueDate, o.business_date AS businessDate, o.price, o.note, o.end_note AS endNote,
      coalesce((SELECT sum(sb.quantity) FROM subcontract_bundle sb WHERE sb.subcontract_order_id = o.id), 0) AS sent,
      iif(o.state = 'closed', 0, coalesce((SELECT sum(${stillOut}) FROM subcontract_bundle sb WHERE sb.subcontract_order_id = o.id), 0)) AS out,
      ${returned('good')} AS good, ${returned('scrap')} AS scrap, ${returned('lost')} AS lost, ${returned('over')} AS over
    FROM subcontract_order o JOIN subcontractor s ON s.id = o.subcontractor_id JOIN supplier ON supplier.id = s.supplier_id
      JOIN batch ON batch.id = o.batch_id JOIN style ON style.id = batch.style_id
    WHERE ${where} ORDER BY o.state DESC, o.due_date IS NULL, o.due_date, o.id DESC LIMIT 500`
}

function toRow(row: OrderFacts, names: ReadonlyMap<number, string>, today: string): SubcontractRow {
  const { price: _price, note: _note, endNote: _endNote, operations, whole, ...rest } = row
  return {
    ...rest,
    whole: whole === 1,
    operations: (JSON.parse(operations) as number[]).map((id) => ({ id, name: names.get(id) ?? '' })),
    late: row.out > 0 && row.dueDate !== null && row.dueDate < today,
  }
}

async function operationNames(
  db: Kysely<Database>,
  rows: readonly OrderFacts[],
): Promise<ReadonlyMap<number, string>> {
  const ids = rows.flatMap((row) => JSON.parse(row.operations) as number[])
  const found = await db
    .selectFrom('operation')
    .select(['id', 'name'])
    .where('id', 'in', sql<number>`(SELECT value FROM json_each(${JSON.stringify(ids)}))`)
    .execute()
  return new Map(found.map(({ id, name }) => [id, name]))
}

/** Orders sent out, the soonest due first; the newest 500. */
export async function listSubcontracts(
  db: Kysely<Database>,
  state: SubcontractRow['state'] | null,
  today: string,
): Promise<SubcontractRow[]> {
  const { rows } = await facts(sql`(${state} IS NULL OR o.state = ${state})`).execute(db)
  const names = await operationNames(db, rows)
  return rows.map((row) => toRow(row, names, today))
}

/** One order with its bundles, what came back, its materials and the partner's newest report. Raises not-found. */
export async function readSubcontract(
  db: Kysely<Database>,
  id: number,
  today: string,
  money: boolean,
): Promise<Subcontract> {
  const { rows } = await facts(sql`o.id = ${id}`).execute(db)
  const head = rows[0]
  if (!head) throw new YifangError('not-found', { what: 'subcontract_order', id })
  const bundles = await sql<
    Omit<Subcontract['bundles'][number], 'sku'> & { skuId: number }
  >`SELECT b.id AS bundleId, b.bundle_number AS bundleNumber, b.sku_id AS skuId, b.dye_lot AS dyeLot, sb.quantity,
      coalesce(sum(l.good), 0) AS good, coalesce(sum(l.scrap), 0) AS scrap, coalesce(sum(l.lost), 0) AS lost,
      -- Mended ones come back as good: of what was left to mend, no more can be there than is still out.
      iif(${head.state} = 'closed', 0, min(coalesce(sum(l.rework), 0), ${stillOut})) AS rework,
      iif(${head.state} = 'closed', 0, ${stillOut}) AS out
    FROM subcontract_bundle sb JOIN bundle b ON b.id = sb.bundle_id
      LEFT JOIN subcontract_return r ON r.subcontract_order_id = sb.subcontract_order_id AND r.voided_at IS NULL
      LEFT JOIN subcontract_return_line l ON l.subcontract_return_id = r.id AND l.bundle_id = b.id
    WHERE sb.subcontract_order_id = ${id} GROUP BY sb.id ORDER BY b.bundle_number`.execute(db)
  const labels = await skuLabels(
    db,
    bundles.rows.map(({ skuId }) => skuId),
  )
  const returns = await sql<Omit<Subcontract['returns'][number], 'voided'> & { voided: number }>`
    SELECT r.id, r.business_date AS businessDate, sum(l.good) AS good, sum(l.scrap) AS scrap, sum(l.lost) AS lost,
      sum(l.rework) AS rework, sum(l.over) AS over, r.amount, r.deduction, r.note, r.voided_at IS NOT NULL AS voided
    FROM subcontract_return r JOIN subcontract_return_line l ON l.subcontract_return_id = r.id
    WHERE r.subcontract_order_id = ${id} GROUP BY r.id ORDER BY r.id DESC`.execute(db)
  const materials = await sql<Subcontract['materials'][number]>`
    SELECT m.id AS materialId, m.name, m.unit, sum(iif(u.kind = 'issued', u.quantity, 0)) AS issued,
      sum(iif(u.kind = 'returned', u.quantity, 0)) AS returned
    FROM material_use u JOIN material m ON m.id = u.material_id
    WHERE u.subcontract_order_id = ${id} AND u.voided_at IS NULL GROUP BY m.id ORDER BY m.id`.execute(db)
  const report = await db
    .selectFrom('subcontract_report')
    .selectAll()
    .where('subcontract_order_id', '=', id)
    .orderBy('sequence', 'desc')
    .executeTakeFirst()
  return {
    ...toRow(head, await operationNames(db, rows), today),
    price: money ? head.price : null,
    note: head.note,
    endNote: head.endNote,
    sizes: await ownSizes(
      db,
      bundles.rows.map(({ skuId }) => labels.get(skuId)!),
    ),
    bundles: bundles.rows.map(({ skuId, ...row }) => ({ ...row, sku: labels.get(skuId)! })),
    returns: returns.rows.map((row) => ({
      ...row,
      voided: row.voided === 1,
      amount: money ? row.amount : null,
      deduction: money ? row.deduction : null,
    })),
    materials: materials.rows,
    report: report
      ? {
          sentAt: report.sent_at,
          sequence: report.sequence,
          lines: JSON.parse(report.lines) as JobProgress['lines'],
          note: report.note,
        }
      : null,
  }
}

/** The sizes of SKUs of one style, in its own order. */
async function ownSizes(db: Kysely<Database>, skus: readonly SkuLabel[]): Promise<string[]> {
  const first = skus[0]
  if (!first) return []
  const inOrder = await sizeOrder(db, first.styleId)
  const sizes = [...new Set(skus.map(({ size }) => size))]
  return sizes.toSorted((a, b) => inOrder({ colour: '', size: a }, { colour: '', size: b }))
}
