import { randomInt } from 'node:crypto'
import { YifangError } from '../../../shared/errors.ts'
import type { PairingRequest } from '../../../shared/stations/contract.ts'
import { digestOf, newSecret, sameDigest } from '../http/secrets.ts'

/** Devices that ask to be let in. Nothing of them is stored: a restart forgets them. */
export interface Pairing {
  /** Gives what the device shows its user, and what it asks for the answer with. Null: too many ask. */
  ask(device: string, publicKey: string, address: string): PairingTicket | null
  /** `gone`: turned away, timed out, or too many wrong codes. */
  stateOf(id: string, secret: string): 'waiting' | 'paired' | 'gone'
  list(): PairingRequest[]
  /** The key that asked, where the code is right. Raises pairing-code-wrong, pairing-gone. */
  confirm(id: string, code: string): string
  paired(id: string): void
  turnAway(id: string): void
}

export interface PairingTicket {
  readonly id: string
  readonly secret: string
  /** Six digits, shown on the device and typed at the owner's PC: the right device, in somebody's hands, here. */
  readonly code: string
}

interface Request extends PairingRequest {
  readonly secret: Buffer
  readonly code: Buffer
  readonly publicKey: string
  readonly until: number
  triesLeft: number
  state: 'waiting' | 'paired'
}

const lasts = 5 * 60_000
const tries = 3
/** At once, and of one address: more is nobody's tablet. */
const most = 8
const mostOfOne = 2

interface PairingOptions {
  readonly clock: () => number
  /** In milliseconds: a clock set back lets no request live longer. */
  readonly uptime: () => number
  readonly onChange: () => void
  readonly onWrongCode: (address: string) => void
}

export function createPairing({ clock, uptime, onChange, onWrongCode }: PairingOptions): Pairing {
  const requests = new Map<string, Request>()
  const drop = (id: string) => {
    if (requests.delete(id)) onChange()
  }
  const sweep = () => {
    for (const { id, until } of [...requests.values()]) if (uptime() > until) drop(id)
  }
  const open = (id: string): Request => {
    sweep()
    const request = requests.get(id)
    if (request?.state !== 'waiting') throw new YifangError('pairing-gone', {})
    return request
  }
  return {
    ask: (device, publicKey, address) => {
      sweep()
      // The same device asks anew: its page was loaded again.
      for (const request of [...requests.values()])
        if (request.publicKey === publicKey) requests.delete(request.id)
      const waiting = [...requests.values()].filter(({ state }) => state === 'waiting')
      const ofOne = waiting.filter((request) => request.address === address)
      if (waiting.length >= most || ofOne.length >= mostOfOne) return null
      const ticket = {
        id: crypto.randomUUID(),
        secret: newSecret(),
        code: String(randomInt(1_000_000)).padStart(6, '0'),
      }
      requests.set(ticket.id, {
        id: ticket.id,
        device,
        address,
        publicKey,
        at: clock(),
        secret: digestOf(ticket.secret),
        code: digestOf(ticket.code),
        until: uptime() + lasts,
        triesLeft: tries,
        state: 'waiting',
      })
      onChange()
      return ticket
    },
    stateOf: (id, secret) => {
      sweep()
      const request = requests.get(id)
      return request && sameDigest(secret, request.secret) ? request.state : 'gone'
    },
    list: () => {
      sweep()
      return [...requests.values()]
        .filter(({ state }) => state === 'waiting')
        .map(({ id, device, address, at, triesLeft }) => ({ id, device, address, at, triesLeft }))
    },
    confirm: (id, code) => {
      const request = open(id)
      if (sameDigest(code, request.code)) return request.publicKey
      request.triesLeft -= 1
      onWrongCode(request.address)
      if (request.triesLeft === 0) drop(id)
      else onChange()
      throw new YifangError('pairing-code-wrong', { triesLeft: request.triesLeft })
    },
    paired: (id) => {
      const request = requests.get(id)
      if (request) request.state = 'paired'
      onChange()
    },
    turnAway: drop,
  }
}
