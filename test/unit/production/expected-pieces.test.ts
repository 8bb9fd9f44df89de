import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkStore, isSound } from '../../../db/check/index.ts'
import { cutLay } from '../../../db/production/bundles.ts'
import { changeBatch } from '../../../db/production/change-batch.ts'
import { closeBatch, reopenBatch } from '../../../db/production/end-batch.ts'
import { recordWork, undoWork } from '../../../db/production/work.ts'
import { run } from '../inventory/books.ts'
import { type Floor, openFloor, today } from './floor.ts'

let floor: Floor
beforeEach(async () => {
  floor = await openFloor()
})
afterEach(async () => {
  expect(isSound(await checkStore(floor.store.reader))).toBe(true)
  await floor.close()
})

const cut = async (layers: number) =>
  (
    await run(floor.store, (scope) =>
      cutLay(scope, {
        batchId: floor.batchId,
        colours: [{ colour: '白', dyeLot: '', layers }],
        sizes: [{ size: '110', ratio: 1 }],
        rule: { by: 'size', pieces: layers },
        businessDate: today,
      }),
    )
  ).bundleIds[0]!
const scrap = async (bundleId: number, pieces: number) =>
  (
    await run(floor.store, (scope) =>
      recordWork(
        scope,
        {
          workerId: floor.workers[0]!,
          operationId: floor.operations[0]!,
          bundleId,
          good: 0,
          rework: 0,
          scrap: pieces,
          reason: '剪坏',
          basis: 'piece',
          workDate: today,
        },
        today,
      ),
    )
  ).id
/** What orders may still expect of size 110, of which 40 are planned; null: nothing. */
const expected = async () => {
  const supply = await floor.store.reader
    .selectFrom('expected_supply')
    .select(['quantity', 'received', 'closed_at'])
    .where('batch_id', '=', floor.batchId)
    .where('item_id', '=', floor.skus[0]!)
    .executeTakeFirstOrThrow()
  return supply.closed_at === null ? supply.quantity - supply.received : null
}

test('a piece that was scrapped is expected no longer, and again where the record is undone', async () => {
  const bundleId = await cut(30)
  expect(await expected()).toBe(40)
  const entry = await scrap(bundleId, 3)
  expect(await expected()).toBe(37)
  await run(floor.store, (scope) => undoWork(scope, entry))
  expect(await expected()).toBe(40)
})

test('pieces cut beyond the plan stand in for scrapped ones', async () => {
  const bundleId = await cut(42)
  expect(await expected()).toBe(40)
  await scrap(bundleId, 1)
  expect(await expected()).toBe(40)
  await scrap(bundleId, 2)
  expect(await expected()).toBe(39)
  await cut(1)
  expect(await expected()).toBe(40)
})

test('a changed plan counts what was scrapped before', async () => {
  await scrap(await cut(40), 4)
  const change = (planned: number) =>
    run(floor.store, (scope) =>
      changeBatch(scope, {
        id: floor.batchId,
        dueDate: null,
        performanceDate: null,
        note: '',
        lines: [{ skuId: floor.skus[0]!, planned }],
      }),
    )
  await change(44)
  expect(await expected()).toBe(40)
})

test('nothing left of a size asks for nothing; a batch that is opened again asks for what it holds', async () => {
  const bundleId = await cut(40)
  const entry = await scrap(bundleId, 40)
  expect(await expected()).toBeNull()
  await run(floor.store, (scope) => undoWork(scope, entry))
  expect(await expected()).toBe(40)
  await scrap(bundleId, 5)
  await run(floor.store, (scope) => closeBatch(scope, { id: floor.batchId, reason: '不做了' }))
  expect(await expected()).toBeNull()
  await run(floor.store, (scope) => reopenBatch(scope, floor.batchId))
  expect(await expected()).toBe(35)
})
