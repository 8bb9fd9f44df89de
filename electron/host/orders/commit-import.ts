import { v7 } from 'uuid'
import { type CommandScope, runCommand } from '../../../db/command.ts'
import { reallocate } from '../../../db/inventory/allocate.ts'
import { applySlice, emptyCounts } from '../../../db/orders/import/apply-slice.ts'
import { countMasked, countProblems } from '../../../db/orders/import/files.ts'
import type { PreparedOrder, SliceCounts } from '../../../db/orders/import/prepared.ts'
import { newShopNames, rememberShopName } from '../../../db/orders/import/shop-names.ts'
import { writtenBefore } from '../../../db/orders/import/written-before.ts'
import { refreshOrders } from '../../../db/orders/refresh.ts'
import { YifangError } from '../../../shared/errors.ts'
import type { UserMapping } from '../../../shared/orders/files/mapping.ts'
import type { ImportSummary } from '../../../shared/orders/imports-contract.ts'
import type { JobRun } from '../jobs.ts'
import type { HostServices } from '../services.ts'
import type { StagedFile } from './import-messages.ts'
import { type PackedTexts, unpackTexts } from './packed-texts.ts'
import { runImportTask } from './run-worker.ts'

/** Orders a commit: each transaction stays under 50 ms on a village PC. */
export const sliceSize = 300
/** SKUs whose stock is given out in one transaction. */
const allocationSlice = 60

/** Who wrote it, for the audit of the slices. */
export interface ImportAuthor {
  readonly userId: number | null
  readonly station: string
}

/** The staged files of a batch, as the worker needs them: order lists first, then item lists. */
export async function stagedFiles(host: HostServices, batch: string): Promise<StagedFile[]> {
  const rows = await host.store.writer
    .selectFrom('import_file')
    .innerJoin('shop', 'shop.id', 'import_file.shop_id')
    .select([
      'import_file.id',
      'header',
      'mapping',
      'exported_at',
      'applied_to',
      'format',
      'shop.id as shop_id',
      'platform',
      'currency',
      'promise_hours',
      'time_zone',
    ])
    .where('batch', '=', batch)
    .where('state', 'in', ['staged', 'applying'])
    .orderBy('import_file.id')
    .execute()
  const files = rows.map((row) => ({
    id: row.id,
    format: row.format,
    header: JSON.parse(row.header) as string[],
    mapping: row.mapping === null ? null : (JSON.parse(row.mapping) as UserMapping),
    exportedAt: row.exported_at,
    appliedTo: row.applied_to,
    shop: {
      id: row.shop_id,
      platform: row.platform,
      currency: row.currency,
      promiseHours: row.promise_hours,
      timeZone: row.time_zone,
    },
  }))
  return files.sort(
    (a, b) => Number(a.format.endsWith('items')) - Number(b.format.endsWith('items')) || a.id - b.id,
  )
}

/**
 * Applies the staged files of a batch in commits of `sliceSize` orders, each order whole, then gives out
 * stock. Its state is in the store at every moment: an interrupted one goes on at the next start.
 * Gives the sums over all files.
 */
export async function commitBatch(
  host: HostServices,
  batch: string,
  author: ImportAuthor,
  run: Pick<JobRun, 'progress' | 'signal'>,
): Promise<ImportSummary> {
  const files = await stagedFiles(host, batch)
  if (files.length === 0) throw new YifangError('import-not-staged', { importId: batch })
  const totals = await host.store.writer
    .selectFrom('import_file')
    .select((eb) => eb.fn.sum<number>('order_count').as('orders'))
    .where('batch', '=', batch)
    .executeTakeFirstOrThrow()
  const total = Math.max(1, Number(totals.orders))
  await rememberShops(host, author, files)
  const sums = emptyCounts()
  for (const id of await finishedFiles(host, batch)) addUp(sums, await writtenBefore(host.store.writer, id))
  let done = sums.orders.size
  for (const file of files) {
    await setState(host, file.id, 'applying')
    const counts = file.appliedTo === '' ? emptyCounts() : await writtenBefore(host.store.writer, file.id)
    done += counts.orders.size
    // An order of an earlier file of this batch is counted once, as what it was there.
    for (const [id, change] of sums.orders) counts.orders.set(id, change)
    await runImportTask(
      { kind: 'parse', dataDir: host.dataDir, file, slice: sliceSize },
      async (message) => {
        if (message.kind !== 'slice') return
        await write(host, author, 'orders.imports.apply', async (scope) => {
          const ids = await applySlice(
            scope,
            { importFileId: file.id, exportedAt: file.exportedAt, carries: 'both', shop: file.shop },
            { ...message.slice, orders: parsed(message.slice.orders) },
            counts,
          )
          await refreshOrders(scope, ids)
        })
        done += message.slice.numbers.length
        await run.progress(Math.min(done, total), total)
      },
      run.signal,
    )
    if (run.signal.aborted) throw new YifangError('cancelled', {})
    await giveOutStock(host, author, [...counts.touchedSkus])
    await finishFile(host, file.id, counts)
    addUp(sums, counts)
  }
  host.changed(['orders', 'order_line', 'import_file', 'allocation', 'shop', 'shop_name'])
  const left = await countProblems(
    host.store.writer,
    files.map((file) => file.id),
  )
  return summarise(host, sums, left.rowsLeftOut)
}

