import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer, type Server } from 'node:https'
import type { Socket } from 'node:net'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { RPCHandler } from '@orpc/server/node'
import { readKept } from '../../../shared/stations/kept.ts'
import { type DoorReason, doorReasons, proofHeaders, timeHeader } from '../../../shared/stations/proof.ts'
import { answersThatMayBeCut } from '../http/cut-answers.ts'
import { type DoorAddress, factsOf, header, isRpc, refusalOf } from '../http/refusal.ts'
import { readCookie } from '../http/sessions.ts'
import { commonHeaders, sendStatic } from '../http/static-files.ts'
import { router } from '../router.ts'
import type { CallContext, HostServices } from '../services.ts'
import type { DoorIdentity } from './certificate.ts'
import { watchConnections } from './connections.ts'
import type { DoorLimits } from './limits.ts'
import { answerPairing, pairingPaths } from './pairing-calls.ts'
import { stationCookie } from './station-sessions.ts'

/** Of one call of a station: a photo or an order file, not a whole database. */
const maxBodyBytes = 64 * 1024 * 1024

export interface StationDoor {
  readonly port: number
  renew(identity: DoorIdentity): void
  isConnected(session: string): boolean
  /** Cuts the connections of pages. */
  cut(sessions: Iterable<string>): void
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
  const handler = new RPCHandler<CallContext>(router, { rootInterceptors: [answersThatMayBeCut] })
  const { fingerprint } = options.identity
  const pairFiles = filesOfPairPage(pageDir)
  const server = createServer(
    { ...secrets(options.identity), minVersion: 'TLSv1.3', ...patience },
    (request, response) => {
      answer(request, response).catch((error: unknown) => {
        if (response.destroyed || request.socket.destroyed) return
        host.log.bug(crypto.randomUUID().slice(0, 8), error, { procedure: 'station' })
        if (!response.headersSent) response.writeHead(500)
        response.end()
      })
    },
  )
  const connections = watchConnections(server, limits, (address, reason) => refusals.note(address, reason))
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    // Not of a device that left in the middle, nor of a browser that connects in advance and asks for nothing. A handshake that
    // came to nothing is told of when it ends.
    if (error.code?.startsWith('HPE_')) refusals.note((socket as Socket).remoteAddress ?? '', 'malformed')
    socket.destroy()
  })
  await listen(server, options.address, options.port)
  const { port } = server.address() as { readonly port: number }
  const doorAddress: DoorAddress = {
    scheme: 'https',
    hosts: [`${options.address}:${port}`, `${hostName}:${port}`],
    posts: pairingPaths,
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(commonHeaders)) response.setHeader(name, value)
    const address = request.socket.remoteAddress ?? ''
    const target = URL.parse(request.url ?? '', 'https://station')
    if (target === null) {
      refusals.note(address, 'malformed')
      return refuse(response, 'unknown')
    }
    const { pathname } = target
    const foreign = refusalOf(factsOf(request, pathname, false), doorAddress)
    if (foreign) {
      refusals.note(address, foreign)
      return refuse(response, 'unknown')
    }
    if (isRpc(pathname)) return call(request, response, pathname, address)
    const session = sessions.byCookie(readCookie(request.headers.cookie, stationCookie))
    const isPairFile = pathname !== pairPage && pairFiles.has(pathname)
    const may = session
      ? limits.mayLoad(session.station.id)
      : isPairFile
        ? limits.mayLoadToPair(address)
        : limits.mayKnock(address)
    if (!(await may)) {
      refusals.note(address, 'too-many', session?.station.name)
      return refuse(response, 'too-many')
    }
    if (session) connections.belongsTo(request.socket, session.id)
    if (pairingPaths.includes(pathname))
      return answerPairing({ host, limits, fingerprint, address }, pathname, request, response)
    const path = session || pathname !== '/' ? pathname : pairPage
    if (!session && !pairFiles.has(path)) {
      refusals.note(address, 'unknown')
      return refuse(response, 'unknown')
    }
    if (!(await sendStatic(pageDir, path, request, response))) refuse(response, 'unknown')
  }

  async function call(request: IncomingMessage, response: ServerResponse, path: string, address: string) {
    const id = header(request, proofHeaders.session)
    const known = id === undefined ? null : sessions.byId(id)
    if (!known) {
      // A session of before the host's last start is nothing to be told of: its page comes in again.
      if (!(await limits.mayKnock(address))) refusals.note(address, 'too-many')
      else if (id === undefined) refusals.note(address, 'unknown')
      return refuse(response, id === undefined ? 'unknown' : 'sign-in')
    }
    const { id: station, name } = known.station
    const turnAway = (reason: DoorReason) => {
      refusals.note(address, reason, name)
      refuse(response, reason)
    }
    // Before a byte of it is read: what is altered counts as well.
    const length = request.headers['transfer-encoding']
      ? null
      : Number(request.headers['content-length'] ?? 0)
    if (length === null || length > maxBodyBytes) return turnAway('too-large')
    if (!(await limits.mayCall(station, length))) return turnAway('too-many')
    const body = await readBody(request)
    const proof = header(request, proofHeaders.proof)
    const kept = header(request, proofHeaders.kept) ?? ''
    const signed = { session: known.id, proof, path, bodyDigest: body.digest, kept }
    const session = await sessions.byProof(signed)
    if (session === 'sign-in') return refuse(response, session)
    if (typeof session === 'string') return turnAway(session)
    connections.belongsTo(request.socket, session.id)
    if (header(request, proofHeaders.version) !== host.version) return turnAway('version')
    session.waiting = Math.min(Number(header(request, proofHeaders.waiting) ?? 0) || 0, 1_000_000)
    const told = Number(header(request, proofHeaders.clock) ?? Number.NaN)
    if (Number.isSafeInteger(told)) session.clockOff = told - host.clock()
    response.setHeader(timeHeader, host.clock())
    const { matched } = await handler.handle(replayed(request, path, body.parts), response, {
      prefix: '/rpc',
      context: { host, connection: session.connection, kept: readKept(kept) },
    })
    if (!matched) refuse(response, 'unknown')
  }

  return {
    port,
    renew: (identity) => server.setSecureContext(secrets(identity)),
    isConnected: connections.isConnected,
    cut: connections.cut,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        connections.cutAll()
      }),
  }
}

