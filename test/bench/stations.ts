import { type ChildProcess, fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import RawDatabase from 'better-sqlite3'
import { v7 } from 'uuid'
import { hostFlags } from '../../build/host-flags.ts'
import { openFile } from '../../db/backup/examine.ts'
import { checkStore } from '../../db/check/index.ts'
import { storeFile } from '../../db/open.ts'
import { openHost } from '../../electron/host/host.ts'
import { clientOf } from '../support/host.ts'
import {
  type DoorPlace,
  newDevice,
  newDeviceKey,
  newStation,
  nextProof,
  pair,
  proofOf,
  type Station,
} from '../support/station.ts'
import { figure, median, percentile } from './figures.ts'
import { bundlePieces, counts, fillFloor, now, today } from './floor.ts'
import type { Asked, Measured } from './stations-host.ts'

/** Each scans once a second and records what it scanned; each hears of what all the others did. */
const stationCount = 50
const warmUpSeconds = 10
const floorSeconds = 20

/** A bundle and the operation that is next on it. */
interface Todo {
  readonly bundleId: number
  readonly code: string
  readonly operationId: number
}

/** Work for each station, whose bundles are nobody else's: operation by operation, as they follow each other. */
async function workOf(dir: string, each: number): Promise<Todo[][]> {
  const host = await openHost({ dataDir: dir, version: 'bench', upkeep: false, clock: () => now })
  try {
    const api = clientOf(host)
    const perStation = Math.ceil(counts.openBundles / stationCount)
    const bundles: (readonly [Todo, Todo, Todo])[] = []
    for (let id = 1; bundles.length < Math.min(counts.openBundles, each * stationCount); id++) {
      const batch = await api.production.batches.get({ id })
      for (const { id: bundleId, code } of batch.bundles) {
        const at = (step: number) => ({ bundleId, code, operationId: batch.operations[step]!.id })
        bundles.push([at(3), at(4), at(5)])
      }
    }
    return Array.from({ length: stationCount }, (_, station) => {
      const own = bundles.filter((_bundle, index) => index % stationCount === station)
      if (own.length > perStation) throw new Error('more bundles than there are')
      return [0, 1, 2].flatMap((step) => own.map((steps) => steps[step]!))
    })
  } finally {
    await host.close()
  }
}

interface HostChild {
  readonly door: DoorPlace
  ask<A>(asked: Asked): Promise<A>
  close(): Promise<void>
}

const children = new Set<ChildProcess>()

async function startHost(dir: string, ...flags: readonly string[]): Promise<HostChild> {
  const child = fork(join(import.meta.dirname, 'stations-host.ts'), [dir, ...flags], {
    execArgv: [...hostFlags, '--expose-gc'],
  })
  children.add(child)
  const answer = <A>() =>
    new Promise<A>((resolve, reject) => {
      const gone = () => reject(new Error('the host of the stations ended'))
      child.once('exit', gone)
      child.once('message', (message) => {
        child.off('exit', gone)
        resolve(message as A)
      })
    })
  const { door } = await answer<{ readonly door: DoorPlace }>()
  return {
    door,
    ask: (asked) => {
      const answered = answer()
      child.send(asked)
      return answered as Promise<never>
    },
    close: async () => {
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.send({ ask: 'close' } satisfies Asked)
      await gone
    },
  }
}

/** Calls `work` of each station once a second, all of them spread over it. Gives milliseconds from when each was due. */
async function everySecond(seconds: number, work: (station: number, round: number) => Promise<void>) {
  const times: number[] = []
  const start = performance.now() + 100
  await Promise.all(
    Array.from({ length: stationCount }, async (_, station) => {
      for (let round = 0; round < seconds; round += 1) {
        const due = start + (station / stationCount + round) * 1000
        await wait(Math.max(0, due - performance.now()))
        const from = Math.max(due, performance.now() - 1000)
        await work(station, round)
        times.push(performance.now() - from)
      }
    }),
  )
  return times
}

/** The two calls of a scan, of an HTTPS server that commits one row and asks nothing. */
async function bareCalls(bare: HostChild): Promise<number[]> {
  const devices = Array.from({ length: stationCount }, () => newDevice(bare.door))
  const body = JSON.stringify({ json: { commandId: v7(), workDate: today, bundleId: 1, operationId: 1 } })
  const post = (station: number, procedure: string) =>
    devices[station]!.send(`/rpc/production/work/${procedure}`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json' },
    })
  const times = await everySecond(floorSeconds, async (station) => {
    await post(station, 'scan')
    await post(station, 'record')
  })
  for (const device of devices) device.close()
  return times.slice(stationCount * 2)
}

/** What a page keeps open, and hears each change of. */
async function listen(station: Station, heard: () => void): Promise<void> {
  const path = '/rpc/settings/events/watch'
  const headers = { 'content-type': 'application/json', ...proofOf(nextProof(station), path, '{}') }
  const stream = await station.device.stream(path, { method: 'POST', headers, body: '{}' })
  stream.on('error', () => {})
  stream.on('data', heard)
}

