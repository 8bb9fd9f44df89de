import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { postAdjustment, transferStock } from '../../../db/inventory/adjust.ts'
import { reallocate } from '../../../db/inventory/allocate.ts'
import { checkInventory } from '../../../db/inventory/check.ts'
import { saveLocation } from '../../../db/inventory/locations.ts'
import { readReceipt } from '../../../db/inventory/read-receipts.ts'
import { createReceipt, voidReceipt } from '../../../db/inventory/receipts.ts'
import { listShortages } from '../../../db/inventory/shortages.ts'
import { saveSupplier, supplierAccount } from '../../../db/inventory/suppliers.ts'
import { addSupplies, openSupplies } from '../../../db/inventory/supplies.ts'
import { supplyFor } from '../../../db/inventory/waiting.ts'
import { addOrder, addSku, addStyle, type Books, openBooks, run } from './books.ts'

let books: Books
let red: number
let white: number
let early: { id: number; lineIds: number[] }
let late: { id: number; lineIds: number[] }
let neighbour: number

beforeAll(async () => {
  books = await openBooks()
  await run(books.store, async (scope) => {
    const style = await addStyle(scope, 'T05', '兔子')
    red = await addSku(scope, style, '110', { colour: '红' })
    white = await addSku(scope, style, '110', { colour: '白' })
    early = await addOrder(scope, books.shopId, {
      shipBy: 100,
      performanceDate: '2026-06-01',
      lines: [{ skuId: red, quantity: 5 }],
    })
    late = await addOrder(scope, books.shopId, {
      shipBy: 200,
      lines: [
        { skuId: red, quantity: 3 },
        { skuId: white, quantity: 1 },
      ],
    })
    neighbour = (
      await saveSupplier(scope, { id: null, name: '隔壁王家', kind: 'neighbour', phone: '', note: '' })
    ).id
    return reallocate(scope, [red, white], { changedOrders: [early.id, late.id] })
  })
})
afterAll(() => books.close())

const receipt = (quantity: number, amount: number, paidNow = 0) =>
  run(books.store, (scope) =>
    createReceipt(scope, {
      source: 'neighbour',
      supplierId: neighbour,
      businessDate: '2026-05-18',
      note: '',
      paidNow,
      lines: [{ itemId: red, locationId: books.sellable, quantity, amount }],
    }),
  )

