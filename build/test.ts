/** `npm test`: every part that exists, one after another; the last line counts tests, not parts. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const bin = (name: string) => join(root, 'node_modules', name)

interface Part {
  readonly name: string
  readonly command: readonly string[]
  /** Vitest's report, where the part is a vitest project: its tests are counted one by one. */
  readonly report?: string
}

// Every process of every part reads our sources stripped and compiled from the second time on.
process.env.NODE_COMPILE_CACHE ??= join(root, '.cache', 'node')

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

const parts: readonly Part[] = [
  // Four checkers, as they are without a word, reckon the same types four times.
  { name: 'types', command: [bin('typescript/bin/tsc'), '-p', '.', '--checkers', '2'] },
  { name: 'lint', command: [bin('@biomejs/biome/bin/biome'), 'check', '.'] },
  ...project('unit', 'unit'),
  ...project('migrations', 'migrations'),
  ...project('desktop', 'desktop'),
  ...project('package', 'package'),
  ...project('e2e', 'e2e'),
  // Five kills of the two hundred that `npm run crash` makes.
  { name: 'crash', command: [join(root, 'test/crash/run.ts'), '--kills', '5'] },
  { name: 'crash of copies', command: [join(root, 'test/crash/backup.ts'), '--kills', '4'] },
  { name: 'crash of salvage', command: [join(root, 'test/crash/salvage.ts'), '--kills', '3'] },
  { name: 'crash of folders', command: [join(root, 'test/crash/folders.ts'), '--kills', '2'] },
  { name: 'crash of updates', command: [join(root, 'test/crash/update.ts'), '--kills', '2'] },
  { name: 'crash of links', command: [join(root, 'test/crash/stations.ts'), '--cuts', '30'] },
]

let passed = 0
let failed = 0
const lines: string[] = []
for (const part of parts) {
  const started = performance.now()
  if (part.report) rmSync(part.report, { force: true })
  const { status } = spawnSync(process.execPath, [...part.command], { cwd: root, stdio: 'inherit' })
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
console.log(`\n${lines.join('\n')}`)
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0

function readCounts(file: string): { readonly passed: number; readonly failed: number } {
  if (!existsSync(file)) return { passed: 0, failed: 1 }
  const report = JSON.parse(readFileSync(file, 'utf8')) as { numPassedTests: number; numFailedTests: number }
  return { passed: report.numPassedTests, failed: report.numFailedTests }
}
