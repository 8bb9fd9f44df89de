/** `npm test`: every part that exists, one after another; the last line counts tests, not parts. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { compileHost } from './compile-electron.ts'

const root = join(import.meta.dirname, '..')
const bin = (name: string) => join(root, 'node_modules', name)

interface Part {
  readonly name: string
  readonly command: readonly string[]
  /** Runs beside the next of its kind: it leaves one of two cores idle, and is not hurried by time-outs. */
  readonly isSmall?: true
  /** Vitest's report, where the part is a vitest project: its tests are counted one by one. */
  readonly report?: string
}

// Every process of every part reads our sources stripped and compiled from the second time on.
process.env.NODE_COMPILE_CACHE ??= join(root, '.cache', 'node')

// Thousands of worker threads are started: each compiled once for all parts.
const workers = join(root, '.cache', 'workers')
await compileHost(workers, {}, ['better-sqlite3'])
process.env.YIFANG_WORKERS = workers

const reports = join(root, '.cache', 'test-reports')
mkdirSync(reports, { recursive: true })

function project(name: string, folder: string): readonly Part[] {
  const path = join(root, 'test', folder)
  const hasTests =
    existsSync(path) &&
    readdirSync(path, { recursive: true }).some((file) => /\.(test|e2e)\.tsx?$/.test(String(file)))
  if (!hasTests) return []
  const report = join(reports, `${name}.json`)
  const vitest = bin('vitest/vitest.mjs')
  const flags = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  return [{ name, command: [vitest, 'run', '--project', name, ...flags], report }]
}

const beside = (part: Part): Part => ({ ...part, isSmall: true })

function crash(name: string, file: string, ...flags: string[]): Part {
  return { name, command: [join(root, 'test/crash', file), ...flags], isSmall: true }
}

const parts: readonly Part[] = [
  // Four checkers, as they are without a word, reckon the same types four times.
  { name: 'types', command: [bin('typescript/bin/tsc'), '-p', '.', '--checkers', '2'] },
  { name: 'lint', command: [bin('@biomejs/biome/bin/biome'), 'check', '.'], isSmall: true },
  ...project('unit', 'unit'),
  ...project('migrations', 'migrations').map(beside),
  ...project('desktop', 'desktop'),
  ...project('package', 'package').map(beside),
  ...project('e2e', 'e2e'),
  // Five kills of the two hundred that `npm run crash` makes, and so on.
  crash('crash', 'run.ts', '--kills', '5'),
  crash('crash of copies', 'backup.ts', '--kills', '4'),
  crash('crash of salvage', 'salvage.ts', '--kills', '3'),
  crash('crash of folders', 'folders.ts', '--kills', '2'),
  crash('crash of updates', 'update.ts', '--kills', '2'),
  crash('crash of links', 'stations.ts', '--cuts', '30'),
]

let passed = 0
let failed = 0
const lines: string[] = []
async function run(part: Part): Promise<void> {
  const started = performance.now()
  if (part.report) rmSync(part.report, { force: true })
  const child = spawn(process.execPath, [...part.command], { cwd: root, stdio: 'inherit' })
  const [status] = (await once(child, 'exit')) as [number | null]
  const counts = part.report
    ? readCounts(part.report)
    : { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1 }
  // A run that died without a report, or failed outside any test, is a failure too.
  const broken = status !== 0 && counts.failed === 0 ? 1 : 0
  passed += counts.passed
  failed += counts.failed + broken
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  lines.push(
    `${part.name.padEnd(18)}${seconds.padStart(7)} s  ${counts.passed} passed, ${counts.failed + broken} failed`,
  )
}

for (const part of parts.filter(({ isSmall }) => !isSmall)) await run(part)
const waiting = parts.filter(({ isSmall }) => isSmall)
const lane = async () => {
  for (let part = waiting.shift(); part; part = waiting.shift()) await run(part)
}
await Promise.all([lane(), lane()])
console.log(`\n${lines.join('\n')}`)
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0

function readCounts(file: string): { readonly passed: number; readonly failed: number } {
  if (!existsSync(file)) return { passed: 0, failed: 1 }
  const report = JSON.parse(readFileSync(file, 'utf8')) as { numPassedTests: number; numFailedTests: number }
  return { passed: report.numPassedTests, failed: report.numFailedTests }
}
