import { afterEach, beforeEach, expect, test } from 'vitest'
import { postMove, postTransfer } from '../../../db/inventory/ledger.ts'
import { saveMaterial } from '../../../db/inventory/materials.ts'
import { voidReceipt } from '../../../db/inventory/receipts.ts'
import { readCapacity } from '../../../db/planning/capacity.ts'
import { giveMaterials, voidUse } from '../../../db/production/batch-materials.ts'
import { createBatch } from '../../../db/production/batches.ts'
import { cutLay } from '../../../db/production/bundles.ts'
import { correctCost } from '../../../db/production/costs/correct-cost.ts'
import { saveCosting } from '../../../db/production/costs/costing.ts'
import { readCost } from '../../../db/production/costs/read-cost.ts'
import { cancelBatch, closeBatch } from '../../../db/production/end-batch.ts'
import { readLays, saveLay, voidLay } from '../../../db/production/lays.ts'
import { receiveBundles, reopenBundles } from '../../../db/production/receive-bundles.ts'
import { reprice } from '../../../db/production/reprice.ts'
import { setRates } from '../../../db/production/routing.ts'
import { scannedBundle } from '../../../db/production/scan.ts'
import { recordWork } from '../../../db/production/work.ts'
import { addDefect } from '../../../db/quality/defects.ts'
import { beginInspection } from '../../../db/quality/inspections.ts'
import { saveWorker } from '../../../db/workers/workers.ts'
import { closeChecked, run } from '../inventory/books.ts'
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
afterEach(() => closeChecked(floor))

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
    await reprice(scope, { operationId: floor.operations[1]!, from: today, after: 0 })
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

const repriceAll = (index: number, rate: number) =>
  run(floor.store, async (scope) => {
    const operationId = floor.operations[index]!
    await setRates(scope, { operationId, validFrom: '2026-05-01', rates: [{ size: '', rate }] })
    await setRates(scope, { operationId, validFrom: '2026-05-10', rates: [] })
    await reprice(scope, { operationId, from: '2026-05-01', after: 0 })
  })
const move = (quantity: number, value?: number) =>
  run(floor.store, (scope) =>
    postMove(scope, {
      itemId: floor.skus[0]!,
      locationId: floor.sellable,
      quantity,
      ...(value !== undefined && { cost: { kind: 'value', value } as const }),
      reason: quantity > 0 ? 'opening' : 'adjust',
      reference: null,
    }),
  )
const correct = () => run(floor.store, (scope) => correctCost(scope, floor.batchId))
const fabric = async (quantity: number, value: number) => {
  const materialId = await run(floor.store, async (scope) => {
    const { id } = await saveMaterial(scope, {
      id: null,
      name: '白毛绒',
      unit: 'm',
      width: null,
      gramsPerArea: null,
      supplierId: null,
      price: 1800,
      note: '',
      archived: false,
    })
    await postMove(scope, {
      itemId: id,
      locationId: floor.sellable,
      quantity,
      cost: { kind: 'value', value },
      reason: 'opening',
      reference: null,
    })
    return id
  })
  return materialId
}
const give = (materialId: number, kind: 'issued' | 'returned', quantity: number) =>
  run(floor.store, (scope) =>
    giveMaterials(scope, {
      batchId: floor.batchId,
      locationId: floor.sellable,
      kind,
      note: '',
      lines: [{ materialId, quantity }],
    }),
  )

test('pieces that came in at the average, since nothing was known, are not charged a second time', async () => {
  await run(floor.store, (scope) =>
    Promise.all(
      [floor.operations[0]!].map((operationId) =>
        setRates(scope, { operationId, validFrom: '2026-05-10', rates: [] }),
      ),
    ),
  )
  await run(floor.store, async ({ trx }) => {
    await trx.updateTable('work_entry').set({ rate: null }).execute()
  })
  await move(10, 20_000)
  await receive(bundles[0]!)
  expect(await stock()).toEqual({ quantity: 20, value: 40_000 })
  await repriceAll(0, 20_000_000)
  expect(await correct()).toEqual({ corrected: 0 })
  expect(await stock()).toEqual({ quantity: 20, value: 40_000 })
})

