import { afterAll, beforeAll, expect, it } from 'vitest'
import { reallocate } from '../../../db/inventory/allocate.ts'
import { checkInventory } from '../../../db/inventory/check.ts'
import { createReceipt } from '../../../db/inventory/receipts.ts'
import { returnToSupplier, voidSupplierReturn } from '../../../db/inventory/supplier-returns.ts'
import { saveSupplier, supplierAccount } from '../../../db/inventory/suppliers.ts'
import { addOrder, addSku, addStyle, type Books, openBooks, run } from './books.ts'

let books: Books
let red: number
let neighbour: number
let order: { id: number; lineIds: number[] }

beforeAll(async () => {
  books = await openBooks()
  await run(books.store, async (scope) => {
    red = await addSku(scope, await addStyle(scope, 'T05', '兔子'), '110')
    order = await addOrder(scope, books.shopId, { shipBy: 100, lines: [{ skuId: red, quantity: 5 }] })
    neighbour = (
      await saveSupplier(scope, { id: null, name: '隔壁王家', kind: 'neighbour', phone: '', note: '' })
    ).id
    await reallocate(scope, [red], { changedOrders: [order.id] })
    await createReceipt(scope, {
      source: 'neighbour',
      supplierId: neighbour,
      businessDate: '2026-05-17',
      note: '',
      paidNow: 3000,
      lines: [{ itemId: red, locationId: books.sellable, quantity: 6, amount: 12_001 }],
    })
  })
})
afterAll(() => books.close())

const account = () => supplierAccount(books.store.reader, neighbour)

it('goods given back lower the debt and the stock, free what is no longer there, and can be taken back', async () => {
  expect((await account()).prices).toEqual([{ itemId: red, price: 2000 }])
  const { id, losses } = await run(books.store, (scope) =>
    returnToSupplier(scope, {
      supplierId: neighbour,
      locationId: books.sellable,
      businessDate: '2026-05-18',
      note: '色差',
      lines: [{ itemId: red, quantity: 3, amount: 6000 }],
    }),
  )
  expect(losses).toMatchObject([{ orderId: order.id, quantity: 2, reason: 'stock-gone' }])
  const { supplier, entries } = await account()
  expect(supplier).toMatchObject({ bought: 12_001, returned: 6000, paid: 3000, owed: 3001 })
  expect(entries.map((entry) => [entry.kind, entry.amount, entry.balance])).toEqual([
    ['receipt', 12_001, 12_001],
    ['payment', -3000, 9001],
    ['return', -6000, 3001],
  ])
  expect(await checkInventory(books.store.reader)).toEqual([])

  await run(books.store, (scope) => voidSupplierReturn(scope, { id, note: '' }))
  expect((await account()).supplier).toMatchObject({ returned: 0, owed: 9001 })
  const level = await books.store.reader.selectFrom('stock_level').selectAll().executeTakeFirstOrThrow()
  expect(level).toMatchObject({ quantity: 6, value: 12_001 })
  expect(await checkInventory(books.store.reader)).toEqual([])
  await expect(
    run(books.store, (scope) => voidSupplierReturn(scope, { id, note: '' })),
  ).rejects.toMatchObject({
    code: 'not-found',
  })
})

it('more than is there, or nobody known, is refused', async () => {
  const give = (supplierId: number, quantity: number) =>
    run(books.store, (scope) =>
      returnToSupplier(scope, {
        supplierId,
        locationId: books.sellable,
        businessDate: '2026-05-18',
        note: '',
        lines: [{ itemId: red, quantity, amount: 0 }],
      }),
    )
  await expect(give(neighbour, 99)).rejects.toMatchObject({ code: 'stock-below-zero' })
  await expect(give(999, 1)).rejects.toMatchObject({ code: 'not-found' })
})
