import { afterEach, beforeEach, expect, test } from 'vitest'
import { supplierAccount } from '../../../db/inventory/suppliers.ts'
import { cutLay, splitBundle } from '../../../db/production/bundles.ts'
import { costOf } from '../../../db/production/costs/read-cost.ts'
import { closeBatch } from '../../../db/production/end-batch.ts'
import { receiveBundles } from '../../../db/production/receive-bundles.ts'
import { recordWork, undoWork } from '../../../db/production/work.ts'
import { closeSubcontract, reopenSubcontract } from '../../../db/subcontracting/close-order.ts'
import { listSubcontracts, readSubcontract } from '../../../db/subcontracting/orders.ts'
import { listPartners, savePartner } from '../../../db/subcontracting/partners.ts'
import { receiveReturn, voidReturn } from '../../../db/subcontracting/returns.ts'
import { sendOut } from '../../../db/subcontracting/send-out.ts'
import { closeChecked, run } from '../inventory/books.ts'
import { type Floor, openFloor, today } from '../production/floor.ts'

let floor: Floor
let partnerId: number
beforeEach(async () => {
  floor = await openFloor()
  partnerId = await run(
    floor.store,
    async (scope) =>
      (
        await savePartner(scope, {
          id: null,
          name: '李家制衣',
          phone: '',
          skills: '拼身',
          leadDays: 4,
          distance: 3,
          note: '',
        })
      ).id,
  )
})
afterEach(() => closeChecked(floor))

const cut = (layers: number) =>
  run(floor.store, (scope) =>
    cutLay(scope, {
      batchId: floor.batchId,
      colours: [{ colour: '白', dyeLot: 'A1', layers }],
      sizes: [{ size: '110', ratio: 1 }],
      rule: { by: 'size', pieces: 10 },
      businessDate: today,
    }),
  )
const bundles = () => floor.store.reader.selectFrom('bundle').selectAll().orderBy('id').execute()
const send = (bundleIds: number[], operationIds = floor.operations.slice(0, 1), price = 1_250_000) =>
  run(floor.store, (scope) =>
    sendOut(
      scope,
      {
        subcontractorId: partnerId,
        batchId: floor.batchId,
        bundleIds,
        operationIds,
        price,
        dueDate: '2026-05-20',
        note: '',
      },
      today,
    ),
  )
const back = (
  id: number,
  bundleId: number,
  line: Partial<{ good: number; scrap: number; lost: number; rework: number }>,
  deduction = 0,
  over = false,
) =>
  run(floor.store, (scope) =>
    receiveReturn(scope, {
      id,
      businessDate: today,
      deduction,
      note: deduction > 0 ? '少了' : '',
      over,
      lines: [{ bundleId, good: 0, scrap: 0, lost: 0, rework: 0, ...line }],
    }),
  )
const record = (bundleId: number, operation: number, good: number) =>
  run(floor.store, (scope) =>
    recordWork(
      scope,
      {
        bundleId,
        operationId: floor.operations[operation]!,
        workerId: floor.workers[0]!,
        good,
        rework: 0,
        scrap: 0,
        reason: '',
        basis: 'piece',
        workDate: today,
      },
      today,
    ),
  )
const read = (id: number) => readSubcontract(floor.store.reader, id, today, true)

test('bundles go out for a step, come back in parts, and are owed for; nobody records that step here meanwhile', async () => {
  await cut(20)
  const [one] = await bundles()
  const { id } = await send([one!.id])
  await expect(record(one!.id, 0, 1)).rejects.toMatchObject({
    code: 'bundle-out',
    data: { partner: '李家制衣', pieces: 10 },
  })
  await expect(run(floor.store, (scope) => splitBundle(scope, one!.id, [5, 5]))).rejects.toMatchObject({
    code: 'bundle-out',
  })
  await expect(
    run(floor.store, (scope) => closeBatch(scope, { id: floor.batchId, reason: '算了' })),
  ).rejects.toMatchObject({ code: 'bundle-out' })
  // The other step has nothing to do with it.
  await record(one!.id, 1, 2)
  expect(await back(id, one!.id, { good: 6, rework: 1 })).toMatchObject({ pieces: 6, amount: 750 })
  expect((await read(id)).bundles[0]).toMatchObject({ rework: 1, out: 4 })
  expect(await back(id, one!.id, { good: 2, scrap: 1, lost: 1 }, 300)).toMatchObject({
    pieces: 2,
    amount: -50,
  })
  expect(await read(id)).toMatchObject({
    sent: 10,
    good: 8,
    scrap: 1,
    lost: 1,
    out: 0,
    orderNumber: 'W260518-1',
    // The one that was left to be mended is back with the others; the return it was seen at still tells of it.
    bundles: [{ rework: 0, out: 0 }],
    returns: [{ rework: 0 }, { rework: 1 }],
  })
  const [partner] = await listPartners(floor.store.reader, today, true)
  expect(partner).toMatchObject({ owed: 700, out: 0, good: 8, bad: 2, rework: 1 })
  const account = await supplierAccount(floor.store.reader, partner!.supplierId)
  expect(account.entries.map(({ kind, amount, balance }) => [kind, amount, balance])).toEqual([
    ['work', 750, 750],
    ['work', -50, 700],
  ])
  // The six that came first are a bundle of their own, with the two ears that were done.
  const [rest, , first] = await bundles()
  expect([rest, first]).toMatchObject([
    { held: 2, quantity: 4 },
    { held: 6, quantity: 6 },
  ])
  await expect(record(one!.id, 2, 3)).rejects.toMatchObject({
    code: 'too-many-pieces',
    data: { remaining: 2 },
  })
  await record(first!.id, 1, 4)
  await record(first!.id, 2, 6)
})

