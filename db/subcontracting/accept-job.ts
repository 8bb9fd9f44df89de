import { type Kysely, sql } from 'kysely'
import { YifangError } from '../../shared/errors.ts'
import { pinyinInitials } from '../../shared/pinyin.ts'
import type { JobFile, JobOrder } from '../../shared/subcontracting/job-file.ts'
import { insertSku } from '../catalog/insert-sku.ts'
import { saveSizeChart } from '../catalog/size-chart.ts'
import type { CommandScope } from '../command.ts'
import { saveCustomer } from '../orders/customers.ts'
import { createBatch } from '../production/batches.ts'
import { endSupplies } from '../production/end-batch.ts'
import { readRouting, saveRouting } from '../production/routing.ts'
import type { Database } from '../schema.ts'
import { beginBundle } from './send-out.ts'

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

/** A photo that was kept beside the database. */
export interface KeptPhoto {
  readonly hash: string
  readonly mediaType: string
}

/**
 * Takes an order of another workshop in: its style (that workshop's, known again by its number), its customer, and a
 * batch of the steps that this order asks for with the bundles that come along. The newest size chart of the one whose
 * style it is stands. Orders of ours wait for none of it. Raises job-known, already-exists (a step or a measured point twice).
 */
export async function acceptJob(
  scope: CommandScope,
  file: Extract<JobFile, { kind: 'order' }>,
  businessDate: string,
  photo: KeptPhoto | null = null,
): Promise<{ batchId: number }> {
  // The picture lies beside the database; 80 kB of text a job would only swell the books.
  const { photo: _photo, ...order } = file.body
  await refuseKnownJob(scope.trx, file.jobId)
  const styleId = await styleOf(scope, order, file.from)
  if (photo) await addPhoto(scope, styleId, photo)
  if (order.sizeChart && order.sizeChart.length > 0) await saveSizeChart(scope, styleId, order.sizeChart)
  const skus = await skusOf(scope, styleId, order)
  await addSteps(scope, styleId, order.operations)
  const skuOf = (line: Cell) => skus.get(keyOf(line))!
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
  await keepAskedSteps(scope, batchId, order.operations)
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
    customer_id: await senderCustomer(scope, file.from),
    batch_id: batchId,
    order_number: order.orderNumber,
    price: order.price,
    site_id: file.from.siteId,
    content: JSON.stringify(order),
  })
  return { batchId }
}

interface Cell {
  readonly colour: string
  readonly size: string
}
const keyOf = ({ colour, size }: Cell) => JSON.stringify([colour, size])

/** The customer of a name; made where there is none. */
export async function customerOf(scope: CommandScope, name: string, phone: string): Promise<number> {
  const known = await scope.trx
    .selectFrom('customer')
    .select('id')
    .where('name', '=', name)
    .executeTakeFirst()
  return known?.id ?? (await saveCustomer(scope, { id: null, name, kind: 'seller', phone, note: '' })).id
}

/** Letters that tell workshops of one name apart: many never change the name that the program began with. */
const markOf = (siteId: string) => siteId.slice(0, 4).toUpperCase()

/**
 * The customer whose jobs a site's files were: another workshop of the same name is another customer with an account
 * of its own. A customer of that name whom no site's jobs are charged to is taken for the sender.
 */
async function senderCustomer(scope: CommandScope, from: JobFile['from']): Promise<number> {
  const { trx } = scope
  const known = await trx
    .selectFrom('incoming_job')
    .select('customer_id')
    .where('site_id', '=', from.siteId)
    .orderBy('id', 'desc')
    .executeTakeFirst()
  if (known) return known.customer_id
  const others = trx.selectFrom('incoming_job').select('customer_id').where('site_id', '<>', '')
  const same = await trx.selectFrom('customer').select(['id']).where('name', '=', from.name).execute()
  const free = await trx
    .selectFrom('customer')
    .select('id')
    .where('name', '=', from.name)
    .where('id', 'not in', others)
    .orderBy('id')
    .executeTakeFirst()
  if (free) return free.id
  const name = same.length === 0 ? from.name : `${from.name} ${markOf(from.siteId)}`
  return (await saveCustomer(scope, { id: null, name, kind: 'seller', phone: from.phone, note: '' })).id
}

/**
 * A style of another workshop, found again among that workshop's jobs by its number, with a mark of its own, so that
 * neither ours nor that of a second workshop of the same name is ever taken for it.
 */
