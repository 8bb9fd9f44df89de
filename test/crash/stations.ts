import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { ORPCError } from '@orpc/client'
import { v7 } from 'uuid'
import { openFile } from '../../db/backup/examine.ts'
import { checkStore } from '../../db/check/index.ts'
import { storeFile } from '../../db/open.ts'
import { seededRandom } from '../../electron/host/demo/random.ts'
import { openHost } from '../../electron/host/host.ts'
import { type Client, clientOf } from '../support/host.ts'
import {
  newAddress,
  newDevice,
  newDeviceKey,
  newStation,
  openDoor,
  pair,
  type Station,
} from '../support/station.ts'
import { openBadLink } from './bad-link.ts'

/*
 * Disturbs the link between stations and their host again and again while they record work, and closes the door on them now
 * and then. Each sends what it has in order, and sends it again with the same command id until it is answered. In the end:
 * everything is in the books, once, in the order in which its device sent it, and every rule holds. `--cuts N` (500),
 * `--seed N`.
 */

const { values } = parseArgs({
  options: { cuts: { type: 'string', default: '500' }, seed: { type: 'string', default: '1' } },
})
const cuts = Number(values.cuts)
const random = seededRandom(Number(values.seed))
const stationCount = 12
const operations = 6
const bundlesOfBatch = 240
/** Milliseconds that a device waits for an answer before it sends again. */
const patience = 700

const dir = mkdtempSync(join(tmpdir(), 'yifang-crash-stations-'))
const pageDir = join(dir, 'page')
mkdirSync(pageDir)
for (const name of ['index.html', 'pair.html']) writeFileSync(join(pageDir, name), '')
const dataDir = join(dir, 'data')
mkdirSync(dataDir)
const host = await openHost({ dataDir, version: 'crash', upkeep: false, stations: { pageDir } })
const owner = clientOf(host)
const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)

interface Todo {
  readonly bundleId: number
  readonly operationId: number
}

/** A style of six operations, each after the one before. */
async function makeStyle(client: Client): Promise<{ styleId: number; skuId: number }> {
  const { id: styleId } = await client.catalog.styles.save({
    commandId: v7(),
    id: null,
    styleNumber: 'T1',
    name: '小白兔演出服',
    note: '',
    photos: [],
    colours: [{ id: null, name: '白色', swatch: '' }],
    sizes: [{ id: null, name: '110' }],
    skus: [{ id: null, colour: '白色', size: '110', sellerCode: '', barcode: '', safetyStock: 0 }],
  })
  await client.production.routing.save({
    commandId: v7(),
    styleId,
    operations: Array.from({ length: operations }, (_, at) => ({
      id: null,
      name: `工序${at + 1}`,
      standardSeconds: 60,
      recorded: true,
      predecessors: at === 0 ? [] : [at - 1],
    })),
  })
  const { skus } = await client.catalog.styles.get({ id: styleId })
  return { styleId, skuId: skus[0]!.id }
}

/** Bundles of a new batch, shared out among the stations: all operations of each bundle, one after another. */
async function newWork(client: Client, style: { styleId: number; skuId: number }): Promise<Todo[][]> {
  const { id } = await client.production.batches.create({
    commandId: v7(),
    styleId: style.styleId,
    dueDate: null,
    performanceDate: null,
    note: '',
    lines: [{ skuId: style.skuId, planned: bundlesOfBatch }],
  })
  await client.production.batches.cut({
    commandId: v7(),
    batchId: id,
    colours: [{ colour: '白色', dyeLot: '', layers: bundlesOfBatch }],
    sizes: [{ size: '110', ratio: 1 }],
    rule: { by: 'size', pieces: 1 },
  })
  const batch = await client.production.batches.get({ id })
  return Array.from({ length: stationCount }, (_, station) =>
    batch.bundles
      .filter((_bundle, index) => index % stationCount === station)
      .flatMap((bundle) =>
        batch.operations.map((operation) => ({ bundleId: bundle.id, operationId: operation.id })),
      ),
  )
}

const faults: string[] = []
const style = await makeStyle(owner)
const { id: workerId } = await owner.workers.save({
  commandId: v7(),
  id: null,
  name: '王秀英',
  kind: 'piece',
  note: '',
  archived: false,
})
const door = await openDoor(owner)
const link = await openBadLink(door.port, random)

interface Sender {
  readonly station: Station
  readonly work: Todo[]
  /** Command ids in the order in which they were first sent. */
  readonly sent: string[]
  again: number
}

