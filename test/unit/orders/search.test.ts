import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { searchTerms, tailTerm } from '../../../shared/orders/search.ts'
import { id, type TestHost, testHost } from '../../support/host.ts'

let opened: TestHost
let client: ReturnType<TestHost['client']>
const numbers: string[] = []

beforeAll(async () => {
  opened = await testHost({ clock: () => Date.UTC(2026, 4, 18, 2) })
  client = opened.client()
  const shop = { commandId: id(), id: null, platform: 'direct' as const, name: '自己的店', promiseHours: 48 }
  const { id: shopId } = await client.settings.shops.save(shop)
  const write = async (
    orderNumber: string,
    name: string,
    place: readonly [string, string, string],
    title: string,
  ) => {
    numbers.push(orderNumber)
    await client.orders.create({
      commandId: id(),
      shopId,
      orderNumber,
      customerId: null,
      recipient: {
        name,
        phone: '13900001234',
        province: place[0],
        city: place[1],
        district: '',
        address: place[2],
        postcode: '',
        country: '',
      },
      performanceDate: null,
      shipBy: null,
      postageAmount: null,
      discountAmount: null,
      invoiceTitle: '',
      note: '',
      lines: [{ id: null, title, skuId: null, quantity: 1, unitPrice: null }],
    })
  }
  await write('4182937465012345627', '王伟', ['广东省', '广州市', '人民路8号'], '小白兔演出服')
  await write('4182937465098764271', '李苏', ['江苏省', '苏州市', '和平里3号'], '红军护士服')
  await write('260518-112233445566', '兔子先生', ['浙江', '杭州', '示例路广东里1号'], '大合唱礼服')
})
afterAll(() => opened.close())

const found = async (search: string) =>
  (await client.orders.list({ search, limit: 50 })).rows.map((row) => numbers.indexOf(row.orderNumber)).sort()

test.each([
  ['广东', [0, 2]],
  ['苏州', [1]],
  ['杭州', [2]],
  ['白兔', [0]],
  ['礼服', [2]],
  ['士服', [1]],
  ['兔', [0, 2]],
  ['兔子', [2]],
  ['王伟', [0]],
  ['广东 小白兔', [0]],
  ['广东 礼服', [2]],
  ['绝无', []],
  ['兔%', []],
  ['"广', []],
])('“%s” is found in names, addresses and goods', async (search, orders) => {
  expect(await found(search)).toEqual(orders)
})

test.each([
  ['5627', [0]],
  ['345627', [0]],
  ['2345627', [0]],
  ['4271', [1]],
  ['5566', [2]],
  ['1234', [0, 1, 2]],
  ['4182937465012345627', [0]],
  ['082937465012345627', []],
  ['5628', []],
])('the end of an order number, “%s”, finds it', async (search, orders) => {
  expect(await found(search)).toEqual(orders)
})

test('an export holds what the list shows', async () => {
  const { file } = await client.orders.exportList({ search: '广东' })
  expect(file.size).toBeGreaterThan(0)
})

test('every end of a number of four to eight characters is the beginning of its term', () => {
  const number = fc.stringMatching(/^[0-9a-z-]{4,30}$/)
  fc.assert(
    fc.property(number, fc.integer({ min: 4, max: 8 }), (orderNumber, length) => {
      const order = { orderNumber, buyerId: '', recipientName: '', recipientPhone: '', trackingNumbers: [] }
      const end = tailTerm(orderNumber.slice(-length))!
      expect(searchTerms(order).some((term) => term.startsWith(end))).toBe(true)
    }),
  )
})
