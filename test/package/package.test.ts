import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { extractAll, extractFile, getRawHeader, listPackage } from '@electron/asar'
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { Data, NtExecutable, NtExecutableResource, Resource } from 'resedit'
import { expect, onTestFinished, test } from 'vitest'
import { outDir } from './prepare.ts'

const unpacked = join(outDir, 'win-unpacked')
const exe = join(unpacked, 'Yifang.exe')
const asar = join(unpacked, 'resources', 'app.asar')
const root = join(import.meta.dirname, '..', '..')
const inAsar = listPackage(asar, { isPack: false }).map((path) => path.replaceAll('\\', '/').slice(1))
const shipped = readdirSync(unpacked, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name).slice(unpacked.length + 1))
const program = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  readonly version: string
  readonly author: string
  readonly main: string
}
const resources = NtExecutableResource.from(NtExecutable.from(readFileSync(exe)))

test('the archive holds the program’s bundles and the database module, and nothing else', () => {
  const tops = new Set(inAsar.map((path) => path.split('/')[0]))
  expect([...tops].sort()).toEqual(['node_modules', 'out', 'package.json'])
  const packages = inAsar.filter((path) => /^node_modules\/[^/]+$/.test(path))
  expect(packages).toEqual(['node_modules/better-sqlite3'])
  for (const part of ['main.js', 'preload.cjs', 'sheet-worker.js', 'care-worker.js'])
    expect(inAsar).toContain(`out/electron/${part}`)
  expect(inAsar).toContain('out/renderer/index.html')
  expect(inAsar.some((path) => path.startsWith('out/renderer/assets/'))).toBe(true)
  const built = readdirSync(join(root, 'out', 'electron'))
  expect(inAsar.filter((path) => path.startsWith('out/electron/')).length).toBe(built.length)
})

test('no tests, sources, source maps, second font formats or secrets are in it', () => {
  const odd = [...inAsar, ...shipped].filter((path) =>
    /(^|\/)(test|tests|docs|\.git|\.cache|\.env[^/]*)(\/|$)|\.(map|tsx?|woff|pem|key|pfx|gyp|[ch]pp|[ch])$/.test(
      path,
    ),
  )
  expect(odd).toEqual([])
  const main = extractFile(asar, program.main).toString()
  expect(main).not.toContain('sourceMappingURL')
  // Nor the folder it was built in.
  expect(main).not.toContain(root)
})

test('what starts is the main program, and the package says no more than that', () => {
  const known = JSON.parse(extractFile(asar, 'package.json').toString()) as Record<string, unknown>
  expect(known).toMatchObject({
    name: 'yifang',
    version: program.version,
    main: program.main,
    type: 'module',
  })
  expect(known).not.toHaveProperty('scripts')
  expect(known).not.toHaveProperty('devDependencies')
})

test('one native module ships, for 64-bit Windows, outside the archive where Windows can load it', () => {
  const natives = shipped.filter((path) => path.endsWith('.node')).map((path) => path.replaceAll('\\', '/'))
  expect(natives).toEqual([
    'resources/app.asar.unpacked/node_modules/better-sqlite3/prebuilds/win32-x64.node',
  ])
  const machine = NtExecutable.from(readFileSync(join(unpacked, natives[0]!))).newHeader.fileHeader.machine
  // IMAGE_FILE_MACHINE_AMD64
  expect(machine).toBe(0x8664)
})

test('only the languages that the program speaks ship', () => {
  expect(readdirSync(join(unpacked, 'locales')).sort()).toEqual(['en-US.pak', 'zh-CN.pak'])
})

test('every fuse is as the security page says', async () => {
  const wire = await getCurrentFuseWire(exe)
  const { version: _version, ...states } = wire
  const named = Object.fromEntries(
    Object.entries(states).map(([option, state]) => [
      FuseV1Options[Number(option)],
      String.fromCharCode(state as number) === '1',
    ]),
  )
  expect(named).toEqual({
    RunAsNode: false,
    EnableCookieEncryption: true,
    EnableNodeOptionsEnvironmentVariable: false,
    EnableNodeCliInspectArguments: false,
    EnableEmbeddedAsarIntegrityValidation: true,
    OnlyLoadAppFromAsar: true,
    LoadBrowserProcessSpecificV8Snapshot: false,
    GrantFileProtocolExtraPrivileges: false,
  })
})

test('the program carries the hash of its archive, which it is checked against at each start', () => {
  const entry = resources.entries.find(({ type, id }) => type === 'INTEGRITY' && id === 'ELECTRONASAR')
  const said = JSON.parse(Buffer.from(entry!.bin).toString()) as {
    file: string
    alg: string
    value: string
  }[]
  const value = createHash('sha256').update(getRawHeader(asar).headerString).digest('hex')
  expect(said).toEqual([{ file: 'resources\\app.asar', alg: 'SHA256', value }])
})

