import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkStore } from '../../../db/check/index.ts'
import { saveMaterial } from '../../../db/inventory/materials.ts'
import { voidReceipt } from '../../../db/inventory/receipts.ts'
import { readCapacity } from '../../../db/planning/capacity.ts'
import { cutLay } from '../../../db/production/bundles.ts'
import { correctCost, readCost, saveCosting } from '../../../db/production/costs.ts'
import { readLays, saveLay, voidLay } from '../../../db/production/lays.ts'
import { receiveBundles, reopenBundles } from '../../../db/production/receive-bundles.ts'
import { reprice } from '../../../db/production/reprice.ts'
import { setRates } from '../../../db/production/routing.ts'
import { recordWork } from '../../../db/production/work.ts'
import { saveWorker } from '../../../db/workers/workers.ts'
import { run } from '../inventory/books.ts'
import { type Floor, openFloor, today } from './floor.ts'

let floor: Floor
let bundles: number[]
beforeEach(async () => {
  floor = await openFloor()
  await run(floor.store, (scope) =>
    cutLay(scope, {
      batchId: floor.batchId,
      colours: [{ colour: '白', dyeLot: '', layers: 20 }],
      sizes: [{ size: '110', ratio: 1 }],
      rule: { by: 'size', pieces: 10 },
      businessDate: today,
      markerLength: 1500,
      endLoss: 40,
    }),
  )
  bundles = (await floor.store.reader.selectFrom('bundle').select('id').orderBy('id').execute()).map(
    ({ id }) => id,
  )
  for (const bundleId of bundles)
    for (const operationId of floor.operations)
      await run(floor.store, (scope) =>
        recordWork(
          scope,
          {
            bundleId,
            operationId,
            workerId: floor.workers[0]!,
            good: 10,
            rework: 0,
            scrap: 0,
            reason: '',
            basis: 'piece',
            workDate: today,
          },
          today,
        ),
      )
})
afterEach(async () => {
  const broken = (await checkStore(floor.store.reader)).filter((rule) => rule.violations.length > 0)
  await floor.close()
  expect(broken).toEqual([])
})

const receive = (id: number) =>
  run(floor.store, (scope) =>
    receiveBundles(scope, { ids: [id], locationId: floor.sellable, businessDate: today }),
  )
const stock = async () =>
  floor.store.reader
    .selectFrom('stock_level')
    .select(['quantity', 'value'])
    .where('item_id', '=', floor.skus[0]!)
    .executeTakeFirstOrThrow()

test('a rate agreed after pieces were taken into stock corrects what they are worth, by a move of quantity 0', async () => {
  await receive(bundles[0]!)
  // 0.85 yuan a piece at the first step; the others have no rate yet.
  expect(await stock()).toEqual({ quantity: 10, value: 850 })
  expect(await readCost(floor.store.reader, floor.batchId, today)).toMatchObject({
    ratesMissing: 4,
    booked: 850,
    correctionDue: 0,
  })
  await run(floor.store, async (scope) => {
    await setRates(scope, {
      operationId: floor.operations[1]!,
      validFrom: today,
      rates: [{ size: '', rate: 500_000 }],
    })
    await reprice(scope, { operationId: floor.operations[1]!, from: today })
  })
  expect(await readCost(floor.store.reader, floor.batchId, today)).toMatchObject({
    ratesMissing: 2,
    correctionDue: 500,
    wages: { actual: 2700 },
    pieces: { planned: 80, begun: 20, received: 10 },
  })
  expect(await run(floor.store, (scope) => correctCost(scope, floor.batchId))).toEqual({ corrected: 500 })
  expect(await run(floor.store, (scope) => correctCost(scope, floor.batchId))).toEqual({ corrected: 0 })
  expect(await stock()).toEqual({ quantity: 10, value: 1350 })
  const moves = await floor.store.reader
    .selectFrom('stock_move')
    .select(['quantity', 'value', 'reason'])
    .where('item_id', '=', floor.skus[0]!)
    .execute()
  expect(moves.at(-1)).toEqual({ quantity: 0, value: 500, reason: 'cost' })
  // Overhead, and the next bundle brings the one before along.
  await run(floor.store, (scope) => saveCosting(scope, { perPiece: 20, ofWages: 100 }))
  await receive(bundles[1]!)
  expect(await stock()).toEqual({ quantity: 20, value: 2 * (1350 + 200 + 135) })
  const receipt = await floor.store.reader
    .selectFrom('receipt')
    .select('id')
    .orderBy('id')
    .executeTakeFirstOrThrow()
  await run(floor.store, async (scope) => {
    await voidReceipt(scope, { id: receipt.id, reversePayments: false, note: '', businessDate: today })
    await reopenBundles(scope, receipt.id)
  })
  expect(await stock()).toEqual({ quantity: 10, value: 1685 })
})

