/**
 * `npm run installer:check`: makes two versions of the real setup program with Debian's NSIS and installs, runs,
 * upgrades and removes them under wine. A small program that writes down its start and hands a command line on to a
 * Windows Node stands in for Electron, plug-ins of our own for those of the template: pages, elevation, "for all users", the running-program question, signing and Electron are not looked at.
 */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { extractAll } from '@electron/asar'
import { buildDesktop, buildPage } from '../../build/compile.ts'
import { packWindows, sizesText } from '../../build/package.ts'
import { setupArguments } from '../../electron/host/settings/updates/installer.ts'
import { makeElectronDist } from '../support/electron-dist.ts'
import { bringTools, missingPrograms, winePath } from './tools.ts'
import { filesOf, startWine, whenGone } from './wine.ts'

const root = join(import.meta.dirname, '..', '..')
const folder = join(root, '.cache', 'installer-check')
const uninstallKeys = 'HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall'

const missing = missingPrograms()
if (missing.length > 0) {
  console.log(`installer:check SKIPPED, nothing was verified: ${missing.join(', ')} not found.`)
  console.log(
    'On Debian: apt-get install -y --no-install-recommends nsis wine wine64 xvfb gcc-mingw-w64-x86-64-win32',
  )
  process.exit(0)
}

let failures = 0
/** One line of the report. */
function verify(what: string, isSo: boolean): void {
  if (!isSo) failures += 1
  console.log(`${isSo ? 'ok    ' : 'FAILED'}  ${what}`)
}

const tools = bringTools(join(folder, 'tools'))
await buildPage()
await buildDesktop()
const dist = join(folder, 'electron')
makeElectronDist(dist, tools.standIn)

interface Version {
  readonly setup: string
  readonly unpacked: string
}

/** A setup program of one version; the older one has a file that the newer has not. */
function makeSetup(version: string, staleFile: boolean): Version {
  const output = join(folder, `out-${version}`)
  rmSync(output, { recursive: true, force: true })
  const stale = join(folder, 'only-in-old.txt')
  writeFileSync(stale, 'of the old version')
  const config = join(folder, `${version}.json`)
  const of = {
    extends: join(root, 'electron-builder.yml'),
    electronDist: dist,
    compression: 'store',
    directories: { output },
    extraMetadata: { version },
    extraResources: staleFile ? [{ from: stale, to: 'only-in-old.txt' }] : [],
    nsis: { packElevateHelper: false },
  }
  writeFileSync(config, JSON.stringify(of))
  const { status, said } = packWindows(['--config', config], tools.packEnv, 'pipe')
  if (status !== 0) throw new Error(`electron-builder ended with ${status}\n${said}`)
  const setup = join(output, readdirSync(output).find((name) => name.endsWith('.exe'))!)
  console.log(`made ${setup.slice(root.length + 1)}\n${sizesText(output)}`)
  return { setup, unpacked: join(output, 'win-unpacked') }
}

const older = makeSetup('0.1.0', true)
const newer = makeSetup('0.2.0', false)
const wine = await startWine(folder, tools.wineEnv)

const programDir = join(wine.localAppData, 'Programs', 'Yifang')
const dataDir = join(wine.localAppData, 'Yifang', 'data')
const settings = join(wine.appData, 'Yifang', 'windows', 'abc', 'window.json')
const uninstaller = join(programDir, 'Uninstall Yifang.exe')
const startMenu = join(wine.appData, 'Microsoft', 'Windows', 'Start Menu', 'Programs', '衣坊 Yifang.lnk')
const desktopLink = join(wine.desktop, '衣坊 Yifang.lnk')

function isSame(left: ReadonlyMap<string, Buffer>, right: ReadonlyMap<string, Buffer>): boolean {
  return left.size === right.size && [...left].every(([name, bytes]) => right.get(name)?.equals(bytes))
}

/** Whether the installed folder is what was packed, with the uninstaller and nothing else beside it. */
function isInstalled(version: Version, folderOf: string): boolean {
  const found = new Map(filesOf(folderOf))
  const own = [...found.keys()].filter((name) =>
    /^(Uninstall Yifang\.exe|uninstallerIcon\.ico|resources.backup\.ico)$/.test(name),
  )
  for (const name of own) found.delete(name)
  return own.length === 3 && isSame(filesOf(version.unpacked), found)
}