test('Windows shows whose program it is and which version', () => {
  const [info] = Resource.VersionInfo.fromEntries(resources.entries)
  const values = info!.getStringValues(info!.getAvailableLanguages()[0]!)
  expect(values).toMatchObject({
    ProductName: 'Yifang',
    CompanyName: program.author,
    FileVersion: program.version,
    LegalCopyright: expect.stringContaining('Yifang 衣坊') as string,
  })
  expect(values.ProductVersion).toMatch(new RegExp(`^${program.version.replaceAll('.', '\\.')}`))
})

test('the program’s icon is ours, from 16 to 256 pixels, and backup files have one too', () => {
  const [group] = Resource.IconGroupEntry.fromEntries(resources.entries)
  const sizes = group!.icons.map(({ width }) => width || 256)
  expect(sizes).toEqual([16, 20, 24, 32, 40, 48, 64, 128, 256])
  const backup = Data.IconFile.from(readFileSync(join(root, 'build', 'icon', 'backup.ico')))
  expect(backup.icons.map(({ width }) => width || 256)).toEqual(sizes)
})

test('nothing beside Electron’s own files and ours is in the folder', () => {
  const ours = shipped
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.startsWith('resources/'))
  expect(ours.filter((path) => !path.includes('/node_modules/better-sqlite3/'))).toEqual([
    'resources/app.asar',
  ])
  expect(readdirSync(unpacked).filter((name) => /\.exe$/.test(name))).toEqual(['Yifang.exe'])
})

const bundles = inAsar
  .filter((path) => /^out\/electron\/.*js$/.test(path))
  .map((path) => extractFile(asar, path).toString())
const count = (pattern: RegExp) => bundles.reduce((sum, text) => sum + (text.match(pattern)?.length ?? 0), 0)

test('one call hands an address to the system’s browser, and no window option or call loosens the page', () => {
  expect(count(/\bopenExternal\(/g)).toBe(1)
  expect(count(/new BrowserWindow\(/g)).toBe(2)
  expect(
    count(/\bsandbox: true,\s*contextIsolation: true,\s*nodeIntegration: false,\s*webviewTag: false/g),
  ).toBe(2)
  expect(
    count(
      /\b(webSecurity|allowRunningInsecureContent|experimentalFeatures|enableBlinkFeatures|nodeIntegrationInWorker|nodeIntegrationInSubFrames|allowpopups|loadFile|openDevTools|bypassCSP|registerFileProtocol|BrowserView|executeJavaScriptInIsolatedWorld)\b/g,
    ),
  ).toBe(0)
})

test('the page asks nothing of another machine', () => {
  const page = extractFile(asar, 'out/renderer/index.html').toString()
  expect(page).not.toMatch(/(src|href)="(https?:)?\/\//)
  expect(page).not.toMatch(/<script(?![^>]*\bsrc=)/)
  const styles = inAsar.filter((path) => /^out\/renderer\/.*\.css$/.test(path))
  expect(styles.length).toBeGreaterThan(0)
  for (const path of styles)
    expect(extractFile(asar, path).toString()).not.toMatch(/(url\(|@import)\s*['"]?(https?:)?\/\//)
})

test('what is in the archive is enough to run: away from this folder, the command line makes and checks a workshop', () => {
  const place = mkdtempSync(join(tmpdir(), 'yifang-package-'))
  onTestFinished(() => rmSync(place, { recursive: true, force: true }))
  extractAll(asar, place)
  // This machine's own module in the place of Windows'.
  const own = join('node_modules', 'better-sqlite3', 'prebuilds', `${process.platform}-${process.arch}.node`)
  copyFileSync(join(root, own), join(place, own))
  const run = (...args: readonly string[]) => {
    const out = join(place, 'said.json')
    const hook = join(root, 'test', 'installer', 'run-installed.mjs')
    const line = ['--import', hook, join(place, program.main), '--cli', ...args, '--json', '--out', out]
    const { status, stderr } = spawnSync(process.execPath, line, { encoding: 'utf8' })
    return { status, stderr, said: JSON.parse(readFileSync(out, 'utf8')) as object }
  }
  const data = ['--data', join(place, 'data')]
  expect(run('demo', ...data, '--orders', '5')).toMatchObject({ status: 0, said: { orders: 5 } })
  expect(run('check', ...data)).toMatchObject({ status: 0, said: { ok: true } })
})