test('a correction reaches the pieces still there once, whichever receipts they came with, and never strangers', async () => {
  await receive(bundles[0]!)
  await receive(bundles[1]!)
  await move(-10)
  expect(await stock()).toEqual({ quantity: 10, value: 850 })
  await repriceAll(0, 1_850_000)
  expect(await readCost(floor.store.reader, floor.batchId, today)).toMatchObject({
    correctionDue: 1000,
    leftWithSold: 1000,
  })
  expect(await correct()).toEqual({ corrected: 1000 })
  expect(await stock()).toEqual({ quantity: 10, value: 1850 })
  expect(await readCost(floor.store.reader, floor.batchId, today)).toMatchObject({
    correctionDue: 0,
    leftWithSold: 1000,
  })
  // All of it leaves, others are bought: the batch's rates mean nothing to them, up or down.
  await move(-10)
  await move(10, 9000)
  await repriceAll(0, 5_000_000)
  expect(await correct()).toEqual({ corrected: 0 })
  await repriceAll(0, 850_000)
  expect(await correct()).toEqual({ corrected: 0 })
  expect(await stock()).toEqual({ quantity: 10, value: 9000 })
})

test('a correction follows pieces that were carried to another shelf', async () => {
  await receive(bundles[0]!)
  const shelf = await run(floor.store, async (scope) => {
    const id = await scope.insert('location', { code: 'A2', name: '二楼', kind: 'sellable' })
    await postTransfer(scope, {
      itemId: floor.skus[0]!,
      fromLocationId: floor.sellable,
      toLocationId: id,
      quantity: 10,
      reference: null,
    })
    return id
  })
  await repriceAll(0, 1_850_000)
  expect(await correct()).toEqual({ corrected: 1000 })
  const there = await floor.store.reader
    .selectFrom('stock_level')
    .select('value')
    .where('location_id', '=', shelf)
    .executeTakeFirst()
  expect(there).toEqual({ value: 1850 })
})

test('early pieces bear their share of the fabric, and all that was spent is borne by what came out in the end', async () => {
  const materialId = await fabric(100_000, 80_000)
  await give(materialId, 'issued', 100_000)
  await receive(bundles[0]!)
  // 80 planned, 10 here: an eighth of the fabric, not half of it because only 20 are cut.
  expect(await stock()).toEqual({ quantity: 10, value: 10_000 + 850 })
  await move(-10)
  await receive(bundles[1]!)
  await run(floor.store, (scope) => closeBatch(scope, { id: floor.batchId, reason: '布不够，少裁' }))
  // 80,000 of fabric and 1,700 of wages for 20 pieces: the ten that are here bear their half.
  expect(await stock()).toEqual({ quantity: 10, value: 40_850 })
  expect(await readCost(floor.store.reader, floor.batchId, today)).toMatchObject({
    booked: 81_700,
    correctionDue: 0,
    leftWithSold: 30_000,
  })
})

test('seconds are corrected as the good ones are, and spoilt pieces make the others dearer once the batch is closed', async () => {
  await run(floor.store, async (scope) => {
    const begin = {
      kind: 'final',
      batchId: floor.batchId,
      receiptId: null,
      operationId: null,
      lot: 20,
    } as const
    const plan = { strictness: 'normal', level: 'II', major: '2.5', minor: '4.0', note: '' } as const
    const { id } = await beginInspection(scope, { ...begin, ...plan }, today)
    const defect = {
      id,
      name: '破洞',
      class: 'major',
      bundleId: bundles[0]!,
      photoHash: '',
      note: '',
    } as const
    const who = { operationId: null, workerId: null }
    await addDefect(scope, { ...defect, ...who, pieces: 2, outcome: 'seconds' })
    await addDefect(scope, { ...defect, ...who, pieces: 3, outcome: 'scrap' })
  })
  await receive(bundles[0]!)
  await receive(bundles[1]!)
  await repriceAll(0, 1_000_000)
  await correct()
  const worth = async () =>
    (
      await floor.store.reader
        .selectFrom('stock_level')
        .innerJoin('sku', 'sku.id', 'item_id')
        .select(['quantity', 'value'])
        .orderBy('item_id')
        .execute()
    ).map(({ quantity, value }) => [quantity, value])
  expect(await worth()).toEqual([
    [15, 1500],
    [2, 200],
  ])
  await run(floor.store, (scope) => closeBatch(scope, { id: floor.batchId, reason: '' }))
  // Twenty pieces were paid for, seventeen came out: 20 yuan, to the fen.
  const [good, seconds] = await worth()
  expect(good![1]! + seconds![1]!).toBe(2000)
  expect(seconds![1]).toBeGreaterThan(230)
})

