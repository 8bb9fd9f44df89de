import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import RawDatabase from 'better-sqlite3'
import readXlsxFile from 'read-excel-file/node'
import { compileHost } from '../../build/compile-electron.ts'
import { hostFlags } from '../../build/host-flags.ts'
import { openStore, storeFile } from '../../db/open.ts'
import { initialiseStore } from '../../db/settings/initialise.ts'
import { decodeText } from '../../shared/orders/files/decode-text.ts'
import { csvBytes, headerSets, makeOrders, orderTable, xlsxBytes } from '../support/order-files.ts'
import { figure, median } from './figures.ts'
import type { ImportRun } from './import-child.ts'

/** The tables an import writes: the floor inserts the very same rows by bare prepared statements. */
const written = [
  'import_row',
  'import_problem',
  'orders',
  'order_line',
  'waybill',
  'allocation',
  'order_term',
  'audit',
  'listing',
]

const compiled = fileURLToPath(new URL('../../.cache/bench-host', import.meta.url))

/** The host as the installed program has it: compiled, not stripped of its types at each start. */
async function compileChild(): Promise<void> {
  const child = fileURLToPath(new URL('./import-child.ts', import.meta.url))
  await compileHost(compiled, { 'import-child': child }, ['better-sqlite3'])
}

/** One import in a process of its own (import-child.ts). */
function importOf(folder: string, ...options: readonly string[]): ImportRun {
  const child = join(compiled, 'import-child.js')
  const printed = execFileSync(process.execPath, [...hostFlags, child, folder, ...options], {
    encoding: 'utf8',
  })
  return JSON.parse(printed.trim().split('\n').at(-1)!) as ImportRun
}

/** Several imports, in the order of their time; the store of each is removed unless it is kept. */
function importsOf(folder: string, count: number): ImportRun[] {
  const runs = Array.from({ length: count }, () => importOf(folder))
  return runs.sort((a, b) => a.seconds - b.seconds)
}

/** Writes the order list and the item list of as many orders; gives the folder. */
async function writePair(
  orderCount: number,
  kind: 'csv' | 'xlsx',
): Promise<{ folder: string; files: Uint8Array[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'yifang-files-'))
  const orders = makeOrders(orderCount)
  const files: Uint8Array[] = []
  for (const [name, header] of [
    ['ExportOrderList202605181200', headerSets.TB_2022!],
    ['ExportOrderDetailList202605181200', headerSets.TB_D_2024!],
  ] as const) {
    const table = orderTable(header, orders)
    const bytes = kind === 'csv' ? csvBytes(table) : await xlsxBytes(table)
    writeFileSync(join(folder, `${name}.${kind}`), bytes)
    files.push(bytes)
  }
  return { folder, files }
}

/** Seconds for bare prepared statements to insert the rows an import wrote, in one transaction. */
async function floorInserts(dataDir: string): Promise<number> {
  const source = new RawDatabase(storeFile(dataDir), { readonly: true })
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
    const insert = raw.prepare(
      `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    )
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

const rounds = 3

/** 10,000 Taobao orders with 20,000 lines, from files to committed, matched and allocated. */
export async function benchImport(): Promise<void> {
  await compileChild()
  const csv = await writePair(10_000, 'csv')
  const runs = importsOf(csv.folder, rounds)
  const inserts: number[] = []
  const decodes: number[] = []
  for (let round = 0; round < rounds; round++) {
    inserts.push(await floorInserts(runs[0]!.dataDir))
    const start = performance.now()
    for (const bytes of csv.files) decodeText(bytes)
    decodes.push((performance.now() - start) / 1000)
  }
  const middle = median(runs.map((run) => run.seconds))
  figure(
    'import 10,000 Taobao orders, GBK pair',
    middle,
    's',
    median(decodes) + median(inserts),
    '≤ 2.5 × floor',
  )
  const watched = importOf(csv.folder, '--reads')
  figure('  a read call meanwhile, 99th percentile', watched.readP99!, 'ms', null, '≤ 50 ms')
  const xlsx = await writePair(10_000, 'xlsx')
  const xlsxRuns = importsOf(xlsx.folder, rounds)
  const reads: number[] = []
  for (let round = 0; round < rounds; round++) {
    const start = performance.now()
    for (const bytes of xlsx.files) await readXlsxFile(Buffer.from(bytes))
    reads.push((performance.now() - start) / 1000)
  }
  const xlsxFloor = median(reads) + median(inserts)
  figure(
    'import 10,000 Taobao orders, XLSX pair',
    median(xlsxRuns.map((run) => run.seconds)),
    's',
    xlsxFloor,
    '≤ 1.5 × floor',
  )
  remove([csv.folder, xlsx.folder, ...[...runs, watched, ...xlsxRuns].map((run) => run.dataDir)])
}

/** The memory of a host that imports ten times as much. The floor is the host before it reads anything. */
export async function benchMemory(): Promise<void> {
  await compileChild()
  const { folder } = await writePair(100_000, 'csv')
  const run = importOf(folder, '--reads')
  figure(
    'peak memory, 100,000 Taobao orders, GBK pair',
    run.peakMegabytes,
    'MB',
    run.startMegabytes,
    '≤ 300 MB',
  )
  figure('  seconds it took', run.seconds, 's', null, '')
  figure('  a read call meanwhile, 99th percentile', run.readP99!, 'ms', null, '≤ 50 ms')
  remove([folder, run.dataDir])
}

function remove(folders: readonly string[]): void {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
}