/** What the files call the shops that they go to: the next such file need not ask. */
async function rememberShops(
  host: HostServices,
  author: ImportAuthor,
  files: readonly StagedFile[],
): Promise<void> {
  const ids = files.map((file) => file.id)
  for (const taught of await newShopNames(host.store.writer, ids))
    await write(host, author, 'orders.imports.nameShop', (scope) => rememberShopName(scope, taught))
}

function* parsed(texts: PackedTexts): Generator<PreparedOrder> {
  for (const text of unpackTexts(texts)) yield JSON.parse(text) as PreparedOrder
}

/** A commit of the import's own: the rows it comes from are staged, so that it can be done again. */
async function write(
  host: HostServices,
  author: ImportAuthor,
  name: 'orders.imports.apply' | 'orders.imports.nameShop',
  work: (scope: CommandScope) => Promise<void>,
): Promise<void> {
  const { store } = host
  await store.repeatable((writer) =>
    runCommand(
      { writer, bulk: store.bulk },
      { uuid: v7(), name, ...author, at: host.clock(), input: null },
      async (scope) => {
        await work(scope)
        return null
      },
    ),
  )
}

async function giveOutStock(
  host: HostServices,
  author: ImportAuthor,
  skuIds: readonly number[],
): Promise<void> {
  for (let from = 0; from < skuIds.length; from += allocationSlice) {
    await write(host, author, 'orders.imports.apply', async (scope) => {
      await reallocate(scope, skuIds.slice(from, from + allocationSlice))
    })
    await new Promise((turn) => setImmediate(turn))
  }
}

/** Files of a batch that were finished before a power cut stopped the rest. */
async function finishedFiles(host: HostServices, batch: string): Promise<readonly number[]> {
  const rows = await host.store.writer
    .selectFrom('import_file')
    .select('id')
    .where('batch', '=', batch)
    .where('state', '=', 'done')
    .orderBy('id')
    .execute()
  return rows.map(({ id }) => id)
}

async function setState(host: HostServices, id: number, state: 'applying'): Promise<void> {
  await host.store.writer.updateTable('import_file').set({ state }).where('id', '=', id).execute()
}

async function finishFile(host: HostServices, id: number, counts: SliceCounts): Promise<void> {
  const left = await countProblems(host.store.writer, [id])
  const summary = await summarise(host, counts, left.rowsLeftOut)
  await host.store.writer
    .updateTable('import_file')
    .set({ state: 'done', summary: JSON.stringify(summary), finished_at: host.clock() })
    .where('id', '=', id)
    .execute()
}

function addUp(sums: SliceCounts, counts: SliceCounts): void {
  for (const [id, change] of counts.orders) sums.orders.set(id, change)
  sums.lines.added += counts.lines.added
  sums.lines.updated += counts.lines.updated
  sums.lines.unchanged += counts.lines.unchanged
  for (const id of counts.overtaken) sums.overtaken.add(id)
  sums.unmatchedLines += counts.unmatchedLines
  sums.addressDiffers += counts.addressDiffers
}

async function summarise(
  host: HostServices,
  counts: SliceCounts,
  problemRows: number,
): Promise<ImportSummary> {
  const count = (change: string) => [...counts.orders.values()].filter((value) => value === change).length
  const masked = await countMasked(host.store.writer, [...counts.orders.keys()])
  return {
    orders: { added: count('added'), updated: count('updated'), unchanged: count('unchanged') },
    overtaken: [...counts.overtaken].filter((id) => counts.orders.get(id) === 'unchanged').length,
    lines: counts.lines,
    masked,
    unmatchedLines: counts.unmatchedLines,
    problemRows,
    addressDiffers: counts.addressDiffers,
  }
}
