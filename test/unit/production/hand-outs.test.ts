import { afterEach, beforeEach, expect, test } from 'vitest'
import { dyeLots } from '../../../db/inventory/dye-lots.ts'
import { purchaseMaterials, saveMaterial } from '../../../db/inventory/materials.ts'
import { saveSupplier } from '../../../db/inventory/suppliers.ts'
import { bundleHistory } from '../../../db/production/bundle-history.ts'
import { cutLay } from '../../../db/production/bundles.ts'
import { giveBack, handOut, listHandOuts } from '../../../db/production/hand-outs.ts'
import { recordMany } from '../../../db/production/record-many.ts'
import { scannedBundle } from '../../../db/production/scan.ts'
import { recordWork, refuseRepeat, undoWork } from '../../../db/production/work.ts'
import { closeChecked, run } from '../inventory/books.ts'
import { type Floor, openFloor, today } from './floor.ts'

let floor: Floor
let bundles: number[]
beforeEach(async () => {
  floor = await openFloor()
  await run(floor.store, (scope) =>
    cutLay(scope, {
      batchId: floor.batchId,
      colours: [{ colour: '白', dyeLot: '', layers: 25 }],
      sizes: [{ size: '110', ratio: 1 }],
      rule: { by: 'size', pieces: 10 },
      businessDate: today,
    }),
  )
  bundles = (await floor.store.reader.selectFrom('bundle').select('id').orderBy('id').execute()).map(
    ({ id }) => id,
  )
})
afterEach(() => closeChecked(floor))

const give = (bundleIds: number[], worker = 0, dueDate: string | null = null, pieces: number | null = null) =>
  run(floor.store, (scope) =>
    handOut(
      scope,
      {
        bundles: bundleIds.map((bundleId) => ({ bundleId, pieces })),
        operationId: floor.operations[0]!,
        workerId: floor.workers[worker]!,
        dueDate,
        note: '',
        locationId: null,
        materials: [],
      },
      today,
    ),
  )
const entry = (bundle: number, good: number, worker = 0) => ({
  bundleId: bundles[bundle]!,
  operationId: floor.operations[0]!,
  workerId: floor.workers[worker]!,
  good,
  rework: 0,
  scrap: 0,
  reason: '',
  basis: 'piece' as const,
  workDate: today,
})
const inHand = async () =>
  (await listHandOuts(floor.store.reader, null, today)).map(({ bundleNumber, left }) => [bundleNumber, left])

test('what is handed out is in hand until its worker records it or brings it back; undone records are in hand again', async () => {
  expect(await give([bundles[0]!, bundles[1]!], 0, '2026-05-17')).toEqual({ pieces: 20 })
  await expect(give([bundles[1]!], 1)).rejects.toMatchObject({
    code: 'handed-out',
    data: { bundle: 2 },
  })
  expect((await listHandOuts(floor.store.reader, floor.workers[0]!, today))[0]).toMatchObject({
    late: true,
    operationName: '拼身',
    left: 10,
  })
  const { id } = await run(floor.store, (scope) => recordWork(scope, entry(0, 7), today))
  // What somebody else does on it is hers, and no longer in the hand of who took it.
  await run(floor.store, (scope) => recordWork(scope, entry(1, 4, 1), today))
  const shown = await scannedBundle(floor.store.reader, bundles[1]!)
  expect(shown.steps.map(({ holders }) => holders.map(({ workerId, pieces }) => [workerId, pieces]))).toEqual(
    floor.operations.map((_, index) => (index === 0 ? [[floor.workers[0], 6]] : [])),
  )
  expect(await inHand()).toEqual([
    [1, 3],
    [2, 6],
  ])
  await run(floor.store, (scope) => undoWork(scope, id))
  expect(await inHand()).toEqual([
    [1, 10],
    [2, 6],
  ])
  const [first, second] = await listHandOuts(floor.store.reader, null, today)
  await expect(
    run(floor.store, (scope) => giveBack(scope, { id: first!.id, pieces: 11 })),
  ).rejects.toMatchObject({ code: 'hand-out-over', data: { left: 10 } })
  await run(floor.store, (scope) => giveBack(scope, { id: first!.id, pieces: 10 }))
  await expect(
    run(floor.store, (scope) => giveBack(scope, { id: second!.id, pieces: 7 })),
  ).rejects.toMatchObject({ code: 'hand-out-over', data: { left: 6 } })
  await run(floor.store, (scope) => giveBack(scope, { id: second!.id, pieces: 2 }))
  // The same pieces entered at another station, whose screen still says six.
  await expect(
    run(floor.store, (scope) => giveBack(scope, { id: second!.id, pieces: 2, expectedLeft: 6 })),
  ).rejects.toMatchObject({ code: 'hand-changed', data: { expected: 6, left: 4 } })
  expect(await inHand()).toEqual([[2, 4]])
  expect(await give([bundles[0]!], 1)).toEqual({ pieces: 10 })
  const history = await bundleHistory(floor.store.reader, bundles[0]!)
  expect(history.map(({ what, pieces, undone }) => [what, pieces, undone])).toEqual([
    ['begun', 10, false],
    ['handed-out', 10, false],
    ['work', 7, true],
    ['handed-out', 10, false],
  ])
})

