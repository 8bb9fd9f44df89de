import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import { isShutOut } from '../../../db/stations/shut-out.ts'
import { stationOfKey } from '../../../db/stations/stations.ts'
import { type DoorReason, doorReasons } from '../../../shared/stations/proof.ts'
import type { HostServices } from '../services.ts'
import type { DoorLimits } from './limits.ts'
import { stationCookie, stationKey } from './station-sessions.ts'

/** What a device without a session may post: to be paired, and to come in with its key. */
const calls = {
  '/pair/ask': ask,
  '/pair/state': state,
  '/pair/challenge': challenge,
  '/pair/enter': enter,
} as const
export const pairingPaths: readonly string[] = Object.keys(calls)

/** Who is asked, and from where. */
interface Threshold {
  readonly host: HostServices
  readonly limits: DoorLimits
  readonly fingerprint: string
  readonly address: string
}
interface Visit extends Threshold {
  readonly body: unknown
  readonly response: ServerResponse
}

/** All that these calls carry. */
const maxBytes = 4096
const publicKey = z.string().max(200)

/** Answers one of `pairingPaths`. */
export async function answerPairing(
  threshold: Threshold,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readJson(request)
  const answer = await calls[path as keyof typeof calls]({ ...threshold, body, response })
  const reason = typeof answer === 'string' ? answer : null
  if (reason) threshold.host.stations.refusals.note(threshold.address, reason)
  response.writeHead(reason ? doorReasons[reason] : 200, { 'content-type': 'application/json' })
  response.end(JSON.stringify(reason ? { reason } : answer))
}

const askSchema = z.object({ publicKey, device: z.string().trim().max(60) })

async function ask({ host, limits, fingerprint, address, body }: Visit): Promise<object | DoorReason> {
  const input = askSchema.safeParse(body)
  if (!input.success || stationKey(input.data.publicKey) === null) return 'unknown'
  if (!(await limits.mayAskToPair(address))) return 'too-many'
  // A key is one device's for good: a device that comes back after it was shut out makes itself a new one.
  const { publicKey: key } = input.data
  if ((await stationOfKey(host.store.reader, key)) || (await isShutOut(host.dataDir, key))) return 'unknown'
  const ticket = host.stations.pairing.ask(input.data.device, input.data.publicKey, address)
  return ticket ? { ...ticket, host: fingerprint } : 'too-many'
}

const stateSchema = z.object({ id: z.string().max(60), secret: z.string().max(60) })

async function state({ host, body }: Visit): Promise<object | DoorReason> {
  const input = stateSchema.safeParse(body)
  if (!input.success) return 'unknown'
  return { state: host.stations.pairing.stateOf(input.data.id, input.data.secret) }
}

async function challenge({ host, fingerprint }: Visit): Promise<object> {
  return { challenge: host.stations.sessions.challenge(), host: fingerprint }
}

const enterSchema = z.object({
  publicKey,
  challenge: z.string().max(60),
  signature: z.string().max(120),
  version: z.string().max(40),
})

async function enter(visit: Visit): Promise<object | DoorReason> {
  const { host, fingerprint, address, body, response } = visit
  const input = enterSchema.safeParse(body)
  if (!input.success) return 'unknown'
  const { publicKey: key, version } = input.data
  const station = host.store.isFilled ? await stationOfKey(host.store.reader, key) : null
  if (!station || station.revoked_at !== null) return 'unknown'
  if (await isShutOut(host.dataDir, key)) return 'unknown'
  const entered = await host.stations.sessions.enter({
    station,
    address,
    challenge: input.data.challenge,
    signature: input.data.signature,
    host: fingerprint,
  })
  if (!entered) return 'altered'
  // Its page was loaded before an update: it may load the new one, and nothing else, until then.
  response.setHeader(
    'set-cookie',
    `${stationCookie}=${entered.cookie}; HttpOnly; Secure; SameSite=Strict; Path=/`,
  )
  host.changed(['station'])
  return { session: entered.session.id, version: host.version, isCurrent: version === host.version }
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  let text = ''
  for await (const part of request as AsyncIterable<Buffer>) {
    text += part.toString('utf8')
    if (text.length > maxBytes) return null
  }
  try {
    return JSON.parse(text) as unknown
  } catch {
    return null
  }
}
