/**
 * Proves that the desktop tests can fail: puts one deliberate fault after the other into the compiled program
 * and runs the file of tests that must catch it. By hand, some minutes: `npx node test/desktop/mutate.ts`.
 */
import { spawnSync } from 'node:child_process'
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildDesktopUnderTest, desktopFolder } from '../support/desktop-build.ts'
import { type Fault, faults } from './faults.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const mutant = `${desktopFolder}-mutant`

function put(fault: Fault): boolean {
  rmSync(mutant, { recursive: true, force: true })
  cpSync(desktopFolder, mutant, { recursive: true })
  const folder = join(mutant, 'out', 'electron')
  let found = false
  for (const name of readdirSync(folder).filter((file) => /\.c?js$/.test(file))) {
    const before = readFileSync(join(folder, name), 'utf8')
    const after = before.replace(fault.from, () => fault.to)
    if (after === before) continue
    writeFileSync(join(folder, name), after)
    found = true
  }
  return found
}

const wanted = process.argv[2] ?? ''
let missed = 0
await buildDesktopUnderTest()
for (const fault of faults.filter(({ name }) => name.includes(wanted))) {
  if (!put(fault)) {
    missed += 1
    console.log(`no such text | ${fault.name}`)
    continue
  }
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
  const limits = ['--bail=1', '--testTimeout=20000', '--hookTimeout=20000']
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [vitest, 'run', '--project', 'desktop', ...limits, `test/desktop/${fault.file}.test.ts`],
    { cwd: root, env: { ...process.env, DESKTOP_FOLDER: mutant, NO_COLOR: '1' }, encoding: 'utf8' },
  )
  if (status === 0) missed += 1
  // Which test, and what it saw: a fault that is caught by accident shows here.
  const text = `${stdout}${stderr}`
  const why = [/FAIL .*> (.*)/.exec(text)?.[1], /^\w*Error: (.*)$/m.exec(text)?.[1]].join(' | ')
  console.log(`${status === 0 ? 'NOT CAUGHT' : 'caught'} | ${fault.name} | ${why.slice(0, 160)}`)
}
rmSync(mutant, { recursive: true, force: true })
console.log(missed === 0 ? 'every fault was caught' : `${missed} not caught`)
process.exitCode = missed === 0 ? 0 : 1
