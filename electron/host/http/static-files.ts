import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname, resolve, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'

export const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.map': 'application/json; charset=utf-8',
}

/**
 * What the page may do: run our own files (the reader of codes before a camera is WebAssembly, hence 'wasm-unsafe-eval', which
 * allows no text to be run) and talk to this host, nothing else. antd writes its style
 * sheet at run time (cssinjs), hence 'unsafe-inline' for styles only. Print previews are blob frames.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' blob: data:",
  "font-src 'self'",
  "connect-src 'self'",
  "frame-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** In every answer of every door. */
export const commonHeaders = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  // Nobody who opened this page keeps a hold of it. `same-origin` would do that as well, but behind it Chromium opens the page in
  // a new process each time, which has nothing of it in memory: two fifths of the start in a tab that showed it before.
  'cross-origin-opener-policy': 'noopener-allow-popups',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
} as const

/** Path of the file under `root` that a URL path names, or null where it would leave the folder. */
export function containedPath(root: string, urlPath: string): string | null {
  let decoded: string
  try {
    decoded = decodeURIComponent(urlPath)
  } catch {
    return null
  }
  if (decoded.includes('\0') || decoded.includes('\\')) return null
  const target = resolve(root, `.${decoded}`)
  return target === root || target.startsWith(root + sep) ? target : null
}

/**
 * Answers a GET or HEAD from `root`; paths without a file extension are screens and get index.html. Where the build left a
 * compressed copy (build/compressed-files.ts) and the browser reads such, it gets that one. False: no such file.
 */
export async function sendStatic(
  root: string,
  urlPath: string,
  request: Pick<IncomingMessage, 'method' | 'headers'>,
  response: ServerResponse,
): Promise<boolean> {
  const isScreen = extname(urlPath) === ''
  const file = containedPath(resolve(root), isScreen ? '/index.html' : urlPath)
  // Copies have no address of their own.
  if (file === null || file.endsWith(compressedEnd)) return false
  const [plain, compressed] = await Promise.all([sizeOf(file), sizeOf(file + compressedEnd)])
  if (plain === null) return false
  const isCompressed = compressed !== null && takesBrotli(request.headers['accept-encoding'])
  const sent = isCompressed ? file + compressedEnd : file
  const headers = {
    'content-type': mediaTypes[extname(file).toLowerCase()] ?? 'application/octet-stream',
    'content-length': isCompressed ? compressed : plain,
    ...(isCompressed && { 'content-encoding': 'br' }),
    ...(compressed !== null && { vary: 'Accept-Encoding' }),
  }
  // Vite names assets by their content, so a name never changes its bytes.
  if (urlPath.startsWith('/assets/')) {
    response.writeHead(200, { ...headers, 'cache-control': 'private, max-age=31536000, immutable' })
    if (request.method === 'HEAD') response.end()
    // The reader may close the tab half-way: nothing to tell anyone.
    else await pipeline(createReadStream(sent), response).catch(() => {})
    return true
  }
  // The few others are small, and asked for each time.
  const bytes = await readFile(sent)
  const etag = `"${createHash('sha256').update(bytes).digest('base64url')}"`
  const asked = { etag, 'cache-control': 'no-cache', ...(headers.vary && { vary: headers.vary }) }
  if (namesTag(request.headers['if-none-match'], etag)) response.writeHead(304, asked).end()
  else {
    response.writeHead(200, { ...headers, ...asked, 'content-length': bytes.length })
    response.end(request.method === 'HEAD' ? undefined : bytes)
  }
  return true
}

const compressedEnd = '.br'

async function sizeOf(file: string): Promise<number | null> {
  const facts = await stat(file).catch(() => null)
  return facts?.isFile() ? facts.size : null
}

/** Whether an Accept-Encoding header names Brotli (RFC 9110, 12.5.3). */
export function takesBrotli(header: string | string[] | undefined): boolean {
  for (const part of String(header ?? '').split(',')) {
    const [name, ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase())
    if (name === 'br') return !parameters.some((one) => /^q=0(\.0*)?$/.test(one))
  }
  return false
}

/** Whether an If-None-Match header names a version (RFC 9110, 13.1.2: compared weakly). */
function namesTag(header: string | undefined, etag: string): boolean {
  return (header ?? '').split(',').some((one) => one.trim().replace(/^W\//, '') === etag)
}
