// Sent to the page as text: the function stands alone.
import type { BridgePeer } from './bridge-peer.ts'
import type { Codec } from './codec.ts'

/** What the preload's world tells the main process, with where the page stands at that moment. */
export type PageMessage = { readonly href: string; readonly top: boolean } & (
  | { readonly type: 'port'; readonly id: string; readonly data: string }
  | { readonly type: 'port-closed'; readonly id: string }
  | {
      readonly type: 'post'
      readonly channel: string
      readonly data: string
      readonly ports: readonly string[]
    }
  | { readonly type: 'invoke'; readonly id: number; readonly channel: string; readonly data: string }
  | { readonly type: 'preload-error'; readonly error: string }
)
type Told = PageMessage extends infer M ? (M extends unknown ? Omit<M, 'href' | 'top'> : never) : never

/** And the way back. */
export type MainMessage =
  | { readonly type: 'port'; readonly id: string; readonly data: string }
  | { readonly type: 'port-closed'; readonly id: string }
  | { readonly type: 'reply'; readonly id: number; readonly data?: string; readonly error?: string }

type RunPreload = (
  require: (name: string) => unknown,
  module: object,
  exports: object,
  process: object,
  global: object,
) => void

/** The sandboxed preload's world: its require, its process, ipcRenderer and contextBridge. */
export function preloadWorld(
  makeCodec: (to: (bytes: Uint8Array) => string, from: (text: string) => Uint8Array) => Codec,
  makePeer: (side: 'isolated' | 'main') => BridgePeer,
  platform: string,
  runPreload: RunPreload,
): void {
  // As nodeIntegrationInSubFrames: false; about:blank is nothing of ours.
  if (window.top !== window || location.href === 'about:blank') return
  const world = globalThis as unknown as {
    __standinTell?: (text: string) => void
    __standinTake?: (batch: readonly MainMessage[]) => void
  }
  const { enc, dec } = makeCodec(
    (bytes) => (bytes as Uint8Array & { toBase64(): string }).toBase64(),
    (text) => (Uint8Array as unknown as { fromBase64(text: string): Uint8Array }).fromBase64(text),
  )
  const binding = world.__standinTell!
  delete world.__standinTell
  const tell = (message: Told) =>
    binding(JSON.stringify({ ...message, href: location.href, top: window === window.top }))
  const ports = new Map<string, MessagePort>()
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  let count = 0
  const keep = (port: MessagePort): string => {
    count += 1
    const id = `${performance.timeOrigin}.${count}`
    ports.set(id, port)
    port.onmessage = (event) => tell({ type: 'port', id, data: enc(event.data) })
    port.addEventListener('close', () => {
      ports.delete(id)
      tell({ type: 'port-closed', id })
    })
    return id
  }
  world.__standinTake = (batch) => {
    for (const message of batch) {
      if (message.type === 'port') ports.get(message.id)?.postMessage(dec(message.data))
      else if (message.type === 'port-closed') {
        ports.get(message.id)?.close()
        ports.delete(message.id)
      } else {
        const { resolve, reject } = waiting.get(message.id)!
        waiting.delete(message.id)
        if (message.error !== undefined) reject(new Error(message.error))
        else resolve(dec(message.data!))
      }
    }
  }
  const only = <T extends object>(name: string, members: T): T =>
    new Proxy(members, {
      get: (object, key) => {
        if (typeof key === 'string' && !(key in object))
          throw new Error(`stand-in: ${name}.${key} is not known`)
        return Reflect.get(object, key) as unknown
      },
    })
  const ipcRenderer = only('ipcRenderer', {
    postMessage: (channel: string, message: unknown, transfer: readonly MessagePort[] = []) =>
      tell({ type: 'post', channel, data: enc([message]), ports: transfer.map(keep) }),
    invoke: (channel: string, ...args: unknown[]) => {
      count += 1
      const id = count
      tell({ type: 'invoke', id, channel, data: enc(args) })
      return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }))
    },
  })
  const peer = makePeer('isolated')
  const contextBridge = only('contextBridge', {
    exposeInMainWorld: (key: string, api: unknown) => peer.expose(key, api),
  })
  const electron = only('electron', { ipcRenderer, contextBridge })
  const require = (name: string) => {
    if (name === 'electron') return electron
    // As Electron's sandboxed loader says it: a preload must be bundled.
    throw new Error(`module not found: ${name}`)
  }
  const process = { type: 'renderer', platform, sandboxed: true, contextIsolated: true, env: {}, argv: [] }
  try {
    runPreload(require, { exports: {} }, {}, process, globalThis)
  } catch (error) {
    tell({ type: 'preload-error', error: error instanceof Error ? String(error.stack) : String(error) })
  }
}
