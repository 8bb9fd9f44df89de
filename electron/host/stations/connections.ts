import type { Server } from 'node:https'
import type { Socket } from 'node:net'
import type { DoorLimits } from './limits.ts'

/** At once, of all; a page keeps up to six. */
const most = 1000
const mostOfOne = 200
/** Of devices that have shown no key yet. */
const mostStrangers = 300

export interface DoorConnections {
  /** A paired device speaks over it: it is no stranger's any more, and ends with its session. */
  belongsTo(socket: Socket, session: string): void
  /** Whether a page has a line open: each keeps one for what it is told. */
  isConnected(session: string): boolean
  /** Ends the connections of pages, in the middle of whatever they do. */
  cut(sessions: Iterable<string>): void
  cutAll(): void
}

/**
 * Keeps strangers from taking all connections, or the time of handshakes. Where there are too many, the oldest of the address
 * that has the most of them goes: a device that comes in needs a few milliseconds to be no stranger.
 */
export function watchConnections(
  server: Server,
  limits: DoorLimits,
  refused: (address: string, reason: 'too-many' | 'no-tls') => void,
): DoorConnections {
  const open = new Map<string, Socket>()
  const strangers = new Map<string, Map<string, Socket>>()
  const counts = new Map<string, number>()
  const bySession = new Map<string, Set<Socket>>()
  const secured = new Map<string, () => void>()
  let strangerCount = 0
  server.maxConnections = most

  function forgetStranger(address: string, place: string): void {
    const own = strangers.get(address)
    if (!own?.delete(place)) return
    strangerCount -= 1
    if (own.size === 0) strangers.delete(address)
  }

  function makeRoom(): void {
    let [address, own] = ['', new Map<string, Socket>()]
    for (const [candidate, theirs] of strangers)
      if (theirs.size > own.size) [address, own] = [candidate, theirs]
    const [place, socket] = own.entries().next().value!
    forgetStranger(address, place)
    refused(address, 'too-many')
    socket.destroy()
  }

  server.on('connection', (socket: Socket) => {
    const address = socket.remoteAddress ?? ''
    const place = placeOf(socket)
    let isSecure = false
    let isRefused = false
    const end = () => {
      isRefused = true
      refused(address, 'too-many')
      socket.destroy()
    }
    const count = (counts.get(address) ?? 0) + 1
    counts.set(address, count)
    open.set(place, socket)
    secured.set(place, () => {
      isSecure = true
    })
    const own = strangers.get(address) ?? new Map<string, Socket>()
    strangers.set(address, own.set(place, socket))
    strangerCount += 1
    socket.once('close', () => {
      open.delete(place)
      secured.delete(place)
      const wasStranger = strangers.get(address)?.has(place) ?? false
      forgetStranger(address, place)
      const left = counts.get(address)! - 1
      if (left === 0) counts.delete(address)
      else counts.set(address, left)
      // No TLS, a certificate that is not trusted yet, or somebody who tries every port.
      if (!isSecure && !isRefused && wasStranger) refused(address, 'no-tls')
    })
    if (count > mostOfOne) return end()
    if (strangerCount > mostStrangers) makeRoom()
    void limits.mayConnect(address).then((may) => may || end())
  })
  server.on('drop', (dropped) => refused(dropped?.remoteAddress ?? '', 'too-many'))
  server.on('secureConnection', (socket) => secured.get(placeOf(socket))?.())

  return {
    isConnected: (session) => (bySession.get(session)?.size ?? 0) > 0,
    belongsTo: (socket, session) => {
      const sockets = bySession.get(session) ?? new Set()
      bySession.set(session, sockets)
      if (sockets.has(socket)) return
      forgetStranger(socket.remoteAddress ?? '', placeOf(socket))
      sockets.add(socket)
      socket.once('close', () => {
        sockets.delete(socket)
        if (sockets.size === 0) bySession.delete(session)
      })
    },
    cut: (sessions) => {
      for (const session of sessions) for (const socket of bySession.get(session) ?? []) socket.destroy()
    },
    cutAll: () => {
      for (const socket of open.values()) socket.destroy()
    },
  }
}

/** The same of a connection and of what is encrypted over it. */
const placeOf = (socket: Socket) => `${socket.remoteAddress} ${socket.remotePort}`
