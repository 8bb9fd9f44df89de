import type { Asked, Found, JoinProblem, JoinState } from './stations/joining.ts'

/**
 * What the desktop's preload adds to the page, and how the two find each other. A browser has none of it:
 * `window.yifang` is undefined there.
 *
 * The way to the host is a MessagePort. The page makes the channel and posts one end to its own window:
 *
 *     const { port1, port2 } = new MessageChannel()
 *     window.postMessage(connectMessage, location.origin, [port2])
 *     port1.start()
 *     const link = new RPCLink({ port: port1 })
 *
 * A port cannot pass contextBridge, so the preload hears that message (of this very window only) and hands
 * the port to the main process, which looks at the sender before it answers.
 */
export const connectMessage = 'yifang:connect'

/** Channels between preload and main process. */
export const desktopChannels = {
  connect: 'yifang:connect',
  printers: 'yifang:printers',
  print: 'yifang:print',
  printToPdf: 'yifang:print-to-pdf',
  join: 'yifang:join',
} as const

export interface DesktopPrinter {
  /** The system's name, the one a job is addressed to. */
  readonly name: string
  readonly displayName: string
}

/** A document of renderer/print/render.tsx and the paper it is laid out for. */
export interface DesktopDocument {
  /** A whole HTML document. It runs no script and loads only our own files, data: and blob: pictures. */
  readonly html: string
  readonly widthMm: number
  readonly heightMm: number
}

export interface DesktopPrintJob extends DesktopDocument {
  /** The printer's system name: prints silently. Null: the system's own print dialog asks. */
  readonly printer: string | null
  readonly copies: number
}

export interface DesktopPdfJob extends DesktopDocument {
  /** Offered as the file's name, without its ending. */
  readonly suggestedName: string
}

/**
 * How a print ended. `printer-gone`: no printer of that name is set up any more; `timeout`: the system did
 * not take the document within two minutes; `failed`: its own words are in `detail`.
 */
export type DesktopPrintOutcome =
  | { readonly state: 'printed' }
  | { readonly state: 'cancelled' }
  | {
      readonly state: 'failed'
      readonly reason: 'printer-gone' | 'timeout' | 'failed'
      readonly detail: string
    }

/** `file-open`: another program holds the file; `folder-unwritable` and `disk-full` as they say. */
export type DesktopPdfOutcome =
  | { readonly state: 'saved'; readonly fileName: string }
  | { readonly state: 'cancelled' }
  | {
      readonly state: 'failed'
      readonly reason: 'file-open' | 'folder-unwritable' | 'disk-full' | 'failed'
      readonly detail: string
    }

/** One step of joining another PC's workshop, or of leaving it. */
export type JoinStep =
  | { readonly step: 'find'; readonly address: string }
  | { readonly step: 'ask' }
  | { readonly step: 'state' }
  | { readonly step: 'move' }
  | { readonly step: 'leave' }
  | { readonly step: 'time' }

export interface DesktopBridge {
  readonly door: 'desktop'
  /** This PC's own place in another PC's workshop (electron/station/joining.ts). `leave` and a pairing start the program again. */
  join(step: { readonly step: 'find'; readonly address: string }): Promise<Found>
  join(step: { readonly step: 'ask' }): Promise<Asked>
  join(step: { readonly step: 'state' }): Promise<JoinState>
  join(step: { readonly step: 'move' }): Promise<JoinProblem | null>
  join(step: { readonly step: 'leave' }): Promise<null>
  /** What time it is at the workshop that this PC has joined; null: none, or it was not heard yet. */
  join(step: { readonly step: 'time' }): Promise<number | null>
  printers(): Promise<readonly DesktopPrinter[]>
  print(job: DesktopPrintJob): Promise<DesktopPrintOutcome>
  printToPdf(job: DesktopPdfJob): Promise<DesktopPdfOutcome>
}

declare global {
  interface Window {
    /** Only in the desktop program's window. */
    readonly yifang?: DesktopBridge
  }
}

/**
 * What the page's address has behind it where this program works in another PC's workshop: then the host that answers its port
 * is that one.
 */
export const stationMark = '?station'
