import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { openFile, quickCheck } from '../../db/backup/examine.ts'
import { checkStore } from '../../db/check/index.ts'
import { storeFile } from '../../db/open.ts'
import { seededRandom } from '../../electron/host/demo/random.ts'
import { ended, start, startHost } from './serve-host.ts'
import { commandsIn, commitEnds, copyCut, lastSync, walSize } from './wal-cut.ts'

/*
 * Kills the host (kill -9) again and again while a whole workshop works on it, and looks after each kill: is every
 * acknowledged command there, is none half done, does every rule hold? `--kills N` (200), `--seed N`, `--keep`.
 */

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    keep: { type: 'boolean', default: false },
  },
})
const kills = Number(values.kills)
const random = seededRandom(Number(values.seed))
const work = mkdtempSync(join(tmpdir(), 'yifang-crash-'))
const dir = join(work, 'data')
const log = join(work, 'acknowledged.log')
/** Every so often the log itself is cut too; each cut needs some copies of the store. */
const cutEvery = 5

interface Note {
  readonly kind: 'begin' | 'ack' | 'refused'
  readonly id: string
  readonly name: string
  readonly at: number
}

function notes(): Note[] {
  if (!existsSync(log)) return []
  const lines = readFileSync(log, 'utf8').split('\n')
  return lines.filter((line) => line.endsWith('}')).map((line) => JSON.parse(line) as Note)
}

const faults: string[] = []
function fault(kill: number, text: string): void {
  faults.push(`kill ${kill}: ${text}`)
  console.error(`  kill ${kill}: ${text}`)
}

/** A store after a kill, on a copy: opened, every page and rule looked at, every acknowledged command asked for. */
async function examine(
  kill: number,
  where: string,
  acknowledged: readonly string[],
  what: string,
): Promise<void> {
  const there = await commandsIn(where, acknowledged)
  const lost = acknowledged.filter((id) => !there.has(id))
  if (lost.length > 0) fault(kill, `${what}: ${lost.length} acknowledged commands are gone, ${lost[0]} first`)
  const { raw, db } = openFile(storeFile(where), true)
  try {
    for (const page of quickCheck(raw)) fault(kill, `${what}: ${page}`)
    const half = raw.prepare('SELECT count(*) AS n FROM command WHERE answer IS NULL').get() as { n: number }
    if (half.n > 0) fault(kill, `${what}: ${half.n} commands have no answer`)
    const boms = raw.prepare(mixedBoms).get() as { n: number }
    if (boms.n > 0) fault(kill, `${what}: ${boms.n} BOMs are of two sheets`)
    for (const { rule, violations } of await checkStore(db))
      if (violations.length > 0)
        fault(kill, `${what}: rule ${rule}: ${violations[0]!.detail} (${violations.length})`)
  } finally {
    await db.destroy()
  }
}

/** See `sheetReader`: a style's BOM comes from one sheet, whole. */
const mixedBoms = `SELECT count(*) AS n FROM (SELECT style_id FROM bom_line GROUP BY style_id
  HAVING sum(part GLOB '第*次') > 0 AND (count(DISTINCT part) > 1 OR count(*) <> 3))`

function copyStore(): string {
  const copy = mkdtempSync(join(work, 'copy-'))
  copyFileSync(storeFile(dir), storeFile(copy))
  if (existsSync(`${storeFile(dir)}-wal`)) copyFileSync(`${storeFile(dir)}-wal`, `${storeFile(copy)}-wal`)
  return copy
}

mkdirSync(dir, { recursive: true })
console.log(`making a workshop in ${work}`)
if ((await ended(start('electron/cli.ts', ['demo', '--data', dir, '--orders', '400', '--json']))) !== 0)
  throw new Error('no demo workshop')

let inFlight = 0
let cuts = 0
let cutBytes = 0
for (let kill = 1; kill <= kills; kill += 1) {
  const host = await startHost(dir)
  const driver = start('test/crash/driver.ts', [dir, log, String(random.whole(1, 1e9))])
  // From the first calls to the middle of an import; counted from the driver's first word.
  const before = notes().length
  while (notes().length === before && driver.exitCode === null) await wait(10)
  await wait(random.whole(20, 1500))
  const killedAt = Date.now()
  host.kill('SIGKILL')
  await ended(host)
  if ((await ended(driver)) !== 0) fault(kill, 'the driver met an error')
  const all = notes()
  const closed = new Set(all.filter((each) => each.kind !== 'begin').map((each) => each.id))
  const open = all
    .slice(before)
    .filter((each) => each.kind === 'begin' && each.at <= killedAt && !closed.has(each.id))
  if (open.length > 0) inFlight += 1
  const acknowledged = all.filter((each) => each.kind === 'ack').map((each) => each.id)
  const copy = copyStore()
  await examine(kill, copy, acknowledged, 'after the kill')
  rmSync(copy, { recursive: true })
  if (kill % cutEvery === 0 && commitEnds(dir).length > 0) {
    const scratch: string[] = []
    const folder = () => {
      const made = mkdtempSync(join(work, 'cut-'))
      scratch.push(made)
      return made
    }
    const from = await lastSync(dir, folder, acknowledged)
    const at = random.whole(from, walSize(dir))
    const target = folder()
    copyCut(dir, target, at)
    await examine(kill, target, acknowledged, `log cut at ${at} of ${walSize(dir)}, last sync at ${from}`)
    cuts += 1
    cutBytes += walSize(dir) - at
    for (const each of scratch) rmSync(each, { recursive: true })
  }
  if (kill % 10 === 0 || kill === kills)
    console.log(
      `${kill}/${kills} kills, ${inFlight} with a write in flight, ${acknowledged.length} commands acknowledged, ${cuts} logs cut`,
    )
}

// Once more in peace: interrupted imports finish by themselves, and the folder closes as on any evening.
const host = await startHost(dir)
await wait(3000)
host.kill('SIGTERM')
await ended(host)
await examine(
  kills,
  dir,
  notes()
    .filter((each) => each.kind === 'ack')
    .map((each) => each.id),
  'in the end',
)
const { db } = openFile(storeFile(dir), true)
const undone = await db.selectFrom('import_file').select('id').where('state', '=', 'applying').execute()
const running = await db.selectFrom('job').select('id').where('state', '=', 'running').execute()
await db.destroy()
if (running.length > 0) fault(kills, `${running.length} jobs are said to run`)
if (undone.length > 0) fault(kills, `${undone.length} imports were not finished`)
if (inFlight * 2 < kills) fault(kills, `only ${inFlight} of ${kills} kills met a write in flight`)

console.log(
  JSON.stringify({
    kills,
    withWriteInFlight: inFlight,
    acknowledged: notes().filter((each) => each.kind === 'ack').length,
    logsCut: cuts,
    bytesCut: cutBytes,
    faults,
  }),
)
if (values.keep || faults.length > 0) console.log(`kept: ${work}`)
else rmSync(work, { recursive: true, force: true })
process.exitCode = faults.length > 0 ? 1 : 0
