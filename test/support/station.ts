import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { Agent, request } from 'node:https'
import { Readable } from 'node:stream'
import { checkServerIdentity } from 'node:tls'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import type { ContractRouterClient } from '@orpc/contract'
import { v7 } from 'uuid'
import type { Contract } from '../../shared/contract.ts'
import type { Kiosk } from '../../shared/stations/kiosk.ts'
import { callText, type DoorReason, entryText, proofHeaders } from '../../shared/stations/proof.ts'
import type { Client } from './host.ts'

/*
 * A device of the workshop's network without a browser: it does over TLS what renderer/stations/link does, and, asked to,
 * what that would never do.
 */

export interface DeviceKey {
  /** SPKI, base64url. */
  readonly publicKey: string
  sign(text: string): string
}

export function newDeviceKey(): DeviceKey {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return {
    publicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64url'),
    sign: (text) =>
      sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url'),
  }
}

/** Where a door is, and who is believed to stand behind it. */
export interface DoorPlace {
  readonly address: string
  readonly port: number
  /** What the Host header says. */
  readonly host: string
  /** The workshop's root certificate, in PEM. */
  readonly ca: string
}

/** Opens the door of a host on loopback. */
export async function openDoor(owner: Client): Promise<DoorPlace> {
  const { port } = await owner.stations.share({
    commandId: v7(),
    on: true,
    address: '127.0.0.1',
    port: null,
    keepAwake: false,
  })
  const { file } = await owner.stations.certificate()
  return { address: '127.0.0.1', port, host: `127.0.0.1:${port}`, ca: await file.text() }
}

export interface Answer {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly text: string
  /** What the door answers where it answers for no procedure. */
  readonly reason: DoorReason | undefined
}

interface Sent {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
  readonly signal?: AbortSignal
}

/** A browser of one device, by its own address of the loopback network. */
export interface Device {
  readonly address: string
  /** Rejects where the connection was cut. */
  send(path: string, sent?: Sent): Promise<Answer>
  stream(path: string, sent?: Sent): Promise<IncomingMessage>
  post(path: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<Answer>
  close(): void
}

let lastAddress = 0
/** Of 127.0.0.0/8, so that what one device is refused does not count for the next. */
export function newAddress(): string {
  lastAddress += 1
  return `127.1.${Math.floor(lastAddress / 250)}.${(lastAddress % 250) + 1}`
}

/** `patience`: milliseconds after which it gives a call up, as a page does that has heard nothing. */
export function newDevice(door: DoorPlace, address = newAddress(), patience = 0): Device {
  const agent = new Agent({
    keepAlive: true,
    localAddress: address,
    ca: door.ca,
    maxSockets: 6,
    // By where it goes, not by what the Host header says.
    checkServerIdentity: (_name, cert) => checkServerIdentity(door.address, cert),
  })
  const stream: Device['stream'] = (path, { method = 'GET', headers = {}, body, signal } = {}) =>
    new Promise((resolve, reject) => {
      const sending = request(
        {
          agent,
          host: door.address,
          port: door.port,
          path,
          method,
          signal: patience > 0 ? AbortSignal.timeout(patience) : signal,
          headers: {
            host: door.host,
            ...(method !== 'GET' && { origin: `https://${door.host}` }),
            ...(body !== undefined &&
              !headers['transfer-encoding'] && { 'content-length': String(Buffer.byteLength(body)) }),
            ...headers,
          },
        },
        resolve,
      )
      sending.on('error', reject)
      sending.end(body)
    })
  const send: Device['send'] = async (path, sent) => {
    const response = await stream(path, sent)
    const parts: Buffer[] = []
    for await (const part of response) parts.push(part as Buffer)
    const text = Buffer.concat(parts).toString()
    return { status: response.statusCode!, headers: response.headers, text, reason: reasonIn(response, text) }
  }
  return {
    address,
    stream,
    send,
    post: (path, body, headers) =>
      send(path, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json', ...headers },
      }),
    close: () => agent.destroy(),
  }
}

function reasonIn(response: IncomingMessage, text: string): DoorReason | undefined {
  if (response.statusCode === 200 || response.headers['content-type'] !== 'application/json') return undefined
  return (JSON.parse(text) as { readonly reason?: DoorReason }).reason
}

export interface Entry {
  readonly session: string
  /** name=value */
  readonly cookie: string
}