/**
 * Milliseconds that a device has for its handshake, for the head of a request, for the whole of it, and for the next one over
 * the same connection: a handshake a scan would be the longer part of it.
 */
const patience = {
  handshakeTimeout: 10_000,
  headersTimeout: 15_000,
  requestTimeout: 90_000,
  keepAliveTimeout: 75_000,
}
const pairPage = '/pair.html'
const secrets = ({ key, cert, root }: DoorIdentity) => ({ key, cert: `${cert}\n${root}` })

function refuse(response: ServerResponse, reason: DoorReason): void {
  if (response.headersSent) return
  const { headers } = response.req
  // What is still coming of a large body is not waited for. A small one is, or its sender would never see the answer.
  const isSmall = !headers['transfer-encoding'] && Number(headers['content-length'] ?? 0) <= smallBytes
  response.writeHead(doorReasons[reason], {
    'content-type': 'application/json',
    ...(!isSmall && { connection: 'close' }),
  })
  response.end(JSON.stringify({ reason }))
}

const smallBytes = 64 * 1024

function listen(server: Server, address: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, address, () => {
      server.removeListener('error', reject)
      server.on('error', () => {})
      resolve()
    })
  })
}

/** Its digest is taken as it comes: that of a large one at once would hold everybody up. */
async function readBody(request: IncomingMessage): Promise<{ parts: readonly Buffer[]; digest: string }> {
  const parts: Buffer[] = []
  const hash = createHash('sha256')
  for await (const part of request as AsyncIterable<Buffer>) {
    parts.push(part)
    hash.update(part)
  }
  return { parts, digest: hash.digest('base64url') }
}

/** The request again, with a body that was read: what was signed is what is answered. */
function replayed(request: IncomingMessage, path: string, parts: readonly Buffer[]): IncomingMessage {
  const { method, headers, socket } = request
  const body = Readable.from(parts)
  return Object.assign(body, { method, url: path, headers, socket }) as unknown as IncomingMessage
}

/** The page for devices that are not paired, and the files that it loads: all that a stranger may have. */
function filesOfPairPage(pageDir: string): ReadonlySet<string> {
  const html = readFileSync(join(pageDir, 'pair.html'), 'utf8')
  const named = [...html.matchAll(/(?:src|href)="\.(\/[^"]+)"/g)].map((match) => match[1]!)
  return new Set([pairPage, ...named])
}
