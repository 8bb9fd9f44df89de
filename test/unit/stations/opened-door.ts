import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Host, openHost } from '../../../electron/host/host.ts'
import { type Client, clientOf } from '../../support/host.ts'
import { newDataFolder } from '../../support/new-folder.ts'
import {
  type DoorPlace,
  newDevice,
  newDeviceKey,
  newStation,
  openDoor,
  type PairingAs,
  pair,
  type Station,
} from '../../support/station.ts'

export const version = '1.2.3'
/** What nobody may have who is not paired. */
export const programText = 'the program itself'

export interface OpenedDoor {
  readonly host: Host
  readonly dir: string
  readonly owner: Client
  readonly door: DoorPlace
  /** A device of its own, paired and in. */
  paired(as: PairingAs): Promise<Station & { readonly id: number }>
  /** All that the owner is told was refused, without when. */
  refusals(): Promise<string[]>
  logged(): string
  close(): Promise<void>
}

/** A host with its door open on loopback, and a small page instead of ours. */
export async function openedDoor(options: { clock?: () => number } = {}): Promise<OpenedDoor> {
  const dir = newDataFolder()
  const pageDir = mkdtempSync(join(tmpdir(), 'yifang-page-'))
  mkdirSync(join(pageDir, 'assets'))
  const files = {
    'index.html': `<script src="./assets/index.js"></script>${programText}`,
    'pair.html': '<script src="./assets/pair.js"></script><link href="./assets/pair.css">pairing',
    'assets/index.js': programText,
    'assets/pair.js': 'pairing',
    'assets/pair.css': 'pairing',
  }
  for (const [name, text] of Object.entries(files)) writeFileSync(join(pageDir, name), text)
  const host = await openHost({ dataDir: dir, version, upkeep: false, stations: { pageDir }, ...options })
  const owner = clientOf(host)
  const door = await openDoor(owner)
  const devices: Station[] = []
  return {
    host,
    dir,
    owner,
    door,
    paired: async (as) => {
      const device = newDevice(door)
      const key = newDeviceKey()
      const id = await pair(owner, device, key, as)
      const station = Object.assign(await newStation(device, key, version), { id })
      devices.push(station)
      return station
    },
    refusals: async () =>
      (await owner.stations.refusals()).map(
        ({ address, station, reason, count }) => `${address} ${station ?? '-'} ${reason} ${count}`,
      ),
    logged: () =>
      readdirSync(join(dir, 'logs'))
        .map((name) => readFileSync(join(dir, 'logs', name), 'utf8'))
        .join('\n'),
    close: async () => {
      for (const { device } of devices) device.close()
      await host.close()
      for (const folder of [dir, pageDir]) rmSync(folder, { recursive: true, force: true })
    },
  }
}
