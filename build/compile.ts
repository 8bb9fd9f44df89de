/** Builds the page into out/renderer and, where they exist, Electron's main and preload into out/electron. */
import { existsSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'
import { compileElectron } from './compile-electron.ts'

const root = join(import.meta.dirname, '..')
const stamps = {
  page: join(root, 'out', '.page-built'),
  desktop: join(root, 'out', '.desktop-built'),
} as const

/** Builds the page where a source is newer than the last build. Gives whether it built. */
export async function buildPage(force = false): Promise<boolean> {
  if (!force && isFresh(stamps.page, ['renderer', 'shared', 'vite.config.ts', 'package-lock.json']))
    return false
  // Under a test runner the bundler would make React's development build, which no user gets.
  const before = process.env.NODE_ENV
  process.env.NODE_ENV = 'production'
  await build({ root: join(root, 'renderer'), configFile: join(root, 'vite.config.ts'), logLevel: 'warn' })
  if (before === undefined) delete process.env.NODE_ENV
  else process.env.NODE_ENV = before
  stamp(stamps.page)
  return true
}

/** Bundles electron/main.ts and electron/preload.ts where a source is newer than the last build. */
export async function buildDesktop(force = false): Promise<boolean> {
  if (!existsSync(join(root, 'electron', 'main.ts'))) return false
  if (!force && isFresh(stamps.desktop, ['electron', 'db', 'shared', 'package-lock.json'])) return false
  await compileElectron()
  stamp(stamps.desktop)
  return true
}

function sourcesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

function isFresh(stampFile: string, sources: readonly string[]): boolean {
  if (!existsSync(stampFile)) return false
  const built = statSync(stampFile).mtimeMs
  const files = sources.map((source) => join(root, source)).filter((path) => existsSync(path))
  const all = files.flatMap((path) => (statSync(path).isDirectory() ? sourcesOf(path) : [path]))
  return all.every((file) => statSync(file).mtimeMs < built)
}

function stamp(file: string): void {
  writeFileSync(file, '')
  utimesSync(file, new Date(), new Date())
}

if (process.argv[1] === import.meta.filename) {
  await buildPage(true)
  await buildDesktop(true)
}