test('a lay says what fabric it took by its length beside what the BOM allows', async () => {
  const { id: materialId } = await run(floor.store, (scope) =>
    saveMaterial(scope, {
      id: null,
      name: '白毛绒',
      unit: 'm',
      width: 1500,
      gramsPerArea: 200,
      supplierId: null,
      price: 1800,
      note: '',
      archived: false,
    }),
  )
  const [lay] = await readLays(floor.store.reader, floor.batchId)
  expect(lay).toMatchObject({ layers: 20, pieces: 20, used: null })
  await run(floor.store, (scope) =>
    saveLay(scope, { id: lay!.id, materialId, markerLength: 1500, endLoss: 40, remnant: 700 }),
  )
  expect((await readLays(floor.store.reader, floor.batchId))[0]).toMatchObject({
    used: 30_800,
    allowed: 0,
    remnant: 700,
    unit: 'm',
  })
})

test('a part cut on its own is counted, makes no bundles, and can be taken back', async () => {
  const cut = {
    batchId: floor.batchId,
    colours: [{ colour: '白', dyeLot: '', layers: 6 }],
    sizes: [{ size: '110', ratio: 3 }],
    rule: { by: 'size' as const, pieces: 10 },
    businessDate: today,
    part: '耳朵',
  }
  expect(await run(floor.store, (scope) => cutLay(scope, cut))).toEqual({
    layNumber: 2,
    bundles: 0,
    pieces: 18,
  })
  expect(await floor.store.reader.selectFrom('bundle').select('id').execute()).toHaveLength(2)
  const [whole, part] = await readLays(floor.store.reader, floor.batchId)
  expect(whole).toMatchObject({ part: '', pieces: 20 })
  expect(part).toMatchObject({ part: '耳朵', cut: [{ colour: '白', size: '110', quantity: 18 }] })
  await expect(
    run(floor.store, (scope) => cutLay(scope, { ...cut, sizes: [{ size: '999', ratio: 1 }] })),
  ).rejects.toMatchObject({ code: 'sku-not-in-batch' })
  await expect(run(floor.store, (scope) => voidLay(scope, whole!.id))).rejects.toMatchObject({
    code: 'not-found',
  })
  await run(floor.store, (scope) => voidLay(scope, part!.id))
  expect(await readLays(floor.store.reader, floor.batchId)).toHaveLength(1)
})

test('a step that few can do is the bottleneck, whoever else is there', async () => {
  const ask = { overtimeMinutes: 0, moreHands: 0, sentOut: [], today }
  const all = (await readCapacity(floor.store.reader, ask)).steps
  expect(all.map(({ skill, hands }) => [skill, hands]).toSorted()).toEqual(
    [
      ['做耳', 2],
      ['拼身', 2],
      ['整烫', 2],
    ].toSorted(),
  )
  await run(floor.store, async (scope) => {
    await saveWorker(scope, {
      id: floor.workers[0]!,
      name: '王秀英',
      kind: 'piece',
      note: '',
      archived: false,
      skills: [{ skill: '拼身', level: 2 }],
      dailyMinutes: 270,
    })
    await saveWorker(scope, {
      id: floor.workers[1]!,
      name: '李桂兰',
      kind: 'piece',
      note: '',
      archived: false,
      skills: [
        { skill: '拼身', level: 1 },
        { skill: '做耳', level: 3 },
      ],
    })
  })
  const now = await readCapacity(floor.store.reader, ask)
  expect(now.steps.map(({ skill, hands }) => [skill, hands])).toEqual([
    ['整烫', 0],
    ['做耳', 1],
    ['拼身', 2],
  ])
  expect(now.steps[0]!.days).toBe(null)
  expect(now.perDay).toBe(Math.floor((1.5 * 540 * 60 * 85) / 100))
})
