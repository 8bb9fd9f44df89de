import { EventEmitter } from 'node:events'
import type {
  IpcMainInvokeEvent,
  PrinterInfo,
  PrintToPDFOptions,
  WebContents,
  WebContentsPrintOptions,
  WebPreferences,
  WindowOpenHandlerResponse,
} from 'electron'
import type { CDPSession, Page } from 'playwright-core'
import { ipcMainStandin } from './ipc-main.ts'
import { PageLink } from './page-link.ts'
import { dec, enc } from './ports.ts'
import type { PageMessage } from './preload-world.ts'
import { checkPrintOptions, pdfOf } from './print-checks.ts'
import { schemes, toApp, toHttp } from './schemes.ts'
import { state } from './state.ts'
import { preventable, shown } from './strict.ts'

export const contentsEvents = [
  'will-navigate',
  'will-frame-navigate',
  'will-redirect',
  'will-attach-webview',
  'render-process-gone',
  'did-finish-load',
  'preload-error',
  'destroyed',
]

type OpenHandler = (details: { readonly url: string }) => Pick<WindowOpenHandlerResponse, 'action'>
type Used =
  | 'id'
  | 'getURL'
  | 'isDestroyed'
  | 'loadURL'
  | 'reload'
  | 'forcefullyCrashRenderer'
  | 'executeJavaScript'
  | 'getPrintersAsync'
  | 'print'
  | 'printToPDF'

let count = 0

/** The contents of one window: a page of Chromium. */
export class ContentsStandin extends EventEmitter implements Pick<WebContents, Used> {
  readonly id: number
  /** Settled once the page is there. */
  readonly $up: Promise<void>
  $page: Page | null = null
  $targetId = ''
  /** The address that loadURL is loading: will-navigate is not asked about it. */
  $loading: string | null = null
  #link: PageLink | null = null
  #openHandler: OpenHandler = () => ({ action: 'allow' })
  #isDestroyed = false

  constructor(
    preferences: WebPreferences,
    size: { readonly width: number; readonly height: number },
    onLoad: () => void,
    onGone: () => void,
  ) {
    super()
    count += 1
    this.id = count
    this.$up = this.#create(preferences, size, onLoad, onGone)
    this.$up.catch((error: unknown) => console.error('stand-in window', error))
  }

  async #create(
    preferences: WebPreferences,
    size: { readonly width: number; readonly height: number },
    onLoad: () => void,
    onGone: () => void,
  ): Promise<void> {
    const page = await state.context!.newPage()
    this.$page = page
    const cdp = await state.context!.newCDPSession(page)
    const { targetInfo } = await cdp.send('Target.getTargetInfo')
    this.$targetId = targetInfo.targetId
    await page.setViewportSize(size)
    page.on('close', onGone)
    page.on('crash', () =>
      this.emit('render-process-gone', preventable({}), { reason: 'crashed', exitCode: 1 }),
    )
    page.on('load', () => {
      if (page.url() === 'about:blank') return
      this.emit('did-finish-load')
      onLoad()
    })
    // Playwright would answer these itself: confirm() and alert() are no part of the program.
    page.on('dialog', (dialog) => void dialog.dismiss().catch(() => {}))
    this.#watchPopups(cdp)
    this.#link = new PageLink(cdp, this.$targetId, (message, id) => this.#heard(message, id))
    await this.#link.open(preferences.preload)
  }

  /** Chromium opens no window by itself (--block-new-web-contents) but says that one was asked for. */
  #watchPopups(cdp: CDPSession): void {
    cdp.on('Page.windowOpen', ({ url }) => {
      const { action } = this.#openHandler({ url: toApp(url) })
      if (action !== 'deny') throw new Error(`stand-in: opening ${url} is not carried`)
      state.refused.push(url)
    })
  }

  #heard(message: PageMessage, contextId: number): void {
    if (message.type === 'preload-error') {
      console.error('preload', message.error)
      this.emit('preload-error', preventable({}), '', new Error(message.error))
      return
    }
    if (message.type !== 'post' && message.type !== 'invoke') return
    const url = toApp(message.href)
    const senderFrame = { url, parent: message.top ? null : { url: this.getURL() }, routingId: contextId }
    const ports = message.type === 'post' ? message.ports.map((id) => this.#link!.take(id)) : []
    const event = preventable({ sender: shown(this), senderFrame, ports })
    const args = dec(message.data) as unknown[]
    if (message.type === 'post') ipcMainStandin.emit(message.channel, event, ...args)
    else void this.#invoke(message.id, message.channel, event, args)
  }

  async #invoke(id: number, channel: string, event: object, args: readonly unknown[]): Promise<void> {
    try {
      const handler = ipcMainStandin.$handlers.get(channel)
      if (!handler) throw new Error(`No handler registered for '${channel}'`)
      this.#link!.tell({
        type: 'reply',
        id,
        data: enc(await handler(event as unknown as IpcMainInvokeEvent, ...args)),
      })
    } catch (error) {
      const text = `Error invoking remote method '${channel}': ${String(error)}`
      this.#link!.tell({ type: 'reply', id, error: text })
    }
  }

  getURL(): string {
    return this.$page ? toApp(this.$page.url()) : ''
  }

  isDestroyed(): boolean {
    return this.#isDestroyed
  }

  $gone(): void {
    this.#isDestroyed = true
    this.#link?.drop()
    this.emit('destroyed')
  }

  async loadURL(url: string): Promise<void> {
    await this.$up
    const scheme = url.slice(0, url.indexOf(':'))
    if (schemes.has(scheme) && !schemes.get(scheme)?.standard)
      throw new Error(`ERR_UNKNOWN_URL_SCHEME '${url}'`)
    this.$loading = toHttp(url)
    try {
      const answer = await this.$page!.goto(this.$loading, { waitUntil: 'load' })
      // Electron loads an error answer as a page, too.
      if (answer && answer.status() >= 500) throw new Error('net::ERR_FAILED')
    } catch (error) {
      const code = /net::(ERR_\w+)/.exec(String(error))?.[1] ?? 'ERR_FAILED'
      throw Object.assign(new Error(`${code} (-2) loading '${url}'`), { code, url })
    }
  }

  reload(): void {
    void this.$page!.reload().catch((error: unknown) => console.error('stand-in reload', error))
  }

  /** Says that it is gone, as Electron does; the page of Chromium lives on, for its driver gives up a crashed one. */
  forcefullyCrashRenderer(): void {
    this.emit('render-process-gone', preventable({}), { reason: 'crashed', exitCode: 1 })
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler
  }

  executeJavaScript(code: string): Promise<unknown> {
    return this.$page!.evaluate(code)
  }

  async getPrintersAsync(): Promise<PrinterInfo[]> {
    return [...globalThis.desktopScript.printers]
  }

  print(
    options: WebContentsPrintOptions = {},
    done: (success: boolean, reason: string) => void = () => {},
  ): void {
    checkPrintOptions(options)
    globalThis.desktopScript.print(this, options, done)
  }

  async printToPDF(options: PrintToPDFOptions): Promise<Buffer> {
    await this.$up
    return pdfOf(this.$page!, options)
  }
}
