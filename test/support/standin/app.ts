import { EventEmitter } from 'node:events'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { App } from 'electron'
import { chromium } from 'playwright-core'
import { type InstanceLock, takeInstanceLock } from './instance-lock.ts'
import { answerRequests } from './network.ts'
import { sealSchemes } from './schemes.ts'
import { state } from './state.ts'
import { preventable, strict } from './strict.ts'

const events = [
  'ready',
  'second-instance',
  'before-quit',
  'will-quit',
  'quit',
  'window-all-closed',
  'web-contents-created',
  'browser-window-created',
]

type Used =
  | 'enableSandbox'
  | 'whenReady'
  | 'getPath'
  | 'setPath'
  | 'getLocale'
  | 'requestSingleInstanceLock'
  | 'relaunch'
  | 'quit'
  | 'exit'

class AppStandin extends EventEmitter implements Pick<App, Used> {
  readonly #paths: Record<string, string> = {
    appData: process.env.STANDIN_APP_DATA ?? join(tmpdir(), 'standin'),
    userData: join(process.env.STANDIN_APP_DATA ?? tmpdir(), 'standin'),
    documents: homedir(),
  }
  #lock: InstanceLock | null = null

  readonly isPackaged = false

  enableSandbox(): void {
    if (state.isReady) throw new Error('app.enableSandbox() can only be called before app is ready')
    state.isSandboxed = true
  }

  whenReady(): Promise<void> {
    return state.isReady ? Promise.resolve() : new Promise((resolve) => this.once('ready', () => resolve()))
  }

  getPath(name: string): string {
    const path = this.#paths[name]
    if (path === undefined) throw new Error(`stand-in: path ${name} is not known`)
    if (name === 'userData') mkdirSync(path, { recursive: true })
    return path
  }

  setPath(name: string, path: string): void {
    if (!existsSync(path)) throw new Error(`Path does not exist: ${path}`)
    this.#paths[name] = path
  }

  getLocale(): string {
    return process.env.STANDIN_LOCALE ?? 'zh-CN'
  }

  requestSingleInstanceLock(): boolean {
    this.#lock = takeInstanceLock(this.getPath('userData'), (argv, cwd) =>
      this.emit('second-instance', preventable({}), argv, cwd, null),
    )
    return this.#lock !== null
  }

  quit(): void {
    if (state.isQuitting || isPrevented('before-quit')) return
    state.isQuitting = true
    for (const window of [...state.windows]) window.close()
    // A window that stays, or a listener that asks to, stops the quitting.
    if (state.windows.size > 0 || isPrevented('will-quit')) state.isQuitting = false
    else this.exit()
  }

  /** A second process would be nobody's to end: who reads the file starts it. */
  relaunch(): void {
    writeFileSync(join(this.getPath('appData'), 'relaunch.json'), JSON.stringify(process.argv.slice(1)))
  }

  exit(code = 0): void {
    state.isQuitting = true
    for (const window of [...state.windows]) window.destroy()
    this.emit('quit', preventable({}), code)
    this.#lock?.release()
    const end = () => process.exit(code)
    if (state.context) state.context.close().then(end, end)
    else setImmediate(end)
  }
}

function isPrevented(event: string): boolean {
  const quitting = preventable({})
  appStandin.emit(event, quitting)
  return quitting.defaultPrevented
}

export const appStandin = new AppStandin()
export const app = strict('app', appStandin, events)
state.announce = (event, ...args) => void appStandin.emit(event, ...args)

/** Starts Chromium once the program's first turn is over; then the app is ready. */
export async function makeReady(): Promise<void> {
  sealSchemes()
  if (state.isQuitting) return
  const context = await chromium.launchPersistentContext(chromiumProfile(), {
    executablePath: process.env.STANDIN_CHROMIUM!,
    headless: true,
    viewport: null,
    locale: appStandin.getLocale(),
    timezoneId: process.env.TZ ?? 'Asia/Shanghai',
    args: [
      ...(JSON.parse(process.env.STANDIN_CHROMIUM_ARGS ?? '[]') as string[]),
      '--remote-debugging-port=0',
      // window.open answers null; the event Page.windowOpen still tells the address.
      '--block-new-web-contents',
      '--enable-blink-features=MessagePortCloseEvent',
      '--blink-settings=allowScriptsToCloseWindows=true',
    ],
  })
  state.context = context
  await answerRequests(context)
  if (state.isQuitting) {
    await context.close()
    return
  }
  state.isReady = true
  appStandin.emit('ready', preventable({}), {})
}

/** Chromium's own folder; the port on which a test reaches it is written there. */
export function chromiumProfile(): string {
  return join(appStandin.getPath('userData'), 'chromium')
}
