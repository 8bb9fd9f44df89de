import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer, type Server } from 'node:https'
import type { Socket } from 'node:net'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { RPCHandler } from '@orpc/server/node'
import { type DoorReason, doorReasons, proofHeaders } from '../../../shared/stations/proof.ts'
import { type DoorAddress, factsOf, header, isRpc, refusalOf } from '../http/refusal.ts'
import { readCookie } from '../http/sessions.ts'
import { commonHeaders, sendStatic } from '../http/static-files.ts'
import { router } from '../router.ts'
import type { CallContext, HostServices } from '../services.ts'
import type { DoorIdentity } from './certificate.ts'
import type { DoorLimits } from './limits.ts'
import { answerPairing, pairingPaths } from './pairing-calls.ts'
import { stationCookie } from './station-sessions.ts'

/** Of one call of a station: a photo or an order file, not a whole database. */
const maxBodyBytes = 64 * 1024 * 1024
/** At once, of all stations; a page keeps up to six. */
const maxConnections = 600
const maxConnectionsOfOne = 200

export interface StationDoor {
  readonly port: number
  renew(identity: DoorIdentity): void
  /** Cuts the connections of a session's pages. */
  cut(sessions: ReadonlySet<string>): void
  close(): Promise<void>
}

export interface StationDoorOptions {
  readonly address: string
  readonly hostName: string
  readonly port: number
  readonly pageDir: string
  readonly identity: DoorIdentity
  readonly limits: DoorLimits
}

/** Opens the door for paired devices. Rejects with EADDRINUSE or EADDRNOTAVAIL. */
export async function openStationDoor(host: HostServices, options: StationDoorOptions): Promise<StationDoor> {
  const { pageDir, limits, hostName } = options
  const { sessions, refusals } = host.stations
  const handler = new RPCHandler<CallContext>(router)
  const { fingerprint } = options.identity
  const pairFiles = filesOfPairPage(pageDir)
  const server = createServer(
    { ...secrets(options.identity), minVersion: 'TLSv1.3', requestTimeout: 120_000, headersTimeout: 20_000 },
    (request, response) => {
      answer(request, response).catch((error: unknown) => {
        if (response.destroyed) return
        host.log.bug(crypto.randomUUID().slice(0, 8), error, { procedure: 'station' })
        if (!response.headersSent) response.writeHead(500)
        response.end()
      })
    },
  )
  server.maxConnections = maxConnections
  const connections = countConnections(server, limits, (address) => refusals.note(address, 'too-many'))
  await listen(server, options.address, options.port)
  const { port } = server.address() as { readonly port: number }
  const doorAddress: DoorAddress = {
    scheme: 'https',
    hosts: [`${options.address}:${port}`, `${hostName}:${port}`],
    posts: pairingPaths,
  }
  const bySession = new Map<string, Set<Socket>>()

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(commonHeaders)) response.setHeader(name, value)
    const address = request.socket.remoteAddress ?? ''
    const { pathname } = new URL(request.url ?? '/', 'https://station')
    const foreign = refusalOf(factsOf(request, pathname, false), doorAddress)
    if (foreign) {
      refusals.note(address, foreign)
      return refuse(response, 'unknown')
    }
    if (isRpc(pathname)) return call(request, response, pathname, address)
    const session = sessions.byCookie(readCookie(request.headers.cookie, stationCookie))
    // Whoever is in loads files as it likes; a stranger may knock now and then.
    if (!session && !(await limits.mayKnock(address))) {
      refusals.note(address, 'too-many')
      return refuse(response, 'too-many')
    }
    if (pairingPaths.includes(pathname))
      return answerPairing({ host, limits, fingerprint, address }, request, response)
    const path = session || pathname !== '/' ? pathname : pairPage
    if (!session && !pairFiles.has(path)) {
      refusals.note(address, 'unknown')
      return refuse(response, 'unknown')
    }
    if (!(await sendStatic(pageDir, path, request.method === 'HEAD', response))) refuse(response, 'unknown')
  }

  async function call(request: IncomingMessage, response: ServerResponse, path: string, address: string) {
    // Not even read for whoever shows no session.
    const id = header(request, proofHeaders.session)
    const known = sessions.open().find((session) => session.id === id)
    if (!known) {
      if (!(await limits.mayKnock(address))) refusals.note(address, 'too-many')
      return refuse(response, 'sign-in')
    }
    const { name } = known.station
    const body = await readBody(request)
    if (body === null) {
      refusals.note(address, 'too-large', name)
      return refuse(response, 'too-many')
    }
    const bodyDigest = createHash('sha256').update(body).digest('base64url')
    const proof = header(request, proofHeaders.proof)
    const session = sessions.byProof({ session: id, proof, path, bodyDigest })
    if (typeof session === 'string') {
      if (session !== 'sign-in') refusals.note(address, session, name)
      return refuse(response, session)
    }
    if (!(await limits.mayCall(session.station.id, body.length))) {
      refusals.note(address, 'too-many', name)
      return refuse(response, 'too-many')
    }
    if (header(request, proofHeaders.version) !== host.version) {
      refusals.note(address, 'version', name)
      return refuse(response, 'version')
    }
    session.waiting = Math.min(Number(header(request, proofHeaders.waiting) ?? 0) || 0, 1_000_000)
    follow(session.id, request.socket)
    const { matched } = await handler.handle(replayed(request, body), response, {
      prefix: '/rpc',
      context: { host, connection: session.connection },
    })
    if (!matched) refuse(response, 'unknown')
  }

  function follow(session: string, socket: Socket) {
    const sockets = bySession.get(session) ?? new Set()
    bySession.set(session, sockets)
    if (sockets.has(socket)) return
    sockets.add(socket)
    socket.once('close', () => {
      sockets.delete(socket)
      if (sockets.size === 0) bySession.delete(session)
    })
  }

  return {
    port,
    renew: (identity) => server.setSecureContext(secrets(identity)),
    cut: (ended) => {
      for (const session of ended) for (const socket of bySession.get(session) ?? []) socket.destroy()
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of connections) socket.destroy()
      }),
  }
}

