import { LineSplitter } from './line-splitter.ts'

/** What we use of Web Serial; TypeScript's own library does not know it yet. */
export interface ScannerPort {
  readonly readable: ReadableStream<Uint8Array> | null
  open(options: { readonly baudRate: number }): Promise<void>
  close(): Promise<void>
  /** Gives up the leave to open it. Younger than the rest of Web Serial. */
  forget?(): Promise<void>
  getInfo(): { readonly usbVendorId?: number; readonly usbProductId?: number }
}
export interface ScannerPorts {
  requestPort(): Promise<ScannerPort>
  getPorts(): Promise<readonly ScannerPort[]>
  addEventListener(type: 'connect', listener: () => void): void
}

export const baudRates = [9600, 19200, 38400, 115200] as const
export type BaudRate = (typeof baudRates)[number]

/** `lost`: was ours and is gone (cable, sleep), looked for again by itself. `busy`: another window or program has it. */
export type ScannerState = 'unsupported' | 'off' | 'opening' | 'on' | 'lost' | 'busy'

export interface ScannerView {
  readonly state: ScannerState
  readonly baudRate: BaudRate
  readonly lastCode: string
}

interface Remembered {
  readonly baudRate: BaudRate
  /** USB maker and product, "1234:5678"; empty for a port that does not say. */
  readonly device: string
}

export interface ScannerWorld {
  /** Undefined where the browser has no Web Serial. */
  readonly ports: ScannerPorts | undefined
  /** Of this PC. */
  readonly memory: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>
  readonly deliver: (code: string) => void
  /** Milliseconds between looks for a lost scanner. */
  readonly retryAfter?: number
}

const memoryKey = 'scanner'

/**
 * A scanner in serial mode, bound to this window: its codes come here whatever window has the keyboard's focus.
 * A port can be open in one window only; the operating system sees to that.
 */
export class SerialScanner {
  readonly #world: ScannerWorld
  readonly #listeners = new Set<() => void>()
  #view: ScannerView
  #port: ScannerPort | null = null
  #reader: ReadableStreamDefaultReader<Uint8Array> | null = null
  #isWanted = false
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(world: ScannerWorld) {
    this.#world = world
    const baudRate = this.#remembered()?.baudRate ?? 9600
    this.#view = { state: world.ports ? 'off' : 'unsupported', baudRate, lastCode: '' }
    world.ports?.addEventListener('connect', () => {
      if (this.#isWanted && this.#port === null) void this.resume()
    })
  }

  readonly view = (): ScannerView => this.#view

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Lets the user choose the port; must be called by a click. Choosing none changes nothing. */
  async choose(baudRate: BaudRate): Promise<void> {
    const port = await this.#world.ports?.requestPort().catch(() => null)
    if (!port) return
    await this.release()
    this.#isWanted = true
    const remembered: Remembered = { baudRate, device: deviceOf(port) }
    this.#world.memory.setItem(memoryKey, JSON.stringify(remembered))
    await this.#open(port, baudRate)
  }

  /** Opens the remembered scanner again, if this page may use it without asking. */
  async resume(): Promise<void> {
    const remembered = this.#remembered()
    if (!remembered || !this.#world.ports || this.#port !== null || this.#view.state === 'opening') return
    this.#isWanted = true
    const ports = await this.#world.ports.getPorts().catch((): readonly ScannerPort[] => [])
    const port = ports.find((candidate) => deviceOf(candidate) === remembered.device)
    if (port) await this.#open(port, remembered.baudRate)
    else if (this.#view.state === 'lost') this.#lookAgain()
    else this.#isWanted = false
  }

  /** Gives the port back and forgets it; opening it again needs the user's choice. */
  async forget(): Promise<void> {
    const remembered = this.#remembered()
    this.#world.memory.removeItem(memoryKey)
    await this.release()
    const ports = (await this.#world.ports?.getPorts().catch(() => null)) ?? []
    for (const port of ports.filter((candidate) => deviceOf(candidate) === remembered?.device))
      await port.forget?.().catch(() => undefined)
  }

  /** Gives the port back, for another window. */
  async release(): Promise<void> {
    this.#isWanted = false
    clearTimeout(this.#timer)
    const port = this.#port
    this.#port = null
    await this.#reader?.cancel().catch(() => undefined)
    await port?.close().catch(() => undefined)
    if (this.#world.ports) this.#show({ state: 'off' })
  }

  async #open(port: ScannerPort, baudRate: BaudRate): Promise<void> {
    clearTimeout(this.#timer)
    this.#show({ state: 'opening', baudRate })
    try {
      await port.open({ baudRate })
    } catch {
      // Already open elsewhere, or pulled out in this moment: tried again, since the other window may close.
      this.#show({ state: 'busy' })
      this.#lookAgain()
      return
    }
    this.#port = port
    this.#show({ state: 'on' })
    void this.#read(port)
  }

  async #read(port: ScannerPort): Promise<void> {
    const lines = new LineSplitter()
    // A framing error ends a stream but not the port: the next stream goes on.
    while (this.#port === port && port.readable) {
      const reader = port.readable.getReader()
      this.#reader = reader
      try {
        for (;;) {
          const { value, done } = await reader.read()
          if (done) break
          for (const code of lines.push(value)) this.#take(code)
        }
        if (this.#port === port && port.readable !== null) break
      } catch {
        // Noise on the line, or the cable was pulled: `readable` says which.
      } finally {
        reader.releaseLock()
      }
    }
    if (this.#port !== port) return
    this.#port = null
    await port.close().catch(() => undefined)
    this.#show({ state: 'lost' })
    this.#lookAgain()
  }

  #take(code: string): void {
    this.#show({ lastCode: code })
    this.#world.deliver(code)
  }

  #lookAgain(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      if (this.#isWanted && this.#port === null) void this.resume()
    }, this.#world.retryAfter ?? 3000)
  }

  #remembered(): Remembered | null {
    try {
      const value = JSON.parse(this.#world.memory.getItem(memoryKey) ?? 'null') as Partial<Remembered> | null
      const baudRate = baudRates.find((rate) => rate === value?.baudRate)
      return baudRate && typeof value?.device === 'string' ? { baudRate, device: value.device } : null
    } catch {
      return null
    }
  }

  #show(patch: Partial<ScannerView>): void {
    this.#view = { ...this.#view, ...patch }
    for (const listener of this.#listeners) listener()
  }
}

function deviceOf(port: ScannerPort): string {
  const { usbVendorId, usbProductId } = port.getInfo()
  return usbVendorId === undefined ? '' : `${usbVendorId}:${usbProductId ?? ''}`
}
