import { type ChildProcess, fork } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type * as Electron from 'electron'
import { type Browser, chromium, _electron as electron, type Page } from 'playwright-core'
import { chromiumArgs, chromiumPath } from './chromium.ts'
import { mainFile, probeFile, scriptFile } from './desktop-build.ts'
import type { standin } from './standin/electron.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const pathFile = join(root, 'node_modules', 'electron', 'path.txt')
const electronFile = existsSync(pathFile)
  ? join(root, 'node_modules', 'electron', 'dist', readFileSync(pathFile, 'utf8').trim())
  : ''

/** Which of the two the tests of this run drive. */
export const runtime: 'electron' | 'stand-in' = existsSync(electronFile) ? 'electron' : 'stand-in'

export type MainProcess = typeof Electron & { readonly standin: typeof standin }
type InMain<A, R> = (electron: MainProcess, arg: A) => R | Promise<R>

/** A running program: the shape of Playwright's ElectronApplication, whichever runtime it is. */
export interface Desktop {
  readonly process: ChildProcess
  /** Exit code, or the signal that ended it. */
  readonly exited: Promise<number | string>
  /** What it wrote to its terminal. */
  log(): string
  evaluate<R, A = undefined>(work: InMain<A, R>, arg?: A): Promise<R>
  /** The main window's page. */
  page(): Promise<Page>
  windows(): Promise<readonly Page[]>
  close(): Promise<void>
}

export interface LaunchOptions {
  readonly dataDir: string
  /** Takes the place of the user's own settings folder. */
  readonly home: string
  /** Answers to dialogs that come before a test can say anything. */
  readonly answers?: readonly object[]
  /** Where the script writes what it saw, for a process that is gone by then. */
  readonly logFile?: string
  readonly main?: string
  /** What follows the program's name, instead of `--data DIR`. */
  readonly args?: readonly string[]
  /** Beside this process's own. */
  readonly env?: Readonly<Record<string, string>>
}

export async function launchDesktop(options: LaunchOptions): Promise<Desktop> {
  const env = {
    ...process.env,
    ...options.env,
    DESKTOP_SCRIPT: scriptFile,
    DESKTOP_ANSWERS: JSON.stringify(options.answers ?? []),
    DESKTOP_LOG: options.logFile ?? '',
    XDG_CONFIG_HOME: options.home,
    APPDATA: options.home,
  } as Record<string, string>
  const args = [options.main ?? mainFile, ...(options.args ?? ['--data', options.dataDir])]
  return runtime === 'electron' ? launchElectron(args, env) : launchStandin(args, env, options.home)
}

/** Puts the probe into a page that is loaded. */
export async function withProbe(page: Page): Promise<Page> {
  await page.evaluate(readFileSync(probeFile, 'utf8'))
  return page
}

async function launchElectron(args: readonly string[], env: Record<string, string>): Promise<Desktop> {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const app = await electron.launch({
    executablePath: electronFile,
    args: ['-r', scriptFile, ...sandbox, ...args],
    env,
  })
  const child = app.process()
  return {
    process: child,
    ...watch(child),
    evaluate: (work, arg) => app.evaluate(work as never, arg) as never,
    page: () => app.firstWindow(),
    windows: async () => app.windows(),
    close: () => app.close(),
  }
}

async function launchStandin(
  args: readonly string[],
  env: Record<string, string>,
  home: string,
): Promise<Desktop> {
  const child = fork(args[0]!, args.slice(1), {
    execArgv: ['--import', fileURLToPath(new URL('./standin/register.ts', import.meta.url))],
    env: {
      ...env,
      STANDIN_APP_DATA: home,
      STANDIN_CHROMIUM: await chromiumPath(),
      STANDIN_CHROMIUM_ARGS: JSON.stringify(chromiumArgs),
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const watched = watch(child)
  const evaluate = lineTo(child, watched.log)
  let browser: Browser | undefined
  const windows = async () => {
    const port = await evaluate(({ app, standin }) => app.whenReady().then(() => standin.debuggingPort()))
    browser ??= await chromium.connectOverCDP(`http://127.0.0.1:${port}`)
    const context = browser.contexts()[0]!
    const ids = await evaluate(({ standin }) => standin.targets())
    const pages = new Map<string, Page>()
    for (const page of context.pages()) {
      const cdp = await context.newCDPSession(page)
      pages.set((await cdp.send('Target.getTargetInfo')).targetInfo.targetId, page)
      await cdp.detach()
    }
    return ids.flatMap((id) => pages.get(id) ?? [])
  }
  return {
    process: child,
    ...watched,
    evaluate,
    windows,
    page: async () => {
      for (;;) {
        const [page] = await windows()
        if (page) return page
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    },
    close: async () => {
      // The process may be gone before it answers.
      const asked = evaluate(({ app }) => app.quit()).catch(() => {})
      await watched.exited
      await asked
      await browser?.close().catch(() => {})
    },
  }
}

function watch(child: ChildProcess): Pick<Desktop, 'exited' | 'log'> {
  let text = ''
  const hear = (data: Buffer) => {
    text += data.toString()
  }
  child.stdout?.on('data', hear)
  child.stderr?.on('data', hear)
  const exited = new Promise<number | string>((resolve) =>
    child.once('exit', (code, signal) => resolve(code ?? signal ?? 'unknown')),
  )
  return { exited, log: () => text }
}

/** evaluate(): the function goes to the main process as text and runs there with the electron module. */
function lineTo(child: ChildProcess, log: () => string): Desktop['evaluate'] {
  interface Answer {
    readonly id: number
    readonly value?: unknown
    readonly error?: string
  }
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  let count = 0
  child.on('message', ({ id, value, error }: Answer) => {
    const asked = waiting.get(id)
    waiting.delete(id)
    if (error === undefined) asked?.resolve(value)
    else asked?.reject(new Error(error))
  })
  child.once('exit', (code, signal) => {
    for (const { reject } of waiting.values())
      reject(new Error(`the program ended (${code ?? signal})\n${log()}`))
  })
  return (work, arg) =>
    new Promise((resolve, reject) => {
      count += 1
      waiting.set(count, { resolve: resolve as (value: unknown) => void, reject })
      child.send({ id: count, fn: String(work), arg }, (error) => {
        if (error) reject(error)
      })
    })
}
