import { type Kysely, sql } from 'kysely'
import { YifangError } from '../../shared/errors.ts'
import type { JobOrder, JobProgress } from '../../shared/subcontracting/job-file.ts'
import type { CommandScope } from '../command.ts'
import type { Database } from '../schema.ts'
import { readSubcontract } from './orders.ts'

/** What the file of an order sent out says, with the job's id. Raises not-found. */
export async function jobOrderOf(
  db: Kysely<Database>,
  id: number,
): Promise<{ jobId: string; order: JobOrder }> {
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
  return {
    jobId: job_uuid,
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
    },
  }
}

/** The order that a progress file speaks of. Raises job-foreign (none of ours), job-known (this file or a newer one came). */
export async function orderOfProgress(
  db: Kysely<Database>,
  jobId: string,
  sequence: number,
): Promise<number> {
  const row = await db
    .selectFrom('subcontract_order as o')
    .select(['o.id', 'o.order_number'])
    .select(({ selectFrom }) =>
      selectFrom('subcontract_report as r')
        .select(({ fn }) => fn.max('r.sequence').as('n'))
        .whereRef('r.subcontract_order_id', '=', 'o.id')
        .as('last'),
    )
    .where('o.job_uuid', '=', jobId)
    .executeTakeFirst()
  if (!row) throw new YifangError('job-foreign', {})
  if ((row.last ?? 0) >= sequence) throw new YifangError('job-known', { number: row.order_number })
  return row.id
}

/** Keeps what the partner says of an order: told, never booked. Raises job-foreign, job-known. */
export async function keepReport(
  scope: CommandScope,
  file: {
    readonly jobId: string
    readonly sequence: number
    readonly sentAt: number
    readonly body: JobProgress
  },
): Promise<number> {
  const id = await orderOfProgress(scope.trx, file.jobId, file.sequence)
  await scope.insert('subcontract_report', {
    subcontract_order_id: id,
    sequence: file.sequence,
    sent_at: file.sentAt,
    lines: JSON.stringify(file.body.lines),
    note: file.body.note,
  })
  return id
}
