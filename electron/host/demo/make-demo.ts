import { setTimeout as wait } from 'node:timers/promises'
import { v7 } from 'uuid'
import { addDays, businessDate, hourMs } from '../../../shared/dates.ts'
import { type DemoClient, type DemoSku, fillCatalog } from './fill-catalog.ts'
import { makeCustomers, ordersByHand } from './make-customers.ts'
import { makeFloor } from './make-floor.ts'
import { type DemoOrder, demoOrders } from './make-orders.ts'
import { makeWages } from './make-wages.ts'
import { pinduoduoFile, taobaoFiles } from './order-files.ts'
import { type Random, seededRandom } from './random.ts'

export interface DemoSums {
  readonly shops: number
  readonly styles: number
  readonly skus: number
  readonly orders: number
}

/** Orders that go in with one file: as large as an eager shop's month. */
const fileSize = 20_000
/** A demo of fewer is all from files. */
const fewOrders = 50
/** Days of shows typed in by hand, one by one. */
const mostTold = 150

/**
 * Makes a workshop that is alive, through the same calls a user's screens make: people, shops, styles with
 * pictures, stock, order files of the last weeks, customers with orders of their own, then a morning's work: waves, parcels, a hand-over, answers to
 * what is short, and a floor with batches under way. Deterministic but for the day it is made on. `onProgress` hears how many orders are in.
 */
export async function makeDemo(
  client: DemoClient,
  count: number,
  now: number,
  onProgress: (orders: number) => void = () => {},
): Promise<DemoSums> {
  const random = seededRandom(7)
  await client.settings.workshop.update({
    commandId: v7(),
    name: '丁楼演出服饰（演示）',
    phone: '100-1234-5678',
    address: '山东省 菏泽市 曹县 大集镇 丁楼村',
  })
  const people = [
    ['小周', 'office'],
    ['小丁', 'packer'],
    ['刘组长', 'recorder'],
    ['王师傅', 'worker'],
    ['安装员', 'installer'],
  ] as const
  for (const [name, role] of people)
    await client.settings.users.save({ commandId: v7(), id: null, name, role })
  const sender = { name: '丁楼演出服饰', phone: '100-1234-5678', address: '山东省菏泽市曹县大集镇丁楼村' }
  const shop = (platform: 'taobao' | 'pinduoduo', name: string) =>
    client.settings.shops.save({ commandId: v7(), id: null, platform, name, promiseHours: 48, sender })
  const taobao = await shop('taobao', '丁楼舞台服饰')
  const pinduoduo = await shop('pinduoduo', '丁楼演出服工厂店')
  const skus = await fillCatalog(client)
  // The orders are made twice, the same each time: once to know what stock a workshop with them would hold.
  // Orders that customers gave by hand are of the number that was asked for.
  const fromFiles = count >= fewOrders ? count - ordersByHand : count
  const { wanted, told } = lookThrough(demoOrders(fromFiles, now))
  await fillStock(client, skus, wanted, random, now)
  // Half an hour old, so that the hand-over need not ask for a fresh file at once.
  const exportedAt = now - hourMs / 2
  let made = 0
  for (const part of parts(demoOrders(fromFiles, now))) {
    const of = (name: DemoOrder['shop']) => part.filter((order) => order.shop === name)
    await bringIn(client, taobao.id, taobaoFiles(of('taobao'), exportedAt))
    await bringIn(client, pinduoduo.id, [pinduoduoFile(of('pinduoduo'), exportedAt)])
    made += part.length
    onProgress(made)
  }
  await tellDates(client, told)
  if (fromFiles < count) made += await makeCustomers(client, skus, now)
  await workAMorning(client, random, now)
  await makeFloor(client, random, now)
  await makeWages(client, businessDate(now))
  return {
    shops: fromFiles < count ? 3 : 2,
    styles: new Set(skus.map((sku) => sku.style)).size,
    skus: skus.length,
    orders: made,
  }
}

