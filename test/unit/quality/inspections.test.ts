import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { saveSizeChart } from '../../../db/catalog/size-chart.ts'
import { checkStore, isSound } from '../../../db/check/index.ts'
import { postMove } from '../../../db/inventory/ledger.ts'
import { placeOf } from '../../../db/inventory/locations.ts'
import { sellSeconds } from '../../../db/inventory/sell-seconds.ts'
import { createBatch } from '../../../db/production/batches.ts'
import { cutLay, splitBundle } from '../../../db/production/bundles.ts'
import { receiveBundles } from '../../../db/production/receive-bundles.ts'
import { recordWork, undoWork } from '../../../db/production/work.ts'
import { addDefect, mendDefect, voidDefect } from '../../../db/quality/defects.ts'
import {
  beginInspection,
  closeInspection,
  countInspected,
  measurePiece,
} from '../../../db/quality/inspections.ts'
import { readPareto } from '../../../db/quality/pareto.ts'
import { proposedStrictness, readInspection } from '../../../db/quality/read-inspections.ts'
import { listReworks } from '../../../db/quality/reworks.ts'
import { addIncoming } from '../../../db/subcontracting/incoming.ts'
import { run } from '../inventory/books.ts'
import { type Floor, openFloor, today } from '../production/floor.ts'

let floor: Floor
let bundleId: number
let inspectionId: number
const begin = {
  kind: 'final',
  receiptId: null,
  operationId: null,
  lot: 10,
  strictness: 'normal',
  level: 'II',
  major: '2.5',
  minor: '4.0',
  note: '',
} as const
const plain = {
  bundleId: null,
  operationId: null,
  workerId: null,
  photoHash: '',
  note: '',
  outcome: 'noted',
} as const

/** A bundle of ten, finished at all three steps, and a final check of it. */
beforeEach(async () => {
  floor = await openFloor()
  await run(floor.store, async (scope) => {
    await cutLay(scope, {
      batchId: floor.batchId,
      colours: [{ colour: '白', dyeLot: '', layers: 10 }],
      sizes: [{ size: '110', ratio: 1 }],
      rule: { by: 'size', pieces: 10 },
      businessDate: today,
    })
    bundleId = (await scope.trx.selectFrom('bundle').select('id').executeTakeFirstOrThrow()).id
    for (const operationId of floor.operations)
      await recordWork(
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
      )
    inspectionId = (await beginInspection(scope, { ...begin, batchId: floor.batchId }, today)).id
  })
})
afterEach(async () => {
  expect(isSound(await checkStore(floor.store.reader))).toBe(true)
  await floor.close()
})

const held = async () =>
  (
    await floor.store.reader
      .selectFrom('bundle')
      .select('held')
      .where('id', '=', bundleId)
      .executeTakeFirstOrThrow()
  ).held
const secondsThere = () =>
  floor.store.reader
    .selectFrom('sku')
    .innerJoin('stock_level', 'stock_level.item_id', 'sku.id')
    .innerJoin('location', 'location.id', 'location_id')
    .select(['sku.id', 'colour', 'size', 'location.kind', 'quantity', 'sku.archived_at'])
    .where('seconds_of', 'is not', null)
    .execute()
const inSeconds = async () => (await secondsThere())[0]?.quantity ?? 0
const receive = () =>
  run(floor.store, async (scope) => {
    const place = await scope.trx
      .selectFrom('location')
      .select('id')
      .where('kind', '=', 'sellable')
      .executeTakeFirstOrThrow()
    return receiveBundles(scope, { ids: [bundleId], locationId: place.id, businessDate: today })
  })

test('pieces sent back keep their bundle out of stock until somebody mended them, and again when that is undone', async () => {
  await run(floor.store, (scope) =>
    addDefect(scope, {
      ...plain,
      id: inspectionId,
      name: '开线',
      class: 'major',
      pieces: 2,
      bundleId,
      operationId: floor.operations[2]!,
      workerId: floor.workers[0]!,
      outcome: 'rework',
    }),
  )
  await expect(receive()).rejects.toMatchObject({ code: 'rework-open', data: { pieces: 2 } })
  await expect(run(floor.store, (scope) => splitBundle(scope, bundleId, [5, 5]))).rejects.toMatchObject({
    code: 'rework-open',
  })
  const [rework] = await listReworks(floor.store.reader)
  expect(rework).toMatchObject({ pieces: 2, operationName: '整烫', workerName: '王秀英', bundleNumber: 1 })
  const mend = () =>
    run(floor.store, (scope) =>
      mendDefect(scope, { defectId: rework!.defectId, workerId: floor.workers[1]!, workDate: today }, today),
    )
  await mend()
  expect(await listReworks(floor.store.reader)).toEqual([])
  const entry = await floor.store.reader
    .selectFrom('work_entry')
    .selectAll()
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  expect(entry).toMatchObject({ worker_id: floor.workers[1], good: 0, rework: 2, reason: '开线' })
  await run(floor.store, (scope) => undoWork(scope, entry.id))
  expect(await listReworks(floor.store.reader)).toHaveLength(1)
  await mend()
  expect((await receive()).pieces).toBe(10)
})

