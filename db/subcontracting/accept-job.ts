import type { Kysely } from 'kysely'
import { YifangError } from '../../shared/errors.ts'
import { pinyinInitials } from '../../shared/pinyin.ts'
import type { JobFile, JobOrder } from '../../shared/subcontracting/job-file.ts'
import { insertSku } from '../catalog/insert-sku.ts'
import type { CommandScope } from '../command.ts'
import { saveCustomer } from '../orders/customers.ts'
import { createBatch } from '../production/batches.ts'
import { endSupplies } from '../production/end-batch.ts'
import { readRouting, saveRouting } from '../production/routing.ts'
import type { Database } from '../schema.ts'
import { beginBundle } from './orders.ts'

/** Raises job-known where the job of a file is here already. */
export async function refuseKnownJob(db: Kysely<Database>, jobId: string): Promise<void> {
  const row = await db
    .selectFrom('incoming_job')
    .innerJoin('batch', 'batch.id', 'batch_id')
    .select('batch_number')
    .where('job_uuid', '=', jobId)
    .executeTakeFirst()
  if (row) throw new YifangError('job-known', { number: row.batch_number })
}

/**
 * Takes an order of another workshop in: its style (known again by its number), a customer of its name, and a batch
 * with the bundles that come along. Orders of ours wait for none of it. Raises job-known.
 */
export async function acceptJob(
  scope: CommandScope,
  file: Extract<JobFile, { kind: 'order' }>,
  businessDate: string,
): Promise<{ batchId: number }> {
  const { body: order } = file
  await refuseKnownJob(scope.trx, file.jobId)
  const styleId = await styleOf(scope, order, file.from.name)
  const skus = await skusOf(scope, styleId, order)
  if ((await readRouting(scope.trx, styleId, false)).length === 0)
    await saveRouting(
      scope,
      styleId,
      order.operations.map(({ name, standardSeconds }, index) => ({
        id: null,
        name,
        standardSeconds,
        recorded: true,
        predecessors: index === 0 ? [] : [index - 1],
      })),
    )
  const skuOf = (line: { readonly colour: string; readonly size: string }) =>
    skus.get(`${line.colour}\n${line.size}`)!
  const { id: batchId } = await createBatch(scope, {
    styleId,
    dueDate: order.dueDate,
    performanceDate: order.performanceDate,
    note: order.note.slice(0, 300),
    businessDate,
    lines: [...Map.groupBy(order.lines, skuOf)].map(([skuId, lines]) => ({
      skuId,
      planned: lines.reduce((sum, { pieces }) => sum + pieces, 0),
    })),
  })
  await endSupplies(scope, batchId)
  for (const bundle of order.bundles)
    await beginBundle(scope, {
      batchId,
      skuId: skuOf(bundle),
      quantity: bundle.pieces,
      kind: 'begun',
      dyeLot: bundle.dyeLot,
    })
  await scope.insert('incoming_job', {
    job_uuid: file.jobId,
    customer_id: await customerOf(scope, file.from.name, file.from.phone),
    batch_id: batchId,
    order_number: order.orderNumber,
    price: order.price,
    site_id: file.from.siteId,
    content: JSON.stringify(order),
  })
  return { batchId }
}

/** The customer of a name; made where there is none. */
export async function customerOf(scope: CommandScope, name: string, phone: string): Promise<number> {
  const known = await scope.trx
    .selectFrom('customer')
    .select('id')
    .where('name', '=', name)
    .executeTakeFirst()
  return known?.id ?? (await saveCustomer(scope, { id: null, name, kind: 'seller', phone, note: '' })).id
}

/** A style of another workshop, found again by its number with a mark of its own, so that ours is never taken for it. */
async function styleOf(scope: CommandScope, order: JobOrder, from: string): Promise<number> {
  const number = `${order.styleNumber}@${from}`
  const known = await scope.trx
    .selectFrom('style')
    .select('id')
    .where('style_number', '=', number)
    .executeTakeFirst()
  if (known) return known.id
  return scope.insert('style', {
    style_number: number,
    name: order.styleName,
    name_initials: pinyinInitials(order.styleName),
  })
}

async function skusOf(
  scope: CommandScope,
  styleId: number,
  order: JobOrder,
): Promise<ReadonlyMap<string, number>> {
  const known = await scope.trx.selectFrom('sku').selectAll().where('style_id', '=', styleId).execute()
  const found = new Map(known.map((sku) => [`${sku.colour}\n${sku.size}`, sku.id]))
  for (const line of [...order.lines, ...order.bundles]) {
    const key = `${line.colour}\n${line.size}`
    if (found.has(key)) continue
    for (const [table, name] of [
      ['style_colour', line.colour],
      ['style_size', line.size],
    ] as const) {
      const rows = await scope.trx
        .selectFrom(table)
        .select(['name', 'position'])
        .where('style_id', '=', styleId)
        .execute()
      if (!rows.some((row) => row.name === name))
        await scope.insert(table, { style_id: styleId, name, position: rows.length })
    }
    const { colour, size } = line
    found.set(
      key,
      await insertSku(scope, { styleId, colour, size, sellerCode: '', barcode: '', safetyStock: 0 }),
    )
  }
  return found
}