const pairPage = '/pair.html'
const secrets = ({ key, cert, root }: DoorIdentity) => ({ key, cert: `${cert}\n${root}` })

function refuse(response: ServerResponse, reason: DoorReason): void {
  if (response.headersSent) return
  // What is still coming of a refused body is not waited for.
  response.writeHead(doorReasons[reason], { 'content-type': 'application/json', connection: 'close' })
  response.end(JSON.stringify({ reason }))
}

function listen(server: Server, address: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, address, () => {
      server.removeListener('error', reject)
      // A device that leaves in the middle of a handshake is no fault.
      server.on('error', () => {})
      server.on('tlsClientError', () => {})
      resolve()
    })
  })
}

/** Keeps one address from taking all connections, or the time of handshakes. */
function countConnections(
  server: Server,
  limits: DoorLimits,
  tooMany: (address: string) => void,
): Set<Socket> {
  const open = new Set<Socket>()
  const counts = new Map<string, number>()
  server.on('connection', (socket: Socket) => {
    const address = socket.remoteAddress ?? ''
    const count = (counts.get(address) ?? 0) + 1
    counts.set(address, count)
    open.add(socket)
    socket.once('close', () => {
      open.delete(socket)
      const left = (counts.get(address) ?? 1) - 1
      if (left === 0) counts.delete(address)
      else counts.set(address, left)
    })
    const end = () => {
      tooMany(address)
      socket.destroy()
    }
    if (count > maxConnectionsOfOne) return end()
    void limits.mayConnect(address).then((may) => may || end())
  })
  return open
}

/** Null where it is too large. */
async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length
    if (size > maxBodyBytes) return null
    parts.push(part)
  }
  return Buffer.concat(parts)
}

/** The request again, with a body that was read: what was signed is what is answered. */
function replayed(request: IncomingMessage, body: Buffer): IncomingMessage {
  const { method, url, headers, socket } = request
  return Object.assign(Readable.from(body.length > 0 ? [body] : []), {
    method,
    url,
    headers,
    socket,
  }) as unknown as IncomingMessage
}

/** The page for devices that are not paired, and the files that it loads: all that a stranger may have. */
function filesOfPairPage(pageDir: string): ReadonlySet<string> {
  const html = readFileSync(join(pageDir, 'pair.html'), 'utf8')
  const named = [...html.matchAll(/(?:src|href)="\.(\/[^"]+)"/g)].map((match) => match[1]!)
  return new Set([pairPage, ...named])
}
