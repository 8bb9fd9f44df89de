import { createPublicKey, type KeyObject, verify } from 'node:crypto'
import type { StationRow } from '../../../db/stations/stations.ts'
import { callText, entryText } from '../../../shared/stations/proof.ts'
import { digestOf, newSecret, sameDigest } from '../http/secrets.ts'
import type { Connection } from '../services.ts'

/** `__Host-`: kept by browsers only over TLS, for this host alone and every path of it. */
export const stationCookie = '__Host-yifang'

/** One open page of a station. */
export interface StationSession {
  readonly id: string
  readonly station: StationRow
  readonly connection: Connection
  readonly address: string
  readonly key: KeyObject
  /** By `uptime`. */
  seenAt: number
  waiting: number
  /** How far its clock is ahead of the host's, in milliseconds. */
  clockOff: number
}

export type CallFault = 'sign-in' | 'altered' | 'replayed'

/** Who is in: pages of paired devices, each known by a session of its own and by what its device's key signed. */
export interface StationSessions {
  /** Something new to sign each time it comes in; good for a minute, and once. */
  challenge(): string
  /** Null: nothing that this key signed, or no challenge of ours. */
  enter(entry: StationEntry): Promise<{ readonly session: StationSession; readonly cookie: string } | null>
  /** By the cookie that its files are asked for with. */
  byCookie(token: string | null): StationSession | null
  /** The session of a call, or why it is not looked at. */
  byProof(call: SignedCall): Promise<StationSession | CallFault>
  byId(id: string): StationSession | null
  open(): readonly StationSession[]
  /** Ends all pages. */
  drop(): void
  /** Ends a station's pages, and lets its key in no more. Gives the ended. */
  shutOut(station: { readonly id: number; readonly publicKey: string }): readonly StationSession[]
}

export interface StationEntry {
  readonly station: StationRow
  readonly challenge: string
  readonly signature: string
  readonly host: string
  readonly address: string
}

export interface SignedCall {
  readonly session: string | undefined
  /** "<number> <signature>" */
  readonly proof: string | undefined
  readonly path: string
  readonly bodyDigest: string
  /** What it says of having been kept; empty: nothing. */
  readonly kept: string
}

const challengeLasts = 60_000
const mostChallenges = 512
/** Pages of one device: an older one that is still open comes in again by itself. */
const mostPages = 8
/** Calls of a page overtake each other; more than this many numbers behind the newest is a repetition. */
const window = 512

interface Kept extends StationSession {
  readonly cookie: Buffer
  newest: number
  readonly used: Set<number>
}

export function createStationSessions(uptime: () => number): StationSessions {
  const challenges = new Map<string, number>()
  const sessions = new Map<string, Kept>()
  /** Of this run: a device that was asking to come in at that moment is not let in after all. */
  const shutOut = new Set<string>()
  return {
    challenge: () => {
      const challenge = newSecret()
      challenges.set(challenge, uptime() + challengeLasts)
      if (challenges.size > mostChallenges) challenges.delete(challenges.keys().next().value!)
      return challenge
    },
    enter: async ({ station, challenge, signature, host, address }) => {
      const until = challenges.get(challenge)
      challenges.delete(challenge)
      const key = stationKey(station.public_key)
      if (until === undefined || until < uptime() || key === null) return null
      if (!(await isSignedBy(key, entryText(challenge, host), signature))) return null
      if (shutOut.has(station.public_key)) return null
      const pages = [...sessions.values()].filter((page) => page.station.id === station.id)
      if (pages.length >= mostPages) sessions.delete(pages[0]!.id)
      const cookie = newSecret()
      const session: Kept = {
        id: newSecret(),
        station,
        address,
        key,
        connection: {
          door: 'station',
          station: station.name,
          paired: { id: station.id, role: station.role, kiosk: station.kiosk, userId: station.user_id },
          userId: null,
          language: null,
          lastCallAt: uptime(),
        },
        cookie: digestOf(cookie),
        seenAt: uptime(),
        waiting: 0,
        clockOff: 0,
        newest: 0,
        used: new Set(),
      }
      sessions.set(session.id, session)
      return { session, cookie }
    },
    byCookie: (token) =>
      token === null
        ? null
        : ([...sessions.values()].find(({ cookie }) => sameDigest(token, cookie)) ?? null),
    byProof: async ({ session: id, proof, path, bodyDigest, kept }) => {
      const session = id === undefined ? undefined : sessions.get(id)
      if (!session) return 'sign-in'
      const [, digits, signature] = /^(\d{1,15}) ([\w-]{80,100})$/.exec(proof ?? '') ?? []
      if (digits === undefined || signature === undefined) return 'altered'
      const number = Number(digits)
      const text = callText(session.id, number, path, bodyDigest, kept)
      if (!(await isSignedBy(session.key, text, signature))) return 'altered'
      // It may have ended meanwhile.
      if (!sessions.has(session.id)) return 'sign-in'
      if (session.used.has(number) || number <= session.newest - window) return 'replayed'
      session.used.add(number)
      session.newest = Math.max(session.newest, number)
      if (session.used.size > 2 * window)
        for (const old of session.used) if (old <= session.newest - window) session.used.delete(old)
      session.seenAt = uptime()
      return session
    },
    byId: (id) => sessions.get(id) ?? null,
    open: () => [...sessions.values()],
    drop: () => sessions.clear(),
    shutOut: (station) => {
      shutOut.add(station.publicKey)
      const ended = [...sessions.values()].filter((page) => page.station.id === station.id)
      for (const { id } of ended) sessions.delete(id)
      return ended
    },
  }
}

/** A P-256 key as stations bring it (SPKI, base64url); null for anything else. */
export function stationKey(publicKey: string): KeyObject | null {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64url'), format: 'der', type: 'spki' })
    return key.asymmetricKeyDetails?.namedCurve === 'prime256v1' ? key : null
  } catch {
    return null
  }
}

/** In a thread of its own: a hundred a second would be a tenth of what the host can do. */
function isSignedBy(key: KeyObject, text: string, signature: string): Promise<boolean> {
  return new Promise((resolve, reject) =>
    verify(
      'sha256',
      Buffer.from(text),
      { key, dsaEncoding: 'ieee-p1363' },
      Buffer.from(signature, 'base64url'),
      (error, isRight) => (error ? reject(error) : resolve(isRight)),
    ),
  )
}
