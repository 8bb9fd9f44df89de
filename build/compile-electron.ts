import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type InlineConfig } from 'vite'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Worker threads of the host are entries of their own beside main.js (electron/host/worker.ts). */
function workers(): Record<string, string> {
  const files = readdirSync(join(root, 'electron/host'), { recursive: true, encoding: 'utf8' })
  return Object.fromEntries(
    files
      .filter((file) => file.endsWith('-worker.ts') && !basename(file).startsWith('run-'))
      .map((file) => [basename(file, '.ts'), join(root, 'electron/host', file)]),
  )
}

function bundle(
  outDir: string,
  part: NonNullable<InlineConfig['build']>,
  external: readonly string[],
): InlineConfig {
  return {
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    ssr: { noExternal: true, external: [...external], target: 'node' },
    // Everything but the runtime and the native module is in the bundle: a few files open faster from a slow disk.
    build: {
      ssr: true,
      outDir,
      emptyOutDir: false,
      target: 'node24',
      minify: false,
      reportCompressedSize: false,
      ...part,
    },
  }
}

/** Bundles programs that run the host, with its worker threads beside them. */
export async function compileHost(
  outDir: string,
  programs: Readonly<Record<string, string>>,
  external: readonly string[],
): Promise<void> {
  await build(
    bundle(
      outDir,
      {
        emptyOutDir: true,
        rolldownOptions: {
          input: { ...programs, ...workers() },
          external: [...external],
          // Flat, so that `import.meta.url` of a chunk has the workers beside it.
          output: { format: 'esm', entryFileNames: '[name].js', chunkFileNames: '[name].js' },
        },
      },
      external,
    ),
  )
}

/** Bundles the desktop's main process (ESM), its worker threads and the preload (CJS: a sandboxed one can be nothing else). */
export async function compileElectron(outDir: string = join(root, 'out/electron')): Promise<void> {
  await compileHost(outDir, { main: join(root, 'electron/main.ts') }, ['electron', 'better-sqlite3'])
  await build(
    bundle(
      outDir,
      {
        rolldownOptions: {
          input: { preload: join(root, 'electron/preload.ts') },
          external: ['electron'],
          output: { format: 'cjs', entryFileNames: '[name].cjs' },
        },
      },
      ['electron'],
    ),
  )
}

if (import.meta.main) await compileElectron()