/** Runs a command line of the installed program's own bundles, out of its archive, on its Windows module. */
function runInstalled(args: readonly string[]): { readonly code: number; readonly said: string } {
  const probe = join(wine.driveC, 'probe')
  rmSync(probe, { recursive: true, force: true })
  extractAll(join(programDir, 'resources', 'app.asar'), probe)
  const bundles = join(probe, 'out', 'electron')
  for (const name of readdirSync(bundles)) {
    const text = readFileSync(join(bundles, name), 'utf8')
    // Node 22 stands in, as far as wine lets us; Electron's own knows `using`.
    if (text.includes('await using '))
      writeFileSync(join(bundles, name), text.replaceAll('await using ', 'const '))
  }
  const out = join(wine.driveC, 'said.txt')
  rmSync(out, { force: true })
  const hook = `file:///Z:${join(import.meta.dirname, 'run-installed.mjs')}`
  const main = winePath(join(bundles, 'main.js'))
  const line = ['--import', hook, main, '--cli', ...args, '--out', winePath(out)]
  const code = wine.run(join(programDir, 'Yifang.exe'), line)
  return { code, said: existsSync(out) ? readFileSync(out, 'utf8') : '' }
}

const data = ['--data', winePath(dataDir), '--json']
const checks = () => {
  const { code, said } = runInstalled(['check', ...data])
  return code === 0 && said.includes('"ok":true')
}

/** Whether this version, and not the other, is the one among the programs. */
function hasOneEntry(version: string, other: string): boolean {
  const found = wine.registry(uninstallKeys)
  return (found.match(/DisplayName/g) ?? []).length === 1 && found.includes(version) && !found.includes(other)
}

/** A setup run as the program runs one when it updates itself: from beside the data, by the flags it gives. */
async function verifyUpdate(what: string, version: Version, before: ReadonlyMap<string, Buffer>) {
  const folderOf = `${dataDir}-updates`
  mkdirSync(folderOf, { recursive: true })
  const setup = join(folderOf, basename(version.setup))
  copyFileSync(version.setup, setup)
  const ended = wine.run(setup, setupArguments)
  verify(
    `${what}, by ${setupArguments.join(' ')}: every file as packed`,
    ended === 0 && isInstalled(version, programDir),
  )
  const starts = await wine.started()
  verify(
    '  the program is started again, once, and told why',
    starts.length === 1 && /\\Programs\\Yifang\\Yifang\.exe\t"?--updated"?$/.test(starts[0]!.trim()),
  )
  verify(
    '  data byte for byte, settings and the setup kept',
    isSame(before, filesOf(dataDir)) && existsSync(settings) && existsSync(setup),
  )
  verify(
    '  a shortcut that the user has removed stays away',
    existsSync(startMenu) && !existsSync(desktopLink),
  )
}

