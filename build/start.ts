/** `npm start` and `npm run demo`: builds what changed, then Electron where its runtime is present, else the browser. */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildDesktop, buildPage } from './compile.ts'
import { hostFlags } from './host-flags.ts'

const root = join(import.meta.dirname, '..')
const args = process.argv.slice(2)
const isDemo = args.includes('--demo')
const passed = args.filter((arg) => arg !== '--demo')
if (isDemo && !passed.some((arg) => arg.startsWith('--data')))
  passed.push('--data', join(root, '.cache', 'demo'))

const needsNoHost = passed.includes('--help')
if (isDemo && !needsNoHost) makeDemo(dataDirOf(passed))
if (!needsNoHost && (await buildPage())) console.log('页面已重新生成 · Built the page')

const runtime = passed.includes('--browser') || needsNoHost ? null : electronRuntime()
const rest = passed.filter((arg) => arg !== '--browser')
if (runtime && (await canBuildDesktop())) {
  console.log('衣坊在 Electron 窗口中运行 · Yifang runs in an Electron window')
  run(runtime, [root, ...rest])
} else run(process.execPath, [...hostFlags, join(root, 'electron', 'serve.ts'), ...rest])

/** Path of Electron's program; null where npm could not download it, or no screen is there to show it. */
function electronRuntime(): string | null {
  const folder = join(root, 'node_modules', 'electron')
  const pathFile = join(folder, 'path.txt')
  if (!existsSync(pathFile)) return null
  const program = join(folder, 'dist', readFileSync(pathFile, 'utf8').trim())
  const noScreen = process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY
  return existsSync(program) && !noScreen ? program : null
}

async function canBuildDesktop(): Promise<boolean> {
  await buildDesktop()
  return existsSync(join(root, 'out', 'electron', 'main.js'))
}

function dataDirOf(list: readonly string[]): string {
  const at = list.indexOf('--data')
  return at >= 0 ? list[at + 1]! : list.find((arg) => arg.startsWith('--data='))!.slice('--data='.length)
}

/** Fills a new folder with a workshop that is alive; an old one is opened as it is. */
function makeDemo(dataDir: string): void {
  if (existsSync(dataDir) && readdirSync(dataDir).length > 0) return
  const made = spawnSync(
    process.execPath,
    [...hostFlags, join(root, 'electron', 'cli.ts'), 'demo', '--data', dataDir],
    { stdio: 'inherit' },
  )
  if (made.status !== 0) process.exit(made.status ?? 1)
}

function run(program: string, list: readonly string[]): void {
  const child = spawn(program, list, { stdio: 'inherit' })
  // The terminal sends Ctrl+C to both; this one only waits, so that the host can close its store in peace.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 0)))
}