/** Comes in with a key. Gives the door's refusal where it does not. */
export async function enter(device: Device, key: DeviceKey, version: string): Promise<Entry | DoorReason> {
  const asked = await device.post('/pair/challenge', {})
  if (asked.reason) return asked.reason
  const { challenge, host } = JSON.parse(asked.text) as { challenge: string; host: string }
  const signature = key.sign(entryText(challenge, host))
  const entered = await device.post('/pair/enter', {
    publicKey: key.publicKey,
    challenge,
    signature,
    version,
  })
  if (entered.reason) return entered.reason
  const { session } = JSON.parse(entered.text) as { session: string }
  return { session, cookie: entered.headers['set-cookie']![0]!.split(';')[0]! }
}

export interface Proof {
  readonly session: string
  readonly key: DeviceKey
  readonly number: number
  readonly version: string
}

/** The headers that a call is signed with. */
export function proofOf(
  { session, key, number, version }: Proof,
  path: string,
  body: string | Uint8Array,
  kept = '',
) {
  const digest = createHash('sha256').update(body).digest('base64url')
  return {
    [proofHeaders.session]: session,
    [proofHeaders.version]: version,
    [proofHeaders.proof]: `${number} ${key.sign(callText(session, number, path, digest, kept))}`,
    ...(kept !== '' && { [proofHeaders.kept]: kept }),
  }
}

export interface PairingAs {
  readonly name: string
  readonly role?: 'office' | 'packer' | 'recorder' | 'worker'
  readonly kiosk?: Kiosk | null
  readonly userId?: number | null
}

/** Whoever types the digits at the owner's PC. */
export interface Pairer {
  readonly stations: {
    pair(given: Parameters<Client['stations']['pair']>[0]): Promise<{ readonly id: number }>
  }
}

/** The device asks, the owner types its digits. Gives the station's id. */
export async function pair(
  owner: Pairer,
  device: Device,
  key: DeviceKey,
  { name, role = 'recorder', kiosk = null, userId = null }: PairingAs,
): Promise<number> {
  const asked = await device.post('/pair/ask', { publicKey: key.publicKey, device: 'Chrome · Android' })
  if (asked.reason) throw new Error(asked.reason)
  const { id: requestId, code } = JSON.parse(asked.text) as { id: string; code: string }
  const given = { commandId: v7(), requestId, code, name, place: '', role, kiosk, userId }
  return (await owner.stations.pair(given)).id
}

/** A paired device that is in: what a page of ours has. */
export interface Station {
  readonly device: Device
  readonly key: DeviceKey
  readonly version: string
  entry: Entry
  number: number
  readonly client: ContractRouterClient<Contract>
  /** Comes in anew. Raises the door's refusal. */
  comeIn(): Promise<void>
  /** A signed call as it goes over the line; `changed` alters it afterwards. */
  call(procedure: string, input?: unknown, changed?: Changed): Promise<Answer>
}

export interface Changed extends Partial<Proof> {
  /** What is sent instead of what was signed. */
  readonly body?: string
  readonly path?: string
  /** What it says, under its signature, of having been kept. */
  readonly kept?: string
  readonly headers?: Readonly<Record<string, string>>
}

export async function newStation(
  device: Device,
  key: DeviceKey,
  version: string,
  fetched = signedFetch,
): Promise<Station> {
  const comeIn = async () => {
    const entered = await enter(device, key, version)
    if (typeof entered === 'string') throw new Error(entered)
    station.entry = entered
    station.number = 0
  }
  const station: Station = {
    device,
    key,
    version,
    entry: { session: '', cookie: '' },
    number: 0,
    client: createORPCClient(
      new RPCLink({ url: 'https://station/rpc', fetch: (sent) => fetched(station, sent) }),
    ),
    comeIn,
    call: (procedure, input = undefined, changed = {}) => {
      const path = `/rpc/${procedure.replaceAll('.', '/')}`
      const body = JSON.stringify({ json: input })
      const proof = proofOf({ ...nextProof(station), ...changed }, path, body, changed.kept)
      return device.send(changed.path ?? path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...proof, ...changed.headers },
        body: changed.body ?? body,
      })
    },
  }
  await comeIn()
  return station
}

export function nextProof(station: Station): Proof {
  station.number += 1
  const { key, version, number, entry } = station
  return { session: entry.session, key, version, number }
}

/** Sends a call signed, once. */
export async function signedFetch(station: Station, sent: Request): Promise<Response> {
  const body = new Uint8Array(await sent.arrayBuffer())
  const { pathname } = new URL(sent.url)
  const headers = { ...Object.fromEntries(sent.headers), ...proofOf(nextProof(station), pathname, body) }
  const { method, signal } = sent
  const response = await station.device.stream(pathname, { method, headers, body, signal })
  const answered = new Headers()
  for (const [name, value] of Object.entries(response.headers)) answered.set(name, String(value))
  return new Response(Readable.toWeb(response) as ReadableStream, {
    status: response.statusCode!,
    headers: answered,
  })
}
