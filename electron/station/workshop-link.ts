import { createHash, sign } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import type { ContractRouterClient } from '@orpc/contract'
import type { Contract } from '../../shared/contract.ts'
import { DoorClosed } from '../../shared/stations/door-closed.ts'
import {
  callText,
  type DoorReason,
  entryText,
  proofHeaders,
  timeHeader,
} from '../../shared/stations/proof.ts'
import { type DoorLine, type DoorPlace, isOldConnection, openDoorLine } from './door-line.ts'
import type { StationKey } from './joined-note.ts'

/** What a page tells with its calls, besides what is in them. */
export const toldHeaders = [proofHeaders.kept, proofHeaders.waiting, proofHeaders.clock] as const
export type Told = Readonly<Record<string, string>>

interface LinkContext {
  readonly told?: Told
}

export interface WorkshopPlace extends DoorPlace {
  /** SHA-256 of the root, as the workshop tells it. */
  readonly fingerprint: string
}

/** This PC's way into the workshop of another: the same procedures, each call signed by this PC's key. */
export interface WorkshopLink {
  /** Raises the host's errors, DoorClosed, DoorUnreachable. */
  readonly client: ContractRouterClient<Contract, LinkContext>
  /** What time it is at the workshop; null: it was not heard yet. */
  now(): number | null
  close(): void
}

interface Entry {
  readonly session: string
  number: number
}

/** Of one page, or of one task: who is signed in there is known by the session that it comes in with. */
export function openWorkshopLink(place: WorkshopPlace, key: StationKey, version: string): WorkshopLink {
  const line = openDoorLine(place)
  let entry: Promise<Entry> | null = null
  let heard: { readonly time: number; readonly heardAt: number } | null = null
  const come = (): Promise<Entry> => {
    entry ??= enter(line, place, key, version)
    entry.catch(() => {
      // The next call tries again.
      entry = null
    })
    return entry
  }
  const send = async (request: Request, body: Uint8Array): Promise<IncomingMessage> => {
    const { pathname } = new URL(request.url)
    const own = await come()
    own.number += 1
    const kept = request.headers.get(proofHeaders.kept) ?? ''
    const digest = createHash('sha256').update(body).digest('base64url')
    const proof = `${own.number} ${signed(key, callText(own.session, own.number, pathname, digest, kept))}`
    const headers = {
      ...Object.fromEntries(request.headers),
      [proofHeaders.session]: own.session,
      [proofHeaders.version]: version,
      [proofHeaders.proof]: proof,
    }
    const askedAt = performance.now()
    const sent = { method: request.method, headers, body, signal: request.signal }
    const response = await line.send(pathname, sent)
    const heardAt = performance.now()
    const time = Number(response.headers[timeHeader] ?? Number.NaN)
    // An answer that took longer tells too little of when it was given.
    if (Number.isSafeInteger(time) && heardAt - askedAt < 2000) heard = { time, heardAt }
    return response
  }
  /** A host that was started anew is entered again without a word. */
  const signedFetch = async (request: Request): Promise<Response> => {
    const body = new Uint8Array(await request.arrayBuffer())
    for (let attempt = 0; ; attempt += 1) {
      let response: IncomingMessage
      try {
        response = await send(request, body)
      } catch (error) {
        // Whether it arrived is not known, but all that writes has its command's id.
        if (attempt < 2 && isOldConnection(error)) continue
        throw error
      }
      const reason = await answerOf(response)
      if (typeof reason !== 'string') return reason
      if ((reason !== 'sign-in' && reason !== 'replayed') || attempt >= 2) throw new DoorClosed(reason)
      if (reason === 'sign-in') entry = null
    }
  }
  return {
    client: createORPCClient(
      new RPCLink<LinkContext>({
        url: 'https://workshop/rpc',
        fetch: signedFetch,
        headers: ({ context }) => context.told ?? {},
      }),
    ),
    now: () => heard && Math.round(heard.time + performance.now() - heard.heardAt),
    close: line.close,
  }
}

async function enter(
  line: DoorLine,
  { fingerprint }: WorkshopPlace,
  key: StationKey,
  version: string,
): Promise<Entry> {
  const asked = await post<{ challenge: string; host: string }>(line, '/pair/challenge', {})
  if (asked.host !== fingerprint) throw new DoorClosed('other-host')
  const entered = await post<{ session: string; version: string; isCurrent: boolean }>(line, '/pair/enter', {
    publicKey: key.publicKey,
    challenge: asked.challenge,
    signature: signed(key, entryText(asked.challenge, fingerprint)),
    version,
  })
  if (!entered.isCurrent) throw new DoorClosed('version', entered.version)
  return { session: entered.session, number: 0 }
}

/** Posts JSON to the door. Raises DoorClosed, DoorUnreachable. */
export async function post<A>(line: DoorLine, path: string, body: object): Promise<A> {
  const response = await line.send(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: Buffer.from(JSON.stringify(body)),
  })
  const answer = JSON.parse(await textOf(response)) as A & { readonly reason?: DoorReason }
  if (response.statusCode !== 200) throw new DoorClosed(answer.reason ?? 'unknown')
  return answer
}

function signed({ privateKey }: StationKey, text: string): string {
  const key = { key: privateKey, dsaEncoding: 'ieee-p1363' } as const
  return sign('sha256', Buffer.from(text), key).toString('base64url')
}

async function textOf(response: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of response as AsyncIterable<Buffer>) parts.push(part)
  return Buffer.concat(parts).toString('utf8')
}

/** The host's answer, or why the door itself answered instead of it. */
async function answerOf(response: IncomingMessage): Promise<Response | DoorReason> {
  const headers = new Headers()
  for (const [name, value] of Object.entries(response.headers)) headers.set(name, String(value))
  const status = response.statusCode!
  if (status === 200 || response.headers['content-type'] !== 'application/json')
    return new Response(Readable.toWeb(response) as ReadableStream, { status, headers })
  const text = await textOf(response)
  const { reason } = JSON.parse(text) as { readonly reason?: DoorReason }
  return reason ?? new Response(text, { status, headers })
}
