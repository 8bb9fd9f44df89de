import { parentPort } from 'node:worker_threads'
import { openReader } from '../../../db/open.ts'
import type { PreparedOrder, PreparedSlice } from '../../../db/orders/import/prepared.ts'
import { emptyPreview, matchedListings, previewSlice } from '../../../db/orders/import/preview-slice.ts'
import type { StagedRow } from '../../../db/orders/import/stage.ts'
import { type OrderRows, stagedOrders } from '../../../db/orders/import/staged-rows.ts'
import type { Currency } from '../../../shared/money.ts'
import { newestInstant } from '../../../shared/orders/files/export-time.ts'
import { headerSignature, mappedFormat, suggestMapping } from '../../../shared/orders/files/mapping.ts'
import { openTables, type SourceTable } from '../../../shared/orders/files/open-table.ts'
import { parseOrder } from '../../../shared/orders/files/parse-order.ts'
import { recognise } from '../../../shared/orders/files/recognise.ts'
import { rowKeys } from '../../../shared/orders/files/row-keys.ts'
import { isOnlyTracking } from '../../../shared/orders/files/tracking-file.ts'
import { FileProblem, type ParsedOrder, type RowProblem } from '../../../shared/orders/files/types.ts'
import { searchTerms, searchText } from '../../../shared/orders/search.ts'
import type { ImportMessage, ImportTask, StagedFile } from './import-messages.ts'
import { type IncomingFile, openIncoming } from './incoming-file.ts'
import { type PackedTexts, packTexts } from './packed-texts.ts'

/**
 * Reads and parses order files beside the main thread, so that a file of 100,000 rows never holds up a call.
 * Flow control: after each batch it waits until the host has written the one before the last.
 */
const port = parentPort!

/** Rows a commit while staging: about 20 ms. */
const stagedRowsAtOnce = 1000

let ahead = 0
let proceed: (() => void) | null = null
/** Batches the worker may be ahead of the host: two keep both busy and memory small. */
const aheadLimit = 2

async function send(message: ImportMessage, packed?: PackedTexts): Promise<void> {
  port.postMessage(message, packed ? [packed.bytes.buffer] : [])
  if (message.kind !== 'rows' && message.kind !== 'slice' && message.kind !== 'problems') return
  ahead += 1
  while (ahead >= aheadLimit)
    await new Promise<void>((resolve) => {
      proceed = resolve
    })
}

async function read(task: Extract<ImportTask, { kind: 'read' }>, bytes: IncomingFile): Promise<void> {
  const accepts = (header: readonly string[]) => headerSignature(header) in task.mappings
  const tables = await openTables(task.fileName, bytes, { accepts })
  let rowCount = 0
  for (const table of tables) rowCount += await readTable(task, bytes, table, tables.length > 1)
  if (rowCount === 0) throw new FileProblem('file-no-orders')
}

/** Sends one table of a file and gives how many rows it has: nothing is sent of one without any. */
async function readTable(
  task: Extract<ImportTask, { kind: 'read' }>,
  bytes: IncomingFile,
  table: SourceTable,
  isOneOfMany: boolean,
): Promise<number> {
  const mapping = table.format === null ? (task.mappings[headerSignature(table.header)] ?? null) : null
  const format = table.format ?? (mapping && mappedFormat(mapping, table.header))
  if (!format) {
    if (isOnlyTracking(table.header)) throw new FileProblem('file-tracking-numbers')
    const samples: (readonly string[])[] = []
    for await (const chunk of table.rows()) {
      for (const row of chunk.rows.slice(0, 5)) samples.push(row.cells)
      break
    }
    if (samples.length === 0) return 0
    await send({
      kind: 'mapping-needed',
      signature: headerSignature(table.header),
      header: table.header,
      samples,
      suggestion: suggestMapping(table.header, samples),
    })
    return samples.length
  }
  const keyOf = rowKeys(format, table.header)
  const newest = newestInstant(format, 'UTC')
  const shopNames = new Set<string>()
  let rowCount = 0
  for await (const chunk of table.rows()) {
    const rows: Omit<StagedRow, 'cells'>[] = []
    const texts: string[] = []
    const problems: RowProblem[] = []
    for (const source of chunk.rows) {
      const keyed = keyOf(source)
      if (keyed.ignored) continue
      if (rowCount === 0)
        await send({
          kind: 'table',
          sheet: isOneOfMany ? (table.sheet ?? null) : null,
          contentHash: bytes.contentHash(),
          format: format.id,
          source: format.source,
          carries: format.carries,
          header: table.header,
          unknownColumns: format.unknownColumns,
          mapping,
        })
      rowCount += 1
      newest.add(source)
      if (keyed.problem) problems.push(keyed.problem)
      if (keyed.key.orderNumber !== null) shopNames.add(keyed.key.shopName ?? '')
      rows.push({
        row: source.row,
        orderNumber: keyed.key.orderNumber,
        shopName: keyed.key.shopName,
      })
      texts.push(JSON.stringify(source.cells))
    }
    for (let from = 0; from < rows.length; from += stagedRowsAtOnce) {
      const cells = packTexts(texts.slice(from, from + stagedRowsAtOnce))
      await send(
        {
          kind: 'rows',
          rows: rows.slice(from, from + stagedRowsAtOnce),
          cells,
          problems: from === 0 ? problems : [],
        },
        cells,
      )
    }
  }
  if (rowCount === 0) return 0
  await send({
    kind: 'read',
    rowCount,
    shopNames: [...shopNames],
    shopColumn: table.header[format.columns.shopName ?? -1] ?? null,
    newestWall: newest.value(),
  })
  return rowCount
}

