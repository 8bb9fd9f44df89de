import { X509Certificate } from 'node:crypto'
import { connect, type DetailedPeerCertificate } from 'node:tls'
import { DoorClosed } from '../../shared/stations/door-closed.ts'
import type { Asked, Found, JoinProblem, JoinState } from '../../shared/stations/joining.ts'
import type { SystemVault } from '../host/workers/data-keys.ts'
import { type DoorLine, DoorUnreachable, openDoorLine } from './door-line.ts'
import {
  type JoinedNote,
  newStationKey,
  readJoinedNote,
  type StationKey,
  unwrapStationKey,
  wrapStationKey,
  writeJoinedNote,
} from './joined-note.ts'
import { post, type WorkshopPlace } from './workshop-link.ts'

/** One PC that joins: what was found last, and the digits that wait for the owner. */
export interface Joining {
  /** Looks who answers at an address that somebody typed. Trusts nobody yet. */
  find(address: string): Promise<Found>
  /** The workshop that was found is the right one: asks to be let in, under a new key. */
  ask(): Promise<Asked>
  /** `paired`: it is written down that this PC has joined. */
  state(): Promise<JoinState>
  /** The same workshop answers at another address now, where it was found last: it is gone on with there. */
  moveTo(): Promise<JoinProblem | null>
}

export interface JoiningOptions {
  readonly dataDir: string
  readonly vault: SystemVault
  /** "Yifang · Windows" */
  readonly device: string
}

const usualPort = 7443
/** Milliseconds. */
const findWithin = 5000

interface Ticket {
  readonly id: string
  readonly secret: string
  readonly code: string
  readonly host: string
}

export function createJoining({ dataDir, vault, device }: JoiningOptions): Joining {
  let found: WorkshopPlace | null = null
  let asked: { readonly place: WorkshopPlace; readonly note: JoinedNote; readonly ticket: Ticket } | null =
    null
  return {
    find: async (typed) => {
      found = null
      const at = parseAddress(typed)
      if (at === null) return { problem: 'no-answer' }
      try {
        const root = await rootBehind(at)
        const place = { ...at, root: root.toString(), fingerprint: root.fingerprint256 }
        // Whoever answers has the key of a certificate that this root vouches for, and says that it is a door of ours.
        const { host } = await along(place, (line) => post<{ host?: unknown }>(line, '/pair/challenge', {}))
        if (host !== place.fingerprint) return { problem: 'no-workshop' }
        found = place
        return { address: `${at.address}:${at.port}`, fingerprint: place.fingerprint }
      } catch (error) {
        return { problem: problemOf(error) }
      }
    },
    ask: async () => {
      if (found === null) return { problem: 'no-answer' }
      const place = found
      const key = newStationKey()
      const note = noteOf(place, key, vault)
      if (note === null) return { problem: 'no-safe' }
      try {
        const { publicKey } = key
        const ticket = await along(place, (line) => post<Ticket>(line, '/pair/ask', { publicKey, device }))
        asked = { place, note, ticket }
        return { code: ticket.code }
      } catch (error) {
        return { problem: problemOf(error) }
      }
    },
    state: async () => {
      if (asked === null) return 'gone'
      const { place, note, ticket } = asked
      const { id, secret } = ticket
      const { state } = await along(place, (line) =>
        post<{ state: JoinState }>(line, '/pair/state', { id, secret }),
      ).catch(() => ({ state: 'waiting' as const }))
      if (state === 'paired') await writeJoinedNote(dataDir, note)
      if (state !== 'waiting') asked = null
      return state
    },
    moveTo: async () => {
      const note = readJoinedNote(dataDir)
      if (found === null || note === null || note === 'unreadable') return 'no-answer'
      if (note.fingerprint !== found.fingerprint) return 'other-workshop'
      const { address, port } = found
      await writeJoinedNote(dataDir, { ...note, address, port })
      return null
    },
  }
}

/** What the note says of a workshop, and this PC's key; null: the key does not open here. */
export function joinedPlace(
  note: JoinedNote,
  vault: SystemVault,
): { readonly place: WorkshopPlace; readonly key: StationKey } | null {
  const key = unwrapStationKey(note.wrappedKey, vault)
  if (key === null) return null
  const { address, port, root, fingerprint } = note
  return { place: { address, port, root, fingerprint }, key }
}

function noteOf(place: WorkshopPlace, key: StationKey, vault: SystemVault): JoinedNote | null {
  const wrappedKey = wrapStationKey(key, vault)
  if (wrappedKey === null) return null
  return { format: 1, ...place, publicKey: key.publicKey, wrappedKey }
}

/** "192.168.1.5", "https://yifang-3f2a.local:7443/": as people type what they read off a screen. Null: no address. */
export function parseAddress(typed: string): { readonly address: string; readonly port: number } | null {
  const text = typed
    .normalize('NFKC')
    .trim()
    .replaceAll(/[。．]/g, '.')
  const url = URL.parse(/^[a-z]+:\/\//i.test(text) ? text : `https://${text}`)
  if (url === null || url.protocol !== 'https:' || url.hostname === '' || url.username !== '') return null
  return { address: url.hostname, port: url.port === '' ? usualPort : Number(url.port) }
}

async function along<A>(place: WorkshopPlace, work: (line: DoorLine) => Promise<A>): Promise<A> {
  const line = openDoorLine(place)
  try {
    return await work(line)
  } finally {
    line.close()
  }
}

/** The root certificate that a door shows. Nothing is believed of it here. Raises DoorUnreachable, DoorClosed. */
function rootBehind({
  address,
  port,
}: {
  readonly address: string
  readonly port: number
}): Promise<X509Certificate> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: address, port, rejectUnauthorized: false, timeout: findWithin }, () => {
      let shown = socket.getPeerCertificate(true) as DetailedPeerCertificate | undefined
      while (shown?.issuerCertificate && shown.issuerCertificate.raw !== shown.raw && !isSelfSigned(shown))
        shown = shown.issuerCertificate
      socket.destroy()
      if (shown?.raw && isSelfSigned(shown)) resolve(new X509Certificate(shown.raw))
      else reject(new DoorClosed('other-host'))
    })
    socket.on('timeout', () => socket.destroy(new Error('timeout')))
    socket.on('error', (error: NodeJS.ErrnoException) =>
      reject(error.code?.startsWith('ERR_SSL') ? new DoorClosed('other-host') : new DoorUnreachable(error)),
    )
  })
}

const isSelfSigned = ({ fingerprint256, issuerCertificate }: DetailedPeerCertificate) =>
  issuerCertificate?.fingerprint256 === fingerprint256

function problemOf(error: unknown): JoinProblem {
  if (error instanceof DoorUnreachable) return 'no-answer'
  if (!(error instanceof DoorClosed)) return 'no-workshop'
  if (error.reason === 'clock' || error.reason === 'too-many') return error.reason
  return 'no-workshop'
}