test('seconds leave their bundle as goods of their own and scrap for nothing; both can be taken back', async () => {
  const defect = { ...plain, id: inspectionId, name: '破洞', class: 'major', bundleId } as const
  const seconds = await run(floor.store, (scope) =>
    addDefect(scope, { ...defect, pieces: 3, outcome: 'seconds' }),
  )
  await run(floor.store, (scope) => addDefect(scope, { ...defect, pieces: 1, outcome: 'scrap' }))
  expect([await held(), await inSeconds()]).toEqual([6, 3])
  expect(await secondsThere()).toMatchObject([
    { colour: '白 次品', size: '110', kind: 'sellable', quantity: 3, archived_at: null },
  ])
  // They are sold, never made: no batch takes them.
  const secondsId = (await secondsThere())[0]!.id
  await expect(
    run(floor.store, (scope) =>
      createBatch(scope, {
        styleId: floor.styleId,
        dueDate: null,
        performanceDate: null,
        note: '',
        lines: [{ skuId: secondsId, planned: 5 }],
        businessDate: today,
      }),
    ),
  ).rejects.toMatchObject({ code: 'not-found' })
  await expect(
    run(floor.store, (scope) => addDefect(scope, { ...defect, pieces: 7, outcome: 'scrap' })),
  ).rejects.toMatchObject({ code: 'pieces-over', data: { held: 6, wanted: 7 } })
  await run(floor.store, (scope) => voidDefect(scope, seconds.id))
  await run(floor.store, (scope) => voidDefect(scope, seconds.id))
  expect([await held(), await inSeconds()]).toEqual([9, 0])
  expect((await receive()).pieces).toBe(9)
  const found = await readPareto(floor.store.reader, { side: 'defect', from: today, to: today })
  expect(found.rows).toEqual([
    { name: '破洞', outOfSize: false, critical: 0, major: 1, minor: 0, pieces: 1, upTo: 1000 },
  ])
})

test('what was returned with a flaw becomes goods of the same seconds, at the value it had', async () => {
  const skuId = floor.skus[0]!
  await run(floor.store, async (scope) => {
    await postMove(scope, {
      itemId: skuId,
      locationId: await placeOf(scope, 'seconds'),
      quantity: 5,
      cost: { kind: 'value', value: 4001 },
      reason: 'opening',
      reference: null,
    })
    const shelf = await placeOf(scope, 'sellable')
    await sellSeconds(scope, { skuId, quantity: 2, locationId: shelf })
    await sellSeconds(scope, { skuId, quantity: 3, locationId: shelf })
  })
  expect(await secondsThere()).toMatchObject([{ colour: '白 次品', kind: 'sellable', quantity: 5 }])
  const { rows } = await sql<{ value: number }>`
    SELECT sum(value) AS value FROM stock_level WHERE item_id <> ${skuId}`.execute(floor.store.reader)
  expect(rows[0]?.value).toBe(4001)
  await expect(
    run(floor.store, async (scope) =>
      sellSeconds(scope, { skuId, quantity: 1, locationId: await placeOf(scope, 'sellable') }),
    ),
  ).rejects.toMatchObject({ code: 'stock-below-zero' })
})

