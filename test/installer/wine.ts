/** A Windows of our own under wine, in a folder, without a screen. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const limitMs = 300_000

export interface Wine {
  /** Its drive C, and the user's folders in it. */
  readonly driveC: string
  readonly appData: string
  readonly localAppData: string
  readonly desktop: string
  /** Runs a Windows program to its end; gives the exit code. */
  run(program: string, args: readonly string[]): number
  /** Starts one that stays; gives whether it still runs, asked later. */
  open(program: string, args: readonly string[]): () => boolean
  /** How the stand-in was started since the last question, a line each: its file, a tab, its arguments. */
  started(): Promise<readonly string[]>
  /** A registry key's lines with all below it; empty where it is not there. */
  registry(key: string): string
  stop(): void
}

/** Makes a fresh one. */
export async function startWine(folder: string, more: Readonly<Record<string, string>>): Promise<Wine> {
  const prefix = join(folder, 'wine')
  rmSync(prefix, { recursive: true, force: true })
  const screen = `:${90 + (process.pid % 100)}`
  const driveC = join(prefix, 'drive_c')
  const startedFile = join(driveC, 'started.txt')
  const server: ChildProcess = spawn('Xvfb', [screen, '-screen', '0', '1024x768x24'], { stdio: 'ignore' })
  const env = {
    ...process.env,
    ...more,
    STANDIN_STARTED: 'C:\\started.txt',
    DISPLAY: screen,
    WINEPREFIX: prefix,
    WINEARCH: 'win64',
    WINEDEBUG: '-all',
    WINEDLLOVERRIDES: 'mscoree=;mshtml=;winemenubuilder.exe=d',
  }
  // Not a pipe: a Windows Node under wine does not write to one.
  const start = (args: readonly string[], stdio: 'ignore' | 'pipe' = 'ignore') =>
    spawnSync('wine', [...args], {
      env,
      stdio: ['ignore', stdio, 'ignore'],
      timeout: limitMs,
      encoding: 'utf8',
    })
  await sleep(1000)
  spawnSync('wineboot', ['-i'], { env, stdio: 'ignore', timeout: limitMs })
  start(['reg', 'add', 'HKCU\\Software\\Wine', '/v', 'Version', '/d', 'win10', '/f'])
  const user = readdirSync(join(driveC, 'users')).find((name) => name !== 'Public')!
  const home = join(driveC, 'users', user)
  return {
    driveC,
    appData: join(home, 'AppData', 'Roaming'),
    localAppData: join(home, 'AppData', 'Local'),
    desktop: join(home, 'Desktop'),
    run: (program, args) => start([program, ...args]).status ?? -1,
    open: (program, args) => {
      const child = spawn('wine', [program, ...args], { env, stdio: 'ignore' })
      return () => child.exitCode === null && child.signalCode === null
    },
    started: async () => {
      // A setup has ended before what it started has.
      for (let tries = 0; tries < 40 && !existsSync(startedFile); tries += 1) await sleep(500)
      if (!existsSync(startedFile)) return []
      await sleep(500)
      const lines = readFileSync(startedFile, 'utf8').trim().split('\n')
      rmSync(startedFile)
      return lines
    },
    registry: (key) => start(['reg', 'query', key, '/s'], 'pipe').stdout,
    stop: () => {
      spawnSync('wineserver', ['-k'], { env, stdio: 'ignore' })
      if (existsSync('/usr/lib/wine/wineserver64'))
        spawnSync('/usr/lib/wine/wineserver64', ['-k'], { env, stdio: 'ignore' })
      server.kill()
    },
  }
}

/** Every file below a folder with its content's length and bytes, to compare two states. */
export function filesOf(folder: string): ReadonlyMap<string, Buffer> {
  if (!existsSync(folder)) return new Map()
  return new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const path = join(entry.parentPath, entry.name)
        return [path.slice(folder.length + 1), readFileSync(path)] as const
      }),
  )
}

/** Waits until a folder is gone: an uninstaller goes on in a copy of itself after its process has ended. */
export async function whenGone(folder: string): Promise<boolean> {
  for (let tries = 0; tries < 60 && existsSync(folder); tries += 1) await sleep(500)
  return !existsSync(folder)
}
