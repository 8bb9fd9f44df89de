import { v7 } from 'uuid'
import { addDays, businessDate } from '../../../shared/dates.ts'
import { answeredOrders } from '../../../shared/planning/answered-orders.ts'
import { earlier } from '../../../shared/planning/schedule.ts'
import type { DemoClient } from './fill-catalog.ts'
import { makePeople } from './make-people.ts'
import { buyMaterials, describeStyles, steps } from './make-recipes.ts'
import type { Random } from './random.ts'

const people = [
  ['王秀英', 'piece', ['平车', '锁边']],
  ['李桂兰', 'piece', ['平车', '做头饰']],
  ['张玉梅', 'piece', ['平车', '锁边', '钉扣']],
  ['刘春花', 'home', ['做头饰', '钉扣']],
  ['陈大姐', 'casual', ['整烫']],
  ['赵小妹', 'graduate', []],
  ['孙师傅', 'hourly', ['整烫']],
  ['周返乡', 'returning', ['平车']],
] as const

/** Styles that nobody wrote down yet how to make. */
const waitingStyles = 2

const villages = ['丁楼村一组', '丁楼村三组', '张庄', '孙庄二组'] as const

/**
 * A workshop's floor in the busy weeks: people, what styles are made of and how, batches begun from what is short, cut,
 * half sewn, one of them sent out, one finished and looked at, bundles in the hands of home workers.
 */
export async function makeFloor(client: DemoClient, random: Random, now: number): Promise<void> {
  const today = businessDate(now)
  const workers: number[] = []
  for (const [at, [name, kind, skills]] of people.entries()) {
    const { id } = await client.workers.save({
      commandId: v7(),
      id: null,
      name,
      kind,
      note: '',
      archived: false,
      skills: skills.map((skill) => ({ skill, level: random.chance(0.2) ? 3 : 2 })),
      // Made up, and of one row, so that nobody takes them for real ones.
      details: {
        village: villages[at % villages.length]!,
        phone: `1380000${String(1000 + at)}`,
        payMethod: at % 3 === 0 ? 'wechat' : 'cash',
        wechatName: at % 3 === 0 ? name : '',
      },
    })
    workers.push(id)
  }
  await makePeople(client, workers, today)
  const places = await client.inventory.locations.list()
  const place = places.find(({ kind }) => kind === 'sellable')!.id
  const shelf = places.find(({ kind }) => kind === 'materials')!.id
  const fabrics = await buyMaterials(client, shelf, today)
  const { rows: all } = await client.planning.proposals({ limit: 20 })
  const operationsOf = await describeStyles(
    client,
    new Set(all.slice(-waitingStyles).map(({ styleId }) => styleId)),
    fabrics,
    today,
  )
  const proposals = all.filter(({ styleId }) => operationsOf.has(styleId)).slice(0, 5)
  for (const [at, proposal] of proposals.entries()) {
    const operations = operationsOf.get(proposal.styleId)!
    const lines = proposal.cells.flatMap(({ skuId, proposed }) =>
      proposed > 0 ? [{ skuId, planned: proposed }] : [],
    )
    const { id: batchId } = await client.production.batches.create({
      commandId: v7(),
      styleId: proposal.styleId,
      dueDate: earlier(addDays(today, 3 + at * 2), proposal.performanceDate),
      performanceDate: proposal.performanceDate,
      note: '',
      orderIds: answeredOrders(proposal.waiting, lines),
      lines,
    })
    // The last two wait to be cut; one of them goes out whole.
    if (at === 3) await sendOut(client, batchId, today)
    if (at >= 3) continue
    await giveFabric(client, batchId, shelf)
    await cut(client, batchId)
    await sew(client, { batchId, operations, workers, today, isDone: at === 0, random })
    if (at === 0) await finish(client, { batchId, operationId: operations[0]!, place })
    if (at === 2)
      await handOut(client, { batchId, operationId: operations[2]!, workerId: workers[3]!, today })
  }
}

async function giveFabric(client: DemoClient, batchId: number, locationId: number): Promise<void> {
  const { rows } = await client.inventory.materials.ofBatch({ batchId })
  const lines = rows
    .filter(({ needed, onHand }) => needed > 0 && onHand >= needed)
    .map(({ materialId, needed }) => ({ materialId, quantity: needed }))
  if (lines.length > 0)
    await client.inventory.materials.use({
      commandId: v7(),
      batchId,
      locationId,
      kind: 'issued',
      note: '',
      lines,
    })
}

