/**
 * One import in a process of its own, whose memory holds nothing of who made the files.
 * `node test/bench/import-child.ts FOLDER [--reads]`; prints one JSON line, the last of its output.
 */
import { mkdtempSync, openAsBlob, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { openHost } from '../../electron/host/host.ts'
import type { Job } from '../../shared/settings/contract.ts'
import { clientOf, id } from '../support/host.ts'
import { percentile } from './figures.ts'

/** What a measured import answers. */
export interface ImportRun {
  readonly seconds: number
  readonly stageSeconds: number
  readonly readP99: number | null
  readonly reads: number
  readonly peakMegabytes: number
  /** Peak before anything was read: the program itself. */
  readonly startMegabytes: number
  readonly dataDir: string
}

const folder = process.argv[2]!
const withReads = process.argv.includes('--reads')

/** The host's own start-up care (check, backup) is no part of an import. */
const host = await openHost({
  dataDir: mkdtempSync(join(tmpdir(), 'yifang-bench-')),
  version: 'bench',
  upkeep: false,
})
const client = clientOf(host)
const shop = await client.settings.shops.save({
  commandId: id(),
  id: null,
  platform: 'taobao',
  name: 'bench',
  promiseHours: 48,
})
await fillCatalog()

const files = await Promise.all(
  readdirSync(folder)
    .sort()
    .map(async (name) => {
      // The bytes stay on disk until they are asked for, as in a page.
      const blob = await openAsBlob(join(folder, name))
      return new File([blob], basename(name))
    }),
)
await client.orders.list({})
const startMegabytes = peakResident()
const waits: number[] = []
let running = true
const reading = withReads ? readOnAndOn() : Promise.resolve()
const start = performance.now()
const batch = id()
const staged = await client.orders.imports.stage({ batch, files, shopId: shop.id, exportedAt: null })
if (staged.questions.length > 0) throw new Error(JSON.stringify(staged.questions))
const stageSeconds = (performance.now() - start) / 1000
const ended = jobEnded()
await client.orders.imports.commit({ commandId: id(), batch })
const job = await ended
if (job.state !== 'done') throw new Error(JSON.stringify(job.error))
const seconds = (performance.now() - start) / 1000
running = false
await reading
const peakMegabytes = peakResident()
await host.close()
const run: ImportRun = {
  seconds,
  stageSeconds,
  readP99: withReads ? percentile(waits, 0.99) : null,
  reads: waits.length,
  peakMegabytes,
  startMegabytes,
  dataDir: host.services.dataDir,
}
console.log(JSON.stringify(run))
process.exit(0)

/** Megabytes. The system's own count where it has one for this program alone: a child's `maxRSS` begins at its parent's. */
function peakResident(): number {
  const status = process.platform === 'linux' ? readFileSync('/proc/self/status', 'utf8') : ''
  const kibibytes = /VmHWM:\s*(\d+)/.exec(status)?.[1]
  return (kibibytes ? Number(kibibytes) : process.resourceUsage().maxRSS) / 1000
}

/** By the host's event, as a page hears it: asking again and again would be measured too. */
function jobEnded(): Promise<Job> {
  return new Promise((resolve) => {
    host.services.events.subscribe('host', (event) => {
      if (event.kind === 'job' && event.job.state !== 'running') resolve(event.job)
    })
  })
}

async function readOnAndOn(): Promise<void> {
  const reader = clientOf(host)
  while (running) {
    const asked = performance.now()
    await reader.orders.list({ limit: 50 })
    waits.push(performance.now() - asked)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

/** A workshop that knows the file's seller codes and has stock of them. */
async function fillCatalog(): Promise<void> {
  const { bulk, writer } = host.services.store
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
        bulk.run('INSERT INTO stock_level (item_id, location_id, quantity, value) VALUES (?, 1, 200, 0)', [
          item,
        ])
      }
  })
}