test('the same scan within a second is written once; a minute later it is another', async () => {
  const at = async (ms: number) =>
    run(floor.store, async (scope) => {
      const then = { ...scope, at: 1_800_000_000_000 + ms }
      await refuseRepeat(then, entry(0, 2))
      return recordWork(then, entry(0, 2), today)
    })
  await at(0)
  await expect(at(900)).rejects.toMatchObject({ code: 'recorded-just-now' })
  await at(60_000)
})

test('a grid of many workers is laid over the bundles, all of it or nothing', async () => {
  const [step] = floor.operations
  const [wang, li] = floor.workers
  const many = (cells: { workerId: number; bundleId: number | null; good: number }[]) =>
    run(floor.store, (scope) =>
      recordMany(
        scope,
        {
          batchId: floor.batchId,
          workDate: today,
          basis: 'piece',
          cells: cells.map((cell) => ({ ...cell, operationId: step! })),
        },
        today,
      ),
    )
  await expect(
    many([
      { workerId: wang!, bundleId: null, good: 20 },
      { workerId: li!, bundleId: null, good: 6 },
    ]),
  ).rejects.toMatchObject({ code: 'pieces-beyond', data: { operation: '拼身', beyond: 1 } })
  expect(await floor.store.reader.selectFrom('work_entry').selectAll().execute()).toEqual([])
  expect(
    await many([
      { workerId: wang!, bundleId: null, good: 12 },
      { workerId: li!, bundleId: bundles[0]!, good: 8 },
      { workerId: li!, bundleId: null, good: 5 },
    ]),
  ).toEqual({ entries: 4, pieces: 25, ratesMissing: 0 })
  const rows = await floor.store.reader
    .selectFrom('work_entry')
    .select(['bundle_id', 'worker_id', 'good'])
    .orderBy('id')
    .execute()
  expect(
    rows.map((row) => [bundles.indexOf(row.bundle_id) + 1, row.worker_id === wang ? '王' : '李', row.good]),
  ).toEqual(
    [
      [1, '李', 8],
      [1, '王', 2],
      [2, '王', 10],
      [3, '李', 5],
    ].toSpliced(3, 0),
  )
})

test('materials go along from a place or not at all: nothing is handed out while that is not said', async () => {
  await expect(
    run(floor.store, (scope) =>
      handOut(
        scope,
        {
          bundles: [{ bundleId: bundles[0]!, pieces: null }],
          operationId: floor.operations[0]!,
          workerId: floor.workers[0]!,
          dueDate: null,
          note: '',
          locationId: null,
          materials: [{ materialId: 1, quantity: 1000 }],
        },
        today,
      ),
    ),
  ).rejects.toMatchObject({ code: 'input-invalid', data: { fields: [{ path: 'locationId' }] } })
  expect(await inHand()).toEqual([])
})

test('materials that go along keep their dye lots: in the list of what is out, and in what is left of each lot', async () => {
  const plain = { width: null, gramsPerArea: null, supplierId: null, price: null, note: '', archived: false }
  const ribbon = await run(floor.store, async (scope) => {
    const { id } = await saveMaterial(scope, { id: null, name: '红丝带', unit: 'm', ...plain })
    const shop = await saveSupplier(scope, { id: null, name: '老李', kind: 'supplier', phone: '', note: '' })
    await purchaseMaterials(scope, {
      supplierId: shop.id,
      locationId: floor.sellable,
      businessDate: today,
      note: '',
      paidNow: 0,
      lines: [
        { materialId: id, quantity: 5000, amount: 100, dyeLot: 'A1' },
        { materialId: id, quantity: 9000, amount: 300, dyeLot: 'B2' },
      ],
    })
    return id
  })
  await run(floor.store, (scope) =>
    handOut(
      scope,
      {
        bundles: [{ bundleId: bundles[0]!, pieces: null }],
        operationId: floor.operations[0]!,
        workerId: floor.workers[0]!,
        dueDate: null,
        note: '',
        locationId: floor.sellable,
        materials: [
          { materialId: ribbon, quantity: 5000, dyeLot: 'A1' },
          { materialId: ribbon, quantity: 1500, dyeLot: 'B2' },
        ],
      },
      today,
    ),
  )
  const [row] = await listHandOuts(floor.store.reader, null, today)
  expect(row!.materials).toEqual([
    { name: '红丝带', unit: 'm', quantity: 5000, dyeLot: 'A1' },
    { name: '红丝带', unit: 'm', quantity: 1500, dyeLot: 'B2' },
  ])
  expect((await dyeLots(floor.store.reader, [ribbon])).map(({ dyeLot, left }) => [dyeLot, left])).toEqual([
    ['A1', 0],
    ['B2', 7500],
  ])
})

test('a bundle is taken in parts by two people, and no more of it than there is', async () => {
  await give([bundles[0]!], 0, null, 4)
  await expect(give([bundles[0]!], 1, null, 7)).rejects.toMatchObject({
    code: 'hand-out-many',
    data: { left: 6, wanted: 7 },
  })
  await give([bundles[0]!], 1)
  expect((await inHand()).map((row) => row.at(-1)).toSorted()).toEqual([4, 6])
  await expect(give([bundles[0]!], 1)).rejects.toMatchObject({ code: 'handed-out' })
})
