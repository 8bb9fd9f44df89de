import { afterEach, beforeEach, expect, test } from 'vitest'
import { saveBom } from '../../../db/catalog/bom.ts'
import { checkStore, isSound } from '../../../db/check/index.ts'
import { saveMaterial } from '../../../db/inventory/materials.ts'
import { createBatch, readBatch } from '../../../db/production/batches.ts'
import { cutLay } from '../../../db/production/bundles.ts'
import { changeBatch } from '../../../db/production/change-batch.ts'
import { closeBatch } from '../../../db/production/end-batch.ts'
import { run } from '../inventory/books.ts'
import { type Floor, openFloor, today } from './floor.ts'

let floor: Floor
let materialId: number
let batchId: number
const fabric = (usage: number) => ({
  part: '',
  materialId,
  colours: [],
  usage,
  usages: {},
  wastage: 0,
  typed: 'unit' as const,
})
/** A batch of 40 + 40 begun with 1.5 m a piece; later the BOM says 2 m. */
beforeEach(async () => {
  floor = await openFloor()
  await run(floor.store, async (scope) => {
    const facts = {
      width: null,
      gramsPerArea: null,
      supplierId: null,
      price: 1800,
      note: '',
      archived: false,
    }
    materialId = (await saveMaterial(scope, { id: null, name: '毛绒布', unit: 'm', ...facts })).id
  })
  await run(floor.store, (scope) => saveBom(scope, floor.styleId, [fabric(1500)]))
  batchId = (
    await run(floor.store, (scope) =>
      createBatch(scope, {
        styleId: floor.styleId,
        dueDate: '2026-05-25',
        performanceDate: null,
        note: '',
        businessDate: today,
        lines: floor.skus.map((skuId) => ({ skuId, planned: 40 })),
      }),
    )
  ).id
  await run(floor.store, (scope) => saveBom(scope, floor.styleId, [fabric(2000)]))
})
afterEach(async () => {
  expect(isSound(await checkStore(floor.store.reader))).toBe(true)
  await floor.close()
})

const change = (planned: readonly number[], more: { readonly dueDate?: string } = {}) =>
  run(floor.store, (scope) =>
    changeBatch(scope, {
      id: batchId,
      dueDate: '2026-05-28',
      performanceDate: null,
      note: '加急',
      ...more,
      lines: floor.skus.flatMap((skuId, index) =>
        planned[index] ? [{ skuId, planned: planned[index] }] : [],
      ),
    }),
  )
const expected = async () =>
  (
    await floor.store.reader
      .selectFrom('expected_supply')
      .select(['quantity', 'expected_date', 'closed_at'])
      .where('batch_id', '=', batchId)
      .orderBy('item_id')
      .execute()
  ).map(({ quantity, expected_date, closed_at }) => [quantity, expected_date, closed_at !== null])
const needed = async () =>
  (
    await floor.store.reader
      .selectFrom('batch_material')
      .select('needed')
      .where('batch_id', '=', batchId)
      .executeTakeFirst()
  )?.needed

test('changed pieces and days are what orders expect; materials follow by the BOM it was begun with', async () => {
  expect(await needed()).toBe(80 * 1500)
  await change([60, 10])
  expect(await readBatch(floor.store.reader, batchId)).toMatchObject({
    dueDate: '2026-05-28',
    note: '加急',
    planned: 70,
  })
  expect(await expected()).toEqual([
    [60, '2026-05-28', false],
    [10, '2026-05-28', false],
  ])
  expect(await needed()).toBe(70 * 1500)
  // A size that is no longer made is waited for no longer, and again once it is.
  await change([60, 0])
  expect((await expected())[1]?.[2]).toBe(true)
  expect((await readBatch(floor.store.reader, batchId)).lines).toHaveLength(1)
  await change([60, 5])
  expect((await readBatch(floor.store.reader, batchId)).lines.map(({ planned }) => planned)).toEqual([60, 5])
  expect(await expected()).toEqual([
    [60, '2026-05-28', false],
    [5, '2026-05-28', false],
  ])
})

test('fewer than are cut already is refused, and so is a batch that is over', async () => {
  await run(floor.store, (scope) =>
    cutLay(scope, {
      batchId,
      colours: [{ colour: '白', dyeLot: '', layers: 30 }],
      sizes: [{ size: '110', ratio: 1 }],
      rule: { by: 'size', pieces: 30 },
      businessDate: today,
    }),
  )
  await expect(change([20, 10])).rejects.toMatchObject({
    code: 'batch-cut-more',
    data: { cut: 30, wanted: 20 },
  })
  await change([30, 10])
  await run(floor.store, (scope) => closeBatch(scope, { id: batchId, reason: '不做了' }))
  await expect(change([30, 10])).rejects.toMatchObject({ code: 'batch-over' })
})

test('a change that another station made since it was read is kept', async () => {
  const { dueDate, performanceDate, note, lines } = await readBatch(floor.store.reader, batchId)
  const read = {
    dueDate,
    performanceDate,
    note,
    lines: lines.map(({ sku, planned }) => ({ skuId: sku.id, planned })),
  }
  const changed = (planned: number) =>
    run(floor.store, (scope) =>
      changeBatch(scope, {
        id: batchId,
        dueDate,
        performanceDate,
        note,
        lines: floor.skus.map((skuId) => ({ skuId, planned })),
        read: { ...read, lines: read.lines.toReversed() },
      }),
    )
  await changed(45)
  await expect(changed(50)).rejects.toMatchObject({ code: 'changed-meanwhile' })
  expect((await readBatch(floor.store.reader, batchId)).planned).toBe(90)
})
