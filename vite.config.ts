import { readFileSync } from 'node:fs'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/** Every browser that runs this program reads WOFF2: the WOFF copies would double the package's 200 font files. */
const onlyWoff2: Plugin = {
  name: 'only-woff2',
  enforce: 'pre',
  transform(code, id) {
    if (!id.includes('@fontsource') || !/\.css(\?|$)/.test(id)) return null
    return code.replaceAll(/,\s*url\([^)]*\.woff\)\s*format\('woff'\)/g, '')
  },
}

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as {
  version: string
}

export default defineConfig({
  root: 'renderer',
  // Relative addresses: the same files are served from http://127.0.0.1 and from app://.
  base: './',
  // A station's page says which program it is of.
  define: { __YIFANG_VERSION__: JSON.stringify(version) },
  plugins: [onlyWoff2, react()],
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
    rolldownOptions: { input: ['renderer/index.html', 'renderer/pair.html'] },
  },
})
