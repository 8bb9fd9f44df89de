import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { checkStore } from '../../../db/check/index.ts'
import { readWorkbook } from '../../../shared/orders/files/workbook.ts'
import { id, type TestHost, testHost } from '../../support/host.ts'

const now = Date.UTC(2026, 4, 18, 2)
const today = '2026-05-18'
let test_: TestHost
let client: ReturnType<TestHost['client']>
let shopId: number

beforeEach(async () => {
  test_ = await testHost({ clock: () => now })
  client = test_.client()
  const shop = { commandId: id(), id: null, platform: 'direct' as const, name: '自己的店', promiseHours: 48 }
  shopId = (await client.settings.shops.save(shop)).id
})

afterEach(async () => {
  const rules = await checkStore(test_.host.services.store.reader)
  await test_.close()
  expect(rules.filter((rule) => rule.violations.length > 0)).toEqual([])
})

async function newCustomer(name = '县实验小学'): Promise<number> {
  const fields = { name, kind: 'direct' as const, phone: '13900001234', note: '' }
  return (await client.orders.customers.save({ commandId: id(), id: null, ...fields })).id
}

const noRecipient = {
  name: '',
  phone: '',
  province: '',
  city: '',
  district: '',
  address: '',
  postcode: '',
  country: '',
}

interface Wish {
  readonly customerId: number | null
  readonly lines?: readonly (readonly [quantity: number, unitPrice: number | null])[]
  readonly deposit?: number
  readonly postage?: number
  readonly discount?: number
}

async function newOrder(wish: Wish): Promise<number> {
  const { id: orderId } = await client.orders.create({
    commandId: id(),
    shopId,
    orderNumber: '',
    customerId: wish.customerId,
    recipient: noRecipient,
    performanceDate: null,
    shipBy: null,
    postageAmount: wish.postage ?? null,
    discountAmount: wish.discount ?? null,
    depositAmount: wish.deposit ?? 0,
    invoiceTitle: '',
    note: '',
    lines: (wish.lines ?? [[60, 8000]]).map(([quantity, unitPrice]) => ({
      id: null,
      title: '护士服',
      skuId: null,
      quantity,
      unitPrice,
    })),
  })
  return orderId
}

const owed = async (customerId: number) => {
  const { balances } = await client.orders.customers.get({ id: customerId })
  return Object.fromEntries(balances.map((balance) => [balance.currency, balance.owed]))
}
const pay = (customerId: number, amount: number, more: object = {}) =>
  client.orders.customers.addEntry({
    commandId: id(),
    customerId,
    kind: 'payment',
    amount,
    currency: 'CNY',
    businessDate: today,
    orderId: null,
    note: '',
    ...more,
  })
const takeBack = (entryId: number, amount: number | null = null) =>
  client.orders.customers.reverseEntry({
    commandId: id(),
    id: entryId,
    amount,
    businessDate: today,
    note: '',
  })
const entriesOf = async (customerId: number) =>
  (await client.orders.customers.entries({ id: customerId })).rows

