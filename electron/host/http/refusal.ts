import type { IncomingMessage } from 'node:http'

/** What a request tells about where it comes from. */
export interface RequestFacts {
  readonly method: string
  readonly path: string
  readonly host: string | undefined
  readonly origin: string | undefined
  /** Sec-Fetch-Site: browsers set it and pages cannot. */
  readonly site: string | undefined
  readonly contentType: string | undefined
  readonly hasBody: boolean
  /** The caller sent the secret between processes: no browser, so no Origin to ask for. */
  readonly isProcess: boolean
}

export type Refusal = 'wrong-host' | 'foreign-page' | 'wrong-method' | 'wrong-content'

/** Where a door is reached. `posts`: its own paths that are written to, besides the procedures. */
export interface DoorAddress {
  readonly scheme: 'http' | 'https'
  /** With their port, as a Host header has them. */
  readonly hosts: readonly string[]
  readonly posts: readonly string[]
}

/**
 * Why a request must not be looked at, before any key or cookie: DNS rebinding shows in Host, a foreign
 * page's request in Origin or Sec-Fetch-Site. SameSite=Strict alone is not enough, since another program's
 * page on another port of this PC is the same site. Null: go on.
 */
export function refusalOf(facts: RequestFacts, { scheme, hosts, posts }: DoorAddress): Refusal | null {
  if (facts.host === undefined || !hosts.includes(facts.host)) return 'wrong-host'
  const ownOrigin = `${scheme}://${facts.host}`
  if (facts.origin !== undefined && facts.origin !== ownOrigin) return 'foreign-page'
  if (facts.site !== undefined && facts.site !== 'same-origin' && facts.site !== 'none') return 'foreign-page'
  const isPost = isRpc(facts.path) || posts.includes(facts.path)
  if (facts.path === '/door') return facts.method === 'POST' ? null : 'wrong-method'
  if (!isPost) return facts.method === 'GET' || facts.method === 'HEAD' ? null : 'wrong-method'
  if (facts.method !== 'POST') return 'wrong-method'
  if (!facts.isProcess && facts.origin !== ownOrigin && facts.site !== 'same-origin') return 'foreign-page'
  // What oRPC's client sends; a form that another page posts blindly is neither.
  const type = (facts.contentType ?? '').split(';')[0]!.trim().toLowerCase()
  if (facts.hasBody && type !== 'application/json' && type !== 'multipart/form-data') return 'wrong-content'
  return null
}

export function isRpc(path: string): boolean {
  return path === '/rpc' || path.startsWith('/rpc/')
}

export function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name]
  return Array.isArray(value) ? value[0] : value
}

export function factsOf(request: IncomingMessage, path: string, isProcess: boolean): RequestFacts {
  const { headers } = request
  return {
    method: request.method ?? 'GET',
    path,
    host: headers.host,
    origin: headers.origin,
    site: header(request, 'sec-fetch-site'),
    contentType: headers['content-type'],
    hasBody: headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0,
    isProcess,
  }
}
