import { readFileSync } from 'node:fs'
import type { CDPSession } from 'playwright-core'
import { bridgePeer } from './bridge-peer.ts'
import { codec } from './codec.ts'
import { PortMain } from './ports.ts'
import { type MainMessage, type PageMessage, preloadWorld } from './preload-world.ts'

/** A world of its own, as contextIsolation makes one: it shares the page's DOM and nothing else. */
const worldName = 'Electron Isolated Context'

/** The wire between the main process and the preload's world of one page. */
export class PageLink {
  readonly #cdp: CDPSession
  readonly #targetId: string
  readonly #hear: (message: PageMessage, contextId: number) => void
  readonly #ports = new Map<string, PortMain>()
  #contextId: number | null = null
  #outgoing: MainMessage[] = []
  #isFlushing = false

  constructor(cdp: CDPSession, targetId: string, hear: (message: PageMessage, contextId: number) => void) {
    this.#cdp = cdp
    this.#targetId = targetId
    this.#hear = hear
  }

  /** Must be done before the first page is loaded. */
  async open(preload: string | undefined): Promise<void> {
    const cdp = this.#cdp
    cdp.on('Runtime.executionContextCreated', ({ context }) => {
      const { frameId } = (context.auxData ?? {}) as { readonly frameId?: string }
      if (context.name !== worldName || frameId !== this.#targetId) return
      this.drop()
      this.#contextId = context.id
    })
    cdp.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
      if (executionContextId === this.#contextId) this.drop()
    })
    cdp.on('Runtime.executionContextsCleared', () => this.drop())
    cdp.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
      if (name === '__standinTell') this.#heard(JSON.parse(payload) as PageMessage, executionContextId)
    })
    await Promise.all([
      cdp.send('Page.enable'),
      cdp.send('Runtime.enable'),
      cdp.send('Runtime.addBinding', { name: '__standinTell', executionContextName: worldName }),
    ])
    if (preload === undefined) return
    await cdp.send('Page.addScriptToEvaluateOnNewDocument', {
      source: `if(window.top===window)(${bridgePeer})('main')`,
    })
    const program = `function(require,module,exports,process,global){${readFileSync(preload, 'utf8')}\n}`
    await cdp.send('Page.addScriptToEvaluateOnNewDocument', {
      worldName,
      source: `(${preloadWorld})(${codec},${bridgePeer},${JSON.stringify(process.platform)},${program})`,
    })
  }

  /** The main process' end of a port that came with a message. */
  take(id: string): PortMain {
    const port = new PortMain(
      (data) => this.tell({ type: 'port', id, data }),
      () => {
        this.#ports.delete(id)
        this.tell({ type: 'port-closed', id })
      },
    )
    this.#ports.set(id, port)
    return port
  }

  tell(message: MainMessage): void {
    this.#outgoing.push(message)
    if (this.#isFlushing) return
    this.#isFlushing = true
    setImmediate(() => void this.#flush())
  }

  /** The page went away: its ports close, nothing more is sent to it. */
  drop(): void {
    this.#contextId = null
    for (const port of this.#ports.values()) port.$gone()
    this.#ports.clear()
    this.#outgoing = []
  }

  /** One batch is on its way at a time; what gathers meanwhile is the next one: so order is kept. */
  async #flush(): Promise<void> {
    while (this.#outgoing.length > 0 && this.#contextId !== null) {
      const batch = this.#outgoing.splice(0)
      await this.#cdp
        .send('Runtime.callFunctionOn', {
          executionContextId: this.#contextId,
          functionDeclaration: 'function(batch){__standinTake(batch)}',
          arguments: [{ value: batch }],
        })
        .catch(() => {})
    }
    this.#isFlushing = false
  }

  #heard(message: PageMessage, contextId: number): void {
    if (message.type === 'port') this.#ports.get(message.id)?.$hear(message.data)
    else if (message.type === 'port-closed') {
      this.#ports.get(message.id)?.$gone()
      this.#ports.delete(message.id)
    } else this.#hear(message, contextId)
  }
}
