/** `npm run package`: builds everything, then the Windows setup program, and says how big it is. */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { buildDesktop, buildPage } from './compile.ts'

const root = join(import.meta.dirname, '..')

const help = `npm run package            the setup program, in .cache/package
npm run package -- --dir    the program's folder only (win-unpacked)

More is passed on to electron-builder. It downloads Electron and NSIS once; where GitHub is slow or closed, name a mirror
(<base> is the mirror's address, as Electron's installation page lists them) in the environment:

  ELECTRON_MIRROR=<base>/electron/
  ELECTRON_BUILDER_BINARIES_MIRROR=<base>/electron-builder-binaries/
  ELECTRON_BUILDER_7ZIP_PATH=FILE   a 7-Zip of this machine, where the mirror has no 7zip@1.0.0
  HTTPS_PROXY=…, with ELECTRON_GET_USE_PROXY=true

Without any network: -c.electronDist=FOLDER, a folder with electron-v${electronVersion()}-win32-x64.zip in it.
Signing: docs/installer.md.
`

/** Electron's version, as its package pins it. */
function electronVersion(): string {
  const file = join(root, 'node_modules', 'electron', 'package.json')
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version
}

/** Packs what was built for Windows with electron-builder. Gives its exit code. */
export function packWindows(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  stdio: 'inherit' | 'pipe' = 'inherit',
): { readonly status: number; readonly said: string } {
  const cli = join(root, 'node_modules', 'electron-builder', 'cli.js')
  const all = [cli, '--win', '--x64', '--publish', 'never', ...args]
  const ran = spawnSync(process.execPath, all, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', stdio, stdio],
    encoding: 'utf8',
  })
  return { status: ran.status ?? 1, said: `${ran.stdout ?? ''}${ran.stderr ?? ''}` }
}

/** Bytes of a file, or of everything in a folder. */
export function sizeOf(path: string): number {
  if (!statSync(path).isDirectory()) return statSync(path).size
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0)
}

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`

/** The sizes that an installer asks for: on the stick, and on the PC. */
export function sizesText(outDir: string): string {
  const unpacked = join(outDir, 'win-unpacked')
  const lines = [`installed   ${megabytes(sizeOf(unpacked)).padStart(10)}   ${unpacked}`]
  for (const name of ['app.asar', 'app.asar.unpacked'])
    lines.push(`  ${name.padEnd(20)}${megabytes(sizeOf(join(unpacked, 'resources', name))).padStart(10)}`)
  for (const file of readdirSync(outDir).filter((name) => name.endsWith('.exe')))
    lines.push(`setup       ${megabytes(sizeOf(join(outDir, file))).padStart(10)}   ${join(outDir, file)}`)
  return lines.join('\n')
}

if (import.meta.main) {
  const args = process.argv.slice(2)
  if (args.includes('--help')) console.log(help)
  else {
    const outDir = join(root, '.cache', 'package')
    rmSync(outDir, { recursive: true, force: true })
    await buildPage(true)
    await buildDesktop(true)
    const { status } = packWindows(args)
    if (existsSync(outDir) && status === 0) console.log(`\n${sizesText(outDir)}`)
    process.exitCode = status
  }
}