/** A lay for each colour and size, so that exactly what is planned is cut. */
async function cut(client: DemoClient, batchId: number): Promise<void> {
  const batch = await client.production.batches.get({ id: batchId })
  const { rows } = await client.inventory.materials.ofBatch({ batchId })
  for (const { sku, planned } of batch.lines)
    await client.production.batches.cut({
      commandId: v7(),
      batchId,
      colours: [{ colour: sku.colour, dyeLot: 'C26-118', layers: Math.min(planned, 1000) }],
      sizes: [{ size: sku.size, ratio: 1 }],
      rule: { by: 'size', pieces: 20 },
      materialId: rows[0]?.materialId ?? null,
      markerLength: 1120,
      endLoss: 30,
    })
}

async function sew(
  client: DemoClient,
  floor: {
    readonly batchId: number
    readonly operations: readonly number[]
    readonly workers: readonly number[]
    readonly today: string
    readonly isDone: boolean
    readonly random: Random
  },
): Promise<void> {
  const { random, operations } = floor
  const { bundles } = await client.production.batches.get({ id: floor.batchId })
  // Two steps may be done by one worker, on days of the last week.
  for (const [index, bundle] of bundles.slice(0, 40).entries()) {
    const reached = floor.isDone ? operations.length : random.whole(0, operations.length)
    for (const [step, operationId] of operations.slice(0, reached).entries())
      await client.production.work.record({
        commandId: v7(),
        bundleId: bundle.id,
        operationId,
        workerId: floor.workers[(index + step) % floor.workers.length]!,
        good: bundle.held,
        rework: 0,
        scrap: 0,
        reason: '',
        basis: 'piece',
        workDate: addDays(floor.today, -Math.max(0, operations.length - step - 1)),
      })
  }
}

/** A finished batch is looked at: one piece back to be mended, one taken out; then what is whole goes into stock. */
async function finish(
  client: DemoClient,
  {
    batchId,
    operationId,
    place,
  }: { readonly batchId: number; readonly operationId: number; readonly place: number },
): Promise<void> {
  const batch = await client.production.batches.get({ id: batchId })
  const done = batch.bundles.filter(
    (bundle) => bundle.state === 'live' && bundle.done.length === steps.length,
  )
  const lot = done.reduce((sum, bundle) => sum + bundle.held, 0)
  const [first, second, ...rest] = done
  if (!first || lot < 2) return
  const { id } = await client.quality.inspections.begin({
    commandId: v7(),
    kind: 'final',
    batchId,
    receiptId: null,
    operationId: null,
    lot,
    strictness: 'normal',
    level: 'II',
    major: '2.5',
    minor: '4.0',
    note: '',
  })
  const { sample } = await client.quality.inspections.get({ id })
  await client.quality.inspections.count({ commandId: v7(), id, inspected: sample })
  await client.quality.inspections.addDefect({
    commandId: v7(),
    id,
    name: '线头',
    class: 'minor',
    pieces: 1,
    bundleId: first.id,
    operationId,
    workerId: null,
    outcome: 'rework',
    photoHash: '',
    note: '',
  })
  await client.quality.inspections.close({ commandId: v7(), id, verdict: 'accepted', note: '线头已返工' })
  const ids = [second, ...rest].flatMap((bundle) => (bundle ? [bundle.id] : []))
  if (ids.length > 0) await client.production.bundles.receive({ commandId: v7(), ids, locationId: place })
}

async function sendOut(client: DemoClient, batchId: number, today: string): Promise<void> {
  const { id: subcontractorId } = await client.subcontracting.partners.save({
    commandId: v7(),
    id: null,
    name: '安蔡楼李家制衣',
    phone: '100-3344-5566',
    skills: '平车、锁边',
    leadDays: 5,
    distance: 6,
    note: '',
  })
  await client.subcontracting.orders.create({
    commandId: v7(),
    subcontractorId,
    batchId,
    bundleIds: [],
    operationIds: [],
    price: 6_200_000,
    dueDate: addDays(today, 6),
    note: '毛绒顺一个方向',
  })
}

async function handOut(
  client: DemoClient,
  given: {
    readonly batchId: number
    readonly operationId: number
    readonly workerId: number
    readonly today: string
  },
): Promise<void> {
  const { bundles } = await client.production.batches.get({ id: given.batchId })
  const free = bundles.filter(
    ({ done }) => !done.some(({ operationId }) => operationId === given.operationId),
  )
  if (free.length === 0) return
  await client.production.handOuts.create({
    commandId: v7(),
    bundles: free.slice(0, 3).map(({ id }) => ({ bundleId: id, pieces: null })),
    operationId: given.operationId,
    workerId: given.workerId,
    dueDate: addDays(given.today, 2),
    note: '',
    locationId: null,
    materials: [],
  })
}
