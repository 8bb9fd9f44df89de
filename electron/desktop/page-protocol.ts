import { openAsBlob } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import { protocol } from 'electron'
import { containedPath, contentSecurityPolicy, mediaTypes } from '../host/http/static-files.ts'
import { isOurs, pageScheme } from './app-origin.ts'
import type { OpenedBackup } from './opened-backup.ts'
import { type PrintDocuments, printPolicy } from './print-documents.ts'

/** Must run in the first turn of the main process: Electron wants it before `ready`. */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    // Standard: relative addresses and an origin of its own. Secure: clipboard, serial ports. Compiled scripts
    // are kept, for slow PCs. No service workers.
    {
      scheme: pageScheme,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ])
}

/** Serves the built page, the documents that wait to be printed and the backup that was opened; answers nothing else. */
export function servePage(pageDir: string, documents: PrintDocuments, opened: OpenedBackup): void {
  protocol.handle(pageScheme, (request) => answer(request, pageDir, documents, opened))
}

async function answer(
  request: Request,
  pageDir: string,
  documents: PrintDocuments,
  opened: OpenedBackup,
): Promise<Response> {
  if (request.method !== 'GET') return plain(405, 'only GET')
  if (!isOurs(request.url)) return plain(404, 'no such host')
  const { pathname } = new URL(request.url)
  const html = documents.find(pathname)
  if (html !== null) return new Response(html, { headers: headers('text/html; charset=utf-8', printPolicy) })
  const backup = opened.find(pathname)
  if (backup !== null) return answerBackup(backup)
  // As in the HTTP door: a path without an ending is a screen.
  const file = containedPath(pageDir, extname(pathname) === '' ? '/index.html' : pathname)
  if (file === null) return plain(404, 'no such file')
  try {
    const type = mediaTypes[extname(file).toLowerCase()] ?? 'application/octet-stream'
    return new Response(new Uint8Array(await readFile(file)), {
      headers: headers(type, contentSecurityPolicy),
    })
  } catch {
    return plain(404, 'no such file')
  }
}

/** Read as the page asks for it: years of photos are no string in memory. */
async function answerBackup(file: string): Promise<Response> {
  const named = {
    ...headers('application/octet-stream', contentSecurityPolicy),
    'x-file-name': encodeURIComponent(basename(file)),
  }
  try {
    return new Response(await openAsBlob(file), { headers: named })
  } catch {
    return new Response('cannot be read', { status: 404, headers: named })
  }
}

function headers(contentType: string, policy: string): Record<string, string> {
  return {
    'content-type': contentType,
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  }
}

function plain(status: number, text: string): Response {
  return new Response(text, { status, headers: headers('text/plain; charset=utf-8', contentSecurityPolicy) })
}