/** Pieces that paid orders wait for, by seller code; the first orders whose buyers told the day of their show. */
function lookThrough(orders: Iterable<DemoOrder>) {
  const wanted = new Map<string, number>()
  const told: DemoOrder[] = []
  for (const order of orders) {
    if (order.performanceDate !== null && told.length < mostTold) told.push(order)
    if (order.status !== 'paid') continue
    for (const line of order.lines)
      wanted.set(line.sellerCode, (wanted.get(line.sellerCode) ?? 0) + line.quantity)
  }
  return { wanted, told }
}

function* parts(orders: Iterable<DemoOrder>): Generator<DemoOrder[]> {
  let part: DemoOrder[] = []
  for (const order of orders) {
    part.push(order)
    if (part.length < fileSize) continue
    yield part
    part = []
  }
  if (part.length > 0) yield part
}

/** Brings order files in as the import screen does, and waits until they are. */
async function bringIn(client: DemoClient, shopId: number, files: File[]): Promise<void> {
  const batch = `demo-${v7()}`
  const { questions } = await client.orders.imports.stage({ batch, files, shopId, exportedAt: null })
  if (questions.length > 0) throw new Error(`the demo's own file raises a question: ${questions[0]!.kind}`)
  const { jobId } = await client.orders.imports.commit({ commandId: v7(), batch })
  for (;;) {
    const job = (await client.settings.jobs.list()).find((row) => row.id === jobId)
    if (job?.state === 'done') return
    if (job && job.state !== 'running')
      throw new Error(`the demo's import ended as ${job.state}: ${JSON.stringify(job.error)}`)
    await wait(50)
  }
}

/** Enough of most things, too little of some, nothing of a few: what a shop has after a good week. */
async function fillStock(
  client: DemoClient,
  skus: readonly DemoSku[],
  wanted: ReadonlyMap<string, number>,
  random: Random,
  now: number,
): Promise<void> {
  const [place] = (await client.inventory.locations.list()).filter((location) => location.kind === 'sellable')
  const { id: second } = await client.inventory.locations.save({
    commandId: v7(),
    id: null,
    code: 'B1',
    name: '二楼货架',
    kind: 'sellable',
  })
  const lines = skus
    .filter((sku) => !sku.style.parts)
    .flatMap((sku) => {
      const small = sku.size === '均码'
      const share = small ? 1.2 : random.pick([0, 0.4, 0.8, 1.1, 1.1, 1.3, 1.5])
      const code = `DL-${sku.style.number}-${sku.colour + 1}${small ? '' : `-${sku.size}`}`
      const quantity =
        Math.round((wanted.get(code) ?? 0) * share) + (share > 1 ? random.whole(2, 12) : 0) + (small ? 60 : 0)
      if (quantity === 0) return []
      const locationId = random.chance(0.7) ? place!.id : second
      return [{ itemId: sku.id, locationId, quantity, amount: quantity * sku.style.cost }]
    })
  const { id: neighbour } = await client.inventory.suppliers.save({
    commandId: v7(),
    id: null,
    name: '隔壁老孙家',
    kind: 'neighbour',
    phone: '100-2233-4455',
  })
  const { id: supplier } = await client.inventory.suppliers.save({
    commandId: v7(),
    id: null,
    name: '大集头饰批发',
    kind: 'supplier',
    phone: '100-5566-7788',
  })
  const today = businessDate(now)
  const receive = (
    part: typeof lines,
    source: 'own' | 'supplier' | 'neighbour',
    supplierId: number | null,
    paidShare: number,
    ago: number,
  ) => {
    const owed = part.reduce((sum, line) => sum + line.amount, 0)
    if (part.length === 0) return null
    return client.inventory.receipts.create({
      commandId: v7(),
      source,
      supplierId,
      businessDate: addDays(today, -ago),
      note: '',
      lines: part,
      paidNow: source === 'own' ? 0 : Math.round(owed * paidShare),
    })
  }
  const bought = new Set(skus.filter((sku) => sku.size === '均码').map((sku) => sku.id))
  const own = lines.filter((line) => !bought.has(line.itemId))
  await receive(own.slice(0, -25), 'own', null, 0, 3)
  await receive(own.slice(-25), 'neighbour', neighbour, 0.5, 1)
  await receive(
    lines.filter((line) => bought.has(line.itemId)),
    'supplier',
    supplier,
    1,
    6,
  )
}

