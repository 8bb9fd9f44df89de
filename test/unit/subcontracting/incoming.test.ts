import { afterEach, beforeEach, expect, test } from 'vitest'
import { cutLay } from '../../../db/production/bundles.ts'
import { receiveBundles } from '../../../db/production/receive-bundles.ts'
import { recordWork } from '../../../db/production/work.ts'
import { addDefect, mendDefect, voidDefect } from '../../../db/quality/defects.ts'
import { beginInspection } from '../../../db/quality/inspections.ts'
import { addIncoming, deliverJob, removeIncoming, voidDelivery } from '../../../db/subcontracting/incoming.ts'
import { isIncoming, listIncoming } from '../../../db/subcontracting/incoming-jobs.ts'
import { closeChecked, run } from '../inventory/books.ts'
import { type Floor, openFloor, today } from '../production/floor.ts'

let floor: Floor
beforeEach(async () => {
  floor = await openFloor()
})
afterEach(() => closeChecked(floor))

/** Two bundles of ten, all steps done. */
async function made(): Promise<number[]> {
  await run(floor.store, (scope) =>
    cutLay(scope, {
      batchId: floor.batchId,
      colours: [{ colour: '白', dyeLot: '', layers: 20 }],
      sizes: [{ size: '110', ratio: 1 }],
      rule: { by: 'size', pieces: 10 },
      businessDate: today,
    }),
  )
  const bundles = await floor.store.reader.selectFrom('bundle').select('id').orderBy('id').execute()
  for (const { id: bundleId } of bundles)
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
  return bundles.map(({ id }) => id)
}
const add = () =>
  run(floor.store, (scope) =>
    addIncoming(scope, { batchId: floor.batchId, customerName: '张三', orderNumber: 'X', price: 1_000_000 }),
  )
const deliver = (id: number, bundleId: number) =>
  run(floor.store, (scope) => deliverJob(scope, { id, bundleIds: [bundleId], businessDate: today }))
/** A check of the whole batch, begun. */
const check = () =>
  run(floor.store, (scope) =>
    beginInspection(
      scope,
      {
        kind: 'final',
        batchId: floor.batchId,
        receiptId: null,
        operationId: null,
        lot: 20,
        strictness: 'normal',
        level: 'II',
        major: '2.5',
        minor: '4.0',
        note: '',
      },
      today,
    ),
  )
const expected = async () =>
  (await floor.store.reader.selectFrom('expected_supply').select('closed_at').execute()).map(
    ({ closed_at }) => closed_at === null,
  )

test('pieces that a check sent back are not delivered before they are mended', async () => {
  const [one] = await made()
  const { id } = await add()
  const inspection = await check()
  const defect = await run(floor.store, (scope) =>
    addDefect(scope, {
      id: inspection.id,
      name: '脏',
      class: 'major',
      pieces: 2,
      bundleId: one!,
      operationId: floor.operations[0]!,
      workerId: null,
      photoHash: '',
      note: '',
      outcome: 'rework',
    }),
  )
  await expect(deliver(id, one!)).rejects.toMatchObject({
    code: 'rework-open',
    data: { bundle: 1, pieces: 2 },
  })
  expect(
    (await listIncoming(floor.store.reader, true))[0]!.ready.map(({ bundleNumber }) => bundleNumber),
  ).toEqual([2])
  await run(floor.store, (scope) =>
    mendDefect(scope, { defectId: defect.id, workerId: floor.workers[0]!, workDate: today }, today),
  )
  expect(await deliver(id, one!)).toEqual({ pieces: 10, amount: 1000 })
})

test('a batch whose pieces are in our stock does not become another’s', async () => {
  const [one] = await made()
  await run(floor.store, (scope) =>
    receiveBundles(scope, { ids: [one!], locationId: floor.sellable, businessDate: today }),
  )
  await expect(add()).rejects.toMatchObject({ code: 'batch-received' })
})

test('a batch whose seconds are in our stock does not become another’s', async () => {
  const [one] = await made()
  const inspection = await check()
  const defect = await run(floor.store, (scope) =>
    addDefect(scope, {
      id: inspection.id,
      name: '跳针',
      class: 'major',
      pieces: 2,
      bundleId: one!,
      operationId: floor.operations[0]!,
      workerId: null,
      photoHash: '',
      note: '',
      outcome: 'seconds',
    }),
  )
  await expect(add()).rejects.toMatchObject({ code: 'batch-received' })
  await run(floor.store, (scope) => voidDefect(scope, defect.id))
  await add()
})

test('marked by mistake, a batch is ours again and orders wait for it as before; once delivered it stays', async () => {
  const [one] = await made()
  const before = await expected()
  const { id } = await add()
  expect(await expected()).toEqual(before.map(() => false))
  await run(floor.store, (scope) => removeIncoming(scope, id))
  expect(await expected()).toEqual(before)
  expect(await isIncoming(floor.store.reader, floor.batchId)).toBe(false)
  expect(await listIncoming(floor.store.reader, true)).toEqual([])
  const again = await add()
  await deliver(again.id, one!)
  const remove = () => run(floor.store, (scope) => removeIncoming(scope, again.id))
  await expect(remove()).rejects.toMatchObject({ code: 'job-delivered' })
  const [job] = await listIncoming(floor.store.reader, true)
  await run(floor.store, (scope) => voidDelivery(scope, job!.deliveries[0]!.id, today))
  // The moves of its bundles name the delivery for ever.
  await expect(remove()).rejects.toMatchObject({ code: 'job-delivered' })
})