describe("an order on a customer's account", () => {
  test('is charged when it is written, less the deposit taken at once', async () => {
    const customerId = await newCustomer()
    const orderId = await newOrder({ customerId, deposit: 100_000, postage: 2000, discount: 10_000 })
    const order = await client.orders.get({ id: orderId })
    expect(order.account).toEqual({
      customerId,
      customerName: '县实验小学',
      charged: 472_000,
      paid: 100_000,
      due: 372_000,
      owed: 372_000,
    })
    expect((await entriesOf(customerId)).map(({ kind, amount, balance }) => [kind, amount, balance])).toEqual(
      [
        ['deposit', -100_000, 372_000],
        ['charge', 472_000, 472_000],
      ],
    )
    await pay(customerId, 372_000, { orderId })
    const unpaid = await client.orders.customers.orders({ id: customerId, unpaid: true })
    expect(unpaid.rows).toEqual([])
    const all = await client.orders.customers.orders({ id: customerId })
    expect(all.rows).toMatchObject([{ id: orderId, charged: 472_000, paid: 472_000, due: 0 }])
  })

  test('without prices charges nothing; a deposit of nobody is refused and no order is written', async () => {
    const customerId = await newCustomer()
    await newOrder({ customerId, lines: [[3, null]] })
    expect(await entriesOf(customerId)).toEqual([])
    await expect(newOrder({ customerId: null, deposit: 100 })).rejects.toMatchObject({
      code: 'input-invalid',
    })
    expect((await client.orders.list({ all: true })).total).toBe(1)
  })

  test('owes nothing once it is cancelled; what he paid is his', async () => {
    const customerId = await newCustomer()
    const orderId = await newOrder({ customerId, deposit: 50_000 })
    await client.orders.cancel({ commandId: id(), id: orderId, reason: '学校改期' })
    expect(await owed(customerId)).toEqual({ CNY: -50_000 })
    const rows = await entriesOf(customerId)
    expect(rows).toHaveLength(3)
    expect(rows.find((row) => row.kind === 'charge' && row.reversesId === null)).toMatchObject({
      amount: 480_000,
      left: 0,
    })
  })

  test('still owes for what was shipped when the rest is cancelled', async () => {
    const customerId = await newCustomer()
    const orderId = await newOrder({
      customerId,
      lines: [
        [10, 1000],
        [1, 333],
      ],
      discount: 1033,
      postage: 500,
    })
    const [line] = (await client.orders.get({ id: orderId })).lines
    // Eight of ten have left.
    const { writer } = test_.host.services.store
    await writer.updateTable('order_line').set({ shipped: 8 }).where('id', '=', line!.id).execute()
    await client.orders.cancel({ commandId: id(), id: orderId, reason: '只要 8 件' })
    // 2 × 10.00 + 3.33 of 103.33, of which 93.00 were asked: 23.33 × 93.00 / 103.33 = 20.9976… → 21.00
    expect((await client.orders.get({ id: orderId })).account).toMatchObject({ charged: 9800 - 2100 })
    await writer.updateTable('order_line').set({ shipped: 0 }).where('id', '=', line!.id).execute()
  })

  test('can be put on an account later, and moved while nothing is paid', async () => {
    const first = await newCustomer('剧组甲')
    const second = await newCustomer('剧组乙')
    const orderId = await newOrder({ customerId: null })
    expect((await client.orders.get({ id: orderId })).account).toBeNull()
    const assign = (customerId: number, amount: number) =>
      client.orders.customers.assignOrder({ commandId: id(), orderId, customerId, amount })
    await assign(first, 300_000)
    await assign(second, 310_000)
    expect([await owed(first), await owed(second)]).toEqual([{ CNY: 0 }, { CNY: 310_000 }])
    await assign(second, 320_000)
    expect(await owed(second)).toEqual({ CNY: 320_000 })
    await pay(second, 1000, { orderId })
    await expect(assign(first, 1)).rejects.toMatchObject({ code: 'order-has-payments' })
    expect(await owed(second)).toEqual({ CNY: 319_000 })
  })
})

describe('an entry', () => {
  test('is taken back by a second row, in parts, never beyond itself', async () => {
    const customerId = await newCustomer()
    const { id: entryId } = await pay(customerId, 1000)
    await takeBack(entryId, 400)
    expect(await owed(customerId)).toEqual({ CNY: -600 })
    await expect(takeBack(entryId, 601)).rejects.toMatchObject({
      code: 'amount-too-large',
      data: { left: '¥6.00' },
    })
    const { id: second } = await takeBack(entryId)
    expect(await owed(customerId)).toEqual({ CNY: 0 })
    await expect(takeBack(entryId)).rejects.toMatchObject({ code: 'not-found' })
    await expect(takeBack(second)).rejects.toMatchObject({ code: 'not-found' })
    expect(await entriesOf(customerId)).toHaveLength(3)
  })

  test("of another customer's order, or in another currency than the order's, is refused", async () => {
    const customerId = await newCustomer()
    const other = await newCustomer('别人')
    const orderId = await newOrder({ customerId })
    await expect(pay(other, 100, { orderId })).rejects.toMatchObject({ code: 'not-found' })
    await expect(pay(customerId, 100, { orderId, currency: 'USD' })).rejects.toMatchObject({
      code: 'not-found',
    })
  })

  test('the books refuse a row whose sign is not its kind', async () => {
    const customerId = await newCustomer()
    const { id: entryId } = await pay(customerId, 1000)
    const { writer } = test_.host.services.store
    for (const amount of [0, 1000])
      await expect(
        writer.updateTable('customer_entry').set({ amount }).where('id', '=', entryId).execute(),
      ).rejects.toThrow(/CHECK/)
  })
})

