import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { seededRandom } from '../../electron/host/demo/random.ts'
import { migrationRounds } from './migration.ts'
import { moveRounds } from './move.ts'

/*
 * Kills (kill -9) moves of the data folder, and migrations from every earlier schema, at random moments. `--kills N` of each
 * (200), or `--migrations N` and `--moves N`; `--seed N`.
 */

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    migrations: { type: 'string' },
    moves: { type: 'string' },
    seed: { type: 'string', default: '1' },
  },
})
const random = seededRandom(Number(values.seed))
const work = mkdtempSync(join(tmpdir(), 'yifang-crash-folders-'))
const faults: string[] = []
const noting = (what: string) => (kill: number, text: string) => {
  faults.push(`${what} ${kill}: ${text}`)
  console.error(`  ${what} ${kill}: ${text}`)
}
const folder = (name: string) => {
  mkdirSync(join(work, name))
  return join(work, name)
}
const migrations = await migrationRounds(
  Number(values.migrations ?? values.kills),
  random,
  folder('migrations'),
  noting('migration'),
)
console.log(JSON.stringify({ migrations }))
const moves = await moveRounds(Number(values.moves ?? values.kills), random, folder('moves'), noting('move'))
console.log(JSON.stringify({ moves, faults }))
if (faults.length > 0) console.log(`kept: ${work}`)
else rmSync(work, { recursive: true, force: true })
process.exitCode = faults.length > 0 ? 1 : 0
