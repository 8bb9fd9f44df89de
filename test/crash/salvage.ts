import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import RawDatabase from 'better-sqlite3'
import { fileDigest } from '../../db/backup/archive.ts'
import { openFile, quickCheck } from '../../db/backup/examine.ts'
import { checkStore } from '../../db/check/index.ts'
import { storeFile } from '../../db/open.ts'
import { type Random, seededRandom } from '../../electron/host/demo/random.ts'
import { tidyFolder, troubleBefore } from '../../electron/host/settings/rescue-state.ts'
import { acknowledgedIn, type Calls, HostGone, openCalls } from './calls.ts'
import { ended, start, startHost } from './serve-host.ts'
import { commandsIn } from './wal-cut.ts'

/*
 * Kills the host (kill -9) while a damaged database is salvaged, and while what was salvaged is put in its place. The damage is
 * of the first page and of an index: every row can be read, so nothing acknowledged may be missing. After each kill: the damaged
 * file as it was to the byte; and either it is still offered for salvage, or there is a database that opens, with every rule and
 * every acknowledged command. `--kills N` (200), `--seed N`.
 */

const { values } = parseArgs({
  options: { kills: { type: 'string', default: '200' }, seed: { type: 'string', default: '1' } },
})
const kills = Number(values.kills)
const random = seededRandom(Number(values.seed))
const work = mkdtempSync(join(tmpdir(), 'yifang-crash-salvage-'))
const dir = join(work, 'data')
const log = join(work, 'acknowledged.log')
const faults: string[] = []
const fault = (kill: number, text: string) => {
  faults.push(`kill ${kill}: ${text}`)
  console.error(`  kill ${kill}: ${text}`)
}

interface Damaged {
  readonly name: string
  readonly digest: string
}
/** What lies aside now, waiting for its rescue; null while a workshop is open. */
let damaged: Damaged | null = null
/** What the last whole salvage, and putting it in place, took here. */
let lastTook = { salvage: 3000, use: 1500 }
const met = { salvages: 0, uses: 0, restored: 0, cutWhileSalvaging: 0, cutWhileReplacing: 0 }

async function clerk({ client, read, write }: Calls, until: number): Promise<void> {
  const { rows } = await read(() => client.orders.list({ offset: 0, limit: 20 }))
  for (let turn = 0; Date.now() < until; turn++)
    await write('note', client.orders.update, { id: rows[turn % rows.length]!.id, note: `备注${turn}` })
}

/** A clerk writes for a while; then the disk spoils the file, of which no program knows yet. */
async function workAndSpoil(chance: Random): Promise<void> {
  const host = await startHost(dir)
  const calls = openCalls(dir, log)
  await clerk(calls, Date.now() + chance.whole(50, 500))
  calls.close()
  host.kill('SIGKILL')
  await ended(host)
  const raw = new RawDatabase(storeFile(dir))
  raw.pragma('wal_checkpoint(TRUNCATE)')
  const leaves = raw
    .prepare(`SELECT pageno FROM dbstat WHERE pagetype = 'leaf' AND name LIKE 'orders_by%'`)
    .pluck()
    .all() as number[]
  raw.close()
  const handle = openSync(storeFile(dir), 'r+')
  const index = chance.chance(0.5) && leaves.length > 0 ? leaves[chance.whole(0, leaves.length - 1)]! : null
  for (const page of index === null ? [1] : [1, index])
    writeSync(handle, Buffer.alloc(4096, 170), 0, 4096, (page - 1) * 4096)
  closeSync(handle)
}

/** Salvages, and puts it in place; gives whether the host answered that it is done. */
async function rescue({ client, read }: Calls, ready: () => void): Promise<boolean> {
  const from = performance.now()
  await read(() => client.settings.rescue.salvage())
  for (;;) {
    const state = await read(() => client.settings.rescue.salvageState())
    if (state.kind === 'failed') throw new Error(`salvage failed: ${state.code}`)
    if (state.kind === 'ready') {
      if (state.report.problems > 0)
        throw new Error(`salvaged with problems: ${state.report.firstProblems[0]}`)
      break
    }
    await wait(10)
  }
  lastTook = { ...lastTook, salvage: performance.now() - from }
  met.salvages += 1
  ready()
  const then = performance.now()
  await read(() => client.settings.rescue.takeSalvaged())
  lastTook = { ...lastTook, use: performance.now() - then }
  met.uses += 1
  return true
}

