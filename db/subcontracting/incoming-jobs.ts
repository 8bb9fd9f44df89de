import { type Kysely, sql } from 'kysely'
import { openStep } from '../../shared/production/progress.ts'
import { finishedPieces } from '../../shared/production/stages.ts'
import type { IncomingJob } from '../../shared/subcontracting/incoming-contract.ts'
import type { JobOrder } from '../../shared/subcontracting/job-file.ts'
import { batchSteps, doneOn } from '../production/progress.ts'
import { openRework } from '../quality/reworks.ts'
import type { Database } from '../schema.ts'

/** Whether a batch is another workshop's work. */
export async function isIncoming(db: Kysely<Database>, batchId: number): Promise<boolean> {
  const row = await db
    .selectFrom('incoming_job')
    .select('id')
    .where('batch_id', '=', batchId)
    .executeTakeFirst()
  return row !== undefined
}

interface JobRow extends Omit<IncomingJob, 'ready' | 'deliveries' | 'byFile' | 'materials'> {
  readonly byFile: number
  /** Its file's order, or nothing. */
  readonly content: string
}

/** Work of others that is done here, open batches first. */
export async function listIncoming(db: Kysely<Database>, money: boolean): Promise<IncomingJob[]> {
  const { rows } = await sql<JobRow>`
    SELECT j.id, j.customer_id AS customerId, customer.name AS customer, j.batch_id AS batchId, batch_number AS batchNumber,
      batch.state AS batchState, style.name AS styleName,
      (SELECT content_hash FROM style_photo WHERE style_photo.style_id = style.id ORDER BY position LIMIT 1) AS photoHash, j.order_number AS orderNumber, j.site_id <> '' AS byFile, j.content,
      batch.due_date AS dueDate, j.price,
      (SELECT coalesce(sum(planned), 0) FROM batch_line l WHERE l.batch_id = batch.id) AS planned, 0 AS good,
      (SELECT coalesce(sum(d.pieces), 0) FROM incoming_delivery d WHERE d.incoming_job_id = j.id AND d.voided_at IS NULL) AS delivered
    FROM incoming_job j JOIN customer ON customer.id = j.customer_id JOIN batch ON batch.id = j.batch_id
      JOIN style ON style.id = batch.style_id
    ORDER BY batch.state = 'open' DESC, batch.due_date IS NULL, batch.due_date, j.id DESC LIMIT 200`.execute(
    db,
  )
  const jobs: IncomingJob[] = []
  for (const row of rows) {
    const bundles = await finishedBundles(db, row.batchId)
    const deliveries = await sql<Omit<IncomingJob['deliveries'][number], 'voided'> & { voided: number }>`
      SELECT d.id, d.business_date AS businessDate, d.pieces, e.amount, d.voided_at IS NOT NULL AS voided
      FROM incoming_delivery d LEFT JOIN customer_entry e ON e.id = d.customer_entry_id
      WHERE d.incoming_job_id = ${row.id} ORDER BY d.id DESC`.execute(db)
    const { content, ...job } = row
    jobs.push({
      ...job,
      byFile: row.byFile === 1,
      materials: content === '' ? [] : (JSON.parse(content) as JobOrder).materials,
      price: money ? row.price : null,
      good: row.delivered + bundles.reduce((sum, { good }) => sum + good, 0),
      ready: bundles.flatMap(({ id, bundleNumber, held, good, toMend }) =>
        held > 0 && good === held && toMend === 0 ? [{ id, bundleNumber, pieces: held }] : [],
      ),
      deliveries: deliveries.rows.map((one) => ({
        ...one,
        amount: money ? one.amount : null,
        voided: one.voided === 1,
      })),
    })
  }
  return jobs
}

/** Live bundles of a batch with the pieces that are good at every recorded step. */
export async function finishedBundles(db: Kysely<Database>, batchId: number) {
  const steps = await batchSteps(db, batchId)
  const bundles = await db
    .selectFrom('bundle')
    .select(['id', 'bundle_number', 'sku_id', 'quantity', 'held'])
    .where('batch_id', '=', batchId)
    .where('state', '=', 'live')
    .orderBy('bundle_number')
    .execute()
  const done = Map.groupBy(
    await doneOn(
      db,
      bundles.map(({ id }) => id),
    ),
    ({ bundleId }) => bundleId,
  )
  const { rows: reworks } = await sql<{ bundleId: number; pieces: number }>`
    SELECT d.bundle_id AS bundleId, sum(d.pieces) AS pieces FROM bundle JOIN inspection_defect d ON d.bundle_id = bundle.id
    WHERE bundle.batch_id = ${batchId} AND ${openRework} GROUP BY d.bundle_id`.execute(db)
  return bundles.map(({ id, bundle_number, sku_id, quantity, held }) => ({
    id,
    bundleNumber: bundle_number,
    skuId: sku_id,
    held,
    good: finishedPieces({ quantity, held, done: done.get(id) ?? [] }, steps),
    open: openStep(held, done.get(id) ?? [], steps),
    /** Sent back by a check and not mended yet. */
    toMend: reworks.find(({ bundleId }) => bundleId === id)?.pieces ?? 0,
  }))
}
