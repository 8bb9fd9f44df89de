import { afterEach, beforeEach, expect, test } from 'vitest'
import { saveBom } from '../../../db/catalog/bom.ts'
import { saveMaterial } from '../../../db/inventory/materials.ts'
import { listScrapSales, sellScrap, voidScrapSale } from '../../../db/inventory/scrap-sales.ts'
import { listProposals } from '../../../db/planning/proposals.ts'
import { listSeasons, readSeason, saveSeason } from '../../../db/planning/season.ts'
import { createBatch, readBatch } from '../../../db/production/batches.ts'
import { cancelBatch } from '../../../db/production/end-batch.ts'
import { closeChecked, run } from '../inventory/books.ts'
import { type Floor, openFloor, today } from '../production/floor.ts'

let floor: Floor
beforeEach(async () => {
  floor = await openFloor()
  await run(floor.store, (scope) => cancelBatch(scope, { id: floor.batchId, reason: '' }))
})
afterEach(() => closeChecked(floor))
const proposals = (day = today) =>
  listProposals(floor.store.reader, { search: '', offset: 0, limit: 20, today: day })
const save = (readyBy: string | null, pieces: readonly number[]) =>
  run(floor.store, (scope) =>
    saveSeason(scope, {
      styleId: floor.styleId,
      readyBy,
      lines: pieces.map((quantity, at) => ({ skuId: floor.skus[at]!, quantity })),
    }),
  )

test('a season asks for its pieces by its day, with what they lack of materials, and no longer after it', async () => {
  expect((await proposals()).rows).toEqual([])
  await run(floor.store, async (scope) => {
    const { id } = await saveMaterial(scope, {
      id: null,
      name: '红绸',
      unit: 'm',
      width: null,
      gramsPerArea: null,
      supplierId: null,
      price: null,
      note: '',
      archived: false,
    })
    await saveBom(scope, floor.styleId, [
      { materialId: id, part: '', colours: [], usage: 1500, usages: {}, wastage: 0 },
    ])
  })
  await save('2026-05-30', [30, 12])
  const { rows } = await proposals()
  expect(rows[0]).toMatchObject({
    proposed: 42,
    short: 0,
    due: '2026-05-30',
    hasBom: true,
    missing: [{ name: '红绸', short: 63_000 }],
  })
  expect(await readSeason(floor.store.reader, floor.styleId)).toMatchObject({ readyBy: '2026-05-30' })
  expect(rows[0]).toMatchObject({ forOrders: 0, forSafety: 0, forSeason: 42, seasonBy: '2026-05-30' })
  const listed = (day = today) => listSeasons(floor.store.reader, day)
  expect(await listed()).toMatchObject([{ readyBy: '2026-05-30', quantity: 42, missing: 42, over: false }])
  // What is being made for it is not asked for again.
  await run(floor.store, (scope) =>
    createBatch(scope, {
      styleId: floor.styleId,
      dueDate: '2026-05-29',
      performanceDate: null,
      note: '',
      businessDate: today,
      lines: [{ skuId: floor.skus[0]!, planned: 30 }],
    }),
  )
  expect((await proposals()).rows[0]).toMatchObject({ proposed: 12 })
  expect(await listed()).toMatchObject([{ quantity: 42, missing: 12 }])
  expect(await listed('2026-05-31')).toMatchObject([{ over: true, missing: 0 }])
  expect((await proposals('2026-05-31')).rows).toEqual([])
  await save(null, [])
  expect((await proposals()).rows).toEqual([])
})

test('a batch keeps the orders it is made for', async () => {
  const order = await floor.store.reader.selectFrom('orders').select('id').executeTakeFirst()
  const make = (orderIds: number[]) =>
    run(floor.store, (scope) =>
      createBatch(scope, {
        styleId: floor.styleId,
        dueDate: null,
        performanceDate: '2026-06-01',
        note: '',
        businessDate: today,
        orderIds,
        lines: [{ skuId: floor.skus[0]!, planned: 3 }],
      }),
    )
  await expect(make([4711])).rejects.toMatchObject({ code: 'not-found', data: { what: 'order' } })
  const { id } = await make(order ? [order.id, order.id] : [])
  expect((await readBatch(floor.store.reader, id)).orders).toHaveLength(order ? 1 : 0)
})

test('offcuts are sold by weight; a sale taken back stays in the list', async () => {
  const { id } = await run(floor.store, (scope) =>
    sellScrap(scope, { businessDate: today, weightGrams: 12_500, amount: 15_000, buyer: '老周', note: '' }),
  )
  await run(floor.store, (scope) => voidScrapSale(scope, id))
  expect(await listScrapSales(floor.store.reader)).toMatchObject([
    { weightGrams: 12_500, amount: 15_000, voided: true },
  ])
})