test('whatever is written and taken back, every balance is the sum of its rows', async () => {
  const step = fc.record({
    customer: fc.integer({ min: 0, max: 1 }),
    kind: fc.constantFrom('charge', 'deposit', 'payment', 'refund'),
    amount: fc.integer({ min: 1, max: 1_000_000 }),
    currency: fc.constantFrom('CNY', 'VND'),
    day: fc.integer({ min: 10, max: 28 }),
    back: fc.option(fc.integer({ min: 1, max: 1_200_000 })),
  })
  let round = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      round += 1
      const customers = [await newCustomer(`甲${round}`), await newCustomer(`乙${round}`)] as const
      const model = [new Map<string, number>(), new Map<string, number>()]
      for (const { customer, kind, amount, currency, day, back } of steps) {
        const customerId = customers[customer]!
        const { id: entryId } = await pay(customerId, amount, {
          kind,
          currency,
          businessDate: `2026-05-${day}`,
        })
        const sign = kind === 'charge' || kind === 'refund' ? 1 : -1
        let counts = amount
        if (back !== null) {
          const done = await takeBack(entryId, back).then(
            () => true,
            () => false,
          )
          expect(done).toBe(back <= amount)
          if (done) counts -= back
        }
        const sums = model[customer]!
        sums.set(currency, (sums.get(currency) ?? 0) + sign * counts)
      }
      for (const [index, customerId] of customers.entries()) {
        expect(await owed(customerId)).toEqual(Object.fromEntries(model[index]!))
        const rows = await entriesOf(customerId)
        for (const [currency, sum] of model[index]!) {
          const own = rows.filter((row) => row.currency === currency).toReversed()
          let running = 0
          for (const row of own) {
            running += row.amount
            expect(row.balance).toBe(running)
          }
          expect(running).toBe(sum)
          expect(own.reduce((left, row) => left + row.left, 0)).toBe(sum)
        }
      }
    }),
    { numRuns: 15 },
  )
})

describe('the list', () => {
  test('finds by name, initials and phone, largest debt first, and leaves archived ones out', async () => {
    const school = await newCustomer('县实验小学')
    const crew = await newCustomer('红旗剧组')
    await pay(school, 500, { kind: 'charge' })
    await pay(crew, 9000, { kind: 'charge' })
    const found = async (search: string) =>
      (await client.orders.customers.list({ search })).rows.map((row) => row.id)
    expect(await found('')).toEqual([crew, school])
    expect(await found('实验')).toEqual([school])
    expect(await found('xsyx')).toEqual([school])
    expect(await found('HQ')).toEqual([crew])
    expect(await found('1234')).toEqual([crew, school])
    expect(await found('100%')).toEqual([])
    const fields = { name: '红旗剧组', kind: 'direct' as const, phone: '', note: '', archived: true }
    await client.orders.customers.save({ commandId: id(), id: crew, ...fields })
    expect(await found('')).toEqual([school])
    expect((await client.orders.customers.list({ only: 'archived' })).total).toBe(1)
    await expect(newCustomer('县实验小学')).rejects.toMatchObject({ code: 'already-exists' })
  })

  test('and an account leave as XLSX', async () => {
    const customerId = await newCustomer()
    await pay(customerId, 12_345, { kind: 'charge' })
    const list = await client.orders.customers.exportList({})
    const [sheet] = await readWorkbook(new Uint8Array(await list.file.arrayBuffer()))
    expect(sheet!.rows[1]).toEqual([
      '县实验小学',
      '直接客户',
      '13900001234',
      'CNY',
      '123.45',
      '0',
      '123.45',
      today,
      '0',
      '',
    ])
    const account = await client.orders.customers.exportEntries({ id: customerId })
    expect(account.fileName).toBe(`县实验小学-${today}.xlsx`)
    const [ledger] = await readWorkbook(new Uint8Array(await account.file.arrayBuffer()))
    expect(ledger!.rows[1]).toEqual([today, '应收', '', '123.45', 'CNY', '123.45', ''])
  })
})

test('a packer sees neither the customer nor his account', async () => {
  const customerId = await newCustomer()
  const orderId = await newOrder({ customerId })
  const person = { commandId: id(), id: null, name: '小赵', role: 'packer' as const, language: null }
  const { id: userId } = await client.settings.users.save(person)
  for (const who of [1, userId])
    await client.settings.users.setPin({ commandId: id(), userId: who, pin: '123456' })
  const packer = test_.client({ userId, lastCallAt: now })
  const order = await packer.orders.get({ id: orderId })
  expect([order.account, order.customerId]).toEqual([null, null])
  await expect(packer.orders.customers.list({})).rejects.toMatchObject({ code: 'not-allowed' })
})