/** The days of shows that buyers told, as the office types them in. */
async function tellDates(client: DemoClient, told: readonly DemoOrder[]): Promise<void> {
  for (const { number, performanceDate } of told) {
    const { rows } = await client.orders.list({ search: number })
    if (rows[0]) await client.orders.update({ commandId: v7(), id: rows[0].id, performanceDate })
  }
}

/** What was done since the morning: some orders on hold, a wave being picked, parcels packed and handed over. */
async function workAMorning(client: DemoClient, random: Random, now: number): Promise<void> {
  const remarks = await client.orders.list({ flag: 'remark', stage: ['open'], limit: 12 })
  const held = remarks.rows.slice(0, 5).map((row) => row.id)
  if (held.length > 0) await client.orders.hold({ commandId: v7(), ids: held, reason: '等客户确认尺码' })
  const { rows: candidates } = await client.shipping.waves.candidates({ limit: 60 })
  const ready = candidates.filter((row) => row.refusal === null).map((row) => row.orderId)
  const packed = await packWave(client, ready.slice(0, 26), random)
  const { parcels } = await client.shipping.manifests.ready()
  const byCarrier = Map.groupBy(parcels, (parcel) => parcel.carrierId)
  for (const [carrierId, ofCarrier] of [...byCarrier].slice(0, 2))
    await client.shipping.manifests.handOver({
      commandId: v7(),
      carrierId,
      parcelIds: ofCarrier.slice(0, Math.ceil(ofCarrier.length * 0.7)).map((parcel) => parcel.id),
      courierName: '小马',
      acknowledgeStale: true,
    })
  if (packed > 0 && ready.length > 26)
    await client.shipping.waves.create({ commandId: v7(), groups: ready.slice(26, 46).map((id) => [id]) })
  const { styles } = await client.inventory.shortages.list({})
  for (const [at, short] of styles.slice(0, 4).entries()) {
    const lines = short.cells
      .filter((cell) => cell.short > 0)
      .map((cell) => ({ itemId: cell.skuId, quantity: cell.short }))
    if (lines.length > 0)
      await client.inventory.supply.add({
        commandId: v7(),
        kind: at === 1 ? 'buy' : 'make',
        expectedDate: addDays(businessDate(now), 1 + at),
        supplierId: null,
        note: at === 1 ? '隔壁老孙家有现货' : '',
        lines: lines.slice(0, 500),
      })
  }
}

/** Picks a wave and packs it with the scanner: slip, every piece, tracking number. Gives the parcels packed. */
async function packWave(client: DemoClient, orderIds: readonly number[], random: Random): Promise<number> {
  if (orderIds.length === 0) return 0
  const wave = await client.shipping.waves.create({ commandId: v7(), groups: orderIds.map((id) => [id]) })
  if (wave.id === null) return 0
  const carriers = (await client.shipping.carriers.list()).filter(
    (carrier) => carrier.code === 'ZTO' || carrier.code === 'YTO',
  )
  const { slips } = await client.shipping.waves.get({ id: wave.id })
  let packed = 0
  for (const slip of slips) {
    const scan = (code: string, parcelId: number | null, quantity = 1) =>
      client.shipping.pack.scan({ commandId: v7(), code, parcelId, quantity })
    const { parcel } = await scan(slip.code, null)
    for (const item of parcel.items) await scan(item.sku.sellerCode, parcel.id, item.wanted - item.here)
    const carrier = random.pick(carriers)
    const number =
      carrier.code === 'ZTO'
        ? `78${random.whole(100_000, 999_999)}${random.whole(100_000, 999_999)}`
        : `YT9${random.whole(100_000, 999_999)}${random.whole(100_000, 999_999)}`
    await client.shipping.pack.close({
      commandId: v7(),
      parcelId: parcel.id,
      ...(parcel.trackingNumber === '' && { trackingNumber: number, carrierId: carrier.id }),
      weightGrams: 300 + random.whole(0, 1500),
    })
    packed += 1
  }
  return packed
}
