import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { v7 } from 'uuid'
import { openFile, quickCheck } from '../../db/backup/examine.ts'
import { extractBackup } from '../../db/backup/read-archive.ts'
import { checkStore } from '../../db/check/index.ts'
import { storeFile } from '../../db/open.ts'
import { type Random, seededRandom } from '../../electron/host/demo/random.ts'
import { tidyFolder, troubleBefore } from '../../electron/host/settings/rescue-state.ts'
import { acknowledgedIn, type Calls, HostGone, openCalls } from './calls.ts'
import { ended, start, startHost } from './serve-host.ts'
import { commandsIn } from './wal-cut.ts'

/*
 * Kills the host (kill -9) in the middle of backups, of copies to a second place (with a passphrase and without) and of restores,
 * while a clerk writes. After each kill: a database that opens, every rule, every acknowledged command in it or in the database
 * that the restore put aside, and every file that bears a backup's final name whole. `--kills N` (200), `--seed N`.
 */

const { values } = parseArgs({
  options: { kills: { type: 'string', default: '200' }, seed: { type: 'string', default: '1' } },
})
const kills = Number(values.kills)
const random = seededRandom(Number(values.seed))
const work = mkdtempSync(join(tmpdir(), 'yifang-crash-backup-'))
const dir = join(work, 'data')
const place = join(work, 'stick')
const log = join(work, 'acknowledged.log')
const passphrase = 'kill nine times'
const faults: string[] = []
const fault = (kill: number, text: string) => {
  faults.push(`kill ${kill}: ${text}`)
  console.error(`  kill ${kill}: ${text}`)
}

type Deed = 'backup' | 'place' | 'restore' | 'restore from the place'

async function clerk({ client, read, write }: Calls): Promise<void> {
  const { rows } = await read(() => client.orders.list({ offset: 0, limit: 20 }))
  for (let turn = 0; ; turn++) {
    const { id } = rows[turn % rows.length]!
    await write('note', client.orders.update, { id, note: `备注${turn}` })
    await wait(5)
  }
}

/** Does it again and again until the host is gone. */
async function again(deed: Deed, { client, read, write, job }: Calls, placeId: string): Promise<void> {
  for (;;) {
    // Refused where there is no passphrase; else what was copied in the open rounds before is sealed now.
    if (deed === 'place') await write('seal', client.settings.backup.plan.sealCopies, { id: placeId })
    if (deed === 'backup') await job((await read(() => client.settings.backup.make())).jobId)
    else if (deed === 'place') await job((await read(() => client.settings.backup.plan.copy())).jobId)
    else if (deed === 'restore') {
      const [newest] = await read(() => client.settings.backup.list())
      if (!newest) await job((await read(() => client.settings.backup.make())).jobId)
      else await read(() => client.settings.backup.restore({ name: newest.name }))
    } else {
      const [newest] = await read(() => client.settings.backup.plan.copies({ id: placeId }))
      if (!newest) await job((await read(() => client.settings.backup.plan.copy())).jobId)
      else await read(() => client.settings.backup.restore({ place: placeId, name: newest.name, passphrase }))
    }
  }
}

const acknowledged = () => acknowledgedIn(log)

const aside = () => readdirSync(dir).filter((name) => /^yifang\.before-restore.*\.db$/.test(name))

function copyOf(name: string): string {
  const copy = mkdtempSync(join(work, 'copy-'))
  copyFileSync(join(dir, name), storeFile(copy))
  if (existsSync(join(dir, `${name}-wal`))) copyFileSync(join(dir, `${name}-wal`), `${storeFile(copy)}-wal`)
  return copy
}

/** Commands that a restore took out of the books, and that were found in what it put aside. */
const replaced = new Set<string>()