test('all of a batch goes out before it is cut; more comes back than went and becomes stock at the price paid', async () => {
  const { id } = await send([], [])
  const [first, second] = (await read(id)).bundles
  expect([first!.quantity, second!.quantity]).toEqual([40, 40])
  await expect(back(id, first!.bundleId, { good: 42 })).rejects.toMatchObject({
    code: 'over-unconfirmed',
    data: { out: 40, wanted: 42 },
  })
  await back(id, first!.bundleId, { good: 42 }, 0, true)
  await back(id, second!.bundleId, { good: 40 })
  expect(await read(id)).toMatchObject({ whole: true, sent: 80, good: 82, over: 2, out: 0 })
  await expect(send([], [])).rejects.toMatchObject({ code: 'nothing-left' })
  const live = (await bundles()).map(({ id: bundleId }) => bundleId)
  expect(live).toHaveLength(3)
  // 1.25 yuan a piece for all its steps: nothing for the steps after the first.
  expect(await costOf(floor.store.reader, floor.batchId, 82)).toBe(10_250)
  const { pieces } = await run(floor.store, async (scope) => {
    const place = await scope.trx
      .selectFrom('location')
      .select('id')
      .where('kind', '=', 'sellable')
      .executeTakeFirstOrThrow()
    return receiveBundles(scope, { ids: live, locationId: place.id, businessDate: today })
  })
  expect(pieces).toBe(82)
})

test('a return is taken back unless its pieces were worked on; an order is closed with what is left back or lost', async () => {
  await cut(20)
  const [one, two] = await bundles()
  const { id } = await send([one!.id, two!.id])
  await back(id, one!.id, { good: 12 }, 0, true)
  await back(id, two!.id, { good: 4, scrap: 1 })
  const over = (await bundles())[2]!
  expect(over).toMatchObject({ quantity: 2, held: 2 })
  await record(one!.id, 2, 5)
  const [second, first] = (await read(id)).returns
  await expect(run(floor.store, (scope) => voidReturn(scope, first!.id))).rejects.toMatchObject({
    code: 'bundle-worked',
  })
  await run(floor.store, async (scope) => {
    const entry = await scope.trx.selectFrom('work_entry').select('id').executeTakeFirstOrThrow()
    await undoWork(scope, entry.id)
    await voidReturn(scope, first!.id)
    await voidReturn(scope, first!.id)
  })
  expect(await read(id)).toMatchObject({ out: 15, over: 0, good: 4 })
  expect((await bundles())[2]).toMatchObject({ state: 'voided', held: 0 })
  await run(floor.store, (scope) =>
    closeSubcontract(scope, { id, left: 'back', reason: '', businessDate: today }),
  )
  // What came back unworked can be worked on here.
  await record(one!.id, 0, 10)
  await expect(back(id, two!.id, { good: 1 })).rejects.toMatchObject({ code: 'order-closed' })
  await expect(run(floor.store, (scope) => voidReturn(scope, second!.id))).rejects.toMatchObject({
    code: 'order-closed',
  })
  await run(floor.store, (scope) => reopenSubcontract(scope, id))
  expect(await read(id)).toMatchObject({ out: 0 })
  expect((await listSubcontracts(floor.store.reader, 'open', today)).map((row) => row.id)).toEqual([id])
})

test('a bundle of which every piece was scrapped is not sent out: there is nothing to send', async () => {
  await cut(10)
  const [bundle] = await bundles()
  await run(floor.store, (scope) =>
    recordWork(
      scope,
      {
        bundleId: bundle!.id,
        operationId: floor.operations[2]!,
        workerId: floor.workers[0]!,
        good: 0,
        rework: 0,
        scrap: 10,
        reason: '烫坏',
        basis: 'piece',
        workDate: today,
      },
      today,
    ),
  )
  await expect(send([bundle!.id])).rejects.toMatchObject({ code: 'bundle-over' })
  expect(await listSubcontracts(floor.store.reader, null, today)).toEqual([])
})
