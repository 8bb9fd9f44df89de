import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { BodyLimitPlugin, RPCHandler } from '@orpc/server/node'
import { router } from '../router.ts'
import type { CallContext, HostServices } from '../services.ts'
import { answersThatMayBeCut } from './cut-answers.ts'
import { type DoorAddress, factsOf, header, isRpc, refusalOf } from './refusal.ts'
import { type RefusalReason, refusalPage } from './refusal-page.ts'
import { createSessions, type Sessions } from './sessions.ts'
import { commonHeaders, sendStatic } from './static-files.ts'

/** Larger than any order file we accept, small enough that one request cannot fill the memory. */
const maxBodyBytes = 512 * 1024 * 1024

export interface HttpDoorOptions {
  /** 0: any free port. */
  readonly port: number
  /** The built page; null where only processes are let in (desktop). */
  readonly pageDir: string | null
  /** Of a door that was closed in this process, on the same port: its pages go on as they were. */
  readonly sessions?: Sessions
  /** A second program was started on this folder. Gives the link it shall open; null: it was shown a window. */
  readonly secondStart?: () => string | null
}

export interface HttpDoor {
  readonly url: string
  readonly secret: string
  /** Who may talk through it. */
  readonly sessions: Sessions
  /** A link that opens the page once. */
  newLink(): string
  close(): Promise<void>
}

/** Opens the host's HTTP door on loopback. Rejects with EADDRINUSE where the port is taken. */
export async function openHttpDoor(services: HostServices, options: HttpDoorOptions): Promise<HttpDoor> {
  const handler = new RPCHandler<CallContext>(router, {
    rootInterceptors: [answersThatMayBeCut],
    plugins: [new BodyLimitPlugin({ maxBodySize: maxBodyBytes })],
  })
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      services.log.bug(crypto.randomUUID().slice(0, 8), error, { procedure: 'http' })
      if (!response.headersSent) response.writeHead(500)
      response.end()
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  const sessions = options.sessions ?? createSessions(port, services.uptime)
  const url = `http://127.0.0.1:${port}/`
  const newLink = () => `${url}?key=${sessions.newKey()}`
  const address: DoorAddress = {
    scheme: 'http',
    hosts: [`127.0.0.1:${port}`, `localhost:${port}`],
    posts: [],
  }
  const secondStart = options.secondStart ?? newLink

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(commonHeaders)) response.setHeader(name, value)
    const { pathname, searchParams } = new URL(request.url ?? '/', url)
    const process = sessions.byBearer(request.headers.authorization, header(request, 'x-yifang-process'))
    const refusal = refusalOf(factsOf(request, pathname, process !== null), address)
    if (refusal) return refuse(request, response, 'foreign')
    if (pathname === '/door') {
      if (!process) return refuse(request, response, 'no-key')
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify({ link: secondStart() }))
      return
    }
    const connection = process ?? sessions.byCookie(request.headers.cookie)
    const key = searchParams.get('key')
    if (pathname === '/' && key !== null) return enter(key, connection !== null, response, sessions, request)
    if (!connection) return refuse(request, response, 'no-key')
    if (isRpc(pathname)) {
      const { matched } = await handler.handle(request, response, {
        prefix: '/rpc',
        context: { host: services, connection },
      })
      if (!matched) refuse(request, response, 'missing', 404)
      return
    }
    if (options.pageDir === null || !(await sendStatic(options.pageDir, pathname, request, response)))
      refuse(request, response, 'missing', 404)
  }

  return {
    url,
    secret: sessions.processSecret,
    sessions,
    newLink,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        // Event streams never end by themselves.
        server.closeAllConnections()
      }),
  }
}

/** Exchanges the link's key for a cookie. The redirect takes the key out of the address bar and the history. */
function enter(
  key: string,
  known: boolean,
  response: ServerResponse,
  sessions: Sessions,
  request: IncomingMessage,
): void {
  const token = sessions.redeem(key)
  if (token === null && !known) {
    refuse(request, response, 'used-key')
    return
  }
  if (token !== null)
    response.setHeader('set-cookie', `${sessions.cookieName}=${token}; HttpOnly; SameSite=Strict; Path=/`)
  response.writeHead(303, { location: '/' }).end()
}

function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  reason: RefusalReason,
  status = 403,
): void {
  request.resume()
  const page = refusalPage(reason)
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-length': Buffer.byteLength(page),
  })
  response.end(request.method === 'HEAD' ? undefined : page)
}
