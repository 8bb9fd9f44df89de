import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
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
  // Nobody who opened this page keeps a hold of it. `same-origin` would do that as well, but behind it Chromium compiles every
  // script anew each time a page is opened: two fifths of a tablet's start.
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

/** Answers a GET from `root`; paths without a file extension are screens and get index.html. False: no such file. */
export async function sendStatic(
  root: string,
  urlPath: string,
  headOnly: boolean,
  response: ServerResponse,
): Promise<boolean> {
  const isScreen = extname(urlPath) === ''
  const file = containedPath(resolve(root), isScreen ? '/index.html' : urlPath)
  if (file === null) return false
  const facts = await stat(file).catch(() => null)
  if (!facts?.isFile()) return false
  response.writeHead(200, {
    'content-type': mediaTypes[extname(file).toLowerCase()] ?? 'application/octet-stream',
    'content-length': facts.size,
    // Vite names assets by their content, so a name never changes its bytes.
    'cache-control': urlPath.startsWith('/assets/') ? 'private, max-age=31536000, immutable' : 'no-cache',
  })
  if (headOnly) response.end()
  // The reader may close the tab half-way: nothing to tell anyone.
  else await pipeline(createReadStream(file), response).catch(() => {})
  return true
}
