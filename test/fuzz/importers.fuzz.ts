/**
 * `node test/fuzz/importers.fuzz.ts [N] [SEED]`: N (10,000) damaged order files. Each must end in orders, problems or
 * a FileProblem within 2 s, with every row accounted for; anything else is printed, kept in the temporary folder
 * and makes the exit code 1. The same seed makes the same files.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { headerSignature, mappedFormat, suggestMapping } from '../../shared/orders/files/mapping.ts'
import { isTrackingHeader, readTrackingFile } from '../../shared/orders/files/tracking-file.ts'
import { FileProblem } from '../../shared/orders/files/types.ts'
import { csvBytes, headerSets, makeOrders, orderTable, xlsxBytes } from '../support/order-files.ts'
import { readOrders, unaccountedRows } from '../support/read-orders.ts'
import { rawRow, rawWorkbook } from '../support/zip-file.ts'

const limitMs = 2000

interface Seed {
  readonly name: string
  readonly bytes: Uint8Array
  /** Damages what is inside of it; left out: its bytes. */
  readonly damage?: (random: (below: number) => number) => Uint8Array
}

/** mulberry32: small, and the same everywhere. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below)
  }
}

async function seeds(): Promise<readonly Seed[]> {
  const folder = new URL('../samples/', import.meta.url)
  const found: Seed[] = readdirSync(folder)
    .filter((name) => /\.(?:csv|xlsx)$/.test(name))
    .map((name) => ({ name, bytes: readFileSync(new URL(name, folder)) }))
  const orders = makeOrders(3)
  for (const [name, header] of Object.entries(headerSets)) {
    if (name === 'PDD_SHIP') continue
    const table = orderTable(header, orders)
    found.push({ name: `${name}.csv`, bytes: csvBytes(table, { encoding: 'utf-8-bom' }) })
    found.push({ name: `${name}.tab.csv`, bytes: csvBytes(table, { encoding: 'utf-16le', delimiter: '\t' }) })
    if (/PDD|1688|TIKTOK/.test(name)) found.push({ name: `${name}.xlsx`, bytes: await xlsxBytes(table) })
  }
  // Damaged before it is packed: a workbook's checksums find what is damaged later, before its XML is read.
  const items = headerSets.TB_D_2017!
  const cells = [
    '1',
    '小兔',
    '<c r="@"><v>25.14</v></c>',
    '<c r="@" s="1"><v>2</v></c>',
    '',
    '颜色：白',
    '',
    '',
    '交易成功',
  ]
  const rows = rawRow(1, items) + rawRow(2, cells) + rawRow(3, cells)
  const workbook = (xml: string) => rawWorkbook([{ name: '销售明细', rows: xml }])
  for (let times = 0; times < 4; times++)
    found.push({
      name: 'stored.xlsx',
      bytes: workbook(rows),
      damage: (random) => workbook(Buffer.from(mutate(Buffer.from(rows), random)).toString()),
    })
  return found
}

const nasty = [0x22, 0x2c, 0x0a, 0x0d, 0x09, 0x3d, 0x27, 0x00, 0xff, 0x80, 0x2d, 0x2e, 0x45, 0x3b]

/** One to six damages: bytes changed, cut out, put in or doubled, or the file cut short. */
function mutate(original: Uint8Array, random: (below: number) => number): Uint8Array {
  let bytes = Uint8Array.from(original)
  for (let times = 1 + random(6); times > 0; times--) {
    const at = random(bytes.length + 1)
    const length = 1 + random(random(4) === 0 ? 400 : 8)
    const before = bytes.subarray(0, at)
    switch (random(6)) {
      case 0:
        if (at < bytes.length) bytes[at] = bytes[at]! ^ (1 << random(8))
        break
      case 1:
        if (at < bytes.length) bytes[at] = nasty[random(nasty.length)]!
        break
      case 2:
        bytes = Buffer.concat([before, bytes.subarray(at + length)])
        break
      case 3:
        bytes = Buffer.concat([
          before,
          Uint8Array.from({ length }, () => nasty[random(nasty.length)]!),
          bytes.subarray(at),
        ])
        break
      case 4:
        bytes = Buffer.concat([before, bytes.subarray(at, at + length), bytes.subarray(at)])
        break
      default:
        if (random(3) === 0) bytes = Uint8Array.from(before)
    }
  }
  return bytes
}

/** What the file ended in; anything thrown but a FileProblem goes up. */
async function endOf({ name, bytes }: Seed): Promise<string> {
  try {
    const file = await readOrders(name, bytes, undefined, (header) => {
      headerSignature(header)
      return mappedFormat({ platform: 'direct', columns: suggestMapping(header, []) }, header)
    })
    const lost = unaccountedRows(file)
    if (lost.length > 0) throw new Error(`rows not accounted for once: ${lost.slice(0, 5).join(', ')}`)
    if (isTrackingHeader(file.table.header)) await readTrackingFile(file.table)
    return file.orders.length > 0 ? 'orders' : 'problems'
  } catch (error) {
    if (error instanceof FileProblem) return error.code
    throw error
  }
}

async function work(count: number, seed: number): Promise<void> {
  const originals = await seeds()
  const ends: Record<string, number> = {}
  let failures = 0
  let slowest = 0
  for (let index = 0; index < count; index++) {
    const random = randomFrom(seed + index)
    const original = originals[random(originals.length)]!
    const bytes = original.damage?.(random) ?? mutate(original.bytes, random)
    const mutant = { name: original.name, bytes }
    parentPort!.postMessage({ index })
    const began = performance.now()
    try {
      const end = await endOf(mutant)
      ends[end] = (ends[end] ?? 0) + 1
    } catch (error) {
      failures++
      const kept = `${tmpdir()}/fuzz-${seed + index}-${original.name}`
      writeFileSync(kept, mutant.bytes)
      console.error(`FAILED ${kept}\n`, error)
    }
    const took = performance.now() - began
    slowest = Math.max(slowest, took)
    if (took > limitMs) {
      failures++
      console.error(`SLOW ${original.name} (seed ${seed + index}): ${Math.round(took)} ms`)
    }
  }
  parentPort!.postMessage({ ends, failures, slowest })
}

interface Report {
  readonly index?: number
  readonly ends?: Readonly<Record<string, number>>
  readonly failures?: number
  readonly slowest?: number
}

/** The work runs in a worker, so that a file that hangs the reader is seen and named. */
function watch(count: number, seed: number): void {
  const worker = new Worker(new URL(import.meta.url), { workerData: { count, seed } })
  let current = -1
  let since = performance.now()
  const timer = setInterval(() => {
    if (performance.now() - since < limitMs * 5) return
    console.error(`HANGS at seed ${seed + current}`)
    process.exit(1)
  }, 1000)
  worker.on('message', (report: Report) => {
    since = performance.now()
    if (report.index !== undefined) current = report.index
    if (report.ends === undefined) return
    clearInterval(timer)
    const sum = Object.entries(report.ends).map(([end, times]) => `${end} ${times}`)
    console.log(`${count} damaged files (seed ${seed}): ${sum.join(', ')}`)
    console.log(`${report.failures} failures, slowest ${Math.round(report.slowest ?? 0)} ms`)
    process.exitCode = report.failures === 0 ? 0 : 1
  })
  worker.on('error', (error) => {
    console.error(error)
    process.exit(1)
  })
}

if (isMainThread) watch(Number(process.argv[2] ?? 10_000), Number(process.argv[3] ?? 1))
else await work(workerData.count as number, workerData.seed as number)
