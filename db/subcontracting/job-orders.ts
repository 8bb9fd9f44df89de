import { type Kysely, sql } from 'kysely'
import { YifangError } from '../../shared/errors.ts'
import type { JobOrder, JobProgress } from '../../shared/subcontracting/job-file.ts'
import { readSizeChart } from '../catalog/size-chart.ts'
import type { CommandScope } from '../command.ts'
import type { Database } from '../schema.ts'
import type { Sender } from './keys.ts'
import { readSubcontract } from './orders.ts'

/**
 * What the file of an order sent out says, with the job's id and the style's photo, which lies beside the database.
 * Raises not-found.
 */
export async function jobOrderOf(
  db: Kysely<Database>,
  id: number,
): Promise<{ jobId: string; order: JobOrder; photoHash: string | null }> {
  const found = await readSubcontract(db, id, '', true)
  const { job_uuid, performance_date } = await db
    .selectFrom('subcontract_order as o')
    .innerJoin('batch', 'batch.id', 'o.batch_id')
    .select(['o.job_uuid', 'batch.performance_date'])
    .where('o.id', '=', id)
    .executeTakeFirstOrThrow()
  const { rows: operations } = await sql<{ name: string; standardSeconds: number | null }>`
    SELECT name, standard_seconds AS standardSeconds FROM json_each(${JSON.stringify(found.operations.map((step) => step.id))}) j
    JOIN operation ON operation.id = j.value ORDER BY j.key`.execute(db)
  const lines = [...Map.groupBy(found.bundles, ({ sku }) => sku.id).values()].map((bundles) => ({
    colour: bundles[0]!.sku.colour,
    size: bundles[0]!.sku.size,
    pieces: bundles.reduce((sum, { quantity }) => sum + quantity, 0),
  }))
  const sizeChart = await readSizeChart(db, found.styleId)
  return {
    jobId: job_uuid,
    photoHash: found.photoHash,
    order: {
      orderNumber: found.orderNumber,
      styleNumber: found.styleNumber,
      styleName: found.styleName,
      dueDate: found.dueDate,
      performanceDate: performance_date,
      whole: found.whole,
      price: found.price ?? 0,
      operations,
      lines,
      bundles: found.whole
        ? []
        : found.bundles.map(({ bundleNumber, sku, dyeLot, quantity }) => ({
            number: bundleNumber,
            colour: sku.colour,
            size: sku.size,
            dyeLot,
            pieces: quantity,
          })),
      materials: found.materials.map(({ name, unit, issued, returned }) => ({
        name,
        unit,
        amount: issued - returned,
      })),
      note: found.note,
      ...(sizeChart.length > 0 && { sizeChart }),
    },
  }
}

/** What a progress file says of itself. */
export interface ProgressHead {
  readonly jobId: string
  readonly sequence: number
  readonly sentAt: number
  readonly from: Sender
}

/** The order that a progress file speaks of, and whether its sender is known to be the partner. */
export interface ReportedOrder {
  readonly orderId: number
  readonly partner: string
  /** The partner's files are signed by this sender; if not, nobody has said yet who signs them. */
  readonly bound: boolean
}

/**
 * The order that a progress file speaks of. A file is older than what came if both its number and its time are: a
 * partner whose books were restored counts from an earlier number again. Raises job-foreign (none of ours), job-known
 * (this file or a newer one came), job-sender-differs (the partner's files are signed by another workshop, which is
 * none of the `former` sites that the sender may have been before its program was installed anew).
 */
export async function orderOfProgress(
  db: Kysely<Database>,
  file: ProgressHead,
  former: readonly string[] = [],
): Promise<ReportedOrder> {
  const order = await db
    .selectFrom('subcontract_order as o')
    .innerJoin('subcontractor as s', 's.id', 'o.subcontractor_id')
    .innerJoin('supplier', 'supplier.id', 's.supplier_id')
    .select(['o.id', 'o.order_number', 's.id as partnerId', 's.site_id', 'supplier.name as partner'])
    .where('o.job_uuid', '=', file.jobId)
    .executeTakeFirst()
  if (!order) throw new YifangError('job-foreign', {})
  const bound = order.site_id === file.from.siteId
  const other = await db
    .selectFrom('subcontractor')
    .select('id')
    .where('site_id', '=', file.from.siteId)
    .where('id', '<>', order.partnerId)
    .executeTakeFirst()
  const isOther = order.site_id !== '' && !former.includes(order.site_id)
  if (!bound && (isOther || other))
    throw new YifangError('job-sender-differs', { name: file.from.name, partner: order.partner })
  const newer = await db
    .selectFrom('subcontract_report')
    .select('id')
    .where('subcontract_order_id', '=', order.id)
    .where('sequence', '>=', file.sequence)
    .where('sent_at', '>=', file.sentAt)
    .executeTakeFirst()
  if (newer) throw new YifangError('job-known', { number: order.order_number })
  return { orderId: order.id, partner: order.partner, bound }
}

/**
 * Keeps what the partner says of an order: told, never booked. The first file of a partner says who signs for it, which
 * somebody must have `confirmed`. Raises job-foreign, job-known, job-sender-differs, job-partner-new.
 */
export async function keepReport(
  scope: CommandScope,
  file: ProgressHead & { readonly body: JobProgress },
  confirmed: boolean,
): Promise<number> {
  const { orderId, partner, bound } = await orderOfProgress(scope.trx, file)
  if (!bound) {
    if (!confirmed) throw new YifangError('job-partner-new', { name: file.from.name, partner })
    const { subcontractor_id } = await scope.trx
      .selectFrom('subcontract_order')
      .select('subcontractor_id')
      .where('id', '=', orderId)
      .executeTakeFirstOrThrow()
    await scope.update('subcontractor', subcontractor_id, { site_id: file.from.siteId })
  }
  const { last } = await scope.trx
    .selectFrom('subcontract_report')
    .select(({ fn }) => fn.max('sequence').as('last'))
    .where('subcontract_order_id', '=', orderId)
    .executeTakeFirstOrThrow()
  await scope.insert('subcontract_report', {
    subcontract_order_id: orderId,
    // What came last stands, whatever number a restored partner gave it.
    sequence: Math.max(file.sequence, (last ?? 0) + 1),
    sent_at: file.sentAt,
    lines: JSON.stringify(file.body.lines),
    note: file.body.note,
  })
  return orderId
}
