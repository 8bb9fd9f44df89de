import { v7 } from 'uuid'
import { makeOrders } from '../../electron/host/demo/make-orders.ts'
import { pinduoduoFile, taobaoFiles } from '../../electron/host/demo/order-files.ts'
import { type Random, seededRandom } from '../../electron/host/demo/random.ts'
import { HostGone, openCalls } from './calls.ts'
import { owner, recorder, sheetReader, subcontractor } from './floor-people.ts'

/*
 * A busy workshop in a process of its own: an importer, a packer, an office clerk, and the people of the floor at once,
 * over the host's HTTP door, until the host is gone.
 */

const [dataDir = '', logFile = '', seedText = '1'] = process.argv.slice(2)
const random = seededRandom(Number(seedText))
const calls = openCalls(dataDir, logFile)
const { client, write, read, longWrite, job } = calls

/** New orders and newer files of known ones; the job counts as a write that is under way until it is done. */
async function importer(chance: Random): Promise<void> {
  const shops = await read(() => client.settings.shops.list())
  for (;;) {
    const now = Date.now()
    const orders = makeOrders(chance.whole(40, 250), now, chance.whole(1, 1e9))
    const taobao = chance.chance(0.6)
    const platform = taobao ? 'taobao' : 'pinduoduo'
    const mine = orders.filter((order) => order.shop === platform)
    const files = taobao ? taobaoFiles(mine, now) : [pinduoduoFile(mine, now)]
    const shopId = shops.find((shop) => shop.platform === platform)!.id
    const batch = v7()
    await read(() => client.orders.imports.stage({ batch, files, shopId, exportedAt: now }))
    await longWrite('import', async () => {
      const { jobId } = await read(() => client.orders.imports.commit({ commandId: v7(), batch }))
      await job(jobId)
    })
  }
}

async function clerk(chance: Random): Promise<void> {
  const places = (await read(() => client.inventory.locations.list())).filter(
    (place) => place.kind === 'sellable',
  )
  for (;;) {
    const { rows } = await read(() =>
      client.orders.list({ stage: ['open'], offset: chance.whole(0, 200), limit: 20 }),
    )
    const ids = rows.map((row) => row.id)
    if (ids.length === 0) continue
    if (await write('hold', client.orders.hold, { ids: ids.slice(0, 3), reason: '等客户' }))
      await write('release', client.orders.release, { ids: ids.slice(0, 3) })
    await write('note', client.orders.update, { id: chance.pick(ids), note: `备注${chance.whole(1, 999)}` })
    const { rows: stock } = await read(() =>
      client.inventory.stock.list({ offset: chance.whole(0, 100), limit: 10 }),
    )
    const lines = stock.map((row) => ({
      itemId: row.id,
      locationId: chance.pick(places).id,
      quantity: chance.whole(1, 9),
      amount: chance.whole(0, 5000),
    }))
    if (lines.length > 0)
      await write('receive', client.inventory.receipts.create, {
        source: 'own',
        supplierId: null,
        businessDate: new Date().toISOString().slice(0, 10),
        note: '',
        lines,
        paidNow: 0,
      })
  }
}

/** Picks, packs, closes and hands over, and now and then takes a hand-over back. */
async function packer(chance: Random): Promise<void> {
  for (;;) {
    const { rows } = await read(() => client.shipping.waves.candidates({ limit: 30 }))
    const ready = rows.filter((row) => row.refusal === null).slice(0, 5)
    if (ready.length === 0) {
      await new Promise((resolve) => setTimeout(resolve, 50))
      continue
    }
    const wave = await write('wave', client.shipping.waves.create, {
      groups: ready.map((row) => [row.orderId]),
    })
    if (wave?.id) await packWave(chance, wave.id)
    const { parcels } = await read(() => client.shipping.manifests.ready())
    const free = parcels.filter((parcel) => parcel.refusal === null)
    const carrierId = free[0]?.carrierId ?? null
    const mine = free.filter((parcel) => parcel.carrierId === carrierId).map((parcel) => parcel.id)
    if (mine.length === 0) continue
    const manifest = await write('hand over', client.shipping.manifests.handOver, {
      carrierId,
      parcelIds: mine,
      courierName: '',
      acknowledgeStale: true,
    })
    if (manifest && chance.chance(0.2))
      await write('take back', client.shipping.manifests.void, { id: manifest.id })
  }
}

async function packWave(chance: Random, id: number): Promise<void> {
  const { slips } = await read(() => client.shipping.waves.get({ id }))
  for (const slip of slips) {
    const scan = (code: string, parcelId: number | null, quantity = 1) =>
      write('scan', client.shipping.pack.scan, { code, parcelId, quantity })
    const opened = await scan(slip.code, null)
    if (!opened) continue
    const { parcel } = opened
    for (const item of parcel.items)
      if (item.wanted > item.here) await scan(item.sku.sellerCode, parcel.id, item.wanted - item.here)
    await write('close', client.shipping.pack.close, {
      parcelId: parcel.id,
      ...(parcel.trackingNumber === '' && { trackingNumber: `78${chance.whole(1e11, 9e11)}`, carrierId: 1 }),
    })
  }
  await write('end wave', client.shipping.waves.finish, { id, cancel: false })
}

let failure: unknown = null
const stopped = (error: unknown) => {
  if (!(error instanceof HostGone)) failure = error
}
const people = [
  importer,
  clerk,
  packer,
  ...[recorder, sheetReader, owner, subcontractor].map((work) => (chance: Random) => work(calls, chance)),
]
await Promise.all(people.map((work) => work(seededRandom(random.whole(1, 1e9))).catch(stopped)))
calls.close()
if (failure) {
  console.error(failure)
  process.exit(1)
}
