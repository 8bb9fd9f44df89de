import { afterEach, beforeEach, expect, test } from 'vitest'
import { purchaseMaterials } from '../../../db/inventory/materials.ts'
import { receivePieces } from '../../../db/inventory/receipts.ts'
import { returnToSupplier } from '../../../db/inventory/supplier-returns.ts'
import { listSuppliers, paySupplier, saveSupplier } from '../../../db/inventory/suppliers.ts'
import { addSupplies, openSupplies } from '../../../db/inventory/supplies.ts'
import { addCloth, addSku, addStyle, type Books, openBooks, run } from './books.ts'

const today = '2026-05-18'
const ahead = '2026-05-19'
let books: Books
let skuId: number
let supplierId: number
beforeEach(async () => {
  books = await openBooks()
  await run(books.store, async (scope) => {
    skuId = await addSku(scope, await addStyle(scope, 'T01', '小白兔'), '110')
    const supplier = { id: null, name: '隔壁王家', kind: 'neighbour', phone: '', note: '' } as const
    supplierId = (await saveSupplier(scope, supplier)).id
  })
})
afterEach(() => books.close())

/** Ten pieces for 100 yuan. */
const buy = (more: Partial<Parameters<typeof receivePieces>[1]> = {}) =>
  run(books.store, (scope) =>
    receivePieces(scope, {
      source: 'neighbour',
      supplierId,
      businessDate: today,
      note: '',
      paidNow: 0,
      lines: [{ itemId: skuId, locationId: books.sellable, quantity: 10, amount: 10_000 }],
      ...more,
    }),
  )
const stock = async () =>
  (await books.store.reader.selectFrom('stock_level').select('quantity').execute()).map(
    ({ quantity }) => quantity,
  )
const owed = async () => (await listSuppliers(books.store.reader))[0]!.owed

test('nothing is bought, given back or paid on a day that is still to come', async () => {
  const refused = { code: 'date-ahead', data: { date: ahead, today } }
  await expect(buy({ businessDate: ahead })).rejects.toMatchObject(refused)
  await expect(
    run(books.store, async (scope) => {
      const materialId = await addCloth(scope)
      return purchaseMaterials(scope, {
        supplierId,
        locationId: books.sellable,
        businessDate: ahead,
        note: '',
        paidNow: 0,
        lines: [{ materialId, quantity: 1000, amount: 1000, dyeLot: '' }],
      })
    }),
  ).rejects.toMatchObject(refused)
  expect(await stock()).toEqual([])
  await buy()
  await expect(
    run(books.store, (scope) =>
      returnToSupplier(scope, {
        supplierId,
        locationId: books.sellable,
        businessDate: ahead,
        note: '',
        lines: [{ itemId: skuId, quantity: 1, amount: 1000 }],
      }),
    ),
  ).rejects.toMatchObject(refused)
  await expect(
    run(books.store, (scope) =>
      paySupplier(scope, { supplierId, receiptId: null, amount: 1000, businessDate: ahead, note: '' }),
    ),
  ).rejects.toMatchObject(refused)
  expect(await stock()).toEqual([10])
  expect(await owed()).toBe(10_000)
})

test('more is paid than came only where somebody says so', async () => {
  await expect(buy({ paidNow: 100_000 })).rejects.toMatchObject({
    code: 'paid-over',
    data: { paid: '1000.00', owed: '100.00' },
  })
  expect(await stock()).toEqual([])
  await buy({ paidNow: 100_000, paidOver: true })
  expect(await owed()).toBe(-90_000)
})

test('the same delivery of what is expected, typed at two stations, is stocked and owed once', async () => {
  await run(books.store, (scope) =>
    addSupplies(scope, {
      kind: 'buy',
      expectedDate: null,
      supplierId,
      note: '',
      lines: [{ itemId: skuId, quantity: 30 }],
    }),
  )
  const [supply] = await openSupplies(books.store.reader)
  const shown = { supplyId: supply!.id, supplyReceived: supply!.received }
  await buy(shown)
  await expect(buy(shown)).rejects.toMatchObject({
    code: 'arrival-changed',
    data: { expected: '0', received: '10', unit: 'pc' },
  })
  expect(await stock()).toEqual([10])
  expect(await owed()).toBe(10_000)
  await buy({ ...shown, supplyReceived: 10 })
  expect((await openSupplies(books.store.reader))[0]!.received).toBe(20)
})
