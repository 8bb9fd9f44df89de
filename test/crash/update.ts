import { fork } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { openFile, quickCheck } from '../../db/backup/examine.ts'
import { checkStore } from '../../db/check/index.ts'
import { storeFile } from '../../db/open.ts'
import { seededRandom } from '../../electron/host/demo/random.ts'
import { openHost } from '../../electron/host/host.ts'
import { readRecord } from '../../electron/host/settings/updates/record.ts'
import { clientOf } from '../support/host.ts'
import { olderSchema, updatedFolder } from '../support/older-workshop.ts'
import { newKey, putUpdate } from '../support/update-files.ts'
import { commandsIn } from './wal-cut.ts'

/*
 * Kills (kill -9) an update in each of its steps: installing, the first start with its migration, going back. After each kill the
 * program is started as a user would (the same version, or the other where its setup may have run), and must open a database
 * that has every acknowledged command; after a finished return, the kept one has what came after the update.
 * `--kills N` for each step (200), `--seed N`, `--keep`.
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
const work = mkdtempSync(join(tmpdir(), 'yifang-crash-update-'))
const stick = join(work, 'stick')
const key = newKey()
const keyText = Buffer.from(key.publicKey.export({ format: 'pem', type: 'spki' })).toString('base64')
const stepFile = join(import.meta.dirname, 'update-step.ts')
const steps = ['install', 'first', 'back'] as const
type Step = (typeof steps)[number]

const faults: string[] = []
let round = 0
function fault(step: Step, text: string): void {
  faults.push(`${step} ${round}: ${text}`)
  console.error(`  ${step} ${round}: ${text}`)
}

/** Runs a step; kills it after so many milliseconds from its first word. Gives how long it took. */
async function run(step: Step, dir: string, log: string, killAfter: number | null): Promise<number> {
  const child = fork(stepFile, [step, dir, stick, log, keyText], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve))
  await new Promise((resolve) => child.once('message', resolve))
  const begun = performance.now()
  if (killAfter !== null) {
    await Promise.race([wait(killAfter), exited])
    child.kill('SIGKILL')
  }
  const code = await exited
  if (killAfter === null && code !== 0) throw new Error(`${step} ended with ${code}`)
  return performance.now() - begun
}

const lines = (log: string) => (existsSync(log) ? readFileSync(log, 'utf8').split('\n').filter(Boolean) : [])

/** As the user starts it after the kill; gives whether the version before runs in the end. */
async function recover(step: Step, dir: string): Promise<void> {
  const record = readRecord(dir)
  const mayBeOther = record?.state === 'starting' || record?.state === 'restored'
  const isOlder =
    step === 'install'
      ? !(mayBeOther && random.chance(0.5))
      : step === 'back' && record?.state === 'restored' && random.chance(0.5)
  const host = await openHost({
    dataDir: dir,
    version: isOlder ? '0.1.0' : '0.2.0',
    upkeep: false,
    updates: { installer: null },
  })
  try {
    const { rescue, shops } = clientOf(host, { userId: 1 }).settings
    const trouble = await rescue.state()
    if (trouble?.kind === 'update' || trouble?.kind === 'going-back') await rescue.goOn()
    else if (trouble) fault(step, `rescue screen: ${trouble.kind}`)
    await shops.list()
    host.services.updates.pageIsThere()
  } catch (error) {
    fault(step, `does not open: ${String(error)}`)
  } finally {
    await host.close()
  }
}

async function violationsOf(dir: string): Promise<Set<string>> {
  const { raw, db } = openFile(storeFile(dir), true)
  try {
    const rules = await checkStore(db)
    const broken = rules.flatMap(({ rule, violations }) =>
      violations.map(({ detail }) => `${rule} ${detail}`),
    )
    return new Set([...quickCheck(raw), ...broken])
  } finally {
    await db.destroy()
  }
}

/** Every acknowledged command is in the database, or, after a return that was finished, in the one that was kept. */
async function examine(step: Step, dir: string, log: string, before: ReadonlySet<string>): Promise<void> {
  const ids = lines(log)
  const missing = new Set(ids)
  for (const id of await commandsIn(dir, ids)) missing.delete(id)
  const record = readRecord(dir)
  if (missing.size > 0 && record?.kind === 'go-back' && record.state === 'done' && record.keptAs !== null) {
    const { db } = openFile(join(dir, record.keptAs), true)
    const rows = await db
      .selectFrom('command')
      .select('uuid')
      .where('uuid', 'in', [...missing])
      .execute()
    await db.destroy()
    for (const { uuid } of rows) missing.delete(uuid)
  }
  if (missing.size > 0) fault(step, `${missing.size} of ${ids.length} acknowledged commands are gone`)
  for (const found of await violationsOf(dir)) if (!before.has(found)) fault(step, found)
  const left = readdirSync(dir).filter((name) => /^\.(?:restore|brought)-|^restore-plan/.test(name))
  if (left.length > 0) fault(step, `left behind: ${left.join(' ')}`)
}

mkdirSync(stick)
putUpdate(stick, key, Buffer.from('MZ new '.repeat(1e6)), { version: '0.2.0' })
putUpdate(stick, key, Buffer.from('MZ old '.repeat(1e6)), { version: '0.1.0', schema: olderSchema })

/** What each step begins with: a fresh workshop, one that was just updated, and that one after a day's work. */
const bases: Record<Step, string> = {
  install: join(work, 'base-install'),
  first: join(work, 'base-first'),
  back: join(work, 'base-back'),
}
for (const dir of Object.values(bases)) mkdirSync(dir)
const fresh = await openHost({ dataDir: bases.install, version: '0.1.0', upkeep: false })
await fresh.close()
await updatedFolder(bases.first, Date.now() - 3_600_000)
cpSync(bases.first, bases.back, { recursive: true })
await run('first', bases.back, join(work, 'base-back.log'), null)

/** Where the kills fell, by what the record and the folder said after them. */
const fell: Record<string, number> = {}
for (const step of steps) {
  // How long it takes unhindered, so that kills fall into all of it.
  const trial = join(work, 'trial')
  cpSync(bases[step], trial, { recursive: true })
  const took = await run(step, trial, join(work, 'trial.log'), null)
  const before = await violationsOf(step === 'install' ? trial : bases.back)
  rmSync(trial, { recursive: true })
  for (round = 1; round <= kills; round += 1) {
    const dir = join(work, `${step}-${round}`)
    const log = `${dir}.log`
    cpSync(bases[step], dir, { recursive: true })
    if (step === 'back') cpSync(join(work, 'base-back.log'), log)
    await run(step, dir, log, random.whole(1, Math.ceil(took)))
    const { kind, state } = readRecord(dir) ?? { kind: 'no', state: 'record' }
    const cut = readdirSync(dir).some((name) => /^\.(?:restore|copy|draft)-|^restore-plan/.test(name))
    const where = `${step}: ${kind} ${state}${cut ? ', cut off' : ''}`
    fell[where] = (fell[where] ?? 0) + 1
    await recover(step, dir)
    await examine(step, dir, log, before)
    for (const each of [dir, `${dir}-updates`, log]) rmSync(each, { recursive: true, force: true })
    if (round % 20 === 0 || round === kills)
      console.log(`${step}: ${round}/${kills} kills, ${faults.length} faults`)
  }
}
console.log(JSON.stringify({ killsPerStep: kills, fell, faults }))
if (values.keep || faults.length > 0) console.log(`kept: ${work}`)
else rmSync(work, { recursive: true, force: true })
process.exitCode = faults.length > 0 ? 1 : 0
