import { DoorClosed } from '../../../shared/stations/door-closed.ts'
import {
  base64url,
  type ClosedReason,
  callText,
  type DoorReason,
  proofHeaders,
  timeHeader,
} from '../../../shared/stations/proof.ts'
import { hearHost } from '../../ui/clock.ts'
import { type Device, readDevice, signature } from './device.ts'
import { type Entered, enter, pageVersion } from './enter.ts'

let entry: Promise<{ device: Device; entered: Entered }> | null = null
let number = 0

function come(): Promise<{ device: Device; entered: Entered }> {
  entry ??= (async () => {
    const device = await readDevice()
    if (device === null) throw new DoorClosed('unknown')
    number = 0
    return { device, entered: await enter(device) }
  })()
  // The next call tries again.
  entry.catch(() => {
    entry = null
  })
  return entry
}

/** Comes in before there is a call to be sent; the first one meets whatever there is to be said. */
export function beginEntry(): void {
  come().catch(() => undefined)
}

/**
 * Sends a call of this page, signed by the device's key with a number that is used once. A host that was started anew is
 * entered again without a word; a device that was shut out is led to the door, a page of an older program loads itself
 * again. Raises what fetch raises where nobody answers.
 */
export async function signedFetch(request: Request): Promise<Response> {
  const body = await request.arrayBuffer()
  for (let attempt = 0; ; attempt += 1) {
    const response = await send(request, body)
    if (response.ok || response.headers.get('content-type') !== 'application/json') return response
    const { reason } = (await response
      .clone()
      .json()
      .catch(() => ({}))) as { readonly reason?: DoorReason }
    if (reason === undefined) return response
    if ((reason === 'sign-in' || reason === 'replayed') && attempt < 2) {
      if (reason === 'sign-in') entry = null
      continue
    }
    throw closed(reason)
  }
}

async function send(request: Request, body: ArrayBuffer): Promise<Response> {
  const { device, entered } = await come().catch((error: unknown) => {
    throw error instanceof DoorClosed ? closed(error.reason) : error
  })
  if (!entered.isCurrent) throw closed('version')
  number += 1
  const own = number
  const digest = base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', body)))
  const { pathname } = new URL(request.url)
  const headers = new Headers(request.headers)
  const kept = headers.get(proofHeaders.kept) ?? ''
  headers.set(proofHeaders.session, entered.session)
  headers.set(proofHeaders.version, pageVersion)
  headers.set(
    proofHeaders.proof,
    `${own} ${await signature(device, callText(entered.session, own, pathname, digest, kept))}`,
  )
  const askedAt = performance.now()
  const response = await fetch(request.url, { method: request.method, headers, body, signal: request.signal })
  hearHost(Number(response.headers.get(timeHeader) ?? Number.NaN), performance.now() - askedAt)
  return response
}

/** Leads away from a page that can do nothing any more. */
function closed(reason: ClosedReason): DoorClosed {
  if (reason === 'unknown' || reason === 'other-host') location.replace('/pair.html')
  else if (reason === 'version' && reloadOnce()) location.reload()
  return new DoorClosed(reason)
}

/** A page that stays old although it was loaded anew comes from a cache: once a minute is enough. */
function reloadOnce(): boolean {
  const key = 'yifang-reloaded-at'
  const before = Number(sessionStorage.getItem(key) ?? 0)
  if (Date.now() - before < 60_000) return false
  sessionStorage.setItem(key, String(Date.now()))
  return true
}