async function styleOf(scope: CommandScope, order: JobOrder, from: JobFile['from']): Promise<number> {
  const known = await scope.trx
    .selectFrom('incoming_job')
    .innerJoin('batch', 'batch.id', 'batch_id')
    .select('batch.style_id')
    .where('site_id', '=', from.siteId)
    .where(sql<string>`json_extract(content, '$.styleNumber')`, '=', order.styleNumber)
    .orderBy('incoming_job.id', 'desc')
    .executeTakeFirst()
  if (known) return known.style_id
  return scope.insert('style', {
    style_number: await freeNumber(scope, order.styleNumber, from),
    name: order.styleName,
    name_initials: pinyinInitials(order.styleName),
  })
}

/** As many letters as the style's own page takes. */
const longestNumber = 40

async function freeNumber(scope: CommandScope, number: string, from: JobFile['from']): Promise<string> {
  for (let turn = 0; ; turn++) {
    const mark = turn === 0 ? '' : ` ${markOf(from.siteId)}${turn === 1 ? '' : `-${turn}`}`
    const wanted = `${number}@${from.name}`.slice(0, longestNumber - mark.length) + mark
    const taken = await scope.trx
      .selectFrom('style')
      .select('id')
      .where('style_number', '=', wanted)
      .executeTakeFirst()
    if (!taken) return wanted
  }
}

/** The style's photo, where it has none yet. */
async function addPhoto(scope: CommandScope, styleId: number, photo: KeptPhoto): Promise<void> {
  const has = await scope.trx
    .selectFrom('style_photo')
    .select('id')
    .where('style_id', '=', styleId)
    .executeTakeFirst()
  if (has) return
  await scope.insert('style_photo', {
    style_id: styleId,
    content_hash: photo.hash,
    media_type: photo.mediaType,
    position: 0,
  })
}

/**
 * Adds the steps that the style's routing lacks, each after the one that the order names before it, and standard times
 * where it has none. What it has stays: an earlier order's steps and their rates are needed again. Raises already-exists
 * where the order names a step twice.
 */
async function addSteps(scope: CommandScope, styleId: number, asked: JobOrder['operations']): Promise<void> {
  for (const [index, { name }] of asked.entries())
    if (asked.findIndex((step) => step.name === name) < index)
      throw new YifangError('already-exists', { what: 'operation', name })
  const routing = await readRouting(scope.trx, styleId, false)
  const known = routing.map(({ rates: _rates, predecessors, ...step }) => ({
    ...step,
    standardSeconds:
      step.standardSeconds ?? asked.find(({ name }) => name === step.name)?.standardSeconds ?? null,
    predecessors: predecessors.map((id) => routing.findIndex((one) => one.id === id)).filter((at) => at >= 0),
  }))
  const names = known.map(({ name }) => name)
  const added = asked.filter(({ name }) => !names.includes(name))
  const all = [...names, ...added.map(({ name }) => name)]
  await saveRouting(scope, styleId, [
    ...known,
    ...added.map(({ name, standardSeconds }) => {
      const before = asked[asked.findIndex((step) => step.name === name) - 1]
      return {
        id: null,
        name,
        standardSeconds,
        recorded: true,
        predecessors: before ? [all.indexOf(before.name)] : [],
      }
    }),
  ])
}

/** A batch of the order's own steps, one after the other: what another order of the style asked for is not done here. */
async function keepAskedSteps(
  scope: CommandScope,
  batchId: number,
  asked: JobOrder['operations'],
): Promise<void> {
  const steps = await scope.trx
    .selectFrom('batch_operation')
    .innerJoin('operation', 'operation.id', 'operation_id')
    .select(['batch_operation.id', 'operation_id', 'operation.name'])
    .where('batch_id', '=', batchId)
    .execute()
  for (const step of steps)
    if (!asked.some(({ name }) => name === step.name)) await scope.remove('batch_operation', step.id)
  const kept = asked.map(({ name }) => steps.find((step) => step.name === name)!)
  for (const [position, step] of kept.entries()) {
    const before = kept[position - 1]
    await scope.update('batch_operation', step.id, {
      position,
      predecessors: JSON.stringify(before ? [before.operation_id] : []),
    })
  }
}

async function skusOf(
  scope: CommandScope,
  styleId: number,
  order: JobOrder,
): Promise<ReadonlyMap<string, number>> {
  const known = await scope.trx.selectFrom('sku').selectAll().where('style_id', '=', styleId).execute()
  const found = new Map(known.map((sku) => [keyOf(sku), sku.id]))
  for (const line of [...order.lines, ...order.bundles]) {
    const key = keyOf(line)
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
