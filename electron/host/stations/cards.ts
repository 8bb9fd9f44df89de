import { BlockList, isIPv4 } from 'node:net'
import { networkInterfaces } from 'node:os'
import type { NetworkCard } from '../../../shared/stations/contract.ts'

/** Networks that are nobody's but the workshop's own (RFC 1918, 3927, 6598), and this PC. */
export const privateRanges = [
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.168.0.0/16',
] as const

const ownNetworks = new BlockList()
for (const range of privateRanges) {
  const [address, bits] = range.split('/')
  ownNetworks.addSubnet(address!, Number(bits))
}

export function isPrivateAddress(address: string): boolean {
  return isIPv4(address) && ownNetworks.check(address)
}

/** The network cards that a door may be opened on: with a private address, those of other machines first. */
export function networkCards(): NetworkCard[] {
  const cards: NetworkCard[] = []
  for (const [name, addresses] of Object.entries(networkInterfaces()))
    for (const { address, family, internal } of addresses ?? [])
      if (family === 'IPv4' && isPrivateAddress(address)) cards.push({ name, address, isLoopback: internal })
  return cards.sort((a, b) => Number(a.isLoopback) - Number(b.isLoopback))
}
