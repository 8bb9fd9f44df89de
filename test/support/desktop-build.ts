import { copyFileSync, cpSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { buildPage } from '../../build/compile.ts'
import { compileElectron } from '../../build/compile-electron.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
/** The program under test, laid out as it is installed: package.json, out/electron, out/renderer. */
export const desktopFolder = process.env.DESKTOP_FOLDER ?? join(root, '.cache', 'desktop')
export const mainFile = join(desktopFolder, 'out', 'electron', 'main.js')
export const scriptFile = join(desktopFolder, 'script.cjs')
export const probeFile = join(desktopFolder, 'probe.js')
const testPage = join(root, 'test', 'desktop', 'page')

/** Bundles main and preload as `npm run build` does, and what the tests put beside them. */
export async function buildDesktopUnderTest(): Promise<void> {
  rmSync(desktopFolder, { recursive: true, force: true })
  mkdirSync(desktopFolder, { recursive: true })
  copyFileSync(join(root, 'package.json'), join(desktopFolder, 'package.json'))
  await compileElectron(join(desktopFolder, 'out', 'electron'))
  await bundle(join(root, 'test', 'support', 'desktop-script.ts'), desktopFolder, 'script.cjs', 'cjs')
  await bundle(join(testPage, 'probe.ts'), desktopFolder, 'probe.js', 'iife')
  const pageFolder = join(desktopFolder, 'out', 'renderer')
  // The small page has what the real one must never run: an inline script.
  await bundle(join(testPage, 'page.ts'), pageFolder, 'page.js', 'es')
  for (const file of ['index.html', 'pair.html']) copyFileSync(join(testPage, file), join(pageFolder, file))
}

/** The main file of the same program with the page that users see. */
export const realMainFile = join(`${desktopFolder}-real`, 'out', 'electron', 'main.js')

/** Makes it. Before all tests: several of them may run at once. */
export async function buildWithRealPage(): Promise<void> {
  await buildPage()
  const folder = `${desktopFolder}-real`
  rmSync(folder, { recursive: true, force: true })
  cpSync(desktopFolder, folder, { recursive: true })
  rmSync(join(folder, 'out', 'renderer'), { recursive: true })
  cpSync(join(root, 'out', 'renderer'), join(folder, 'out', 'renderer'), { recursive: true })
}

async function bundle(
  input: string,
  outDir: string,
  name: string,
  format: 'cjs' | 'es' | 'iife',
): Promise<void> {
  const isNode = format === 'cjs'
  await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    ...(isNode ? { ssr: { noExternal: true, external: ['electron'] } } : {}),
    build: {
      ...(isNode ? { ssr: true } : {}),
      outDir,
      emptyOutDir: false,
      minify: false,
      target: isNode ? 'node24' : 'chrome120',
      reportCompressedSize: false,
      rolldownOptions: {
        input,
        external: isNode ? ['electron'] : [],
        output: { format, entryFileNames: name, codeSplitting: false },
      },
    },
  })
}