test('materials of a batch that was never cut come back before it ends; a use worth more than what is left stands', async () => {
  const materialId = await fabric(40_000, 100_000)
  const other = await run(floor.store, (scope) =>
    createBatch(scope, {
      styleId: floor.styleId,
      dueDate: null,
      performanceDate: null,
      note: '',
      businessDate: today,
      lines: [{ skuId: floor.skus[0]!, planned: 5 }],
    }),
  )
  const to = (batchId: number, kind: 'issued' | 'returned', quantity: number) =>
    run(floor.store, (scope) =>
      giveMaterials(scope, {
        batchId,
        locationId: floor.sellable,
        kind,
        note: '',
        lines: [{ materialId, quantity }],
      }),
    )
  await to(other.id, 'issued', 3000)
  for (const end of [closeBatch, cancelBatch])
    await expect(
      run(floor.store, (scope) => end(scope, { id: other.id, reason: '不做了' })),
    ).rejects.toMatchObject({
      code: 'materials-there',
      data: { list: [{ name: '白毛绒', amount: '3', unit: 'm' }] },
    })
  await to(other.id, 'returned', 3000)
  await run(floor.store, (scope) => cancelBatch(scope, { id: other.id, reason: '不做了' }))
  // 10 m at 25, then 10 m of dearer cloth; 10 m come back at the average of both.
  await give(materialId, 'issued', 10_000)
  await run(floor.store, (scope) =>
    postMove(scope, {
      itemId: materialId,
      locationId: floor.sellable,
      quantity: 1000,
      cost: { kind: 'value', value: 900_000 },
      reason: 'opening',
      reference: null,
    }),
  )
  await give(materialId, 'issued', 10_000)
  await give(materialId, 'returned', 10_000)
  const dear = await floor.store.reader
    .selectFrom('material_use')
    .select('id')
    .where('batch_id', '=', floor.batchId)
    .where('kind', '=', 'issued')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  await expect(run(floor.store, (scope) => voidUse(scope, dear.id))).rejects.toMatchObject({
    code: 'material-over',
  })
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
    bundleIds: [],
    pieces: 18,
  })
  expect(await floor.store.reader.selectFrom('bundle').select('id').execute()).toHaveLength(2)
  const [whole, part] = await readLays(floor.store.reader, floor.batchId)
  expect(whole).toMatchObject({ part: '', pieces: 20 })
  expect(part).toMatchObject({ part: '耳朵', cut: [{ colour: '白', size: '110', quantity: 18 }] })
  // Whoever takes or records a bundle of that size is told before she misses them.
  const [bundle] = await floor.store.reader.selectFrom('bundle').select('id').execute()
  const lacking = async () => (await scannedBundle(floor.store.reader, bundle!.id)).partsLacking
  expect(await lacking()).toEqual([{ part: '耳朵', lacking: 2 }])
  const more = { ...cut, colours: [{ colour: '白', dyeLot: '', layers: 1 }] }
  await run(floor.store, (scope) => cutLay(scope, more))
  expect(await lacking()).toEqual([])
  const { id: second } = (await readLays(floor.store.reader, floor.batchId)).at(-1)!
  await run(floor.store, (scope) => voidLay(scope, second))
  expect(await lacking()).toEqual([{ part: '耳朵', lacking: 2 }])
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
