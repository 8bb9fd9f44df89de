import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openFile, quickCheck } from '../../db/backup/examine.ts'
import { checkStore } from '../../db/check/index.ts'
import { storeFile } from '../../db/open.ts'
import type { Random } from '../../electron/host/demo/random.ts'
import { openHost } from '../../electron/host/host.ts'
import { presentFolder } from '../../electron/host/settings/data-folder/moved-note.ts'
import { killWhileAtWork } from './kill-child.ts'
import { commandsIn } from './wal-cut.ts'

/**
 * Kills a program that moves its data folder to and fro between two places. After each kill: does every start find one
 * workshop, with every acknowledged command and photo, and does every rule hold?
 */
export async function moveRounds(
  kills: number,
  random: Random,
  work: string,
  fault: (kill: number, text: string) => void,
): Promise<{ readonly kills: number; readonly moved: number; readonly acknowledged: number }> {
  const places = [join(work, 'here'), join(work, 'there')] as const
  const log = join(work, 'acknowledged.log')
  writeFileSync(log, '')
  const host = await openHost({ dataDir: places[0], version: 'crash', upkeep: false })
  await host.close()
  mkdirSync(join(places[0], 'photos', 'ab'), { recursive: true })
  for (let photo = 0; photo < 20; photo += 1)
    writeFileSync(join(places[0], 'photos', 'ab', `${photo}.jpg`), Buffer.alloc(100_000, photo))
  const peaceful = await killWhileAtWork('mover.ts', [places[0], places[1], log], null)
  if (peaceful.code !== 0 || presentFolder(places[0]) !== places[1])
    fault(0, `not moved in peace: ${peaceful.said}`)
  let moved = 0
  for (let kill = 1; kill <= kills; kill += 1) {
    const before = presentFolder(places[0])
    const target = before === places[0] ? places[1] : places[0]
    // Later rounds clear the folder of before as well, and find more to copy.
    const { code, said } = await killWhileAtWork(
      'mover.ts',
      [places[0], target, log],
      random.whole(0, Math.ceil(peaceful.milliseconds * 1.8)),
    )
    if (code) fault(kill, `the mover ended with ${code}: ${said}`)
    let here: string
    try {
      here = presentFolder(places[0])
    } catch (error) {
      fault(kill, `no start finds the workshop: ${String(error)}`)
      break
    }
    if (here !== before) moved += 1
    const acknowledged = readFileSync(log, 'utf8').split('\n').filter(Boolean)
    const there = await commandsIn(here, acknowledged)
    const lost = acknowledged.filter((id) => !there.has(id))
    if (lost.length > 0) fault(kill, `${lost.length} acknowledged commands are gone after the move`)
    const { raw, db } = openFile(storeFile(here), true)
    try {
      for (const page of quickCheck(raw)) fault(kill, page)
      for (const { rule, violations } of await checkStore(db))
        if (violations.length > 0) fault(kill, `rule ${rule}: ${violations[0]!.detail}`)
    } finally {
      await db.destroy()
    }
    for (let photo = 0; photo < 20; photo += 1) {
      const file = join(here, 'photos', 'ab', `${photo}.jpg`)
      if (!existsSync(file) || readFileSync(file).length !== 100_000)
        fault(kill, `photo ${photo} is not whole`)
    }
  }
  return { kills, moved, acknowledged: readFileSync(log, 'utf8').split('\n').filter(Boolean).length }
}
