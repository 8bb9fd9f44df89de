import { connect, createServer, type Socket } from 'node:net'
import type { Random } from '../../electron/host/demo/random.ts'

/**
 * What a village's Wi-Fi does to a connection. `cut`: gone at once. `request lost`: what the device sends next does not
 * arrive. `answer lost`: it arrives, and its answer does not. `held back`: it arrives long after, when the device has given
 * it up and sent it over another connection. `half open`: nothing goes through any more, and nobody is told.
 */
const faults = ['cut', 'request lost', 'answer lost', 'held back', 'half open'] as const
export type LinkFault = (typeof faults)[number]

interface Line {
  readonly device: Socket
  readonly door: Socket
  fault: LinkFault | null
}

export interface BadLink {
  readonly port: number
  /** Does something to a connection of now, or gives null where there is none. */
  disturb(): LinkFault | null
  close(): void
}

/** Between devices and a door, both on loopback. */
export async function openBadLink(doorPort: number, random: Random): Promise<BadLink> {
  const lines = new Set<Line>()
  const server = createServer((device) => {
    // The door counts by address.
    const door = connect({ port: doorPort, host: '127.0.0.1', localAddress: device.remoteAddress! })
    const line: Line = { device, door, fault: null }
    lines.add(line)
    const end = () => {
      lines.delete(line)
      device.destroy()
      // What is held back arrives although its device has left.
      if (line.fault !== 'held back') door.destroy()
    }
    for (const socket of [device, door]) {
      socket.on('error', () => {})
      socket.on('close', end)
    }
    device.on('data', (part: Buffer) => {
      if (line.fault === null) door.write(part)
      else if (line.fault === 'request lost') end()
      else if (line.fault === 'answer lost') {
        door.write(part)
        setTimeout(end, random.whole(1, 30))
      } else if (line.fault === 'held back') {
        setTimeout(() => door.write(part), random.whole(900, 1600))
        setTimeout(() => door.destroy(), 3000)
      }
    })
    door.on('data', (part: Buffer) => {
      if (line.fault !== null) return
      // A slow moment now and then; the order of what is sent stays.
      if (random.chance(0.02)) {
        door.pause()
        setTimeout(() => door.resume(), random.whole(20, 300))
      }
      device.write(part)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as { readonly port: number }).port,
    disturb: () => {
      const well = [...lines].filter(({ fault }) => fault === null)
      if (well.length === 0) return null
      const line = random.pick(well)
      line.fault = random.pick(faults)
      if (line.fault === 'cut') line.device.destroy()
      return line.fault
    },
    close: () => {
      server.close()
      for (const { device, door } of lines) for (const socket of [device, door]) socket.destroy()
    },
  }
}
