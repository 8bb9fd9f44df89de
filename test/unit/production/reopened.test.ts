import { afterEach, beforeEach, expect, test } from 'vitest'
import { reallocate } from '../../../db/inventory/allocate.ts'
import { listProposals } from '../../../db/planning/proposals.ts'
import { createBatch } from '../../../db/production/batches.ts'
import { closeBatch } from '../../../db/production/end-batch.ts'
import { addIncoming, deliverJob, voidDelivery } from '../../../db/subcontracting/incoming.ts'
import { addOrder, closeChecked, run } from '../inventory/books.ts'
import { openSentOut, type SentOut } from '../subcontracting/sent-out.ts'
import { today } from './floor.ts'

/** What a receipt or delivery that is taken back does to its batch, and what a receipt does to other batches. */
let floor: SentOut
beforeEach(async () => {
  floor = await openSentOut()
})
afterEach(() => closeChecked(floor))

const close = (id: number) => run(floor.store, (scope) => closeBatch(scope, { id, reason: '找不到' }))
const held = async () => (await floor.bundles()).map((bundle) => [bundle.state, bundle.held])
const supplies = () =>
  floor.store.reader
    .selectFrom('expected_supply')
    .select(['batch_id as batch', 'quantity', 'received'])
    .select(({ eb }) => eb('closed_at', 'is', null).as('open'))
    .where('item_id', '=', floor.skus[0]!)
    .orderBy('id')
    .execute()
const anotherBatch = async () =>
  (
    await run(floor.store, (scope) =>
      createBatch(scope, {
        styleId: floor.styleId,
        dueDate: '2026-05-20',
        performanceDate: null,
        note: '',
        businessDate: today,
        lines: [{ skuId: floor.skus[0]!, planned: 40 }],
      }),
    )
  ).id

test('voiding a receipt opens its closed batch whole: what was lost is back and orders wait again', async () => {
  const [a, b] = await floor.cut(20)
  await floor.make(a!)
  await floor.receive([a!])
  await close(floor.batchId)
  expect(await held()).toEqual([
    ['done', 0],
    ['done', 0],
  ])
  await floor.unreceive(1)
  expect(await held()).toEqual([
    ['live', 10],
    ['live', 10],
  ])
  expect(await supplies()).toMatchObject([{ received: 0, open: 1 }])
  const open = await floor.store.reader
    .selectFrom('expected_supply')
    .select('id')
    .where('closed_at', 'is', null)
    .execute()
  // That of the other size, too.
  expect(open).toHaveLength(2)
  await floor.make(b!)
  await floor.receive([a!, b!])
  expect(await floor.stock()).toBe(20)
})

test('taking a delivery back opens its closed batch whole', async () => {
  const [a] = await floor.cut(20)
  await floor.make(a!)
  await run(floor.store, async (scope) => {
    const job = await addIncoming(scope, {
      batchId: floor.batchId,
      customerName: '别家',
      orderNumber: 'X',
      price: 1_000_000,
    })
    return deliverJob(scope, { id: job.id, bundleIds: [a!], businessDate: today })
  })
  await close(floor.batchId)
  await run(floor.store, (scope) => voidDelivery(scope, 1, today))
  expect(await held()).toEqual([
    ['live', 10],
    ['live', 10],
  ])
})

test('what a batch made answers its own supply, so that no more is proposed while another still makes its pieces', async () => {
  await run(floor.store, async (scope) => {
    await addOrder(scope, floor.shopId, { lines: [{ skuId: floor.skus[0]!, quantity: 80 }] })
    return reallocate(scope, [floor.skus[0]!])
  })
  const second = await anotherBatch()
  const ids = await floor.cut(40)
  for (const id of ids) await floor.make(id)
  await floor.receive(ids)
  await close(floor.batchId)
  expect(await supplies()).toEqual([
    { batch: floor.batchId, quantity: 40, received: 40, open: 0 },
    { batch: second, quantity: 40, received: 0, open: 1 },
  ])
  const { rows } = await listProposals(floor.store.reader, { search: '', offset: 0, limit: 9, today })
  expect(rows.flatMap(({ cells }) => cells.filter(({ skuId }) => skuId === floor.skus[0]))).toEqual([])

  // A batch that is over is not waited for again because the other's receipt is taken back.
  await close(second)
  await floor.unreceive(1)
  expect(await supplies()).toEqual([
    { batch: floor.batchId, quantity: 40, received: 0, open: 1 },
    { batch: second, quantity: 40, received: 0, open: 0 },
  ])
})

test('pieces beyond a batch’s own, and pieces bought, leave another batch’s supply as it is', async () => {
  const second = await anotherBatch()
  const ids = await floor.cut(50)
  for (const id of ids) await floor.make(id)
  await floor.receive(ids)
  expect((await supplies()).map(({ batch, received }) => [batch, received])).toEqual([
    [floor.batchId, 40],
    [second, 0],
  ])
  // Written down without bundles: the batch still makes its own.
  await floor.takeIn(3)
  expect((await supplies())[1]).toMatchObject({ received: 0 })
})
