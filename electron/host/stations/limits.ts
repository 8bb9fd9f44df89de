import { RateLimiterMemory } from 'rate-limiter-flexible'

/**
 * How much one address and one station may ask of the host. A packer's page asks for 60 files at once when it opens, and
 * for 20 answers on a change of screen; nobody scans ten times a second.
 */
export interface DoorLimits {
  /** An address that has not come in with a key. */
  mayKnock(address: string): Promise<boolean>
  /** A file of the page for unpaired devices: a part of them alone shows nothing at all. */
  mayLoadToPair(address: string): Promise<boolean>
  mayAskToPair(address: string): Promise<boolean>
  /** A file of the page: all of them come at once, on a device's first day and after an update. */
  mayLoad(stationId: number): Promise<boolean>
  mayCall(stationId: number, bytes: number): Promise<boolean>
  /** A new connection, before its handshake is reckoned. */
  mayConnect(address: string): Promise<boolean>
}

const megabyte = 1_000_000

export function createDoorLimits(): DoorLimits {
  const knocks = new RateLimiterMemory({ points: 60, duration: 10 })
  const pairingFiles = new RateLimiterMemory({ points: 600, duration: 10 })
  const pairings = new RateLimiterMemory({ points: 6, duration: 600 })
  const files = new RateLimiterMemory({ points: 1500, duration: 60 })
  const calls = new RateLimiterMemory({ points: 400, duration: 10 })
  const bytes = new RateLimiterMemory({ points: 200 * megabyte, duration: 60 })
  const connections = new RateLimiterMemory({ points: 300, duration: 10 })
  const takes = async (limiter: RateLimiterMemory, key: string | number, points = 1) =>
    limiter.consume(key, points).then(
      () => true,
      () => false,
    )
  return {
    mayKnock: (address) => takes(knocks, address),
    mayLoadToPair: (address) => takes(pairingFiles, address),
    mayAskToPair: (address) => takes(pairings, address),
    mayLoad: (stationId) => takes(files, stationId),
    mayCall: async (stationId, size) =>
      (await takes(calls, stationId)) && (size === 0 || (await takes(bytes, stationId, size))),
    mayConnect: (address) => takes(connections, address),
  }
}
