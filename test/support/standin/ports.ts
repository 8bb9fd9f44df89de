import { EventEmitter } from 'node:events'
import type { MessagePortMain } from 'electron'
import { codec } from './codec.ts'

export const { enc, dec } = codec(
  (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64'),
  (text) => new Uint8Array(Buffer.from(text, 'base64')),
)

/**
 * The main process' end of a page's MessagePort. An EventEmitter without addEventListener, as Electron's is:
 * oRPC goes by that. Messages wait until start().
 */
export class PortMain
  extends EventEmitter
  implements Pick<MessagePortMain, 'postMessage' | 'start' | 'close'>
{
  readonly #send: (data: string) => void
  readonly #sendClose: () => void
  #waiting: string[] = []
  #isStarted = false
  #isClosed = false

  constructor(send: (data: string) => void, sendClose: () => void) {
    super()
    this.#send = send
    this.#sendClose = sendClose
  }

  postMessage(message: unknown, transfer: readonly MessagePortMain[] = []): void {
    // Electron would take ports here; an ArrayBuffer in the list loses the whole message (electron#34905).
    if (transfer.length > 0) throw new TypeError('stand-in: transferring is not carried')
    const copy = enc(message)
    if (!this.#isClosed) this.#send(copy)
  }

  start(): void {
    this.#isStarted = true
    this.#drain()
  }

  close(): void {
    if (this.#isClosed) return
    this.#sendClose()
    this.$gone()
  }

  $hear(data: string): void {
    this.#waiting.push(data)
    this.#drain()
  }

  /** The page closed its end, or is no more. */
  $gone(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    setImmediate(() => this.emit('close'))
  }

  #drain(): void {
    if (!this.#isStarted) return
    setImmediate(() => {
      for (const data of this.#waiting.splice(0)) this.emit('message', { data: dec(data), ports: [] })
    })
  }
}
