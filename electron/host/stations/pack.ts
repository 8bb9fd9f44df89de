import type { HostServices } from '../services.ts'
import { startWorker } from '../worker.ts'

/** Devices that ask within this time (milliseconds) get the same pack: each has heard of the same changes. */
const freshFor = 20_000

/** For who records work, and for who only counts goods: she gets no workers. */
export interface Packs {
  readonly floor: string
  readonly goods: string
}

const kept = new WeakMap<HostServices, { readonly madeAt: number; readonly packs: Promise<Packs> }>()

/** What devices carry for the time without a link, as JSON, and how old it is (milliseconds); read by a thread of its own. */
export async function floorPacks(
  host: HostServices,
): Promise<{ readonly packs: Packs; readonly age: number }> {
  const known = kept.get(host)
  if (known && host.uptime() - known.madeAt < freshFor)
    return { packs: await known.packs, age: host.uptime() - known.madeAt }
  const packs = read(host)
  kept.set(host, { madeAt: host.uptime(), packs })
  packs.catch(() => kept.delete(host))
  return { packs: await packs, age: 0 }
}

async function read(host: HostServices): Promise<Packs> {
  const order = { dataDir: host.dataDir, at: host.clock() }
  const worker = startWorker('pack-worker', new URL('./pack-worker.ts', import.meta.url), order)
  try {
    return await new Promise((resolve, reject) => {
      worker.on('message', resolve)
      worker.on('error', reject)
      worker.on('exit', () => reject(new Error('the pack worker stopped')))
    })
  } finally {
    await worker.terminate()
  }
}
