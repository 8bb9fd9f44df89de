import type { Protocol } from 'electron'
import type { BrowserContext, Request as PageRequest, Route } from 'playwright-core'
import { registerSchemes, schemes, toApp, toHttp } from './schemes.ts'
import { state } from './state.ts'
import { preventable, strict } from './strict.ts'
import type { ContentsStandin } from './web-contents.ts'

type Handler = Parameters<Protocol['handle']>[1]
/** Who answers which scheme. */
export const handlers = new Map<string, Handler>()

export const protocol = strict('protocol', {
  registerSchemesAsPrivileged: registerSchemes,
  handle: (scheme: string, handler: Handler) => {
    if (handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`)
    handlers.set(scheme, handler)
  },
} satisfies Pick<Protocol, 'registerSchemesAsPrivileged' | 'handle'>)

/** Every request of every page is answered here; nothing leaves the machine. */
export async function answerRequests(context: BrowserContext): Promise<void> {
  await context.route(
    () => true,
    (route, request) => answer(route, request),
  )
}

async function answer(route: Route, request: PageRequest): Promise<void> {
  const http = request.url()
  const url = toApp(http)
  if (request.isNavigationRequest() && isRefused(request, http, url)) {
    // 'aborted' leaves the old page where it is; other reasons show an error page.
    await route.abort('aborted')
    return
  }
  const scheme = url.slice(0, url.indexOf(':'))
  if (url !== http && request.resourceType() === 'fetch' && !schemes.get(scheme)?.supportFetchAPI)
    return route.abort('failed')
  const handler = handlers.get(scheme)
  if (!handler) {
    state.outbound.push(url)
    const html = [...state.web].find(([beginning]) => url.startsWith(beginning))?.[1]
    if (html === undefined) return route.abort('internetdisconnected')
    return route.fulfill({ status: 200, contentType: 'text/html; charset=utf-8', body: html })
  }
  try {
    const body = request.postDataBuffer()
    const init = { method: request.method(), headers: request.headers() }
    const answered = await handler(
      new Request(url, body ? { ...init, body: new Uint8Array(body) } : init) as never,
    )
    await route.fulfill({
      status: answered.status,
      headers: withHttpSources(Object.fromEntries(answered.headers)),
      body: Buffer.from(await answered.arrayBuffer()),
    })
  } catch (error) {
    console.error('stand-in: the protocol handler failed', error)
    await route.abort('failed').catch(() => {})
  }
}

/** Asks the program about a navigation that it did not start itself. */
function isRefused(request: PageRequest, http: string, url: string): boolean {
  const contents = contentsOf(request)
  if (!contents) return false
  const isMainFrame = request.frame() === contents.$page!.mainFrame()
  if (isMainFrame && contents.$loading === http) {
    contents.$loading = null
    return false
  }
  const event = preventable({ url, isMainFrame, isSameDocument: false })
  contents.emit('will-frame-navigate', event)
  if (isMainFrame) contents.emit('will-navigate', event)
  if (event.defaultPrevented) state.refused.push(url)
  return event.defaultPrevented
}

function contentsOf(request: PageRequest): ContentsStandin | undefined {
  try {
    const page = request.frame().page()
    return [...state.windows].find((window) => window.$contents.$page === page)?.$contents
  } catch {
    // A service worker's request has no frame.
    return undefined
  }
}

/** A policy that names our scheme must name what Chromium knows it by. */
function withHttpSources(headers: Record<string, string>): Record<string, string> {
  const policy = headers['content-security-policy']
  if (policy === undefined) return headers
  const sources = policy.replace(/\b([a-z]+:\/\/[\w.-]+)/g, (source) => toHttp(source).replace(/\/$/, ''))
  return { ...headers, 'content-security-policy': sources }
}