async function comeIn(name: string): Promise<Sender> {
  const key = newDeviceKey()
  const address = newAddress()
  const device = newDevice(door, address)
  await pair(owner, device, key, { name })
  device.close()
  const station = await newStation(newDevice({ ...door, port: link.port }, address, patience), key, 'crash')
  return { station, work: [], sent: [], again: 0 }
}

let isOver = false
const senders: Sender[] = []
for (let at = 0; at < stationCount; at += 1) senders.push(await comeIn(`工位 ${at + 1}`))

/** What a device does with what it keeps. */
async function send(sender: Sender): Promise<void> {
  const { station, work, sent } = sender
  for (;;) {
    const todo = work.shift()
    if (!todo) {
      if (isOver) return
      await wait(20)
      continue
    }
    const commandId = v7()
    sent.push(commandId)
    const entry = { ...todo, workerId, good: 1, rework: 0, scrap: 0, reason: '', workDate: today }
    for (let attempt = 0; ; attempt += 1) {
      try {
        await station.client.production.work.record({ commandId, basis: 'piece', ...entry })
        break
      } catch (error) {
        // Refused by the trade's rules: nothing here may be.
        if (error instanceof ORPCError && error.status === 400) {
          faults.push(`${station.entry.session.slice(0, 4)}: ${error.code} ${JSON.stringify(error.data)}`)
          break
        }
        sender.again += 1
        if (attempt > 0) await wait(random.whole(10, 200))
        if (error instanceof ORPCError && error.status === 401) await station.comeIn().catch(() => {})
      }
    }
  }
}

const done = Promise.all(senders.map(send))
const counts = new Map<string, number>()
let cut = 0
let closed = 0
while (cut < cuts) {
  if (senders.some(({ work }) => work.length < 20))
    for (const [at, work] of (await newWork(owner, style)).entries()) senders[at]!.work.push(...work)
  await wait(random.whole(5, 60))
  const fault = link.disturb()
  if (fault === null) continue
  counts.set(fault, (counts.get(fault) ?? 0) + 1)
  cut += 1
  if (cut % 100 === 50) {
    // As when the owner's PC is started anew: nobody is in any more.
    const share = (on: boolean) =>
      owner.stations.share({ commandId: v7(), on, address: '127.0.0.1', port: door.port, keepAwake: false })
    await share(false)
    await wait(300)
    await share(true)
    closed += 1
  }
  if (cut % 100 === 0)
    console.log(`${cut}/${cuts} cuts, ${senders.flatMap(({ sent }) => sent).length} entries`)
}
for (const { work } of senders) work.splice(random.whole(0, 5))
isOver = true
await done
// What was held back arrives after all.
await wait(2500)
for (const { station } of senders) station.device.close()
link.close()
await host.close()

const { raw, db } = openFile(storeFile(dataDir), true)
const rowsOf = raw.prepare(
  `SELECT command.id, count(work_entry.id) AS entries FROM command
   LEFT JOIN work_entry ON work_entry.command_id = command.id WHERE uuid = ? GROUP BY command.id`,
)
let lost = 0
let doubled = 0
let disordered = 0
for (const { sent } of senders) {
  let before = 0
  for (const uuid of sent) {
    const row = rowsOf.get(uuid) as { id: number; entries: number } | undefined
    if (!row || row.entries === 0) lost += 1
    else if (row.entries > 1) doubled += 1
    if (row && row.id < before) disordered += 1
    before = row?.id ?? before
  }
}
const all = senders.flatMap(({ sent }) => sent).length
const { n: entries } = raw.prepare('SELECT count(*) AS n FROM work_entry').get() as { n: number }
if (entries !== all) doubled += Math.abs(entries - all)
for (const { rule, violations } of await checkStore(db))
  if (violations.length > 0) faults.push(`rule ${rule}: ${violations[0]!.detail}`)
await db.destroy()

const again = senders.reduce((sum, sender) => sum + sender.again, 0)
console.log(
  JSON.stringify({
    cuts: cut,
    ...Object.fromEntries(counts),
    doorClosed: closed,
    entries: all,
    sentAgain: again,
    lost,
    doubled,
    disordered,
    faults,
  }),
)
// A link that disturbs nobody would find nothing.
const isWell = lost + doubled + disordered + faults.length === 0 && again > 0
if (isWell) rmSync(dir, { recursive: true, force: true })
else console.log(`kept: ${dir}`)
process.exitCode = isWell ? 0 : 1
