/** Builds the page into out/renderer and, where they exist, Electron's main and preload into out/electron. */
import { existsSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { join } from 'node:path'
import { build } from 'vite'

const root = join(import.meta.dirname, '..')
const stamps = { page: join(root, 'out', '.page-built'), desktop: join(root, 'out', '.desktop-built') } as const

/** Builds the page where a source is newer than the last build. Gives whether it built. */
export async function buildPage(force = false): Promise<boolean> {
  if (!force && isFresh(stamps.page, ['renderer', 'shared', 'vite.config.ts', 'package-lock.json'])) return false
  await build({ root: join(root, 'renderer'), configFile: join(root, 'vite.config.ts'), logLevel: 'warn' })
  stamp(stamps.page)
  return true
}

/** Bundles electron/main.ts and electron/preload.ts where a source is newer than the last build. */
export async function buildDesktop(force = false): Promise<boolean> {
  if (!existsSync(join(root, 'electron', 'main.ts'))) return false
  if (!force && isFresh(stamps.desktop, ['electron', 'db', 'shared', 'package-lock.json'])) return false
  // Threads are files of their own: each keeps its place beside main.js, where `new Worker` looks for it.
  const workers = sourcesOf(join(root, 'electron')).filter((file) => file.endsWith('-worker.ts'))
  await bundle({ main: join(root, 'electron', 'main.ts') }, 'es')
  for (const file of workers) await bundle({ [baseName(file)]: file }, 'es')
  // A sandboxed preload is CommonJS and may require nothing but 'electron'.
  await bundle({ preload: join(root, 'electron', 'preload.ts') }, 'cjs')
  stamp(stamps.desktop)
  return true
}

async function bundle(input: Readonly<Record<string, string>>, format: 'es' | 'cjs'): Promise<void> {
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    // Everything but these is bundled, so that the package carries no node_modules but the native one.
    ssr: { noExternal: true, external: ['electron', 'better-sqlite3'] },
    build: {
      ssr: true,
      outDir: join(root, 'out', 'electron'),
      emptyOutDir: false,
      target: 'node24',
      minify: false,
      sourcemap: true,
      rollupOptions: {
        input: { ...input },
        external: ['electron', 'better-sqlite3', ...builtinModules, /^node:/],
        output: { format, entryFileNames: format === 'cjs' ? '[name].cjs' : '[name].js', codeSplitting: false },
      },
    },
  })
}

function baseName(file: string): string {
  return file.replace(/^.*[\\/]/, '').replace(/\.ts$/, '')
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