const asideNow = () => readdirSync(dir).filter((name) => /^yifang\.damaged.*\.db$/.test(name))

async function round(kill: number, chance: Random): Promise<void> {
  const host = await startHost(dir)
  const calls = openCalls(dir, log)
  const state = await calls.client.settings.rescue.state()
  if (state?.kind !== 'damaged' || !state.renamedTo) {
    fault(kill, `the damaged database is not told of: ${JSON.stringify(state?.kind)}`)
    host.kill('SIGKILL')
    await ended(host)
    return
  }
  const name = state.renamedTo
  damaged ??= { name, digest: await fileDigest(join(dir, name)) }
  const ready = Promise.withResolvers<void>()
  const done = rescue(calls, () => ready.resolve()).catch((error: unknown) => {
    ready.resolve()
    if (!(error instanceof HostGone)) fault(kill, String(error))
    return false
  })
  const isWhileSalvaging = chance.chance(0.5)
  if (!isWhileSalvaging) await ready.promise
  // Twice as long as the last one took: some are to end, so that the moments around the renames are met too.
  await wait(chance.whole(1, Math.round(isWhileSalvaging ? lastTook.salvage : 2 * lastTook.use)))
  host.kill('SIGKILL')
  await ended(host)
  const isAnswered = await done
  calls.close()
  await examine(kill, isAnswered)
  if (!isAnswered) met[isWhileSalvaging ? 'cutWhileSalvaging' : 'cutWhileReplacing'] += 1
}

async function examine(kill: number, isAnswered: boolean): Promise<void> {
  const { name, digest } = damaged!
  if (!existsSync(join(dir, name))) fault(kill, `${name} is gone`)
  else if ((await fileDigest(join(dir, name))) !== digest) fault(kill, `${name} was changed`)
  await tidyFolder(dir, Date.now())
  const left = readdirSync(dir).filter((file) => file.startsWith('.restore-'))
  if (left.length > 0) fault(kill, `left behind: ${left.join(', ')}`)
  const trouble = await troubleBefore(dir, Date.now())
  if (trouble) {
    if (isAnswered) fault(kill, 'it was answered as done, and is not')
    if (trouble.kind !== 'damaged' || trouble.renamedTo !== name)
      fault(kill, `what is told is ${JSON.stringify(trouble)}`)
    return
  }
  met.restored += 1
  damaged = null
  const copy = mkdtempSync(join(work, 'copy-'))
  for (const end of ['', '-wal'])
    if (existsSync(storeFile(dir) + end)) copyFileSync(storeFile(dir) + end, storeFile(copy) + end)
  const expected = acknowledgedIn(log)
  const there = await commandsIn(copy, expected)
  const missing = expected.filter((id) => !there.has(id))
  if (missing.length > 0) fault(kill, `${missing.length} acknowledged commands are gone`)
  const { raw, db } = openFile(storeFile(copy), true)
  for (const page of quickCheck(raw)) fault(kill, page)
  for (const { rule, violations } of await checkStore(db))
    if (violations.length > 0) fault(kill, `rule ${rule}: ${violations[0]!.detail}`)
  await db.destroy()
  rmSync(copy, { recursive: true })
  for (const file of asideNow())
    for (const end of ['', '-wal', '-shm']) rmSync(join(dir, file + end), { force: true })
}

mkdirSync(dir, { recursive: true })
console.log(`making a workshop in ${work}`)
if ((await ended(start('electron/cli.ts', ['demo', '--data', dir, '--orders', '200', '--json']))) !== 0)
  throw new Error('no demo workshop')
for (let kill = 1; kill <= kills; kill++) {
  if (!damaged) await workAndSpoil(random)
  await round(kill, random)
  if (kill % 10 === 0 || kill === kills)
    console.log(
      `${kill}/${kills} kills, ${acknowledgedIn(log).length} acknowledged, ${JSON.stringify(met)}, ${faults.length} faults`,
    )
  if (faults.length > 20) break
}
console.log(JSON.stringify({ kills, acknowledged: acknowledgedIn(log).length, ...met, faults }))
if (faults.length > 0) console.log(`kept: ${work}`)
else rmSync(work, { recursive: true, force: true })
process.exitCode = faults.length > 0 ? 1 : 0