async function readIncoming(task: Extract<ImportTask, { kind: 'read' }>): Promise<void> {
  const bytes = openIncoming(task.path)
  try {
    await read(task, bytes)
  } finally {
    bytes.close()
  }
}

function prepare(
  orders: readonly OrderRows[],
  file: StagedFile,
): PreparedSlice & { readonly orders: readonly PreparedOrder[] } {
  const format = file.mapping ? mappedFormat(file.mapping, file.header) : recognise(file.header)
  const context = { zone: file.shop.timeZone, currency: file.shop.currency as Currency }
  const prepared: PreparedOrder[] = []
  const problems: RowProblem[] = []
  let rowCount = 0
  for (const order of orders) {
    rowCount += order.rows.length
    const parsed = parseOrder(format!, file.header, order.rows, context)
    problems.push(...parsed.problems)
    const leftOut = parsed.problems.filter((problem) => !problem.kept).map((problem) => problem.row)
    if (parsed.order) prepared.push({ parsed: parsed.order, leftOut, ...words(parsed.order) })
  }
  const numbers = prepared.map((order) => order.parsed.orderNumber)
  return { numbers, orders: prepared, problems, rowCount }
}

function words(order: ParsedOrder): Pick<PreparedOrder, 'terms' | 'text'> {
  const { head, lines } = order
  const recipient = head.recipient
  return {
    terms: searchTerms({
      orderNumber: order.orderNumber,
      buyerId: head.buyerId ?? '',
      recipientName: recipient?.name ?? '',
      recipientPhone: recipient?.phone ?? '',
      trackingNumbers: [
        ...(head.trackingNumbers ?? []),
        ...lines.flatMap((line) => line.trackingNumbers ?? []),
      ],
    }),
    text: searchText([
      recipient ? recipient.province + recipient.city + recipient.district + recipient.address : '',
      head.titles ?? '',
      head.buyerNote ?? '',
      head.sellerNote ?? '',
    ]),
  }
}

async function parse(task: Extract<ImportTask, { kind: 'parse' }>): Promise<void> {
  const db = openReader(task.dataDir)
  for await (const orders of stagedOrders(db, task.file.id, task.slice, task.file.appliedTo)) {
    const slice = prepare(orders, task.file)
    const packed = packTexts(slice.orders.map((order) => JSON.stringify(order)))
    await send({ kind: 'slice', slice: { ...slice, orders: packed } }, packed)
  }
  await db.destroy()
}

async function preview(task: Extract<ImportTask, { kind: 'preview' }>): Promise<void> {
  const db = openReader(task.dataDir)
  const sums = emptyPreview()
  for (const file of task.files) {
    const isMatched = await matchedListings(db, file.shop.id)
    const target = {
      importFileId: file.id,
      exportedAt: file.exportedAt,
      carries: 'both' as const,
      shop: file.shop,
    }
    for await (const orders of stagedOrders(db, file.id, 500, file.appliedTo)) {
      const problems = await previewSlice(db, target, prepare(orders, file), sums, isMatched)
      await send({ kind: 'problems', importFileId: file.id, problems, rows: orders.length })
    }
  }
  await db.destroy()
  const count = (change: string) => [...sums.orders.values()].filter((value) => value === change).length
  await send({
    kind: 'previewed',
    summary: {
      orders: { added: count('added'), updated: count('updated'), unchanged: count('unchanged') },
      lines: sums.lines,
      overtaken: [...sums.overtaken].filter((number) => sums.orders.get(number) === 'unchanged').length,
      masked: sums.masked.size,
      unmatchedLines: sums.unmatchedLines,
      addressDiffers: sums.addressDiffers,
    },
    samples: sums.samples,
  })
}

async function work(task: ImportTask): Promise<void> {
  try {
    if (task.kind === 'read') await readIncoming(task)
    else if (task.kind === 'parse') await parse(task)
    else await preview(task)
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error
    await send({ kind: 'file-problem', code: error.code, detail: error.detail })
  }
  await send({ kind: 'end' })
}

port.on('message', (message: ImportTask | 'next') => {
  if (message === 'next') {
    ahead -= 1
    proceed?.()
  } else void work(message)
})