async function comeIn(host: HostChild, name: string): Promise<Station> {
  const device = newDevice(host.door)
  const key = newDeviceKey()
  const owner = {
    stations: {
      pair: ({ requestId, code }: { requestId: string; code: string }) =>
        host.ask<{ id: number }>({ ask: 'pair', requestId, code, name }),
    },
  }
  await pair(owner, device, key, { name })
  return newStation(device, key, 'bench')
}

/** Fifty stations at work on a year's books. */
export async function benchStations(seconds: number): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'yifang-stations-'))
  const bareDir = mkdtempSync(join(tmpdir(), 'yifang-bare-'))
  try {
    // A year's books, but for a short try.
    await fillFloor(dir, seconds < 60 ? 100_000 : undefined)
    const todo = await workOf(dir, seconds + warmUpSeconds)
    // It stays and does nothing meanwhile: how long it is held up is what this machine does to any program.
    const bare = await startHost(bareDir, '--bare')
    const floor = await bareCalls(bare)
    const host = await startHost(dir)
    const stations: Station[] = []
    for (let i = 0; i < stationCount; i += 1) stations.push(await comeIn(host, `bench ${i}`))
    let heard = 0
    for (const station of stations) await listen(station, () => (heard += 1))
    const acknowledged: string[] = []
    const faults: string[] = []
    const scan = async (station: number, round: number) => {
      const { client } = stations[station]!
      const { bundleId, code, operationId } = todo[station]![round]!
      const commandId = v7()
      try {
        await client.production.work.scan({ code })
        await client.production.work.record({
          commandId,
          bundleId,
          operationId,
          workerId: 1 + (station % counts.workers),
          good: bundlePieces,
          rework: 0,
          scrap: 0,
          reason: '',
          basis: 'piece',
          workDate: today,
        })
        acknowledged.push(commandId)
      } catch (error) {
        faults.push(String(error))
      }
    }
    await everySecond(warmUpSeconds, scan)
    await bare.ask<Measured>({ ask: 'measure' })
    const before = await host.ask<Measured>({ ask: 'measure' })
    const times = await everySecond(seconds, (station, round) => scan(station, round + warmUpSeconds))
    const after = await host.ask<Measured>({ ask: 'measure' })
    const beside = await bare.ask<Measured>({ ask: 'measure' })
    for (const { device } of stations) device.close()
    await Promise.all([host.close(), bare.close()])
    if (heard === 0) throw new Error('no station heard of what the others did')
    const { lost, doubled, broken } = await examine(dir, acknowledged)
    const of = `50 stations, a scan a second for ${seconds} s: `
    figure(`${of}scan to entry, p99`, percentile(times, 0.99), 'ms', percentile(floor, 0.99), '≤ 100 ms')
    figure('median', median(times), 'ms', median(floor), '')
    figure('longest', Math.max(...times), 'ms', Math.max(...floor), '')
    figure('acknowledged', acknowledged.length, 'entries', null, '')
    figure('refused or cut off', faults.length, 'entries', null, '0')
    figure('lost, doubled, rules broken', lost + doubled + broken, 'entries', null, '0')
    figure('longest block of the event loop', after.longestBlock, 'ms', beside.longestBlock, '≤ 50 ms')
    figure('one in a thousand', after.block999, 'ms', beside.block999, '')
    figure('longest reckoning of it', after.longestReckoning, 'ms', null, '≤ 50 ms')
    figure('memory alive at the end, beside the start', after.heap, 'MB', before.heap, 'flat')
    figure('memory of the process, the same', after.resident, 'MB', before.resident, 'flat')
    figure('of one core', after.busy, '%', null, '')
    if (faults.length > 0) console.error(faults.slice(0, 5).join('\n'))
  } finally {
    for (const child of children) child.kill()
    for (const folder of [dir, bareDir]) rmSync(folder, { recursive: true, force: true })
  }
}

/** Each acknowledged entry is there, once. */
async function examine(dir: string, acknowledged: readonly string[]) {
  const raw = new RawDatabase(storeFile(dir), { readonly: true })
  // In one go: no index leads from a command to its entries.
  const entries = raw
    .prepare(
      'SELECT uuid, count(*) AS n FROM work_entry JOIN command ON command.id = command_id GROUP BY command_id',
    )
    .all() as { readonly uuid: string; readonly n: number }[]
  const counted = new Map(entries.map(({ uuid, n }) => [uuid, n]))
  const rows = acknowledged.map((uuid) => counted.get(uuid) ?? 0)
  raw.close()
  const { db } = openFile(storeFile(dir), true)
  // The books before them were made by one command, which the audit does not know.
  const broken = (await checkStore(db)).filter(
    ({ violations }) => violations.filter(({ detail }) => !detail.includes('command 900000')).length > 0,
  )
  for (const { rule, violations } of broken) console.error(`rule ${rule}: ${violations[0]!.detail}`)
  await db.destroy()
  return {
    lost: rows.filter((n) => n === 0).length,
    doubled: rows.filter((n) => n > 1).length,
    broken: broken.length,
  }
}
