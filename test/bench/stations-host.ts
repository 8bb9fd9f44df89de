/**
 * A host in a process of its own with its door open on loopback, as fifty stations find it; or, with `--bare`, the floor:
 * an HTTPS server with the same certificate that commits a row for each record, and answers. `node test/bench/stations-host.ts FOLDER`.
 */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import RawDatabase from 'better-sqlite3'
import { v7 } from 'uuid'
import { type Host, openHost } from '../../electron/host/host.ts'
import { doorIdentity } from '../../electron/host/stations/certificate.ts'
import { clientOf } from '../support/host.ts'
import { type DoorPlace, openDoor } from '../support/station.ts'
import { now } from './floor.ts'

export interface Measured {
  /** Milliseconds. */
  readonly longestBlock: number
  readonly block999: number
  /** What of a block this thread spent in reckoning: the rest is the disk's, or other programs'. */
  readonly longestReckoning: number
  /** Of what is alive, after a collection; megabytes. */
  readonly heap: number
  readonly resident: number
  /** Share of one core, in percent, since the measure before. */
  readonly busy: number
}

/** What is asked of this process. */
export type Asked =
  | { readonly ask: 'measure' }
  | { readonly ask: 'pair'; readonly requestId: string; readonly code: string; readonly name: string }
  | { readonly ask: 'close' }

const [folder = ''] = process.argv.slice(2)
const isBare = process.argv.includes('--bare')
const say = (message: unknown) => process.send!(message)

const delay = monitorEventLoopDelay({ resolution: 1 })
delay.enable()
let longestReckoning = 0
const reckoned = () => {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}
let reckonedBefore = reckoned()
setInterval(() => {
  const own = reckoned()
  longestReckoning = Math.max(longestReckoning, own - reckonedBefore)
  reckonedBefore = own
}, 1)
let cpu = process.cpuUsage()
let cpuAt = performance.now()

function measure(): Measured {
  const [longestBlock, block999] = [delay.max / 1e6, delay.percentile(99.9) / 1e6]
  const used = process.cpuUsage(cpu)
  const busy = ((used.user + used.system) / 1000 / (performance.now() - cpuAt)) * 100
  const block = { longestBlock, block999, longestReckoning }
  ;(globalThis as { gc?: () => void }).gc?.()
  const { heapUsed, external, rss } = process.memoryUsage()
  // The collection above is the bench's own.
  delay.reset()
  ;[longestReckoning, reckonedBefore] = [0, reckoned()]
  ;[cpu, cpuAt] = [process.cpuUsage(), performance.now()]
  return { ...block, heap: (heapUsed + external) / 1e6, resident: rss / 1e6, busy }
}

async function bare(): Promise<DoorPlace> {
  const names = { address: '127.0.0.1', hostName: 'yifang-bare.local', workshop: 'bare' }
  const { key, cert, root } = await doorIdentity(folder, names, Date.now())
  const db = new RawDatabase(join(folder, 'bare.db'))
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.exec('CREATE TABLE entry (id INTEGER PRIMARY KEY, text TEXT)')
  const insert = db.prepare('INSERT INTO entry (text) VALUES (?)')
  const server = createServer(
    { key, cert: `${cert}\n${root}`, minVersion: 'TLSv1.3' },
    (request, response) => {
      request.resume()
      request.on('end', () => {
        if (request.url!.endsWith('/record')) insert.run('a row of a recorded entry, and of its audit')
        response.setHeader('content-type', 'application/json')
        response.end('{"json":null}')
      })
    },
  )
  server.keepAliveTimeout = 75_000
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { readonly port: number }
  return { address: '127.0.0.1', port, host: `127.0.0.1:${port}`, ca: root }
}

let host: Host | null = null
if (isBare) say({ door: await bare() })
else {
  const pageDir = mkdtempSync(join(tmpdir(), 'yifang-bench-page-'))
  mkdirSync(join(pageDir, 'assets'))
  for (const name of ['index.html', 'pair.html']) writeFileSync(join(pageDir, name), '')
  host = await openHost({
    dataDir: folder,
    version: 'bench',
    upkeep: false,
    clock: () => now,
    uptime: () => performance.now(),
    stations: { pageDir },
  })
  say({ door: await openDoor(clientOf(host)) })
}

process.on('message', async (asked: Asked) => {
  if (asked.ask === 'measure') say(measure())
  else if (asked.ask === 'pair') {
    const { requestId, code, name } = asked
    const given = { requestId, code, name, place: '', role: 'recorder', kiosk: null, userId: null } as const
    say(await clientOf(host!).stations.pair({ commandId: v7(), ...given }))
  } else {
    await host?.close()
    process.exit(0)
  }
})