describe('what orders lack, and what answers it', () => {
  it('lists shortages by style with the orders behind them', async () => {
    const list = await listShortages(books.store.reader, 'tz')
    expect(list.styles).toEqual([])
    const all = await listShortages(books.store.reader, '兔子')
    expect(all).toMatchObject({ short: 9, unanswered: 9, orders: 2 })
    expect(all.styles[0]).toMatchObject({
      short: 9,
      shipBy: 100,
      performanceDate: '2026-06-01',
      undated: false,
    })
    expect(all.styles[0]!.cells).toMatchObject([
      { skuId: red, short: 8, orders: 2 },
      { skuId: white, short: 1, orders: 1 },
    ])
  })

  it('says which order waits for which supply: the most urgent for the earliest date', async () => {
    await run(books.store, async (scope) => {
      await addSupplies(scope, {
        kind: 'make',
        expectedDate: '2026-05-25',
        supplierId: null,
        note: '',
        lines: [{ itemId: red, quantity: 4 }],
      })
      return addSupplies(scope, {
        kind: 'buy',
        expectedDate: '2026-05-20',
        supplierId: neighbour,
        note: '',
        lines: [{ itemId: red, quantity: 3 }],
      })
    })
    expect(await supplyFor(books.store.reader, early.id)).toMatchObject([
      {
        itemId: red,
        short: 5,
        unanswered: 0,
        supplies: [
          { kind: 'buy', quantity: 3, expectedDate: '2026-05-20', supplierName: '隔壁王家' },
          { kind: 'make', quantity: 2, expectedDate: '2026-05-25' },
        ],
      },
    ])
    expect(await supplyFor(books.store.reader, late.id)).toMatchObject([
      { itemId: red, short: 3, unanswered: 1, supplies: [{ kind: 'make', quantity: 2 }] },
      { itemId: white, short: 1, unanswered: 1, supplies: [] },
    ])
  })

  it('refuses a set and an unknown SKU', async () => {
    await expect(
      run(books.store, (scope) =>
        addSupplies(scope, {
          kind: 'make',
          expectedDate: null,
          supplierId: null,
          note: '',
          lines: [{ itemId: 999, quantity: 1 }],
        }),
      ),
    ).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('receipts and what is owed for them', () => {
  it('raises stock, answers what was bought, gives orders their pieces and owes the rest', async () => {
    const made = await receipt(6, 24_000, 10_000)
    expect(made).toMatchObject({ readyOrders: 1, losses: [] })
    expect(await openSupplies(books.store.reader)).toMatchObject([{ kind: 'make', quantity: 4, received: 3 }])
    const account = await supplierAccount(books.store.reader, neighbour)
    expect(account.supplier).toMatchObject({ bought: 24_000, paid: 10_000, owed: 14_000 })
    expect(account.entries.map((entry) => [entry.kind, entry.amount, entry.balance])).toEqual([
      ['receipt', 24_000, 24_000],
      ['payment', -10_000, 14_000],
    ])
    expect(await checkInventory(books.store.reader)).toEqual([])
  })

  it('is voided while the pieces are there: stock, supply and debt as before, the payment only on request', async () => {
    const { id } = await receipt(2, 9000)
    expect(await openSupplies(books.store.reader)).toEqual([])
    const losses = await run(books.store, (scope) =>
      voidReceipt(scope, { id, reversePayments: true, note: '记错了', businessDate: '2026-05-19' }),
    )
    expect(losses).toMatchObject([{ orderId: late.id, quantity: 2, reason: 'stock-gone' }])
    expect(await openSupplies(books.store.reader)).toMatchObject([{ received: 3 }])
    expect((await supplierAccount(books.store.reader, neighbour)).supplier.owed).toBe(14_000)
    expect(await readReceipt(books.store.reader, id, true)).toMatchObject({ voided: true })
    await expect(
      run(books.store, (scope) =>
        voidReceipt(scope, { id, reversePayments: false, note: '', businessDate: '2026-05-19' }),
      ),
    ).rejects.toMatchObject({ code: 'not-found' })
    const level = await books.store.reader
      .selectFrom('stock_level')
      .select(['quantity', 'value'])
      .executeTakeFirst()
    expect(level).toEqual({ quantity: 6, value: 24_000 })
  })

  it('cannot be voided once its pieces have gone elsewhere', async () => {
    const losses = await run(books.store, (scope) =>
      transferStock(scope, {
        fromLocationId: books.sellable,
        toLocationId: books.seconds,
        note: '',
        lines: [{ itemId: red, quantity: 2 }],
      }),
    )
    expect(losses.reduce((sum, loss) => sum + loss.quantity, 0)).toBe(2)
    await expect(
      run(books.store, (scope) =>
        voidReceipt(scope, { id: 1, reversePayments: false, note: '', businessDate: '2026-05-19' }),
      ),
    ).rejects.toMatchObject({ code: 'receipt-used' })
    expect(await checkInventory(books.store.reader)).toEqual([])
  })

  it('wants a supplier for what was bought', async () => {
    await expect(
      run(books.store, (scope) =>
        createReceipt(scope, {
          source: 'supplier',
          supplierId: null,
          businessDate: '2026-05-18',
          note: '',
          paidNow: 0,
          lines: [{ itemId: red, locationId: books.sellable, quantity: 1, amount: 0 }],
        }),
      ),
    ).rejects.toMatchObject({ code: 'input-invalid' })
  })
})

describe('changing stock by hand', () => {
  it('frees the latest order first and names it', async () => {
    await run(books.store, (scope) =>
      transferStock(scope, {
        fromLocationId: books.seconds,
        toLocationId: books.sellable,
        note: '',
        lines: [{ itemId: red, quantity: 2 }],
      }),
    )
    const losses = await run(books.store, (scope) =>
      postAdjustment(scope, {
        locationId: books.sellable,
        reason: '做坏了',
        note: '',
        lines: [{ itemId: red, quantity: -2 }],
      }),
    )
    expect(losses.map((loss) => [loss.orderId, loss.quantity])).toEqual([
      [early.id, 1],
      [late.id, 1],
    ])
  })

  it('refuses to put away a place that holds stock, and frees what a place no longer sells', async () => {
    await expect(
      run(books.store, (scope) =>
        saveLocation(scope, {
          id: books.sellable,
          code: 'A',
          name: '成品架',
          kind: 'sellable',
          archived: true,
        }),
      ),
    ).rejects.toMatchObject({ code: 'still-used' })
    const changed = await run(books.store, (scope) =>
      saveLocation(scope, { id: books.sellable, code: 'A', name: '成品架', kind: 'seconds' }),
    )
    expect(changed.losses.reduce((sum, loss) => sum + loss.quantity, 0)).toBe(4)
    expect(await checkInventory(books.store.reader)).toEqual([])
  })
})
