import { EventEmitter } from 'node:events'
import type {
  BrowserWindowConstructorOptions,
  BrowserWindow as ElectronWindow,
  Rectangle,
  WebContents,
  WebPreferences,
} from 'electron'
import { state } from './state.ts'
import { knownOptions, original, preventable, shown, strict } from './strict.ts'
import { ContentsStandin, contentsEvents } from './web-contents.ts'

const optionKeys = [
  'x',
  'y',
  'width',
  'height',
  'minWidth',
  'minHeight',
  'show',
  'backgroundColor',
  'title',
  'webPreferences',
] as const satisfies readonly (keyof BrowserWindowConstructorOptions)[]

const preferenceKeys = [
  'preload',
  'sandbox',
  'contextIsolation',
  'nodeIntegration',
  'webviewTag',
  'spellcheck',
  'backgroundThrottling',
] as const satisfies readonly (keyof WebPreferences)[]

const windowEvents = ['close', 'closed', 'ready-to-show', 'show', 'hide', 'focus', 'unresponsive']

type Used =
  | 'id'
  | 'loadURL'
  | 'show'
  | 'hide'
  | 'focus'
  | 'restore'
  | 'minimize'
  | 'maximize'
  | 'isVisible'
  | 'isMinimized'
  | 'isMaximized'
  | 'isDestroyed'
  | 'getNormalBounds'
  | 'setMenuBarVisibility'
  | 'close'
  | 'destroy'

let count = 0

/** A window: what it shows is real, where it stands is only remembered. */
export class WindowStandin extends EventEmitter implements Pick<ElectronWindow, Used> {
  readonly id: number
  readonly webContents: WebContents
  readonly $contents: ContentsStandin
  /** For tests: what the program asked for. */
  readonly $options: BrowserWindowConstructorOptions
  #isVisible: boolean
  #isMinimized = false
  #isMaximized = false
  #isDestroyed = false
  #wasShown = false

  constructor(options: BrowserWindowConstructorOptions) {
    super()
    if (!state.isReady) throw new Error('Cannot create BrowserWindow before app is ready')
    knownOptions('BrowserWindow', options, optionKeys)
    const preferences = options.webPreferences ?? {}
    knownOptions('webPreferences', preferences, preferenceKeys)
    state.made.push(preferences)
    count += 1
    this.id = count
    this.$options = options
    this.#isVisible = options.show !== false
    const size = { width: options.width ?? 800, height: options.height ?? 600 }
    this.$contents = new ContentsStandin(
      preferences,
      size,
      () => {
        if (!this.#wasShown) this.emit('ready-to-show')
        this.#wasShown = true
      },
      () => this.#gone(),
    )
    this.webContents = strict('webContents', this.$contents, contentsEvents) as unknown as WebContents
    state.windows.add(this)
  }

  loadURL(url: string): Promise<void> {
    return this.$contents.loadURL(url)
  }

  show(): void {
    this.#isVisible = true
    this.emit('show')
  }

  hide(): void {
    this.#isVisible = false
    this.emit('hide')
  }

  focus(): void {
    this.emit('focus')
  }

  restore(): void {
    this.#isMinimized = false
  }

  minimize(): void {
    this.#isMinimized = true
  }

  maximize(): void {
    this.#isMaximized = true
  }

  isVisible(): boolean {
    return this.#isVisible
  }

  isMinimized(): boolean {
    return this.#isMinimized
  }

  isMaximized(): boolean {
    return this.#isMaximized
  }

  isDestroyed(): boolean {
    return this.#isDestroyed
  }

  getNormalBounds(): Rectangle {
    const { x = 0, y = 0, width = 800, height = 600 } = this.$options
    return { x, y, width, height }
  }

  setMenuBarVisibility(): void {}

  close(): void {
    if (this.#isDestroyed) return
    const event = preventable({})
    this.emit('close', event)
    if (!event.defaultPrevented) this.destroy()
  }

  destroy(): void {
    if (this.#isDestroyed) return
    void this.$contents.$up.then(() => this.$contents.$page?.close()).catch(() => {})
    this.#gone()
  }

  #gone(): void {
    if (this.#isDestroyed) return
    this.#isDestroyed = true
    state.windows.delete(this)
    this.$contents.$gone()
    this.emit('closed')
    if (state.windows.size === 0 && !state.isQuitting) state.announce('window-all-closed')
  }
}

const all = () => [...state.windows].map((window) => shown(window))

const statics = {
  getAllWindows: all,
  fromWebContents: (contents: WebContents) =>
    all().find((window) => window.webContents === contents || window.webContents === original(contents)) ??
    null,
}

/** The class as the program sees it: `new` gives a strict window. */
export const BrowserWindow = new Proxy(WindowStandin, {
  construct: (_class, [options = {}]: [BrowserWindowConstructorOptions?]) => {
    const window = strict('BrowserWindow', new WindowStandin(options), windowEvents)
    state.announce('web-contents-created', preventable({}), window.webContents)
    state.announce('browser-window-created', preventable({}), window)
    return window
  },
  get: (target, key) => {
    if (key in statics) return Reflect.get(statics, key) as unknown
    if (key === 'prototype' || typeof key === 'symbol') return Reflect.get(target, key) as unknown
    throw new Error(`stand-in: BrowserWindow.${key} is not known`)
  },
}) as unknown as Pick<typeof ElectronWindow, 'getAllWindows' | 'fromWebContents'> & typeof WindowStandin
