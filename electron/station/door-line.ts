import type { IncomingMessage } from 'node:http'
import { Agent, request } from 'node:https'
import type { TLSSocket } from 'node:tls'
import { DoorClosed } from '../../shared/stations/door-closed.ts'

/** Where the door of the workshop is, and who is believed to stand behind it. */
export interface DoorPlace {
  readonly address: string
  readonly port: number
  /** The workshop's root certificate, in PEM. */
  readonly root: string
}

/** Nobody answered. */
export class DoorUnreachable extends Error {
  constructor(cause: unknown) {
    super('the door does not answer', { cause })
    this.name = 'DoorUnreachable'
  }
}

export interface Sent {
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
  readonly signal?: AbortSignal | undefined
}

/** TLS 1.3 connections to the door of one workshop; whoever does not have its root's certificate is not spoken to. */
export interface DoorLine {
  /** Raises DoorUnreachable, DoorClosed. */
  send(path: string, sent: Sent): Promise<IncomingMessage>
  close(): void
}

/** As Node names what OpenSSL finds in the certificate of whoever answers. */
const certificateFaults = /^(?:ERR_TLS_CERT|CERT_|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO_)/
/** Milliseconds for a connection. A PC that is off does not even refuse. */
const connectWithin = 4000
/** Milliseconds without a byte while an answer is due: a large order file is read for longer than a page waits for a scan. */
const silentFor = 120_000
/** And along a stream, where the host sends something every few seconds. */
const streamSilentFor = 30_000

export function openDoorLine({ address, port, root }: DoorPlace): DoorLine {
  const agent = new Agent({
    keepAlive: true,
    keepAliveMsecs: 10_000,
    ca: root,
    minVersion: 'TLSv1.3',
    maxSockets: 32,
  })
  const host = port === 443 ? address : `${address}:${port}`
  const once = (path: string, { method, headers, body, signal }: Sent): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      const sending = request(
        {
          agent,
          host: address,
          port,
          path,
          method,
          ...(signal && { signal }),
          headers: {
            ...headers,
            host,
            origin: `https://${host}`,
            'content-length': String(body.byteLength),
          },
        },
        (response) => {
          const isStream = response.headers['content-type']?.includes('event-stream')
          if (isStream) response.socket.setTimeout(streamSilentFor)
          resolve(response)
        },
      )
      sending.on('socket', (socket) => {
        if (!socket.connecting) return
        const timer = setTimeout(() => sending.destroy(new Error('connect timeout')), connectWithin)
        ;(socket as TLSSocket).once('secureConnect', () => clearTimeout(timer))
        socket.once('close', () => clearTimeout(timer))
      })
      // A connection that the other side had closed meanwhile: nothing was read of it.
      sending.on('error', (error) => reject(Object.assign(error, { wasOld: sending.reusedSocket })))
      // Also while its answer is on its way.
      sending.setTimeout(silentFor, () => sending.destroy(new Error('silent')))
      sending.end(body)
    })
  return {
    send: async (path, sent) => {
      try {
        return await once(path, sent)
      } catch (error) {
        if (sent.signal?.aborted) throw sent.signal.reason
        const { code = '' } = error as { readonly code?: string }
        if (code === 'CERT_NOT_YET_VALID' || code === 'CERT_HAS_EXPIRED') throw new DoorClosed('clock')
        if (certificateFaults.test(code)) throw new DoorClosed('other-host')
        throw Object.assign(new DoorUnreachable(error), {
          wasOld: (error as { readonly wasOld?: boolean }).wasOld === true,
        })
      }
    },
    close: () => agent.destroy(),
  }
}

/** Whether a call failed on a connection that had long been closed: a new one may well go through. */
export function isOldConnection(error: unknown): boolean {
  return error instanceof DoorUnreachable && 'wasOld' in error && error.wasOld === true
}
