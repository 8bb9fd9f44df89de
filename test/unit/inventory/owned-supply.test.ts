import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkStore, isSound } from '../../../db/check/index.ts'
import { createReceipt, voidReceipt } from '../../../db/inventory/receipts.ts'
import { saveSupplier } from '../../../db/inventory/suppliers.ts'
import { addSupplies, changeSupply, closeSupply, openSupplies } from '../../../db/inventory/supplies.ts'
import { supplyFor } from '../../../db/inventory/waiting.ts'
import { startOfDay } from '../../../shared/dates.ts'
import { supplyDate } from '../../../shared/inventory/supply.ts'
import { type Floor, openFloor, today } from '../production/floor.ts'
import { addOrder, run } from './books.ts'

let floor: Floor
let place: number
beforeEach(async () => {
  floor = await openFloor()
  const sellable = await floor.store.reader
    .selectFrom('location')
    .select('id')
    .where('kind', '=', 'sellable')
    .executeTakeFirstOrThrow()
  place = sellable.id
})
afterEach(async () => {
  expect(isSound(await checkStore(floor.store.reader))).toBe(true)
  await floor.close()
})

const receive = (quantity: number, supplyId?: number) =>
  run(floor.store, (scope) =>
    createReceipt(scope, {
      source: 'own',
      supplierId: null,
      businessDate: today,
      note: '',
      paidNow: 0,
      lines: [{ itemId: floor.skus[0]!, locationId: place, quantity, amount: 0 }],
      ...(supplyId !== undefined && { supplyId }),
    }),
  )
const open = () => openSupplies(floor.store.reader, [floor.skus[0]!])

test('what a batch makes is not received, changed or given up by hand: it would be made and received again', async () => {
  const [supply] = await open()
  expect(supply).toMatchObject({ batch: { id: floor.batchId }, sentOut: [] })
  const refused = { code: 'supply-owned', data: { batch: '260518-1' } }
  await expect(receive(40, supply!.id)).rejects.toMatchObject(refused)
  const { id } = supply!
  const change = { id, quantity: 1, expectedDate: null, supplierId: null, note: '' }
  await expect(run(floor.store, (scope) => changeSupply(scope, change))).rejects.toMatchObject(refused)
  await expect(run(floor.store, (scope) => closeSupply(scope, id))).rejects.toMatchObject(refused)
  expect(await open()).toEqual([supply])
})

test('pieces that come otherwise answer what is waited for by hand and leave the batch its own', async () => {
  await run(floor.store, (scope) =>
    addSupplies(scope, {
      kind: 'make',
      expectedDate: '2026-06-30',
      supplierId: null,
      note: '',
      lines: [{ itemId: floor.skus[0]!, quantity: 5 }],
    }),
  )
  await receive(7)
  expect((await open()).map(({ batch, received, quantity }) => [batch?.id, received, quantity])).toEqual([
    [floor.batchId, 0, 40],
  ])
})

test('a short line says which batch it waits for, and that it comes too late for its show or its ship-by', async () => {
  const order = (performanceDate: string | null, shipBy: string) =>
    run(floor.store, async (scope) => {
      const lines = [{ skuId: floor.skus[0]!, quantity: 3 }]
      const { id } = await addOrder(scope, floor.shopId, { lines, shipBy: startOfDay(shipBy) + 1 })
      await scope.update('orders', id, { short_count: 1, performance_date: performanceDate })
      return id
    })
  const awaited = async (id: number) =>
    (await supplyFor(floor.store.reader, id)).flatMap(({ supplies }) =>
      supplies.map(({ batch, expectedDate, late }) => [batch?.batchNumber, expectedDate, late]),
    )
  // The fixture's batch is due on the 25th.
  expect(await awaited(await order(null, '2026-05-25'))).toEqual([['260518-1', '2026-05-25', false]])
  expect(await awaited(await order('2026-05-24', '2026-05-25'))).toEqual([['260518-1', '2026-05-25', true]])
  expect(await awaited(await order(null, '2026-05-24'))).toEqual([['260518-1', '2026-05-25', true]])
})

test('what is at a partner is there when the partner brings it, however early the batch is due', () => {
  expect(supplyDate('2026-05-25', [{ dueDate: '2026-05-28' }, { dueDate: null }])).toBe('2026-05-28')
  expect(supplyDate('2026-05-25', [])).toBe('2026-05-25')
  expect(supplyDate(null, [{ dueDate: null }])).toBeNull()
})

test('what was given up by hand does not come back with a receipt that is taken back', async () => {
  const itemId = floor.skus[1]!
  const supplierId = await run(
    floor.store,
    async (scope) =>
      (await saveSupplier(scope, { id: null, name: '隔壁', kind: 'neighbour', phone: '', note: '' })).id,
  )
  const { ids } = await run(floor.store, (scope) =>
    addSupplies(scope, {
      kind: 'buy',
      expectedDate: null,
      supplierId,
      note: '',
      lines: [{ itemId, quantity: 10 }],
    }),
  )
  const came = await run(floor.store, (scope) =>
    createReceipt(scope, {
      source: 'neighbour',
      supplierId,
      businessDate: today,
      note: '',
      paidNow: 0,
      lines: [{ itemId, locationId: place, quantity: 6, amount: 600 }],
    }),
  )
  await run(floor.store, (scope) => closeSupply(scope, ids[0]!))
  await run(floor.store, (scope) =>
    voidReceipt(scope, { id: came.id, reversePayments: false, note: '', businessDate: today }),
  )
  const waiting = (await openSupplies(floor.store.reader, [itemId])).filter(({ batch }) => batch === null)
  // The six of the receipt, not the four that nobody waits for any more.
  expect(waiting).toMatchObject([{ id: ids[0], quantity: 6, received: 0 }])
})
