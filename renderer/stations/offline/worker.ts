/*
 * Keeps the program's files on a paired device, so that its page opens while the link is down. Files are named by their
 * content and never change; the page itself is asked of the host first, and only where nobody answers shown as it was kept.
 * No data goes through here: calls are none of its business. Browsers run it only where the workshop's certificate is
 * trusted on the device.
 */

interface LifeEvent extends Event {
  waitUntil(work: Promise<unknown>): void
}
interface AskEvent extends Event {
  readonly request: Request
  respondWith(answer: Promise<Response>): void
}
interface Scope {
  readonly clients: { claim(): Promise<void> }
  skipWaiting(): Promise<void>
  addEventListener(type: 'install' | 'activate', listener: (event: LifeEvent) => void): void
  addEventListener(type: 'fetch', listener: (event: AskEvent) => void): void
}
const scope = self as unknown as Scope

const cacheName = 'yifang-files'
/** The page, whatever screen its address names; under its own name, since `/` is another page for who is not let in. */
const page = '/index.html'
/** Written by the build: scripts and styles to have from the start, and all files that belong to this version. */
const listFile = '/offline-files.json'

/** Files asked for at once. */
const part = 20

interface FileList {
  readonly first: readonly string[]
  readonly all: readonly string[]
}

async function install(): Promise<void> {
  const cache = await caches.open(cacheName)
  const list = (await (await fetch(listFile)).json()) as FileList
  const missing: string[] = []
  for (const file of list.first) if (!(await cache.match(file))) missing.push(file)
  // In parts: cut off, the next time goes on where this one ended.
  for (let from = 0; from < missing.length; from += part) await cache.addAll(missing.slice(from, from + part))
  await cache.add(page)
  await scope.skipWaiting()
}

/** Files of other versions go, once a page of this one was kept whole. */
async function activate(): Promise<void> {
  const cache = await caches.open(cacheName)
  const list = (await (await fetch(listFile)).json()) as FileList
  const own = new Set([...list.all, page])
  for (const { url } of await cache.keys()) if (!own.has(new URL(url).pathname)) await cache.delete(url)
  await scope.clients.claim()
}

async function keptFirst(request: Request): Promise<Response> {
  const cache = await caches.open(cacheName)
  const kept = await cache.match(request.url)
  if (kept) return kept
  const answer = await fetch(request)
  if (answer.ok) await cache.put(request.url, answer.clone())
  return answer
}

async function hostFirst(request: Request): Promise<Response> {
  try {
    return await fetch(request)
  } catch (error) {
    const kept = await (await caches.open(cacheName)).match(page)
    if (kept) return kept
    throw error
  }
}

scope.addEventListener('install', (event) => event.waitUntil(install()))
scope.addEventListener('activate', (event) => event.waitUntil(activate()))
scope.addEventListener('fetch', (event) => {
  const { pathname } = new URL(event.request.url)
  if (event.request.method !== 'GET') return
  if (pathname.startsWith('/assets/')) event.respondWith(keptFirst(event.request))
  else if (event.request.mode === 'navigate' && pathname === '/') event.respondWith(hostFirst(event.request))
})