test('the verdict is the plan of the lot; another one needs a reason; two rejected lots tighten the next', async () => {
  const chart = [{ name: '胸围', minus: 10, plus: 10, sizes: { '110': 640 } }]
  await run(floor.store, async (scope) => {
    await saveSizeChart(scope, floor.styleId, chart)
    await measurePiece(scope, {
      id: inspectionId,
      piece: 1,
      size: '110',
      values: [{ point: '胸围', measured: 655 }],
    })
    await countInspected(scope, { id: inspectionId, inspected: 5 })
  })
  // One piece is too wide: a major defect that nobody needs to enter again.
  expect(await readInspection(floor.store.reader, inspectionId)).toMatchObject({
    sample: 5,
    major: 1,
    acceptMajor: 0,
    outOfSize: 1,
  })
  // So does the ranking know it, by its kind and by its style.
  const ranked = async (side: 'defect' | 'style') =>
    (await readPareto(floor.store.reader, { side, from: today, to: today })).rows
  expect(await ranked('defect')).toMatchObject([{ outOfSize: true, name: '', major: 1, pieces: 1 }])
  expect(await ranked('style')).toMatchObject([{ outOfSize: false, name: 'T01 小白兔', pieces: 1 }])
  const close = (id: number, verdict: 'accepted' | 'rejected', note = '') =>
    run(floor.store, (scope) => closeInspection(scope, { id, verdict, note }))
  await expect(close(inspectionId, 'accepted')).rejects.toMatchObject({ code: 'reason-missing' })
  await close(inspectionId, 'rejected')
  expect((await proposedStrictness(floor.store.reader, floor.styleId)).strictness).toBe('normal')
  const again = await run(floor.store, (scope) =>
    beginInspection(scope, { ...begin, batchId: floor.batchId }, today),
  )
  await expect(close(again.id, 'rejected')).rejects.toMatchObject({ code: 'reason-missing' })
  await close(again.id, 'rejected', '全批色差')
  expect((await proposedStrictness(floor.store.reader, floor.styleId)).strictness).toBe('tightened')
  await expect(
    run(floor.store, (scope) =>
      addDefect(scope, { ...plain, id: again.id, name: '线头', class: 'minor', pieces: 1 }),
    ),
  ).rejects.toMatchObject({ code: 'inspection-over' })
})

test('rework is asked of a recorded step only, and pieces of another workshop never become our seconds', async () => {
  const [first, , last] = floor.operations
  const defect = {
    ...plain,
    id: inspectionId,
    name: '脏',
    class: 'major',
    pieces: 2,
    bundleId,
    operationId: first!,
  } as const
  await run(floor.store, async (scope) => {
    const row = await scope.trx
      .selectFrom('batch_operation')
      .select('id')
      .where('operation_id', '=', first!)
      .executeTakeFirstOrThrow()
    await scope.update('batch_operation', row.id, { recorded: 0 })
  })
  const add = (outcome: 'rework' | 'seconds' | 'noted', operationId: number) =>
    run(floor.store, (scope) => addDefect(scope, { ...defect, outcome, operationId }))
  await expect(add('rework', first!)).rejects.toMatchObject({
    code: 'step-unrecorded',
    data: { operation: '拼身' },
  })
  await add('noted', first!)
  await run(floor.store, (scope) =>
    addIncoming(scope, { batchId: floor.batchId, customerName: '别家', orderNumber: 'X', price: 1_000_000 }),
  )
  await expect(add('seconds', last!)).rejects.toMatchObject({ code: 'not-ours' })
  expect(await secondsThere()).toEqual([])
  expect(await held()).toBe(10)
  await add('rework', last!)
})

test('every piece is looked at until somebody says otherwise, however many checks that takes', async () => {
  const checked = (strictness: 'tightened' | 'full' | 'normal', state: 'accepted' | 'rejected') =>
    run(floor.store, async (scope) => {
      const { id } = await beginInspection(scope, { ...begin, strictness, batchId: floor.batchId }, today)
      await countInspected(scope, { id, inspected: 10 })
      await closeInspection(scope, { id, verdict: state, note: '看过' })
    })
  for (let k = 0; k < 5; k++) await checked('tightened', 'rejected')
  for (let k = 0; k < 12; k++) await checked('full', k % 2 ? 'accepted' : 'rejected')
  expect(await proposedStrictness(floor.store.reader, floor.styleId)).toEqual({
    strictness: 'full',
    rejected: 5,
    looked: 10,
  })
  await checked('normal', 'accepted')
  expect(await proposedStrictness(floor.store.reader, floor.styleId)).toMatchObject({ strictness: 'normal' })
})

test('two who look at one lot at once lose no piece of each other, neither looked at nor measured', async () => {
  await run(floor.store, (scope) =>
    saveSizeChart(scope, floor.styleId, [{ name: '胸围', minus: 10, plus: 10, sizes: { '110': 640 } }]),
  )
  const count = (inspected: number, before: number) =>
    run(floor.store, (scope) => countInspected(scope, { id: inspectionId, inspected, before }))
  const measure = (measured: number, isNew: boolean) =>
    run(floor.store, (scope) =>
      measurePiece(scope, {
        ...{ id: inspectionId, piece: 1, isNew, size: '110' },
        values: [{ point: '胸围', measured }],
      }),
    )
  // Both screens said: none yet.
  await count(1, 0)
  await count(2, 1)
  await count(1, 0)
  await measure(640, true)
  await measure(645, true)
  await measure(641, false)
  const { inspected, measures } = await readInspection(floor.store.reader, inspectionId)
  expect(inspected).toBe(3)
  expect(measures.map(({ piece, measured }) => [piece, measured])).toEqual([
    [1, 641],
    [2, 645],
  ])
})
