import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import RawDatabase from 'better-sqlite3'
import readXlsxFile from 'read-excel-file/node'
import { openStore, storeFile } from '../../db/open.ts'
import { initialiseStore } from '../../db/settings/initialise.ts'
import { decodeText } from '../../shared/orders/files/decode-text.ts'
import { type TestHost, id, importFiles, testHost } from '../support/host.ts'
import { csvBytes, headerSets, makeOrders, orderTable, xlsxBytes } from '../support/order-files.ts'
import { figure, percentile } from './figures.ts'

/** The tables an import writes: the floor inserts the very same rows by bare prepared statements. */
const written = ['import_row', 'import_problem', 'orders', 'order_line', 'waybill', 'allocation', 'order_term', 'audit', 'listing']

interface Measured {
  readonly seconds: number
  readonly readP99: number
  readonly peakMegabytes: number
  readonly test: TestHost
}

/** A workshop that knows the file's seller codes and has stock of them. */
async function preparedHost(): Promise<{ test: TestHost; shopId: number }> {
  const test = await testHost()
  const client = test.client()
  const shop = await client.settings.shops.save({
    commandId: id(),
    id: null,
    platform: 'taobao',
    name: 'bench',
    promiseHours: 48,
  })
  const { bulk, writer } = test.host.services.store
  await writer.transaction().execute(async () => {
    const command = 1
    const style = bulk.run(
      "INSERT INTO style (style_number, name, name_initials, command_id) VALUES ('DY', 'bench', 'bench', ?)",
      [command],
    ).id
    for (let code = 0; code < 50; code++)
      for (const size of ['100cm', '110cm', '120cm', '130cm', '140cm']) {
        const item = bulk.run("INSERT INTO item (kind) VALUES ('sku')", []).id
        bulk.run(
          'INSERT INTO sku (id, style_id, colour, size, seller_code, command_id) VALUES (?, ?, ?, ?, ?, ?)',
          [item, style, String(code), size, `DY-${code}-${size}`, command],
        )
        bulk.run('INSERT INTO stock_level (item_id, location_id, quantity, value) VALUES (?, 1, 200, 0)', [item])
      }
  })
  return { test, shopId: shop.id }
}

async function measureImport(files: readonly File[]): Promise<Measured> {
  const { test, shopId } = await preparedHost()
  const client = test.client()
  const reader = test.client()
  const waits: number[] = []
  let running = true
  let peak = 0
  const reading = (async () => {
    while (running) {
      const start = performance.now()
      await reader.orders.list({ search: '', limit: 50 })
      waits.push(performance.now() - start)
      peak = Math.max(peak, process.memoryUsage.rss())
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  })()
  const start = performance.now()
  await importFiles(client, shopId, [...files])
  const seconds = (performance.now() - start) / 1000
  running = false
  await reading
  return { seconds, readP99: percentile(waits, 0.99), peakMegabytes: peak / 1e6, test }
}

/** Seconds for bare prepared statements to insert the rows an import wrote, in one transaction. */
async function floorInserts(test: TestHost): Promise<number> {
  const source = new RawDatabase(storeFile(test.dir), { readonly: true })
  const rows = written.map((table) => {
    const all = source.prepare(`SELECT * FROM ${table}`).raw()
    return { table, columns: all.columns().map((column) => column.name), values: all.all() as unknown[][] }
  })
  const texts = source
    .prepare<[], { id: number; text: string }>(
      `SELECT o.id, recipient_province || recipient_city || recipient_district || recipient_address || ' ' || titles || ' ' ||
        coalesce((SELECT group_concat(title || ' ' || attributes || ' ' || seller_code, ' ') FROM order_line l WHERE l.order_id = o.id), '') AS text
       FROM orders o`,
    )
    .all()
  source.close()
  const dir = mkdtempSync(join(tmpdir(), 'yifang-floor-'))
  const store = await openStore(dir, async () => {})
  await initialiseStore(store, 0)
  await store.close()
  const raw = new RawDatabase(storeFile(dir))
  raw.pragma('journal_mode = WAL')
  raw.pragma('synchronous = FULL')
  raw.pragma('cache_size = -32000')
  raw.pragma('foreign_keys = OFF')
  for (const { table } of rows) raw.exec(`DELETE FROM ${table}`)
  const start = performance.now()
  raw.exec('BEGIN IMMEDIATE')
  for (const { table, columns, values } of rows) {
    const insert = raw.prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`)
    for (const row of values) insert.run(row)
  }
  const text = raw.prepare('INSERT INTO order_text (rowid, text) VALUES (?, ?)')
  for (const row of texts) text.run(row.id, row.text.toLowerCase())
  raw.exec('COMMIT')
  const seconds = (performance.now() - start) / 1000
  raw.close()
  rmSync(dir, { recursive: true, force: true })
  return seconds
}

export async function benchImport(orderCount = 10_000): Promise<void> {
  const orders = makeOrders(orderCount)
  const tables = [orderTable(headerSets.TB_2022!, orders), orderTable(headerSets.TB_D_2024!, orders)]
  const names = ['ExportOrderList202605181200', 'ExportOrderDetailList202605181200']
  const gbk = tables.map((table) => csvBytes(table))
  const csv = await measureImport(gbk.map((bytes, index) => new File([new Uint8Array(bytes)], `${names[index]}.csv`)))
  const decodeStart = performance.now()
  for (const bytes of gbk) decodeText(bytes)
  const decode = (performance.now() - decodeStart) / 1000
  const inserts = await floorInserts(csv.test)
  await csv.test.close()
  figure(`import ${orderCount} Taobao orders, GBK pair`, csv.seconds, 's', decode + inserts, '≤ 2.5 × floor')
  figure('  read call meanwhile, 99th percentile', csv.readP99, 'ms', null, '≤ 50 ms')
  figure('  peak memory', csv.peakMegabytes, 'MB', null, '≤ 300 MB at 100,000 orders')
  const workbooks = await Promise.all(tables.map((table) => xlsxBytes(table)))
  const xlsx = await measureImport(workbooks.map((bytes, index) => new File([new Uint8Array(bytes)], `${names[index]}.xlsx`)))
  await xlsx.test.close()
  const readStart = performance.now()
  for (const bytes of workbooks) await readXlsxFile(Buffer.from(bytes))
  const readSeconds = (performance.now() - readStart) / 1000
  figure(`import ${orderCount} Taobao orders, XLSX pair`, xlsx.seconds, 's', readSeconds + inserts, '≤ 1.5 × floor')
}