async function examine(kill: number, deed: Deed): Promise<void> {
  await tidyFolder(dir, Date.now())
  const trouble = await troubleBefore(dir, Date.now())
  if (trouble) return fault(kill, `${deed}: the database does not open: ${trouble.kind}`)
  const copy = copyOf('yifang.db')
  const expected = acknowledged().filter((id) => !replaced.has(id))
  const there = await commandsIn(copy, expected)
  let missing = expected.filter((id) => !there.has(id))
  if (deed === 'restore' || deed === 'restore from the place')
    for (const name of aside()) {
      const old = copyOf(name)
      const found = await commandsIn(old, missing)
      for (const id of found) replaced.add(id)
      missing = missing.filter((id) => !found.has(id))
      rmSync(old, { recursive: true })
    }
  if (missing.length > 0) fault(kill, `${deed}: ${missing.length} acknowledged commands are gone`)
  const { raw, db } = openFile(storeFile(copy), true)
  for (const page of quickCheck(raw)) fault(kill, `${deed}: ${page}`)
  for (const { rule, violations } of await checkStore(db))
    if (violations.length > 0) fault(kill, `${deed}: rule ${rule}: ${violations[0]!.detail}`)
  await db.destroy()
  rmSync(copy, { recursive: true })
  for (const name of aside())
    for (const end of ['', '-wal', '-shm']) rmSync(join(dir, name + end), { force: true })
}

let whole = 0
/** Every file that looks like a backup is one; the two newest stay for the restores to come. */
async function examineFiles(kill: number): Promise<void> {
  for (const folder of [join(dir, 'backups'), place].filter(existsSync)) {
    const names = readdirSync(folder).filter(
      (name) => name.endsWith('.yifang-backup') && !name.startsWith('.'),
    )
    for (const name of names) {
      try {
        await extractBackup(join(folder, name), folder, () => false, { passphrase })
        whole += 1
      } catch (error) {
        fault(kill, `${name} is not whole: ${String(error)}`)
      }
    }
    for (const name of names.sort().slice(0, -2)) rmSync(join(folder, name))
  }
}

async function round(kill: number, deed: Deed, isSealed: boolean, chance: Random): Promise<void> {
  const host = await startHost(dir)
  const calls = openCalls(dir, log)
  const { client } = calls
  mkdirSync(place, { recursive: true })
  const added = { commandId: v7(), path: place, isDrive: false, sameDisk: true }
  const { id } = await client.settings.backup.plan.add(added)
  await client.settings.backup.plan.setPassphrase({
    commandId: v7(),
    passphrase: isSealed ? passphrase : null,
  })
  const gone = (error: unknown) => {
    // A restore answers what was under way with "busy"; a killed host does not answer.
    if (!(error instanceof HostGone)) console.error(`  kill ${kill}: ${deed}: ${String(error)}`)
  }
  const people = [clerk(calls).catch(gone), again(deed, calls, id).catch(gone)]
  await wait(chance.whole(10, deed === 'backup' || deed === 'place' ? 6000 : 12_000))
  host.kill('SIGKILL')
  await ended(host)
  await Promise.all(people)
  calls.close()
}

mkdirSync(dir, { recursive: true })
console.log(`making a workshop in ${work}`)
if ((await ended(start('electron/cli.ts', ['demo', '--data', dir, '--orders', '200', '--json']))) !== 0)
  throw new Error('no demo workshop')
const deeds = ['backup', 'place', 'restore', 'restore from the place'] as const
for (let kill = 1; kill <= kills; kill++) {
  const deed = deeds[kill % deeds.length]!
  await round(kill, deed, random.chance(0.5), random)
  await examine(kill, deed)
  await examineFiles(kill)
  if (kill % 10 === 0 || kill === kills)
    console.log(
      `${kill}/${kills} kills, ${acknowledged().length} acknowledged, ${replaced.size} of them in replaced databases, ${whole} backups whole, ${faults.length} faults`,
    )
}
console.log(JSON.stringify({ kills, acknowledged: acknowledged().length, backupsWhole: whole, faults }))
if (faults.length > 0) console.log(`kept: ${work}`)
else rmSync(work, { recursive: true, force: true })
process.exitCode = faults.length > 0 ? 1 : 0