try {
  verify('install /S, as a user without rights', wine.run(older.setup, ['/S']) === 0)
  verify('  every file as packed, in %LOCALAPPDATA%\\Programs', isInstalled(older, programDir))
  verify('  start menu and desktop', existsSync(startMenu) && existsSync(desktopLink))
  const entry = wine.registry(uninstallKeys)
  verify(
    '  name, version and publisher among the programs',
    // wine's `reg` prints question marks for Chinese.
    /DisplayName\s+REG_SZ\s+\S+ Yifang 0\.1\.0/.test(entry) &&
      /DisplayVersion\s+REG_SZ\s+0\.1\.0/.test(entry) &&
      /Publisher\s+REG_SZ\s+Yifang/.test(entry),
  )
  const association = () =>
    `${wine.registry('HKCU\\Software\\Classes\\.yifang-backup')}${wine.registry('HKCU\\Software\\Classes\\Yifang.Backup')}`
  verify(
    '  .yifang-backup opens with it',
    /Yifang\.exe"? ?"%1"/.test(association()) && /backup\.ico/.test(association()),
  )
  const made = runInstalled(['demo', ...data, '--orders', '20'])
  verify(`  its command line makes a workshop with Windows' module (exit ${made.code})`, made.code === 0)
  verify('  and checks it', checks())
  mkdirSync(join(settings, '..'), { recursive: true })
  writeFileSync(settings, '{"x":1}')
  const before = filesOf(dataDir)

  verify('the same setup again', wine.run(older.setup, ['/S']) === 0 && isInstalled(older, programDir))
  verify('upgrade to 0.2.0', wine.run(newer.setup, ['/S']) === 0 && isInstalled(newer, programDir))
  verify(
    '  the file of the old version is gone',
    !existsSync(join(programDir, 'resources', 'only-in-old.txt')),
  )
  verify('  one entry among the programs, the new one', hasOneEntry('0.2.0', '0.1.0'))
  verify('  data byte for byte, settings kept', isSame(before, filesOf(dataDir)) && existsSync(settings))
  verify('  the new version opens and checks it', checks())

  verify('  a setup run by hand starts nothing', (await wine.started()).length === 0)

  const letter = join(wine.driveC, 'letter.txt')
  writeFileSync(letter, 'to a customer')
  const isOpen = wine.open('notepad', ['C:\\letter.txt'])
  rmSync(desktopLink)
  const worked = filesOf(dataDir)
  await verifyUpdate('back to 0.1.0', older, worked)
  verify('  one entry among the programs, the older one', hasOneEntry('0.1.0', '0.2.0'))
  verify('  the older version opens and checks it', checks())
  const checked = filesOf(dataDir)
  await verifyUpdate('update to 0.2.0', newer, checked)
  verify(
    '  the file of the old version is gone',
    !existsSync(join(programDir, 'resources', 'only-in-old.txt')),
  )
  verify('  one entry among the programs, the new one', hasOneEntry('0.2.0', '0.1.0'))
  await verifyUpdate('0.2.0 over itself', newer, checked)
  verify("  the user's open window is still open", isOpen())
  verify('  the new version opens and checks it', checks())

  const inside = join(programDir, 'data', 'yifang.db')
  mkdirSync(join(inside, '..'))
  writeFileSync(inside, 'somebody put it here')
  wine.run(uninstaller, ['/currentuser', '/S'])
  await new Promise((resolve) => setTimeout(resolve, 5000))
  verify(
    'data within the program folder: uninstalling is refused, all is there',
    existsSync(inside) && existsSync(join(programDir, 'Yifang.exe')),
  )
  verify('  and so is the upgrade', wine.run(newer.setup, ['/S']) !== 0 && existsSync(inside))
  rmSync(join(inside, '..'), { recursive: true })

  const kept = filesOf(dataDir)
  wine.run(uninstaller, ['/currentuser', '/S'])
  verify('uninstall /S: the program is gone', await whenGone(programDir))
  verify('  start menu and desktop are empty', !existsSync(startMenu) && !existsSync(desktopLink))
  verify(
    '  no entry, no association left',
    !/Yifang/.test(wine.registry(uninstallKeys)) && !/Yifang\.exe/.test(association()),
  )
  verify('  no copy of the setup left', !existsSync(join(wine.localAppData, 'yifang-updater')))
  verify(
    '  data byte for byte, settings kept',
    isSame(kept, filesOf(dataDir)) && kept.size > 0 && existsSync(settings),
  )

  const chosen = join(wine.driveC, 'Stuff of Yifang')
  mkdirSync(chosen)
  writeFileSync(join(chosen, 'mine.txt'), 'mine')
  const into = wine.run(newer.setup, ['/S', '/D=C:\\Stuff of Yifang'])
  verify(
    'a chosen folder that holds something: a folder of its own in it',
    into === 0 && isInstalled(newer, join(chosen, 'Yifang')),
  )
  wine.run(join(chosen, 'Yifang', 'Uninstall Yifang.exe'), ['/currentuser', '/S', '--delete-app-data'])
  verify(
    '  uninstall: only that folder goes',
    (await whenGone(join(chosen, 'Yifang'))) && existsSync(join(chosen, 'mine.txt')),
  )
  verify('  asked to delete the data, it does', !existsSync(dataDir))
} finally {
  wine.stop()
}
console.log(failures === 0 ? 'installer:check passed' : `installer:check: ${failures} FAILED`)
process.exitCode = failures === 0 ? 0 : 1
