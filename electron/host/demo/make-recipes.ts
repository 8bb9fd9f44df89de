import { v7 } from 'uuid'
import { addDays } from '../../../shared/dates.ts'
import type { DemoClient } from './fill-catalog.ts'

/** Seconds of standard time and 1/1,000,000 yuan a piece. */
export const steps = [
  ['平车', 540, 2_800_000, []],
  ['锁边', 150, 600_000, [0]],
  ['做头饰', 240, 1_100_000, []],
  ['钉扣', 90, 350_000, [1, 2]],
  ['整烫', 80, 400_000, [3]],
] as const

/** Fabric and trims of a shop, bought and partly paid. Gives their ids. */
export async function buyMaterials(client: DemoClient, place: number, today: string) {
  const { id: supplierId } = await client.inventory.suppliers.save({
    commandId: v7(),
    id: null,
    name: '曹县布匹市场老郑',
    kind: 'supplier',
    phone: '100-7788-9900',
  })
  const kinds = [
    ['毛绒布', 'm', 1500, 1850, 1_200_000],
    ['里布', 'm', 1450, 620, 1_500_000],
    ['松紧带', 'm', null, 45, 900_000],
    ['按扣', 'pc', null, 8, 6_000_000],
  ] as const
  const ids: number[] = []
  for (const [name, unit, width, price] of kinds) {
    const { id } = await client.inventory.materials.save({
      commandId: v7(),
      id: null,
      name,
      unit,
      width,
      gramsPerArea: null,
      supplierId,
      price,
      note: '',
      archived: false,
    })
    ids.push(id)
  }
  await client.inventory.materials.purchase({
    commandId: v7(),
    supplierId,
    locationId: place,
    businessDate: addDays(today, -8),
    note: '',
    lines: kinds.map(([, , , price, quantity], index) => ({
      materialId: ids[index]!,
      quantity,
      amount: Math.round((price * quantity) / 1000),
      dyeLot: index < 2 ? 'C26-118' : '',
    })),
    paidNow: 1_000_000,
  })
  return ids
}

/** All styles but a few that are not urgent and still wait for somebody to write down how they are made. */
export async function describeStyles(
  client: DemoClient,
  waiting: ReadonlySet<number>,
  fabrics: readonly number[],
  today: string,
): Promise<ReadonlyMap<number, readonly number[]>> {
  const { rows } = await client.catalog.styles.list({ limit: 100 })
  const operations = new Map<number, readonly number[]>()
  for (const { id } of rows) {
    if (waiting.has(id)) continue
    const { skus, sizes } = await client.catalog.styles.get({ id })
    // A set is made by making its parts.
    if (skus.every(({ isSet }) => isSet)) continue
    const names = sizes.map(({ name }) => name)
    operations.set(id, await describeStyle(client, id, names, fabrics, today))
  }
  return operations
}

/** Its steps with rates, what it is made of, and what its sizes measure. Gives the operations' ids. */
async function describeStyle(
  client: DemoClient,
  styleId: number,
  sizes: readonly string[],
  [fabric, lining, elastic, buttons]: readonly number[],
  today: string,
): Promise<number[]> {
  const operations = await client.production.routing.save({
    commandId: v7(),
    styleId,
    operations: steps.map(([name, standardSeconds, , predecessors]) => ({
      id: null,
      name,
      standardSeconds,
      recorded: true,
      predecessors: [...predecessors],
    })),
  })
  for (const [index, [, , rate]] of steps.entries())
    await client.production.routing.setRates({
      commandId: v7(),
      operationId: operations[index]!,
      validFrom: addDays(today, -60),
      rates: [{ size: '', rate }],
    })
  const line = (part: string, materialId: number, usage: number, wastage: number) => ({
    part,
    materialId,
    colours: [],
    usage,
    usages: {},
    wastage,
  })
  await client.catalog.bom.save({
    commandId: v7(),
    styleId,
    lines: [
      line('面', fabric!, 1150, 40),
      line('里', lining!, 900, 30),
      line('腰', elastic!, 600, 0),
      line('扣', buttons!, 4000, 20),
    ],
  })
  const chart = (name: string, first: number, step: number) => ({
    name,
    minus: 10,
    plus: 10,
    sizes: Object.fromEntries(sizes.map((size, index) => [size, first + index * step])),
  })
  await client.catalog.sizeChart.save({
    commandId: v7(),
    styleId,
    points: [chart('衣长', 480, 30), chart('胸围', 620, 40), chart('袖长', 360, 25)],
  })
  return operations
}
