import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { compressedFiles } from './build/compressed-files.ts'
import { onlyInitials } from './build/initials.ts'

/** Every browser that runs this program reads WOFF2: the WOFF copies would double the package's 200 font files. */
const onlyWoff2: Plugin = {
  name: 'only-woff2',
  enforce: 'pre',
  transform(code, id) {
    if (!id.includes('@fontsource') || !/\.css(\?|$)/.test(id)) return null
    return code.replaceAll(/,\s*url\([^)]*\.woff\)\s*format\('woff'\)/g, '')
  },
}

/**
 * The list of files that a paired device keeps (renderer/stations/offline/worker.ts). The worker ends with its digest, so
 * that browsers see another worker where there are other files.
 */
const offlineFiles: Plugin = {
  name: 'offline-files',
  generateBundle: {
    // After Vite has taken away what nobody loads.
    order: 'post',
    handler(_options, bundle) {
      const all = Object.keys(bundle)
        .filter((file) => file.startsWith('assets/'))
        .map((file) => `/${file}`)
        .sort()
      const source = JSON.stringify({ first: all.filter((file) => /\.(?:js|css|wasm)$/.test(file)), all })
      this.emitFile({ type: 'asset', fileName: 'offline-files.json', source })
      const worker = bundle['offline-worker.js']
      if (worker?.type !== 'chunk') throw new Error('the offline worker is missing')
      worker.code += `\n// ${createHash('sha256').update(source).digest('hex')}\n`
    },
  },
}

const renderer = fileURLToPath(new URL('renderer', import.meta.url))

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as {
  version: string
}

/** Ids of the modules that an entry imports, and they, without those that are loaded later. */
function reached(
  entry: string,
  importsOf: (id: string) => readonly string[] | undefined,
): ReadonlySet<string> {
  const found = new Set<string>()
  const open = [entry]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (found.has(id)) continue
    found.add(id)
    open.push(...(importsOf(id) ?? []))
  }
  return found
}

const entries = {
  door: join(renderer, 'stations/pair/pair.ts'),
  ahead: join(renderer, 'app/ahead.ts'),
  base: join(renderer, 'app/main.tsx'),
} as const
/** Where people scan. */
const floorScreens = [
  'production/record/record-home.tsx',
  'production/hand-outs/hand-outs-screen.tsx',
  'shipping/pack/pack-screen.tsx',
  'inventory/count-screen.tsx',
].map((screen) => join(renderer, screen))
let reach: readonly (readonly [string, ReadonlySet<string>])[] | undefined
let ofFloor: readonly ReadonlySet<string>[] | undefined

/**
 * What every screen needs lies in one file, and what floor screens share in another: each of a hundred costs a tablet
 * milliseconds of its own. What the page of unpaired devices needs of it stays apart, for anybody of the network may load that
 * page; and so does what runs before the program is read.
 */
function chunkOf(id: string, importsOf: (id: string) => readonly string[] | undefined): string | null {
  reach ??= Object.entries(entries).map(([name, entry]) => [name, reached(entry, importsOf)])
  if (reach.at(-1)![1].has(id)) return reach.find(([, ids]) => ids.has(id))![0]
  ofFloor ??= floorScreens.map((screen) => reached(screen, importsOf))
  return ofFloor.filter((ids) => ids.has(id)).length > 1 ? 'floor' : null
}

export default defineConfig({
  root: 'renderer',
  // Relative addresses: the same files are served from http://127.0.0.1 and from app://.
  base: './',
  // A station's page says which program it is of.
  define: { __YIFANG_VERSION__: JSON.stringify(version) },
  plugins: [onlyWoff2, onlyInitials, react(), offlineFiles, compressedFiles],
  worker: { format: 'es' },
  build: {
    outDir: '../out/renderer',
    emptyOutDir: true,
    target: 'chrome120',
    // The page's policy has no data: for fonts and scripts.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2000,
    reportCompressedSize: false,
    // A device that is not paired gets a page of its own, with nothing of the program in it.
    rolldownOptions: {
      input: {
        index: 'renderer/index.html',
        pair: 'renderer/pair.html',
        'offline-worker': 'renderer/stations/offline/worker.ts',
      },
      output: {
        entryFileNames: ({ name }) =>
          // A worker watches over the folder that it lies in, under one name.
          name === 'offline-worker' ? '[name].js' : 'assets/[name]-[hash].js',
        codeSplitting: {
          groups: [
            {
              debugName: 'first screen',
              includeDependenciesRecursively: false,
              name: (id, bundle) => chunkOf(id, (of) => bundle.getModuleInfo(of)?.importedIds),
            },
          ],
        },
      },
    },
  },
})
